package io.github.voxelyte.solver.spectrum;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * min ‖A·x − b‖ with x ≥ 0 from the normal equations. Source: C. L. Lawson, R. J. Hanson, Solving Least Squares Problems (1974),
 * chapter 23. For well-regularised systems: the normal equations must be positive definite.
 */
final class NonNegativeLeastSquares {
    private static final double TOLERANCE = 1e-12;

    private NonNegativeLeastSquares() {}

    /**
     * Solves.
     *
     * @param normal AᵀA, positive definite
     * @param rhs Aᵀb
     * @return x
     */
    static double[] solve(double[][] normal, double[] rhs) {
        int n = rhs.length;
        double[] x = new double[n];
        boolean[] free = new boolean[n];
        double scale = 0;
        for (double value : rhs) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int outer = 0; outer < 3 * n; outer++) {
            int best = -1;
            double steepest = TOLERANCE * scale;
            for (int i = 0; i < n; i++) {
                double gradient = rhs[i];
                for (int j = 0; j < n; j++) {
                    gradient -= normal[i][j] * x[j];
                }
                if (!free[i] && gradient > steepest) {
                    steepest = gradient;
                    best = i;
                }
            }
            if (best < 0) {
                return x;
            }
            free[best] = true;
            x = descend(normal, rhs, x, free);
        }
        return x;
    }

    /** To the minimum over the free ones, giving up those that would become negative. */
    private static double[] descend(double[][] normal, double[] rhs, double[] start, boolean[] free) {
        double[] x = start;
        while (true) {
            double[] target = minimum(normal, rhs, free);
            double step = 1;
            for (int i = 0; i < x.length; i++) {
                if (free[i] && target[i] <= 0) {
                    step = Math.min(step, x[i] / (x[i] - target[i]));
                }
            }
            double[] next = new double[x.length];
            boolean all = true;
            for (int i = 0; i < x.length; i++) {
                next[i] = x[i] + step * (target[i] - x[i]);
                if (free[i] && target[i] <= 0 && next[i] <= TOLERANCE * Math.abs(x[i] - target[i])) {
                    next[i] = 0;
                    free[i] = false;
                    all = false;
                }
            }
            if (all) {
                return target;
            }
            x = next;
        }
    }

    private static double[] minimum(double[][] normal, double[] rhs, boolean[] free) {
        int count = 0;
        int[] index = new int[rhs.length];
        for (int i = 0; i < rhs.length; i++) {
            if (free[i]) {
                index[count++] = i;
            }
        }
        double[] x = new double[rhs.length];
        if (count == 0) {
            return x;
        }
        RealMatrix part = new Array2DRowRealMatrix(count, count);
        ArrayRealVector side = new ArrayRealVector(count);
        for (int r = 0; r < count; r++) {
            side.setEntry(r, rhs[index[r]]);
            for (int c = 0; c < count; c++) {
                part.setEntry(r, c, normal[index[r]][index[c]]);
            }
        }
        double[] solution =
                new CholeskyDecomposition(part, 1e-9, 0).getSolver().solve(side).toArray();
        for (int r = 0; r < count; r++) {
            x[index[r]] = solution[r];
        }
        return x;
    }
}
