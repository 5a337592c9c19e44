package io.github.voxelyte.microstructure.elliptic;

import static io.github.voxelyte.microstructure.elliptic.ContactResistances.NONE;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Steady conduction through a voxel structure between two electrode planes on its outer faces: ∇·(σ∇φ) = 0 with φ = 1
 * on the first and φ = 0 on the last face along an axis.
 *
 * <p>Finite volumes, σ constant in a voxel: the conductance of a face is that of half a voxel on either side in series
 * (harmonic mean); half a voxel lies between an outer voxel and the electrode plane. The other outer faces let no
 * current through or are joined periodically. Every conducting voxel must be joined to an electrode plane by conducting
 * faces.
 *
 * <p>Solved by conjugate gradients with aggregation multigrid ({@code BlockSolver}); results are the same bit for bit
 * whatever the number of threads. With one conducting phase about 20 bytes per voxel of the box.
 */
public final class VoxelConduction {
    private final PhaseMap phases;
    private final double[] conductivity;
    private final Axis axis;
    private final boolean[] periodic;
    private final Parallel parallel;
    private final ContactResistances contacts;
    private final boolean fields;
    private final Potential start;

    /**
     * States the problem.
     *
     * @param phases the structure
     * @param conductivity conductivity of every label [S/m], length 256; 0 does not conduct
     * @param axis normal of the electrode planes
     * @param periodicSides whether opposite side faces are joined; the counts of voxels across must then be even
     * @param parallel who works
     */
    public VoxelConduction(
            PhaseMap phases, double[] conductivity, Axis axis, boolean periodicSides, Parallel parallel) {
        this(phases, conductivity.clone(), axis, periodic(phases, axis, periodicSides), parallel, NONE, false, null);
    }

    private VoxelConduction(
            PhaseMap phases,
            double[] conductivity,
            Axis axis,
            boolean[] periodic,
            Parallel parallel,
            ContactResistances contacts,
            boolean fields,
            Potential start) {
        this.phases = phases;
        this.conductivity = conductivity;
        this.axis = axis;
        this.periodic = periodic;
        this.parallel = parallel;
        this.contacts = contacts;
        this.fields = fields;
        this.start = start;
    }

    private static boolean[] periodic(PhaseMap phases, Axis axis, boolean periodicSides) {
        boolean[] periodic = new boolean[3];
        for (Axis a : Axis.values()) {
            periodic[a.ordinal()] = periodicSides && a != axis;
            if (periodic[a.ordinal()] && phases.grid().count(a) % 2 == 1) {
                throw new IllegalArgumentException("periodic sides need an even number of voxels along " + a + ": "
                        + phases.grid().count(a));
            }
        }
        return periodic;
    }

    /**
     * Puts resistances at faces: between labels, between grains, at the planes.
     *
     * @param resistances the area-specific resistances
     * @return a copy with them
     */
    public VoxelConduction withContacts(ContactResistances resistances) {
        return new VoxelConduction(phases, conductivity, axis, periodic, parallel, resistances, fields, start);
    }

    /**
     * Asks for potential, flux and dissipation of every voxel: 12 bytes per voxel more.
     *
     * @return a copy that gives them
     */
    public VoxelConduction withFields() {
        return new VoxelConduction(phases, conductivity, axis, periodic, parallel, contacts, true, start);
    }

    /** A potential at every conducting voxel. */
    @FunctionalInterface
    public interface Potential {
        /**
         * Potential of a voxel's centre.
         *
         * @param x position along x, from 0
         * @param y position along y, from 0
         * @param z position along z, from 0
         * @return the potential [V]
         */
        double at(int x, int y, int z);
    }

    /**
     * Sets where the iteration starts: the closer to the solution, the fewer iterations.
     *
     * @param potential potential of a conducting voxel's centre [V], finite; 1 at the first plane, 0 at the last
     * @return a copy that starts there
     */
    public VoxelConduction withStart(Potential potential) {
        return new VoxelConduction(phases, conductivity, axis, periodic, parallel, contacts, fields, potential);
    }

    /**
     * What came out.
     *
     * @param conductance dissipated power at 1 V between the planes [S]; its error is quadratic in the residual's
     * @param iterations iterations of the conjugate gradient method
     * @param residual ‖b − Aφ‖/‖b‖ made from the final potential [1]
     * @param fluxImbalance (largest − smallest)/mean of the currents through all planes of faces along the axis [1]
     * @param energyError estimate of the relative error of the conductance left by the iteration [1]
     * @param fields potential, flux and dissipation, if asked for
     */
    public record Solution(
            double conductance,
            int iterations,
            double residual,
            double fluxImbalance,
            double energyError,
            Optional<ConductionFields> fields) {}

    /**
     * Solves, from a linear potential unless another start is set.
     *
     * @param relativeTolerance wanted ‖r‖/‖b‖, in (0, 1)
     * @param maxIterations give up after so many
     * @param progress told once an iteration; cancels
     * @return the solution
     * @throws NoConvergenceException if the tolerance is not reached
     * @throws IllegalArgumentException if the solve would need more memory than there is
     */
    public Solution solve(double relativeTolerance, int maxIterations, Progress progress) {
        BlockProblem problem = new BlockProblem(phases, conductivity, contacts, axis, periodic, new int[0]);
        double only = problem.onlyConductivity();
        BlockLattice lattice = problem.lattice(blocks -> requireMemory(8L * blocks, only > 0), parallel);
        try {
            return solve(problem, lattice, only, relativeTolerance, maxIterations, progress);
        } finally {
            lattice.release();
        }
    }

    private Solution solve(
            BlockProblem problem,
            BlockLattice lattice,
            double only,
            double relativeTolerance,
            int maxIterations,
            Progress progress) {
        progress.update(0.02);
        BlockStencil stencil = problem.stencil(lattice, only, parallel);
        progress.update(0.05);
        BlockSolver solver = new BlockSolver(lattice, stencil, parallel, progress.part(0.05, 0.3));
        solver.drive(axis, PlaneSources.ofFirstPlane(lattice, stencil, axis));
        if (start == null) {
            solver.startLinear(phases.grid().count(axis));
        } else {
            solver.start(start);
            solver.smoothStart();
        }
        BlockSolver.Outcome outcome = solver.solve(relativeTolerance, maxIterations, progress.part(0.3, 1));
        double power = outcome.balance().dissipation();
        Optional<ConductionFields> sampled =
                fields ? Optional.of(fields(problem, lattice, stencil, solver.potential(), power)) : Optional.empty();
        progress.update(1);
        return new Solution(
                power * stencil.scale(),
                outcome.iterations(),
                outcome.residual(),
                outcome.balance().imbalance(),
                outcome.energyError(),
                sampled);
    }

    private ConductionFields fields(
            BlockProblem problem,
            BlockLattice lattice,
            BlockStencil stencil,
            List<PlaneValues<double[]>> potential,
            double power) {
        FaceConductances faces = problem.faces();
        return new FieldSampling(lattice, stencil, potential, axis, faces::partOf, power).sample(parallel);
    }

    private void requireMemory(long kept, boolean uniform) {
        long bytes = SolveMemory.bytes(phases.grid().size(), kept, uniform, fields);
        SolveMemory.require(bytes, SolveMemory.available(bytes));
    }
}
