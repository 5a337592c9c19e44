package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.material.LithiationFunction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The lithiation of every active voxel of a cell through which no current flows: what a spectrum is taken around.
 *
 * <p>Voxels that can exchange lithium at rest ({@link LithiumExchange}) drive currents between them for as long as their open-circuit
 * potentials differ. How far a state is from rest is told by the potential of every reactive face's voxel against that at which the
 * currents of its group would cancel, weighted with i0·area.
 */
public final class LithiationState {
    /** How far a lithiation may lie outside 0 to 1: fields are in single precision. */
    private static final double SLACK = 1e-6;

    private final double[] lithiation;
    private final boolean frozen;
    private final double mean;
    private final double voltage;
    private final double drive;
    private final double largestDrive;
    private final double mostFrequent;

    private LithiationState(CellElements elements, double[] lithiation, boolean frozen) {
        this.lithiation = lithiation;
        this.frozen = frozen;
        double sum = 0;
        Map<Double, Integer> counts = new HashMap<>();
        for (double x : lithiation) {
            sum += x;
            counts.merge(x, 1, Integer::sum);
        }
        double common = lithiation[0];
        int most = 0;
        for (double x : lithiation) {
            // In the order of the voxels: the first of equals.
            if (counts.get(x) > most) {
                most = counts.get(x);
                common = x;
            }
        }
        mostFrequent = common;
        LithiationFunction potential = elements.cell().activeMaterial().openCircuitPotential();
        if (counts.size() == 1) {
            mean = common;
            voltage = potential.value(common);
            drive = 0;
            largestDrive = 0;
            return;
        }
        mean = sum / lithiation.length;
        double[] u = new double[lithiation.length];
        double[] weight = new double[lithiation.length];
        for (int k = 0; k < u.length; k++) {
            double x = Math.min(1 - SLACK, Math.max(SLACK, lithiation[k]));
            u[k] = potential.value(x);
        }
        ElementShape[] shapes = elements.shapes().toArray(ElementShape[]::new);
        for (int e = 0; e < elements.count(); e++) {
            ElementShape shape = shapes[elements.shape(e)];
            if (shape.kind() == ElementShape.Kind.REACTIVE) {
                int k = elements.lithiation(elements.first(e));
                double x = Math.min(1 - SLACK, Math.max(SLACK, lithiation[k]));
                weight[k] += shape.area() * Math.sqrt(x * (1 - x));
            }
        }
        int[] group = new LithiumExchange(elements).groupOf;
        double[] weights = new double[u.length];
        double[] rest = new double[u.length];
        for (int k = 0; k < u.length; k++) {
            weights[group[k]] += weight[k];
            rest[group[k]] += weight[k] * u[k];
        }
        double squares = 0;
        double all = 0;
        double largest = 0;
        int main = group[0];
        for (int k = 0; k < u.length; k++) {
            main = weights[group[k]] > weights[main] ? group[k] : main;
            if (weight[k] > 0) {
                double difference = u[k] - rest[group[k]] / weights[group[k]];
                squares += weight[k] * difference * difference;
                all += weight[k];
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        voltage = rest[main] / weights[main];
        drive = Math.sqrt(squares / all);
        largestDrive = largest;
    }

    /**
     * All at the cell's initial lithiation.
     *
     * @param cell the cell
     * @return the state
     */
    public static LithiationState uniform(VoxelCell cell) {
        CellElements elements = cell.elements(false);
        double[] x = new double[elements.lithiations()];
        java.util.Arrays.fill(x, cell.cell().activeMaterial().initialLithiation());
        return new LithiationState(elements, x, false);
    }

    /**
     * After a long rest: voxels that can exchange lithium have their mean.
     *
     * @param cell the cell
     * @param field lithiation on the label stack before the rest
     * @return the state
     * @throws IllegalArgumentException if a lithiation is none, or outside the table of the open-circuit potential
     */
    public static LithiationState relaxed(VoxelCell cell, ScalarField field) {
        CellElements elements = cell.elements(false);
        double[] x = read(elements, field);
        int[] group = new LithiumExchange(elements).groupOf;
        double[] sum = new double[x.length];
        int[] count = new int[x.length];
        for (int k = 0; k < x.length; k++) {
            sum[group[k]] += x[k];
            count[group[k]]++;
        }
        for (int k = 0; k < x.length; k++) {
            x[k] = sum[group[k]] / count[group[k]];
        }
        return new LithiationState(elements, x, false);
    }

    /**
     * As it is: every voxel responds with its own coefficients, the currents that even it out are left out.
     *
     * @param cell the cell
     * @param field lithiation on the label stack
     * @return the state
     * @throws IllegalArgumentException if a lithiation is none, or outside the table of the open-circuit potential
     */
    public static LithiationState frozen(VoxelCell cell, ScalarField field) {
        CellElements elements = cell.elements(false);
        return new LithiationState(elements, read(elements, field), true);
    }

    private static double[] read(CellElements elements, ScalarField field) {
        Cell cell = elements.cell();
        ActiveMaterial material = cell.activeMaterial();
        double[] range = RestingState.range(cell);
        double[] x = elements.lithiations(field);
        for (double value : x) {
            if (!(value >= -SLACK && value <= 1 + SLACK && value >= range[0] - SLACK && value <= range[1] + SLACK)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the state has a lithiation of %.6g; the open-circuit potential of cell %s is known from x = %s to %s"
                                + " (initial lithiation %s): it is the state of another cell",
                        value,
                        cell.name(),
                        range[0],
                        range[1],
                        material.initialLithiation()));
            }
        }
        return x;
    }

    /** One value a lithiation of the network. */
    double[] values() {
        return lithiation.clone();
    }

    /** The lithiation that most voxels have. */
    double mostFrequent() {
        return mostFrequent;
    }

    /**
     * Whether lithium that would even out is held where it is.
     *
     * @return true if so; false of a state that does not change at rest
     */
    public boolean isFrozen() {
        return frozen;
    }

    /**
     * Mean lithiation of the voxels that take part.
     *
     * @return x
     */
    public double mean() {
        return mean;
    }

    /**
     * Open-circuit voltage; of a frozen state the one at which the currents of all reactive faces would cancel, each i0·(φ − U).
     *
     * @return [V]
     */
    public double voltage() {
        return voltage;
    }

    /**
     * Root mean square over the reactive faces of what they are off their rest potential.
     *
     * @return [V]; 0 of a state that does not change at rest
     */
    public double drive() {
        return drive;
    }

    /**
     * The largest that a voxel with a reactive face is off its rest potential.
     *
     * @return [V]
     */
    public double largestDrive() {
        return largestDrive;
    }
}
