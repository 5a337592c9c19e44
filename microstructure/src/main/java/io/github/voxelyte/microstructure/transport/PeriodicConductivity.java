package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.elliptic.PeriodicConduction;
import io.github.voxelyte.microstructure.elliptic.SolveMemory;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * The whole 3×3 tensor of the effective conductivity of a structure that repeats in all directions.
 *
 * <p>For a unit mean field E along each axis in turn, φ = −E·x + φ̃ with φ̃ periodic and ∇·(σ∇φ) = 0. The tensor is the
 * mutual dissipation of the three fields, σ_ab = (1/V)·Σ_faces g·Δφ_a·Δφ_b: symmetric and positive semidefinite as
 * computed, its error quadratic in the residual's. Face conductances as in {@link EffectiveConductivity}; any size.
 *
 * <p>A cluster that does not join its own repetition is at rest in any field and is left out. Solved by {@link PeriodicConduction}; a
 * structure with an odd number of voxels along an axis is taken twice.
 *
 * <p>Source of the formulation: G. W. Milton, The Theory of Composites (2002), chapter 1, doi:10.1017/CBO9780511613357.
 * Memory: about 25 bytes per voxel of the box with one conducting phase.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class PeriodicConductivity {
    private static final int MAX_ITERATIONS = 500;

    private final double relativeTolerance;
    private final Parallel parallel;

    private PeriodicConductivity(double relativeTolerance, Parallel parallel) {
        this.relativeTolerance = relativeTolerance;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * With {@link EffectiveConductivity#DEFAULT_RELATIVE_TOLERANCE}, on all processors.
     *
     * @return the measure
     */
    public static PeriodicConductivity create() {
        return new PeriodicConductivity(EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE, Parallel.allProcessors());
    }

    /**
     * Sets how far the linear solves are driven.
     *
     * @param tolerance stop when ‖r‖/‖b‖ falls to this [1], in (0, 1)
     * @return a copy that does so
     * @throws IllegalArgumentException if it is out of range
     */
    public PeriodicConductivity withRelativeTolerance(double tolerance) {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance must lie between 0 and 1 (a relative residual, such as 1e-6): " + tolerance);
        }
        return new PeriodicConductivity(tolerance, parallel);
    }

    /**
     * Sets who works.
     *
     * @param workers the threads
     * @return a copy that does so
     */
    public PeriodicConductivity withParallel(Parallel workers) {
        return new PeriodicConductivity(relativeTolerance, workers);
    }

    /**
     * Refuses a structure whose solves do not fit, before anything is allocated.
     *
     * @param grid its grid
     * @param conducting voxels that conduct
     * @throws IllegalArgumentException if more memory is needed than is free, with both numbers and the remedies
     */
    public static void requireMemory(VoxelGrid grid, long conducting) {
        long periods = PeriodicUnfolding.periods(grid);
        SolveMemory.requirePeriodic(periods * grid.size(), periods * conducting);
    }

    /**
     * Measures a structure.
     *
     * @param phases the structure, one period
     * @param conductivity conductivity of every label [S/m], length up to 256; 0 and labels beyond insulate
     * @param reference label of the phase that ratios refer to
     * @param progress told about the solves; cancels
     * @return the tensor; zero if nothing percolates
     * @throws IllegalArgumentException if a conductivity is negative or not finite, the reference does not conduct, or
     *     the solve would need more memory than there is
     * @throws io.github.voxelyte.microstructure.elliptic.NoConvergenceException if the tolerance is not reached
     */
    public ConductivityTensor of(PhaseMap phases, double[] conductivity, int reference, Progress progress) {
        double[] sigma = EffectiveConductivity.checked(conductivity, reference);
        VoxelGrid grid = phases.grid();
        long conducting = conducting(phases.counts(), sigma);
        requireMemory(grid, conducting);
        Winding winding = Winding.of(PeriodicUnfolding.toEvenSides(phases, null), sigma, progress.part(0, 0.1));
        double[][] values = new double[3][3];
        int[] iterations = new int[3];
        double residual = 0;
        VoxelGrid box = winding.structure().grid();
        if (winding.held().length > 0) {
            PeriodicConduction.Solution solution = new PeriodicConduction(
                            winding.structure(), sigma, winding.held(), parallel)
                    .solve(relativeTolerance, MAX_ITERATIONS, progress.part(0.1, 1));
            iterations = solution.iterations();
            residual = solution.residual();
            double volume = box.voxelVolume() * box.size();
            for (Axis a : Axis.values()) {
                for (Axis b : Axis.values()) {
                    values[a.ordinal()][b.ordinal()] =
                            solution.conductance()[a.ordinal()][b.ordinal()] * box.length(a) * box.length(b) / volume;
                }
            }
        }
        progress.update(1);
        return new ConductivityTensor(
                values,
                sigma[reference],
                (double) conducting / grid.size(),
                (double) conducting(winding.structure().counts(), sigma) / box.size(),
                iterations,
                residual);
    }

    private static long conducting(long[] counts, double[] sigma) {
        long conducting = 0;
        for (int label = 0; label < counts.length; label++) {
            conducting += sigma[label] > 0 ? counts[label] : 0;
        }
        return conducting;
    }

    /**
     * The structure with the label of an insulator in all but the winding clusters.
     *
     * @param structure the structure
     * @param held a voxel of each of these, the largest one's first
     */
    private record Winding(PhaseMap structure, int[] held) {
        static Winding of(PhaseMap phases, double[] sigma, Progress progress) {
            VoxelGrid grid = phases.grid();
            if (conducting(phases.counts(), sigma) == grid.size()) {
                return new Winding(phases, new int[] {0});
            }
            int insulator = 0;
            while (sigma[insulator] > 0) {
                insulator++;
            }
            WindingClusters clusters = WindingClusters.of(phases, sigma, progress);
            byte[][] planes = new byte[grid.nz()][];
            for (int z = 0; z < grid.nz(); z++) {
                planes[z] = phases.plane(z).clone();
                for (int i = 0; i < grid.planeSize(); i++) {
                    if (!clusters.isWinding(i + grid.planeSize() * z)) {
                        planes[z][i] = (byte) insulator;
                    }
                }
            }
            return new Winding(new PhaseMap(grid, planes), clusters.firsts());
        }
    }
}
