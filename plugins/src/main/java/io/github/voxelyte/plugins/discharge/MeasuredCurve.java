package io.github.voxelyte.plugins.discharge;

/**
 * A measured discharge curve.
 *
 * @param capacity by mass or by cross-section [mAh/g or mAh/cm²]
 * @param perGram whether the capacity is by mass
 * @param voltage [V]
 */
record MeasuredCurve(double[] capacity, boolean perGram, double[] voltage) {
    /**
     * Reads a curve: the columns named capacity and voltage, or else the first two; by mass unless the head says cm2.
     *
     * @param path CSV or other delimited text
     */
    static MeasuredCurve read(String path) {
        DelimitedText text = DelimitedText.read(DischargeKeys.MEASURED.name(), path);
        int gram = text.column("mah/g");
        int area = text.column("mah/cm");
        int named = gram >= 0 ? gram : area >= 0 ? area : text.column("capacity");
        int capacity = Math.max(0, named);
        int volts = text.column("voltage") >= 0 ? text.column("voltage") : text.column("[v]");
        int voltage = volts >= 0 ? volts : 1;
        if (voltage == capacity) {
            throw new IllegalArgumentException("measured=" + path + " must have one column with the capacity (mAh/g or"
                    + " mAh/cm2) and one with the voltage (V).");
        }
        double[] v = text.values(voltage);
        for (double value : v) {
            if (!(value > -1 && value < 10)) {
                throw new IllegalArgumentException(
                        "measured=" + path + ": a voltage is " + value + "; voltages must be in V, up to 10.");
            }
        }
        return new MeasuredCurve(text.values(capacity), gram >= 0 || area < 0, v);
    }
}
