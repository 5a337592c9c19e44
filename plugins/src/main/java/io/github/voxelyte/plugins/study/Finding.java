package io.github.voxelyte.plugins.study;

import java.util.Locale;

/**
 * A quantity of the study beside ours.
 *
 * @param number of the row
 * @param quantity what it is
 * @param study what the study reports
 * @param ours what was computed, in words; empty if the runs that it needs are not finished
 * @param tolerance what counts as met, on another structure than the study's
 * @param met whether it is
 * @param reason one sentence: why not, or what to know
 */
record Finding(int number, String quantity, String study, String ours, String tolerance, boolean met, String reason) {
    static final String NOT_COMPUTED = "not computed";

    /** A row before it is compared. */
    record Row(int number, String quantity, String study, String tolerance) {
        /** Compared; not computed if one of the numbers is NaN. */
        Finding compared(boolean met, String reasonIfNot, String ours, double... numbers) {
            for (double number : numbers) {
                if (Double.isNaN(number)) {
                    return new Finding(
                            this.number, quantity, study, "", tolerance, false, "A run it needs is missing.");
                }
            }
            Object[] cells = new Object[numbers.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = numbers[i];
            }
            String text = String.format(Locale.ROOT, ours, cells);
            return new Finding(this.number, quantity, study, text, tolerance, met, met ? "" : reasonIfNot);
        }
    }

    boolean isComputed() {
        return !ours.isEmpty();
    }

    /** The verdict in a word or two. */
    String verdict() {
        return isComputed() ? (met ? "met" : "not met") : NOT_COMPUTED;
    }
}
