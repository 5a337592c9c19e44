package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;

/**
 * Steady conduction from a plane on one outer face to a surface within the structure that takes the current evenly: ∇·(σ∇φ) = 0 with
 * φ = 0 on the plane and the same normal current density on all faces between conducting voxels and those that charge, none through
 * all others.
 *
 * <p>Face conductances as in {@link VoxelConduction}, half a voxel to the plane, and the same solver; the current of a face leaves in the
 * middle of its voxel. Every conducting voxel must be joined to the plane by conducting faces.
 *
 * <p>Results are the same bit for bit whatever the number of threads.
 *
 * @param phases the structure
 * @param conducting the label that conducts, 1 S/m
 * @param charging the label whose faces charge
 * @param axis normal of the plane
 * @param side the outer face it lies on
 * @param parallel who works
 */
public record ChargingConduction(
        PhaseMap phases, int conducting, int charging, Axis axis, Side side, Parallel parallel) {
    /**
     * States the problem.
     *
     * @throws IllegalArgumentException if a label is none, or both are the same
     */
    public ChargingConduction {
        if (conducting < 0 || conducting > 255 || charging < 0 || charging > 255 || conducting == charging) {
            throw new IllegalArgumentException("what conducts and what charges must be two labels from 0 to 255: "
                    + conducting + " and " + charging);
        }
    }

    /**
     * What came out.
     *
     * @param resistance dissipated power at a current of 1 A [Ω]; its error is quadratic in the residual's; 0 if no face charges
     * @param area area of the faces that charge [m²]
     * @param iterations iterations of the conjugate gradient method
     * @param residual ‖b − Aφ‖/‖b‖ made from the final potential [1]
     */
    public record Solution(double resistance, double area, int iterations, double residual) {}

    /**
     * Solves, from rest.
     *
     * @param relativeTolerance wanted ‖r‖/‖b‖, in (0, 1)
     * @param maxIterations give up after so many
     * @param progress told once an iteration; cancels
     * @return the solution
     * @throws NoConvergenceException if the tolerance is not reached
     * @throws IllegalArgumentException if the solve would need more memory than there is
     */
    public Solution solve(double relativeTolerance, int maxIterations, Progress progress) {
        byte[] conducts = new byte[256];
        conducts[conducting] = 1;
        BlockLattice lattice = new BlockLattice(phases, conducts, new boolean[3], this::requireMemory, parallel);
        try {
            progress.update(0.02);
            ChargingSources sources = new ChargingSources(lattice, phases, charging, parallel);
            if (sources.area() == 0) {
                progress.update(1);
                return new Solution(0, 0, 0, 0);
            }
            progress.update(0.05);
            Grounds plane = Grounds.plane(lattice, axis, side);
            UniformStencil stencil = new UniformStencil(lattice, 1, axis, plane);
            BlockSolver solver = new BlockSolver(lattice, stencil, parallel, progress.part(0.05, 0.3));
            solver.drive(axis, sources);
            BlockSolver.Outcome outcome = solver.solve(relativeTolerance, maxIterations, progress.part(0.3, 1));
            progress.update(1);
            return new Solution(
                    outcome.balance().dissipation() / stencil.scale(),
                    sources.area(),
                    outcome.iterations(),
                    outcome.residual());
        } finally {
            lattice.release();
        }
    }

    private void requireMemory(int blocks) {
        long bytes = SolveMemory.chargingBytes(phases.grid().size(), 8L * blocks);
        SolveMemory.require(bytes, SolveMemory.available(bytes));
    }
}
