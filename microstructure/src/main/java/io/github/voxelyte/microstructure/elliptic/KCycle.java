package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

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
    private final LinearSolverDense<DMatrixRMaj> direct;
    private final DMatrixRMaj directRhs;
    private final DMatrixRMaj directSolution;
    private final Parallel parallel;

    KCycle(List<GraphLevel> levels, Parallel parallel) {
        this.levels = List.copyOf(levels);
        this.parallel = parallel;
        GraphLevel last = levels.get(levels.size() - 1);
        int n = last.rows;
        direct = LinearSolverFactory_DDRM.chol(n);
        directRhs = new DMatrixRMaj(n, 1);
        directSolution = new DMatrixRMaj(n, 1);
        if (!direct.setA(dense(last))) {
            throw new IllegalArgumentException("the coarsest operator is not positive definite: a conductance is"
                    + " negative, infinite or not a number");
        }
    }

    private static DMatrixRMaj dense(GraphLevel level) {
        DMatrixRMaj a = new DMatrixRMaj(level.rows, level.rows);
        for (int i = 0; i < level.rows; i++) {
            double d = level.diagonal(i);
            a.set(i, i, d > 0 ? d * (1 + SINGULARITY_SHIFT) : 1);
            for (int k = level.rowStart[i]; k < level.rowStart[i + 1]; k++) {
                a.set(i, level.col[k], -level.val[k]);
            }
        }
        return a;
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
            return solveDirectly(level, level.first);
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
            combine(level, step, 0);
            return level.first;
        }
        sweepAndCorrect(l, level.second());
        double[] two = level.productsOfSecond(parallel);
        double rest = two[0] - two[1] * two[1] / energy;
        double secondStep = rest > 0 ? two[2] / rest : 0;
        combine(level, step - two[1] * secondStep / energy, secondStep);
        return level.first;
    }

    private void sweepAndCorrect(int l, float[] x) {
        GraphLevel level = levels.get(l);
        level.smoothAndRestrict(x, levels.get(l + 1).rhs, parallel);
        level.correctAndSmooth(x, solve(l + 1), parallel);
    }

    private static void combine(GraphLevel level, double a, double b) {
        float fa = (float) a;
        float fb = (float) b;
        if (fb == 0) {
            for (int i = 0; i < level.rows; i++) {
                level.first[i] *= fa;
            }
        } else {
            float[] second = level.second();
            for (int i = 0; i < level.rows; i++) {
                level.first[i] = fa * level.first[i] + fb * second[i];
            }
        }
    }

    private float[] solveDirectly(GraphLevel level, float[] x) {
        for (int i = 0; i < level.rows; i++) {
            directRhs.data[i] = level.rhs[i];
        }
        direct.solve(directRhs, directSolution);
        for (int i = 0; i < level.rows; i++) {
            x[i] = (float) directSolution.data[i];
        }
        return x;
    }
}
