package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * Solves for the potential of the voxels of a {@link BlockLattice} between two electrode planes at 1 and 0.
 *
 * <p>A red voxel's balance holds only itself and black neighbours, so the red voxels are eliminated: the unknowns are
 * the black ones, φ_red = (b + Σ g·φ_black)/d. Conjugate gradients on this reduced system, with the multigrid of
 * {@link KCycle} behind one red-black sweep each way, are the same as on the whole one with half the vectors: the sweep
 * leaves the red voxels balanced. All fine operators are sums over neighbours, computed in double from values in float.
 *
 * <p>The residual is updated along with the solution and made anew from the solution (kept in double) at the
 * end, and on the way where the tolerance is so tight that it matters: rounding in float never accumulates.
 *
 * <p>Memory per voxel of the blocks kept: 16 bytes, and the stencil; per row of the first coarse level about 70.
 */
final class BlockSolver {
    /** Relative residual of a first guess that is the solution but for rounding, as in uniform blocks. */
    private static final double EXACT = 1e-10;

    /**
     * Float sums drift by about 1e-7 of the residual they began with: it is made anew after four decades, unless the
     * tolerance is ten times what they drift.
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

    private static final int ROWS_PER_CHUNK_AT_LEAST = 8;
    private static final int CHUNKS = 128;

    /**
     * What came out and what is needed to judge it: iterations, relative residual ‖b − Aφ‖/‖b‖, currents and dissipation,
     * energy of the error / dissipation.
     */
    record Outcome(int iterations, double residual, CurrentBalance balance, double energyError) {}

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final byte[] masks;
    private final Axis axis;
    private final PlaneSources sources;
    private final BlockCoarsening coarsening;
    private final KCycle cycle;
    private final Parallel parallel;
    private final int chunks;
    private final int rowsPerChunk;
    private final double[][] scratch;
    private final double[] partial;

    /** Potential of the black voxels. */
    private final double[] black;

    /** Work array on the red voxels; the red potentials once {@link #renewResidual} has run. */
    private final double[] red;

    private final float[] r;
    private final float[] z;
    private final float[] p;
    private final float[] q;

    BlockSolver(
            BlockLattice lattice, BlockStencil stencil, byte[] masks, Axis axis, Parallel parallel, Progress progress) {
        this.lattice = lattice;
        this.stencil = stencil;
        this.masks = masks;
        this.axis = axis;
        this.parallel = parallel;
        rowsPerChunk = Math.max(ROWS_PER_CHUNK_AT_LEAST, (lattice.rows() + CHUNKS - 1) / CHUNKS);
        chunks = (lattice.rows() + rowsPerChunk - 1) / rowsPerChunk;
        scratch = new double[chunks][4 * lattice.nx];
        partial = new double[3 * chunks];
        sources = new PlaneSources(lattice, stencil, masks, axis);
        coarsening = BlockCoarsening.of(lattice, stencil, masks, parallel);
        progress.update(0.2);
        List<GraphLevel> levels = Coarsening.levels(
                coarsening.level(parallel),
                coarsening.cells(),
                new Coarsening.Lattice(lattice.nx, lattice.ny, lattice.nz));
        progress.update(0.8);
        cycle = new KCycle(levels, parallel);
        int n = 4 * lattice.blocks;
        black = new double[n];
        red = new double[n];
        r = new float[n];
        z = new float[n];
        p = new float[n];
        q = new float[n];
        progress.update(1);
    }

    /** What is done with a row of blocks: its four-a-block sums begin in the arrays at 4·(first block). */
    private interface RowWork {
        void on(int row, int from, int to, double[] sums, int chunk);
    }

    private void forEachRow(RowWork work) {
        parallel.forEach(chunks, c -> {
            int end = Math.min(lattice.rows(), (c + 1) * rowsPerChunk);
            for (int row = c * rowsPerChunk; row < end; row++) {
                work.on(row, 4 * lattice.rowStart[row], 4 * lattice.rowStart[row + 1], scratch[c], c);
            }
        });
    }

    private double[] sums(int count, RowWork work) {
        Arrays.fill(partial, 0);
        forEachRow(work);
        double[] total = new double[count];
        for (int c = 0; c < chunks; c++) {
            for (int s = 0; s < count; s++) {
                total[s] += partial[3 * c + s];
            }
        }
        return total;
    }

    /** Sets the potential of the black voxels; the value is asked for by block column x, block row and slot. */
    void start(BlockField guess) {
        forEachRow((row, from, to, sums, c) -> {
            int first = lattice.placeOfRow(row);
            for (int x = 0; x < lattice.nx; x++) {
                int b = lattice.at[first + x];
                for (int k = 0; k < 4 && b != 0; k++) {
                    if (stencil.blackDiagonal(4 * b + k) > 0) {
                        black[4 * b + k] = guess.at(lattice.voxel(x, row, BlockLattice.BLACK[k]));
                    }
                }
            }
        });
    }

    /** Takes off the roughness that the potential of a similar structure has where voxels have changed. */
    void smoothStart() {
        for (int step = 0; step < STARTING_STEPS; step++) {
            renewResidual();
            smoothPotential();
        }
    }

    /** A value in every voxel, by flat index. */
    interface BlockField {
        double at(int voxel);
    }

    /** Norm of the right-hand side of all voxels. */
    private double sourceNorm() {
        double[] square = sums(1, (row, from, to, sums, c) -> partial[3 * c] += sources.square(row));
        return Math.sqrt(square[0]);
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
        double norm = sourceNorm();
        double residual = renewResidual() / norm;
        double renewedAt = residual;
        double start = residual;
        double energyOfLast = 0;
        // Not known before the first step; a guess this close needs none.
        double errorEnergy = start > EXACT ? Double.POSITIVE_INFINITY : 0;
        int iterations = 0;
        while (true) {
            if (residual <= tolerance) {
                residual = finish(residual, residual == renewedAt, tolerance, norm);
                renewedAt = residual;
                if (residual <= tolerance) {
                    CurrentBalance balance = CurrentBalance.of(lattice, stencil, masks, red, black, axis, parallel);
                    if (errorEnergy <= tolerance * balance.dissipation()) {
                        return new Outcome(iterations, residual, balance, errorEnergy / balance.dissipation());
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
            precondition();
            double[] products = smoothBlack();
            // r·z is, but for the preconditioner's own error, the energy of the error.
            errorEnergy = Math.abs(products[1]);
            double beta = energyOfLast > 0 ? -products[0] / energyOfLast : 0;
            advanceDirection((float) beta);
            double[] step = applyToDirection();
            energyOfLast = step[0];
            if (!(energyOfLast > 0)) {
                throw new NoConvergenceException(iterations, residual, tolerance);
            }
            residual = Math.sqrt(walk(step[1] / energyOfLast)) / norm;
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

    /** Pre-smoothing (z = r/d on black is already there; red follows) and the coarse correction, put on the red voxels. */
    private void precondition() {
        float[] coarse = cycle.rhs();
        Arrays.fill(coarse, 0);
        forEachRow((row, from, to, sums, c) -> {
            stencil.redSums(row, z, sums);
            for (int b = from >> 2; b < to >> 2; b++) {
                restrict(b, 4 * b - from, sums, coarse);
            }
        });
        float[] correction = cycle.solve();
        forEachRow((row, from, to, sums, c) -> {
            for (int b = from >> 2; b < to >> 2; b++) {
                prolong(b, correction);
            }
        });
    }

    private void restrict(int b, int k, double[] sums, float[] coarse) {
        int mask = masks[b];
        int components = coarsening.component[b];
        int base = coarsening.base[b];
        // Slots 0, 3, 5, 6, without a branch: what does not conduct counts 0 times.
        float s0 = (float) sums[k] * (mask & 1);
        float s3 = (float) sums[k + 1] * (mask >> 3 & 1);
        float s5 = (float) sums[k + 2] * (mask >> 5 & 1);
        float s6 = (float) sums[k + 3] * (mask >> 6 & 1);
        if (components == 0) {
            coarse[base] += s0 + s3 + (s5 + s6);
        } else {
            coarse[base + (components & 3)] += s0;
            coarse[base + (components >> 6 & 3)] += s3;
            coarse[base + (components >> 10 & 3)] += s5;
            coarse[base + (components >> 12 & 3)] += s6;
        }
    }

    private void prolong(int b, float[] correction) {
        int mask = masks[b];
        int components = coarsening.component[b];
        int base = coarsening.base[b];
        red[4 * b] = OVERCORRECTION * correction[base + (components & 3)] * (mask & 1);
        red[4 * b + 1] = OVERCORRECTION * correction[base + (components >> 6 & 3)] * (mask >> 3 & 1);
        red[4 * b + 2] = OVERCORRECTION * correction[base + (components >> 10 & 3)] * (mask >> 5 & 1);
        red[4 * b + 3] = OVERCORRECTION * correction[base + (components >> 12 & 3)] * (mask >> 6 & 1);
    }

    /** z = (r + Σ g·red)/d on black; returns z·q and z·r. */
    private double[] smoothBlack() {
        return sums(2, (row, from, to, sums, c) -> {
            stencil.blackSums(row, red, sums);
            double zq = 0;
            double zr = 0;
            for (int i = from; i < to; i++) {
                double value = (r[i] + sums[i - from]) * stencil.blackInverse(i);
                z[i] = (float) value;
                zq += value * q[i];
                zr += value * r[i];
            }
            partial[3 * c] += zq;
            partial[3 * c + 1] += zr;
        });
    }

    private void advanceDirection(float beta) {
        forEachRow((row, from, to, sums, c) -> {
            for (int i = from; i < to; i++) {
                p[i] = z[i] + beta * p[i];
            }
        });
    }

    /** q = S·p, S the operator without the red voxels; returns p·q and p·r. */
    private double[] applyToDirection() {
        forEachRow((row, from, to, sums, c) -> {
            stencil.redSums(row, p, sums);
            for (int i = from; i < to; i++) {
                red[i] = sums[i - from] * stencil.redInverse(i);
            }
        });
        return sums(2, (row, from, to, sums, c) -> {
            stencil.blackSums(row, red, sums);
            double pq = 0;
            double pr = 0;
            for (int i = from; i < to; i++) {
                // 0 where nothing conducts, without a branch.
                double value = stencil.blackDiagonal(i) * (p[i] - sums[i - from] * stencil.blackInverse(i));
                q[i] = (float) value;
                pq += p[i] * value;
                pr += (double) p[i] * r[i];
            }
            partial[3 * c] += pq;
            partial[3 * c + 1] += pr;
        });
    }

    /** Takes the step; returns ‖r‖² and leaves z = r/d. */
    private double walk(double step) {
        float floatStep = (float) step;
        return sums(1, (row, from, to, sums, c) -> {
            double square = 0;
            for (int i = from; i < to; i++) {
                black[i] += floatStep * (double) p[i];
                float ri = r[i] - floatStep * q[i];
                r[i] = ri;
                z[i] = ri * (float) stencil.blackInverse(i);
                square += (double) ri * ri;
            }
            partial[3 * c] += square;
        })[0];
    }

    /** A Jacobi step on the black voxels: z = r/d is added to their potential. */
    private void smoothPotential() {
        forEachRow((row, from, to, sums, c) -> {
            for (int i = from; i < to; i++) {
                black[i] += z[i];
            }
        });
    }

    /** Makes the red potentials and the residual from the black potentials, and z = r/d; returns ‖r‖. */
    private double renewResidual() {
        forEachRow((row, from, to, sums, c) -> {
            stencil.redSums(row, black, sums);
            sources.add(row, BlockLattice.RED, sums);
            for (int i = from; i < to; i++) {
                red[i] = sums[i - from] * stencil.redInverse(i);
            }
        });
        double[] square = sums(1, (row, from, to, sums, c) -> {
            stencil.blackSums(row, red, sums);
            sources.add(row, BlockLattice.BLACK, sums);
            double rr = 0;
            for (int i = from; i < to; i++) {
                double change = sums[i - from] * stencil.blackInverse(i) - black[i];
                double value = stencil.blackDiagonal(i) * change;
                r[i] = (float) value;
                z[i] = (float) change;
                rr += value * value;
            }
            partial[3 * c] += rr;
        });
        return Math.sqrt(square[0]);
    }

    /** Potential of a conducting voxel, after {@link #solve}. */
    double potential(int block, int slot) {
        int i = 4 * block + BlockLattice.PLACE[slot];
        return BlockLattice.isRed(slot) ? red[i] : black[i];
    }
}
