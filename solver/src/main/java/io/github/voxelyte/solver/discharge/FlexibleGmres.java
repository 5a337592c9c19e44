package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.elliptic.LinearOperator;
import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.List;

/**
 * Flexible GMRES, right preconditioned, restarted. Source: Y. Saad, SIAM J. Sci. Comput. 14 (1993) 461,
 * doi:10.1137/0914028. Memory: up to 2·{@value #RESTART} vectors, allocated as they are needed.
 */
final class FlexibleGmres {
    private static final int RESTART = 25;
    private static final int CHUNK = 8192;

    private final int size;
    private final Parallel parallel;
    private final List<double[]> basis = new ArrayList<>();
    private final List<double[]> directions = new ArrayList<>();

    FlexibleGmres(int size, Parallel parallel) {
        this.size = size;
        this.parallel = parallel;
    }

    /**
     * Solves A·x = b from x = 0.
     *
     * @return iterations used; negative if the tolerance was not reached in maxIterations (x is the best found)
     */
    int solve(
            LinearOperator a,
            LinearOperator preconditioner,
            double[] b,
            double[] x,
            double tolerance,
            int maxIterations) {
        java.util.Arrays.fill(x, 0);
        double target = tolerance * Math.sqrt(dot(b, b));
        int iterations = 0;
        vector(basis, 0);
        System.arraycopy(b, 0, basis.get(0), 0, size);
        double norm = Math.sqrt(dot(b, b));
        while (norm > target && iterations < maxIterations) {
            int used = cycle(a, preconditioner, x, norm, target, maxIterations - iterations);
            iterations += used;
            double[] r = basis.get(0);
            a.apply(x, r);
            for (int i = 0; i < size; i++) {
                r[i] = b[i] - r[i];
            }
            norm = Math.sqrt(dot(r, r));
            if (!(norm < Double.POSITIVE_INFINITY)) {
                return -iterations - 1;
            }
            // The estimate inside a cycle and the true residual differ by rounding only.
            target *= 1.0001;
        }
        return norm <= target * 1.01 ? iterations : -iterations - 1;
    }

    /** One cycle; basis 0 holds the residual. Adds the correction to x. */
    private int cycle(
            LinearOperator a, LinearOperator preconditioner, double[] x, double norm, double target, int limit) {
        int m = Math.min(RESTART, limit);
        double[][] h = new double[m + 1][m];
        double[] cos = new double[m];
        double[] sin = new double[m];
        double[] g = new double[m + 1];
        g[0] = norm;
        scale(basis.get(0), 1 / norm);
        int k = 0;
        while (k < m && Math.abs(g[k]) > target) {
            double[] z = vector(directions, k);
            double[] w = vector(basis, k + 1);
            preconditioner.apply(basis.get(k), z);
            a.apply(z, w);
            for (int i = 0; i <= k; i++) {
                double[] v = basis.get(i);
                double product = dot(w, v);
                h[i][k] = product;
                add(w, -product, v);
            }
            double length = Math.sqrt(dot(w, w));
            h[k + 1][k] = length;
            if (length > 0) {
                scale(w, 1 / length);
            }
            for (int i = 0; i < k; i++) {
                double t = cos[i] * h[i][k] + sin[i] * h[i + 1][k];
                h[i + 1][k] = -sin[i] * h[i][k] + cos[i] * h[i + 1][k];
                h[i][k] = t;
            }
            double radius = Math.hypot(h[k][k], h[k + 1][k]);
            if (!(radius > 0)) {
                break;
            }
            cos[k] = h[k][k] / radius;
            sin[k] = h[k + 1][k] / radius;
            h[k][k] = radius;
            g[k + 1] = -sin[k] * g[k];
            g[k] *= cos[k];
            k++;
        }
        double[] y = new double[k];
        for (int i = k - 1; i >= 0; i--) {
            double sum = g[i];
            for (int j = i + 1; j < k; j++) {
                sum -= h[i][j] * y[j];
            }
            y[i] = sum / h[i][i];
        }
        for (int i = 0; i < k; i++) {
            add(x, y[i], directions.get(i));
        }
        return Math.max(k, 1);
    }

    private double[] vector(List<double[]> vectors, int k) {
        while (vectors.size() <= k) {
            vectors.add(new double[size]);
        }
        return vectors.get(k);
    }

    private int chunks() {
        return (size + CHUNK - 1) / CHUNK;
    }

    double dot(double[] a, double[] b) {
        return parallel.sum(chunks(), c -> {
            double sum = 0;
            int end = Math.min(size, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        });
    }

    private void add(double[] target, double factor, double[] v) {
        parallel.forEach(chunks(), c -> {
            int end = Math.min(size, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                target[i] += factor * v[i];
            }
        });
    }

    private void scale(double[] v, double factor) {
        parallel.forEach(chunks(), c -> {
            int end = Math.min(size, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                v[i] *= factor;
            }
        });
    }
}
