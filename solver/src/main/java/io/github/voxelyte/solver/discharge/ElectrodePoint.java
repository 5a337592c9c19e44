package io.github.voxelyte.solver.discharge;

/**
 * One instant of the discharge of sub-cells in parallel.
 *
 * @param time since the start [s]
 * @param voltage between collector and lithium, the same for all [V]
 * @param currents of the sub-cells, positive on discharge [A]
 * @param charges that they have passed since the start [C]
 */
public record ElectrodePoint(double time, double voltage, double[] currents, double[] charges) {
    /**
     * The sum of the currents.
     *
     * @return I [A]
     */
    public double current() {
        return sum(currents);
    }

    /**
     * The sum of the charges.
     *
     * @return what the electrode has passed [C]
     */
    public double charge() {
        return sum(charges);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
