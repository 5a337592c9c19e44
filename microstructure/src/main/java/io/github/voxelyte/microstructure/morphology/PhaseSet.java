package io.github.voxelyte.microstructure.morphology;

/** Which labels belong to the phase that is measured. */
final class PhaseSet {
    private static final int LABELS = 256;

    private PhaseSet() {}

    /**
     * A look-up table of membership.
     *
     * @param labels the labels of the phase, 0 to 255, at least one
     * @return 256 entries, true for the phase
     */
    static boolean[] of(int... labels) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("no label given: name at least one label of the phase, 0 to 255");
        }
        boolean[] member = new boolean[LABELS];
        for (int label : labels) {
            if (label < 0 || label >= LABELS) {
                throw new IllegalArgumentException("label " + label + " is out of range: labels are 0 to 255");
            }
            member[label] = true;
        }
        return member;
    }
}
