package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.elliptic.LinearOperator;
import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Flexible GMRES, right preconditioned, restarted. Source: Y. Saad, SIAM J. Sci. Comput. 14 (1993) 461,
 * doi:10.1137/0914028.
 *
 * <p>The vectors of both bases are kept in float: a direction is what it is after rounding, and a rounded basis makes the estimate of the
 * residual wrong by 1e-6 of it at most, where nothing below 1e-4 is asked for. Orthogonalization is classical Gram–Schmidt, all products in one pass and
 * all subtractions in another, twice where much is cancelled. Memory: up to 2·{@value #RESTART} vectors in float, allocated as they are
 * needed, and three in double.
 */
final class FlexibleGmres {
    private static final int RESTART = 25;
    /** Fits the cache, with one vector of a basis beside it. */
    private static final int CHUNK = 8192;
    /** Orthogonalized again where less of the square is left than this. */
    private static final double CANCELLED = 0.01;

    private final int size;
    private final Parallel parallel;
    private final List<float[]> basis = new ArrayList<>();
    private final List<float[]> directions = new ArrayList<>();
    /** The vector of the basis that is being continued, what the preconditioner makes of it, and that one's image. */
    private final double[] v;

    private final double[] z;
    private final double[] w;

    FlexibleGmres(int size, Parallel parallel) {
        this.size = size;
        this.parallel = parallel;
        v = new double[size];
        z = new double[size];
        w = new double[size];
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
        Arrays.fill(x, 0);
        System.arraycopy(b, 0, v, 0, size);
        double norm = Math.sqrt(dot(b, b));
        double target = tolerance * norm;
        int iterations = 0;
        while (norm > target && iterations < maxIterations) {
            int used = cycle(a, preconditioner, x, norm, target, maxIterations - iterations);
            iterations += Math.abs(used);
            if (used > 0) {
                return iterations;
            }
            a.apply(x, w);
            forEach((c, from, to) -> {
                for (int i = from; i < to; i++) {
                    v[i] = b[i] - w[i];
                }
            });
            norm = Math.sqrt(dot(v, v));
            if (!(norm < Double.POSITIVE_INFINITY)) {
                return -iterations - 1;
            }
        }
        return norm <= target ? iterations : -iterations - 1;
    }

    /** One cycle; v holds the residual. Adds the correction to x; returns the iterations, negative if the target was not met. */
    private int cycle(
            LinearOperator a, LinearOperator preconditioner, double[] x, double norm, double target, int limit) {
        int m = Math.min(RESTART, limit);
        double[][] h = new double[m][];
        double[] cos = new double[m];
        double[] sin = new double[m];
        double[] g = new double[m + 1];
        g[0] = norm;
        take(v, 1 / norm, vector(basis, 0));
        int k = 0;
        while (k < m && Math.abs(g[k]) > target) {
            preconditioner.apply(v, z);
            round(z, vector(directions, k));
            a.apply(z, w);
            double[] column = orthogonalize(k);
            h[k] = column;
            double length = column[k + 1];
            take(w, length > 0 ? 1 / length : 0, vector(basis, k + 1));
            for (int i = 0; i < k; i++) {
                double t = cos[i] * column[i] + sin[i] * column[i + 1];
                column[i + 1] = -sin[i] * column[i] + cos[i] * column[i + 1];
                column[i] = t;
            }
            double radius = Math.hypot(column[k], column[k + 1]);
            if (!(radius > 0)) {
                break;
            }
            cos[k] = column[k] / radius;
            sin[k] = column[k + 1] / radius;
            column[k] = radius;
            g[k + 1] = -sin[k] * g[k];
            g[k] *= cos[k];
            k++;
        }
        addDirections(coefficients(h, g, k), x);
        return Math.abs(g[k]) <= target ? k : -Math.max(k, 1);
    }

    /** Solves the triangular system of the first k columns. */
    private static double[] coefficients(double[][] h, double[] g, int k) {
        double[] y = new double[k];
        for (int i = k - 1; i >= 0; i--) {
            double sum = g[i];
            for (int j = i + 1; j < k; j++) {
                sum -= h[j][i] * y[j];
            }
            y[i] = sum / h[i][i];
        }
        return y;
    }

    /** Takes what w has of the basis up to k off it; returns the products, and behind them the length that is left. */
    private double[] orthogonalize(int k) {
        double[] products = products(k);
        double before = products[k + 1];
        double left = subtract(products, k);
        if (left < CANCELLED * before) {
            double[] again = products(k);
            left = subtract(again, k);
            for (int i = 0; i <= k; i++) {
                products[i] += again[i];
            }
        }
        products[k + 1] = Math.sqrt(left);
        return products;
    }

    /** Products of w with the basis up to k, and with itself. */
    private double[] products(int k) {
        double[][] parts = new double[chunks()][];
        forEach((c, from, to) -> {
            double[] part = new double[k + 2];
            for (int i = 0; i <= k; i++) {
                part[i] = product(w, basis.get(i), from, to);
            }
            part[k + 1] = product(w, w, from, to);
            parts[c] = part;
        });
        double[] sums = new double[k + 2];
        for (double[] part : parts) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part[i];
            }
        }
        return sums;
    }

    /** Takes multiples of the basis up to k off w; returns the square of what is left. */
    private double subtract(double[] multiples, int k) {
        return sum((from, to) -> {
            for (int i = 0; i <= k; i++) {
                float[] vector = basis.get(i);
                double multiple = multiples[i];
                for (int j = from; j < to; j++) {
                    w[j] -= multiple * vector[j];
                }
            }
            return product(w, w, from, to);
        });
    }

    private void addDirections(double[] multiples, double[] x) {
        forEach((c, from, to) -> {
            for (int i = 0; i < multiples.length; i++) {
                float[] vector = directions.get(i);
                double multiple = multiples[i];
                for (int j = from; j < to; j++) {
                    x[j] += multiple * vector[j];
                }
            }
        });
    }

    /** A multiple of a vector goes on in v and into the basis. */
    private void take(double[] vector, double multiple, float[] kept) {
        forEach((c, from, to) -> {
            for (int i = from; i < to; i++) {
                v[i] = multiple * vector[i];
                kept[i] = (float) v[i];
            }
        });
    }

    /** Rounds a vector to what is kept of it. */
    private void round(double[] vector, float[] kept) {
        forEach((c, from, to) -> {
            for (int i = from; i < to; i++) {
                kept[i] = (float) vector[i];
                vector[i] = kept[i];
            }
        });
    }

    private float[] vector(List<float[]> vectors, int k) {
        while (vectors.size() <= k) {
            vectors.add(new float[size]);
        }
        return vectors.get(k);
    }

    double dot(double[] a, double[] b) {
        return sum((from, to) -> product(a, b, from, to));
    }

    /** Four sums side by side: one alone waits for every addition. */
    private static double product(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < to; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double product(double[] a, float[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < to; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private interface Range {
        void run(int chunk, int from, int to);
    }

    private interface Summand {
        double of(int from, int to);
    }

    private int chunks() {
        return (size + CHUNK - 1) / CHUNK;
    }

    private void forEach(Range range) {
        parallel.forEach(chunks(), c -> range.run(c, c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }

    private double sum(Summand summand) {
        return parallel.sum(chunks(), c -> summand.of(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }
}
