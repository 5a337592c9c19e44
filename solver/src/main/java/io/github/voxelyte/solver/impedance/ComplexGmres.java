package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.commons.math3.complex.Complex;

/**
 * Flexible GMRES for complex systems, right preconditioned, restarted. Source: Y. Saad, SIAM J. Sci. Comput. 14 (1993) 461,
 * doi:10.1137/0914028. Vectors are pairs (real, imaginary) in one array; basis and directions are kept in float, residuals
 * are made anew in double at every restart. Memory: up to 16·{@value #RESTART} bytes an unknown, allocated as needed.
 */
final class ComplexGmres {
    private static final int RESTART = 24;
    private static final int CHUNK = 8192;
    /** A cycle on a float basis is trusted to reduce the residual by this much; then it starts anew. */
    private static final double LARGEST_REDUCTION = 1e-5;

    private final int size;
    private final Parallel parallel;
    private final List<float[]> basis = new ArrayList<>();
    private final List<float[]> directions = new ArrayList<>();
    private final double[] work;
    private final double[] image;

    ComplexGmres(int unknowns, Parallel parallel) {
        size = 2 * unknowns;
        this.parallel = parallel;
        work = new double[size];
        image = new double[size];
    }

    /**
     * Improves u until the residual is below a norm.
     *
     * @param a y = A·x
     * @param preconditioner z ≈ A⁻¹·r
     * @param u start; the solution, or the best found
     * @param r residual b − A·u of the start; that of the solution
     * @param target norm of the residual to reach
     * @param limit largest number of iterations
     * @return iterations used; negative if the target was not reached
     */
    int improve(
            BiConsumer<double[], double[]> a,
            BiConsumer<double[], double[]> preconditioner,
            double[] u,
            double[] r,
            double target,
            int limit) {
        int iterations = 0;
        double norm = norm(r);
        while (norm > target && iterations < limit) {
            double goal = Math.max(target, LARGEST_REDUCTION * norm);
            int used = cycle(a, preconditioner, u, r, norm, goal, Math.min(RESTART, limit - iterations));
            iterations += used;
            double now = norm(r);
            if (used == 0 || !(now < norm)) {
                return -iterations - 1;
            }
            norm = now;
        }
        return norm <= target ? iterations : -iterations - 1;
    }

    private int cycle(
            BiConsumer<double[], double[]> a,
            BiConsumer<double[], double[]> preconditioner,
            double[] u,
            double[] r,
            double norm,
            double goal,
            int m) {
        Complex[][] h = new Complex[m + 1][m];
        double[] cos = new double[m];
        Complex[] sin = new Complex[m];
        Complex[] g = new Complex[m + 1];
        g[0] = new Complex(norm);
        store(r, 1 / norm, vector(basis, 0));
        int k = 0;
        while (k < m && g[k].abs() > 0.9 * goal) {
            float[] direction = vector(directions, k);
            load(basis.get(k), work);
            preconditioner.accept(work, image);
            store(image, 1, direction);
            load(direction, work);
            a.accept(work, image);
            for (int i = 0; i <= k; i++) {
                h[i][k] = dot(basis.get(i), image);
                subtract(image, h[i][k], basis.get(i));
            }
            double length = norm(image);
            h[k + 1][k] = new Complex(length);
            if (length > 0) {
                store(image, 1 / length, vector(basis, k + 1));
            }
            for (int i = 0; i < k; i++) {
                Complex upper = h[i][k].multiply(cos[i]).add(sin[i].multiply(h[i + 1][k]));
                h[i + 1][k] =
                        h[i + 1][k].multiply(cos[i]).subtract(sin[i].conjugate().multiply(h[i][k]));
                h[i][k] = upper;
            }
            double modulus = h[k][k].abs();
            double radius = Math.hypot(modulus, length);
            if (!(radius > 0)) {
                break;
            }
            // Rotation that sends (h_kk, length) to (its phase·radius, 0).
            Complex phase = modulus > 0 ? h[k][k].divide(modulus) : Complex.ONE;
            cos[k] = modulus / radius;
            sin[k] = phase.multiply(length / radius);
            h[k][k] = phase.multiply(radius);
            g[k + 1] = sin[k].conjugate().multiply(g[k]).negate();
            g[k] = g[k].multiply(cos[k]);
            k++;
        }
        Complex[] y = new Complex[k];
        for (int i = k - 1; i >= 0; i--) {
            Complex sum = g[i];
            for (int j = i + 1; j < k; j++) {
                sum = sum.subtract(h[i][j].multiply(y[j]));
            }
            y[i] = sum.divide(h[i][i]);
        }
        Arrays.fill(work, 0);
        for (int i = 0; i < k; i++) {
            subtract(work, y[i].negate(), directions.get(i));
        }
        a.accept(work, image);
        parallel.forEach(chunks(), c -> {
            int end = end(c);
            for (int i = c * CHUNK; i < end; i++) {
                u[i] += work[i];
                r[i] -= image[i];
            }
        });
        return k;
    }

    private float[] vector(List<float[]> vectors, int k) {
        while (vectors.size() <= k) {
            vectors.add(new float[size]);
        }
        return vectors.get(k);
    }

    private int chunks() {
        return (size + CHUNK - 1) / CHUNK;
    }

    private int end(int chunk) {
        return Math.min(size, (chunk + 1) * CHUNK);
    }

    double norm(double[] v) {
        return Math.sqrt(parallel.sum(chunks(), c -> {
            double sum = 0;
            int end = end(c);
            for (int i = c * CHUNK; i < end; i++) {
                sum += v[i] * v[i];
            }
            return sum;
        }));
    }

    private void store(double[] from, double factor, float[] to) {
        parallel.forEach(chunks(), c -> {
            int end = end(c);
            for (int i = c * CHUNK; i < end; i++) {
                to[i] = (float) (factor * from[i]);
            }
        });
    }

    private void load(float[] from, double[] to) {
        parallel.forEach(chunks(), c -> {
            int end = end(c);
            for (int i = c * CHUNK; i < end; i++) {
                to[i] = from[i];
            }
        });
    }

    /** Σ conj(a)·b. */
    private Complex dot(float[] a, double[] b) {
        double[] im = new double[chunks()];
        double re = parallel.sum(chunks(), c -> {
            double real = 0;
            double imaginary = 0;
            int end = end(c);
            for (int i = c * CHUNK; i < end; i += 2) {
                real += a[i] * b[i] + a[i + 1] * b[i + 1];
                imaginary += a[i] * b[i + 1] - a[i + 1] * b[i];
            }
            im[c] = imaginary;
            return real;
        });
        double sum = 0;
        for (double part : im) {
            sum += part;
        }
        return new Complex(re, sum);
    }

    /** target −= factor·v. */
    private void subtract(double[] target, Complex factor, float[] v) {
        double fr = factor.getReal();
        double fi = factor.getImaginary();
        parallel.forEach(chunks(), c -> {
            int end = end(c);
            for (int i = c * CHUNK; i < end; i += 2) {
                target[i] -= fr * v[i] - fi * v[i + 1];
                target[i + 1] -= fr * v[i + 1] + fi * v[i];
            }
        });
    }
}
