package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * Solves for the potential of the voxels of a {@link BlockLattice} that falls by 1 between two electrode planes or from one
 * repetition of the structure to the next.
 *
 * <p>A red voxel's balance holds only itself and black neighbours, so the red voxels are eliminated: the unknowns are
 * the black ones, φ_red = (b + Σ g·φ_black)/d. Conjugate gradients on this reduced system, with the multigrid of
 * {@link KCycle} behind one red-black sweep each way, are the same as on the whole one with half the vectors: a sweep
 * leaves the red voxels balanced.
 *
 * <p>The residual is updated along with the solution and made anew from the solution (kept in double) on the way and at
 * the end: rounding in float never accumulates.
 *
 * <p>Memory per voxel of the blocks kept: 12 bytes, the blocks and the stencil; per row of the first coarse level about 62.
 */
final class BlockSolver {
    /** Relative residual of a first guess that is the solution but for rounding, as in uniform blocks. */
    private static final double EXACT = 1e-10;

    /**
     * What is kept in float drifts by about 1e-7 of the residual it began with: it is made anew after four decades, unless the
     * tolerance is ten times what it drifts.
     */
    private static final double TRUST = 1e-4;

    private static final double DRIFT = 1e-6;

    private static final int FINISHING_STEPS = 2;
    private static final int STARTING_STEPS = 2;

    /**
     * Transfer by constants makes the coarse operator too stiff, twice for the smoothest potentials: the correction is
     * enlarged. Source: D. Braess, Computing 55 (1995) 379, doi:10.1007/BF02238488.
     */
    private static final float OVERCORRECTION = 1.4f;

    /**
     * What came out and what is needed to judge it: iterations, relative residual ‖b − Aφ‖/‖b‖, currents and dissipation,
     * energy of the error / dissipation.
     */
    record Outcome(int iterations, double residual, CurrentBalance balance, double energyError) {}

    private final BlockLattice lattice;
    private Axis axis;
    private Sources sources;
    private final BlockCoarsening coarsening;
    private final KCycle cycle;
    private final Parallel parallel;

    private final PlanePasses passes;

    /** The lower layer along the axis of the voxels of every block. */
    private int[] layers;

    /** Of every piece of a pass: sum of the residual by layer, φ·r, power from the sources. */
    private double[][] kept;

    /** Potential of the black voxels. */
    private final PlaneValues<double[]> black;

    private final PlaneValues<float[]> r;
    private final PlaneValues<float[]> p;

    /** The residual preconditioned. */
    private final PlaneValues<float[]> z;

    /** The image of p. */
    private final PlaneValues<float[]> q;

    /**
     * Makes the levels.
     *
     * @param lattice the blocks
     * @param stencil their conductances
     * @param parallel who works
     * @param progress told about it
     */
    BlockSolver(BlockLattice lattice, BlockStencil stencil, Parallel parallel, Progress progress) {
        this.lattice = lattice;
        this.parallel = parallel;
        passes = new PlanePasses(lattice, stencil, parallel);
        coarsening = BlockCoarsening.of(lattice, stencil, parallel);
        progress.update(0.2);
        List<GraphLevel> levels = Coarsening.levels(
                coarsening.level(parallel),
                coarsening.cells(),
                new Coarsening.Lattice(lattice.nu, lattice.nv, lattice.nw));
        progress.update(0.8);
        cycle = new KCycle(levels, parallel);
        lattice.atRelease(cycle::release);
        black = PlaneValues.ofDoubles(lattice);
        r = PlaneValues.ofFloats(lattice);
        p = PlaneValues.ofFloats(lattice);
        z = PlaneValues.ofFloats(lattice);
        q = PlaneValues.ofFloats(lattice);
        progress.update(1);
    }

    /**
     * Sets what drives the current.
     *
     * @param direction the axis along which the potential falls
     * @param driving the sources
     */
    void drive(Axis direction, Sources driving) {
        axis = direction;
        sources = driving;
        // The grid may end within a block.
        kept = new double[passes.pieces()][lattice.grid.count(axis) + 3];
        layers = lattice.layers(axis, parallel);
    }

    /**
     * Sets the potential of the black voxels to what it is in a homogeneous medium.
     *
     * @param atZero where along the axis it is 0, in voxels from the first face on
     */
    void startLinear(double atZero) {
        double slope = 1.0 / lattice.grid.count(axis);
        parallel.forEach(lattice.nw, plane -> {
            for (int v = 0; v < lattice.nv; v++) {
                setLinear(lattice.rowBegin(plane, v), lattice.rowBegin(plane, v + 1), slope, atZero);
            }
        });
    }

    private void setLinear(int from, int to, double slope, double atZero) {
        double[] values = black.all();
        int along = lattice.axisOf(axis);
        for (int block = from; block < to; block++) {
            for (int k = 0; k < 4; k++) {
                int slot = BlockLattice.BLACK[k];
                double layer = layers[block] + (slot >> along & 1) + 0.5;
                // Without a branch: 0 where nothing conducts.
                values[4 * block + k] = (atZero - layer) * slope * (lattice.masks[block] >> slot & 1);
            }
        }
    }

    /** Sets the potential of the black voxels. */
    void start(VoxelConduction.Potential guess) {
        double[] values = black.all();
        parallel.forEach(
                lattice.nw,
                plane -> lattice.forEachVoxel(plane, (block, slot, x, y, z) -> {
                    if (!BlockLattice.isRed(slot)) {
                        values[4 * block + (slot >> 1)] = guess.at(x, y, z);
                    }
                }));
    }

    /** Takes off the roughness that the potential of a similar structure has where voxels have changed. */
    void smoothStart() {
        for (int step = 0; step < STARTING_STEPS; step++) {
            renewResidual();
            smoothPotential();
        }
    }

    /**
     * Runs the iteration.
     *
     * @param tolerance stop when ‖r‖/‖b‖ and the energy of the error / dissipation are not above this
     * @param maxIterations give up after so many
     * @param progress told once an iteration
     * @throws NoConvergenceException if the tolerance is not reached
     */
    Outcome solve(double tolerance, int maxIterations, Progress progress) {
        double norm = sources.norm();
        if (norm == 0) {
            // No face to drive a current through: rest.
            Arrays.fill(black.all(), 0);
            renewResidual();
            return new Outcome(0, 0, balance(), 0);
        }
        double residual = renewResidual() / norm;
        double renewedAt = residual;
        double start = residual;
        double curvature = 0;
        // Not known before the first step; a guess this close needs none.
        double errorEnergy = start > EXACT ? Double.POSITIVE_INFINITY : 0;
        int iterations = 0;
        while (true) {
            if (residual <= tolerance) {
                residual = finish(residual, residual == renewedAt, tolerance, norm);
                renewedAt = residual;
                if (residual <= tolerance) {
                    CurrentBalance balance = balance();
                    double dissipation = Math.max(balance.dissipation(), sources.negligible());
                    if (errorEnergy <= tolerance * dissipation) {
                        return new Outcome(iterations, residual, balance, errorEnergy / dissipation);
                    }
                }
            } else if (residual < TRUST * renewedAt && tolerance < DRIFT * renewedAt) {
                residual = renewResidual() / norm;
                renewedAt = residual;
            }
            if (iterations == maxIterations || !(residual < Double.POSITIVE_INFINITY)) {
                throw new NoConvergenceException(iterations, residual, tolerance);
            }
            progress.update(fraction(start, residual, tolerance));
            double alongLast = precondition();
            advanceDirection(curvature > 0 ? (float) (-alongLast / curvature) : 0);
            double[] step = applyToDirection();
            // p·r is z·r, which is, but for the preconditioner's own error, the energy of the error.
            errorEnergy = Math.abs(step[1]);
            curvature = step[0];
            if (!(curvature > 0)) {
                throw new NoConvergenceException(iterations, residual, tolerance);
            }
            residual = Math.sqrt(walk(step[1] / curvature)) / norm;
            iterations++;
        }
    }

    /**
     * Jacobi steps, then the residual made from the solution, which comes at the cost of one: what conjugate gradients leave is
     * least in energy, not in residual, and rough. The first step divides it by about 2.7, the second by 1.5.
     */
    private double finish(double residual, boolean known, double tolerance, double norm) {
        double now = residual;
        for (int step = 0; step < FINISHING_STEPS && (now > tolerance || !known && step == 0); step++) {
            smoothPotential();
            now = renewResidual() / norm;
        }
        return now;
    }

    private static double fraction(double start, double residual, double tolerance) {
        double whole = Math.log(start / tolerance);
        return whole > 0 ? Math.max(0, Math.min(1, Math.log(start / residual) / whole)) : 1;
    }

    /**
     * z = B·r: a red-black sweep from zero, which leaves no residual but on red; the coarse levels' correction of that; a sweep back,
     * whose red half is the elimination. Returns z·q, where q belongs to the direction before.
     */
    private double precondition() {
        Arrays.fill(cycle.rhs(), 0);
        passes.sums(this::smoothAndRestrict);
        float[] correction = cycle.solve();
        return passes.sums(own -> correctAndSmooth(own, correction))[0];
    }

    private void smoothAndRestrict(PlanePasses.Workspace own) {
        float[] coarse = cycle.rhs();
        own.run((plane, from, to) -> own.sweeps.divide(plane, from, to, r), (plane, from, to) -> {
            own.sweeps.feedRed(plane, from, to, own.values);
            coarsening.restrict(plane, from, to, own.values, coarse);
        });
    }

    private void correctAndSmooth(PlanePasses.Workspace own, float[] correction) {
        own.run(
                (plane, from, to) -> {
                    coarsening.prolong(plane, from, to, OVERCORRECTION, correction, own.values);
                    own.sweeps.setRed(plane, from, to, own.values);
                },
                (plane, from, to) -> {
                    own.sweeps.relax(plane, from, to, r, z);
                    own.put(plane, own.sweeps.product(plane, from, to, z, q), 0);
                });
    }

    private void advanceDirection(float beta) {
        parallel.forEach(
                lattice.nw,
                plane -> Loops.advance(
                        p.all(),
                        z.all(),
                        beta,
                        4 * lattice.rowBegin(plane, 0),
                        4 * lattice.rowBegin(plane, lattice.nv)));
    }

    /** q = S·p, S the operator without the red voxels; returns p·q and p·r. */
    private double[] applyToDirection() {
        return passes.sums(own -> own.run(
                (plane, from, to) -> Loops.widen(
                        p.at(plane),
                        p.start(plane),
                        own.wide.at(plane),
                        own.wide.start(plane),
                        4 * lattice.begin(plane, from),
                        4 * lattice.begin(plane, to)),
                (plane, from, to) -> own.sweeps.redPotential(plane, from, to, own.wide, null, own.red),
                (plane, from, to) -> {
                    own.sweeps.inflow(plane, from, to, own.red, own.wide, null, own.flow);
                    Loops.narrowNegative(
                            own.flow,
                            q.at(plane),
                            q.start(plane),
                            4 * lattice.begin(plane, from),
                            4 * lattice.begin(plane, to));
                    own.put(
                            plane,
                            own.sweeps.product(plane, from, to, p, q),
                            own.sweeps.product(plane, from, to, p, r));
                }));
    }

    /** Takes the step; returns ‖r‖². */
    private double walk(double step) {
        // The same number for both, so that the residual stays that of the potential.
        float floatStep = (float) step;
        return passes.sums(own -> own.run((plane, from, to) -> {
            int first = 4 * lattice.rowBegin(plane, from);
            int last = 4 * lattice.rowBegin(plane, to);
            Loops.walk(black.all(), 0, p.all(), 0, floatStep, first, last);
            Loops.walk(r.all(), q.all(), -floatStep, first, last);
            own.put(plane, own.sweeps.product(plane, from, to, r, r), 0);
        }))[0];
    }

    /** A Jacobi step on the black voxels: r/d is added to their potential. */
    private void smoothPotential() {
        passes.sums(own -> own.run((plane, from, to) -> {
            own.sweeps.divide(plane, from, to, r);
            own.sweeps.addDivided(plane, from, to, black);
        }));
    }

    /** Makes the residual from the black potentials; returns ‖r‖. */
    private double renewResidual() {
        return Math.sqrt(passes.sums(own -> own.run(
                (plane, from, to) -> own.sweeps.redPotential(plane, from, to, black, sources, own.red),
                (plane, from, to) -> own.put(plane, renew(own, plane, from, to), 0)))[0]);
    }

    private double renew(PlanePasses.Workspace own, int plane, int from, int to) {
        PlaneValues<double[]> red = own.red;
        double[] inflow = own.flow;
        own.sweeps.inflow(plane, from, to, red, black, sources, inflow);
        double[] balance = kept[own.piece(plane)];
        Arrays.fill(balance, 0);
        int first = lattice.begin(plane, from);
        int last = lattice.begin(plane, to);
        for (int k = 0; k < 4; k++) {
            int shift = BlockLattice.BLACK[k] >> lattice.axisOf(axis) & 1;
            Loops.addByKey(balance, layers, lattice.firstBlock(plane), shift, inflow, k, first, last);
        }
        balance[balance.length - 2] = Loops.dot(inflow, black.at(plane), black.start(plane), 4 * first, 4 * last);
        balance[balance.length - 1] =
                sources.power(plane, from, to, true, red) + sources.power(plane, from, to, false, black);
        return Loops.narrow(inflow, r.at(plane), r.start(plane), 4 * first, 4 * last);
    }

    /** Currents and dissipation of the potential whose residual was made last. */
    private CurrentBalance balance() {
        double[] total = new double[kept[0].length];
        for (double[] part : kept) {
            Loops.add(total, part);
        }
        int count = lattice.grid.count(axis);
        double power = total[total.length - 1];
        double dissipation = sources.dissipation(power, total[total.length - 2]);
        return CurrentBalance.of(dissipation, power, Arrays.copyOf(total, count));
    }

    /**
     * After {@link #solve}, Σ g·Δφ·Δψ over all faces, of the potential φ and another one ψ of the same structure that other sources drive: the
     * dissipation is (φ·Aψ) − b_φ·ψ − b_ψ·φ, for no face has sources of both, which with b_φ − Aφ = r is −ψ·r − b_ψ·φ.
     *
     * @param others sources of the other
     * @param otherBlack its potential of the black voxels, as of {@link #blackPotential}; the red ones leave no residual
     */
    double dissipationWith(Sources others, double[] otherBlack) {
        double[] parts = passes.sums(own -> own.run(
                (plane, from, to) -> own.sweeps.redPotential(plane, from, to, black, sources, own.red),
                (plane, from, to) -> {
                    own.sweeps.inflow(plane, from, to, own.red, black, sources, own.flow);
                    int first = 4 * lattice.begin(plane, from);
                    int last = 4 * lattice.begin(plane, to);
                    own.put(
                            plane,
                            Loops.dot(own.flow, otherBlack, black.start(plane), first, last),
                            others.work(plane, from, to, true, own.red) + others.work(plane, from, to, false, black));
                }));
        return -parts[0] - parts[1];
    }

    /** A copy of the potential of the black voxels. */
    double[] blackPotential() {
        return black.all().clone();
    }

    /** Potential of the voxels after {@link #solve}, red ones first, black ones second. */
    List<PlaneValues<double[]>> potential() {
        PlaneValues<double[]> red = PlaneValues.ofDoubles(lattice);
        passes.sums(own -> own.run((plane, from, to) -> own.sweeps.redPotential(plane, from, to, black, sources, red)));
        return List.of(red, black);
    }
}
