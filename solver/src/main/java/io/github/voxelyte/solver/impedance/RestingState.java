package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.TabulatedFunction;

/** A cell at rest, fully relaxed: one lithiation everywhere, chosen directly or by its open-circuit voltage. */
public final class RestingState {
    private static final double LEAST = 1e-3;
    private static final double GREATEST = 1 - 1e-3;
    private static final int HALVINGS = 60;

    private RestingState() {}

    /**
     * The cell at a lithiation.
     *
     * @param cell the cell
     * @param lithiation x, within the table of the open-circuit potential
     * @return the changed copy
     * @throws IllegalArgumentException if it is outside
     */
    public static Cell atLithiation(Cell cell, double lithiation) {
        double[] range = range(cell);
        if (!(lithiation >= range[0] && lithiation <= range[1]) || !(lithiation > 0 && lithiation < 1)) {
            throw new IllegalArgumentException("lithiation is " + lithiation
                    + "; the open-circuit potential of cell " + cell.name() + " is known from x = " + range[0] + " to "
                    + range[1] + ", ends at 0 and 1 left out");
        }
        return cell.withActiveMaterial(cell.activeMaterial().withInitialLithiation(lithiation));
    }

    /**
     * The cell at an open-circuit voltage.
     *
     * @param cell the cell
     * @param voltage [V], within the table of the open-circuit potential
     * @return the changed copy
     * @throws IllegalArgumentException if it is outside
     */
    public static Cell atVoltage(Cell cell, double voltage) {
        LithiationFunction potential = cell.activeMaterial().openCircuitPotential();
        double[] range = range(cell);
        double low = Math.max(LEAST, range[0]);
        double high = Math.min(GREATEST, range[1]);
        if (!(voltage <= potential.value(low) && voltage >= potential.value(high))) {
            throw new IllegalArgumentException("voltage_V is " + voltage + " V; the open-circuit potential of cell "
                    + cell.name() + " reaches from " + potential.value(high) + " V (x = " + high + ") to "
                    + potential.value(low) + " V (x = " + low + ")");
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (potential.value(middle) > voltage) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return atLithiation(cell, 0.5 * (low + high));
    }

    /** Where the open-circuit potential is known. */
    static double[] range(Cell cell) {
        return cell.activeMaterial().openCircuitPotential() instanceof TabulatedFunction table
                ? new double[] {table.first(), table.last()}
                : new double[] {0, 1};
    }
}
