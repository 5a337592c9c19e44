package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.Arrays;

/**
 * Steady conduction through a voxel structure that repeats in all directions, for a mean field along each axis in turn:
 * ∇·(σ∇φ) = 0, φ falling by 1 V from one repetition to the next along the axis and repeating along the others.
 *
 * <p>Face conductances as in {@link VoxelConduction}, and the same solver: the levels are made once, and what drives the
 * current stands at the faces between repetitions. φ is fixed but for a constant in each cluster, so one voxel of each is held at 0; no
 * current flows there, because what flows into a cluster at these faces flows out again.
 *
 * <p>Results are the same bit for bit whatever the number of threads.
 */
public final class PeriodicConduction {
    private final BlockProblem problem;
    private final Parallel parallel;

    /**
     * States the problem.
     *
     * @param phases the structure, one period, with an even number of voxels along each axis
     * @param conductivity conductivity of every label [S/m], length 256; 0 does not conduct
     * @param held one voxel of every cluster of conducting voxels, by flat index, the largest cluster's first
     * @param parallel who works
     * @throws IllegalArgumentException if a number of voxels is odd, or a voxel held does not conduct, or there is none
     */
    public PeriodicConduction(PhaseMap phases, double[] conductivity, int[] held, Parallel parallel) {
        for (Axis axis : Axis.values()) {
            if (phases.grid().count(axis) % 2 == 1) {
                throw new IllegalArgumentException("a repeated structure needs an even number of voxels along " + axis
                        + ": " + phases.grid().count(axis));
            }
        }
        if (held.length == 0 || Arrays.stream(held).anyMatch(voxel -> !(conductivity[phases.phase(voxel)] > 0))) {
            throw new IllegalArgumentException(
                    "of every conducting cluster a voxel must be held, and it must conduct: " + Arrays.toString(held));
        }
        problem = new BlockProblem(
                phases,
                conductivity.clone(),
                ContactResistances.NONE,
                null,
                new boolean[] {true, true, true},
                held.clone());
        this.parallel = parallel;
    }

    /**
     * What came out.
     *
     * @param conductance Σ g·Δφ_a·Δφ_b over all faces of one period for 1 V along a and along b [S], 3×3, symmetric: on the diagonal
     *     the dissipated power; the errors are quadratic in the residuals'
     * @param iterations iterations of the conjugate gradient method for a field along x, y, z
     * @param residual largest ‖b − Aφ‖/‖b‖ of the three, made from the final potential [1]
     */
    public record Solution(double[][] conductance, int[] iterations, double residual) {}

    /**
     * Solves for the three fields, each from a linear potential.
     *
     * @param relativeTolerance wanted ‖r‖/‖b‖, in (0, 1)
     * @param maxIterations give up after so many
     * @param progress told once an iteration; cancels
     * @return the solution
     * @throws NoConvergenceException if the tolerance is not reached
     * @throws IllegalArgumentException if the solve would need more memory than there is
     */
    public Solution solve(double relativeTolerance, int maxIterations, Progress progress) {
        double only = problem.onlyConductivity();
        BlockLattice lattice = problem.lattice(blocks -> requireMemory(8L * blocks, only > 0), parallel);
        try {
            return solve(lattice, only, relativeTolerance, maxIterations, progress);
        } finally {
            lattice.release();
        }
    }

    private void requireMemory(long kept, boolean uniform) {
        long bytes = SolveMemory.periodicBytes(problem.phases().grid().size(), kept, uniform);
        SolveMemory.require(bytes, SolveMemory.available(bytes));
    }

    private Solution solve(
            BlockLattice lattice, double only, double relativeTolerance, int maxIterations, Progress progress) {
        progress.update(0.02);
        BlockStencil stencil = problem.stencil(lattice, only, parallel);
        progress.update(0.05);
        BlockSolver solver = new BlockSolver(lattice, stencil, parallel, progress.part(0.05, 0.15));
        double[][] conductance = new double[3][3];
        int[] iterations = new int[3];
        double residual = 0;
        PlaneSources[] sources = new PlaneSources[3];
        double[][] potentials = new double[3][];
        for (Axis axis : Axis.values()) {
            int a = axis.ordinal();
            sources[a] = PlaneSources.betweenRepetitions(lattice, stencil, axis);
            solver.drive(axis, sources[a]);
            solver.startLinear(lattice.position(axis, problem.held()[0]) + 0.5);
            BlockSolver.Outcome outcome = solver.solve(
                    relativeTolerance, maxIterations, progress.part((3 + 5.6 * a) / 20, (3 + 5.6 * (a + 1)) / 20));
            iterations[a] = outcome.iterations();
            residual = Math.max(residual, outcome.residual());
            conductance[a][a] = outcome.balance().dissipation() * stencil.scale();
            for (int b = 0; b < a; b++) {
                conductance[a][b] = solver.dissipationWith(sources[b], potentials[b]) * stencil.scale();
                conductance[b][a] = conductance[a][b];
            }
            potentials[a] = a < 2 ? solver.blackPotential() : null;
        }
        progress.update(1);
        return new Solution(conductance, iterations, residual);
    }
}
