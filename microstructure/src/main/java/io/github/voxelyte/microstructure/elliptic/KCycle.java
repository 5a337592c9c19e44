package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.List;

/**
 * K-cycle over the coarse levels: up to two flexible conjugate gradient steps on every level, each preconditioned by one
 * forward sweep, the next level, and one backward sweep; the second step only where the first reduced the residual by
 * less than four. The coarsest level is solved directly.
 *
 * <p>Source: Y. Notay and P. S. Vassilevski, Numer. Linear Algebra Appl. 15 (2008) 473, doi:10.1002/nla.542; Y. Notay,
 * Electron. Trans. Numer. Anal. 37 (2010) 123.
 */
final class KCycle {
    private static final double ENOUGH_REDUCTION = 4;

    /** A level without a path to ground is singular; a diagonal larger by this much [1] makes it solvable. */
    private static final double SINGULARITY_SHIFT = 1e-6;

    private final List<GraphLevel> levels;
    private final DenseInverse direct;
    private final Parallel parallel;

    KCycle(List<GraphLevel> levels, Parallel parallel) {
        this.levels = List.copyOf(levels);
        this.parallel = parallel;
        direct = new DenseInverse(dense(levels.get(levels.size() - 1)));
    }

    private static double[][] dense(GraphLevel level) {
        double[][] a = new double[level.rows][level.rows];
        for (int i = 0; i < level.rows; i++) {
            double d = level.diagonal(i);
            a[i][i] = d > 0 ? d * (1 + SINGULARITY_SHIFT) : 1;
            for (int k = level.rowStart[i]; k < level.rowStart[i + 1]; k++) {
                a[i][level.col[k]] = -level.val[k];
            }
        }
        return a;
    }

    /** See {@link BlockLattice#release}. */
    void release() {
        levels.forEach(GraphLevel::release);
    }

    /** Where to put the right-hand side. */
    float[] rhs() {
        return levels.get(0).rhs;
    }

    /** Solves approximately for {@link #rhs()}, which is overwritten. */
    float[] solve() {
        return solve(0);
    }

    private float[] solve(int l) {
        GraphLevel level = levels.get(l);
        if (l == levels.size() - 1) {
            direct.apply(level.rhs, level.first);
            return level.first;
        }
        sweepAndCorrect(l, level.first);
        double[] one = level.imageOfFirst(parallel);
        double energy = one[0];
        if (!(energy > 0)) {
            return level.first;
        }
        double step = one[1] / energy;
        double[] norms = level.residualAfterFirst((float) step, parallel);
        if (norms[1] * ENOUGH_REDUCTION * ENOUGH_REDUCTION <= norms[0]) {
            level.combine((float) step, 0, parallel);
            return level.first;
        }
        sweepAndCorrect(l, level.second());
        double[] two = level.productsOfSecond(parallel);
        double rest = two[0] - two[1] * two[1] / energy;
        double secondStep = rest > 0 ? two[2] / rest : 0;
        level.combine((float) (step - two[1] * secondStep / energy), (float) secondStep, parallel);
        return level.first;
    }

    private void sweepAndCorrect(int l, float[] x) {
        GraphLevel level = levels.get(l);
        level.smoothAndRestrict(x, levels.get(l + 1).rhs, parallel);
        level.correctAndSmooth(x, solve(l + 1), parallel);
    }
}
