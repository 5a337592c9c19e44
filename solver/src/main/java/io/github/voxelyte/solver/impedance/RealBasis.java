package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Orthonormal real vectors that span the real and imaginary parts of one block of complex vectors. Memory: 8 bytes a number of the
 * block and vector.
 */
final class RealBasis {
    private static final int CHUNK = 4096;
    /** What is left of a new vector must be more than rounding. */
    private static final double LEAST_NEW = 1e-10;

    /** Where the block begins among the complex unknowns, and how many there are. */
    final int first;

    final int size;
    private final Parallel parallel;
    private final List<double[]> vectors = new ArrayList<>();
    private final double[] work;

    RealBasis(int first, int size, Parallel parallel) {
        this.first = first;
        this.size = size;
        this.parallel = parallel;
        work = new double[size];
    }

    int count() {
        return vectors.size();
    }

    double[] get(int k) {
        return vectors.get(k);
    }

    /**
     * Takes up what is new in the real (0) or imaginary (1) part of a vector.
     *
     * @return the new basis vector, if there is something new
     */
    Optional<double[]> add(double[] u, int part) {
        for (int i = 0; i < size; i++) {
            work[i] = u[2 * (first + i) + part];
        }
        double before = Math.sqrt(dot(work, work));
        if (!(before > 0)) {
            return Optional.empty();
        }
        for (int pass = 0; pass < 2; pass++) {
            for (double[] v : vectors) {
                double product = dot(v, work);
                ranges((from, to) -> {
                    for (int i = from; i < to; i++) {
                        work[i] -= product * v[i];
                    }
                });
            }
        }
        double after = Math.sqrt(dot(work, work));
        if (!(after > LEAST_NEW * before)) {
            return Optional.empty();
        }
        double[] added = new double[size];
        for (int i = 0; i < size; i++) {
            added[i] = work[i] / after;
        }
        vectors.add(added);
        return Optional.of(added);
    }

    /** The products of all vectors with one. */
    double[] products(double[] image) {
        double[] row = new double[vectors.size()];
        for (int b = 0; b < row.length; b++) {
            row[b] = dot(vectors.get(b), image);
        }
        return row;
    }

    /** Writes the block of the vector with coefficients from a place on; imaginary ones are {@code size} further. */
    void expand(double[] coefficients, int from, int imaginary, double[] u) {
        ranges((low, high) -> {
            Arrays.fill(u, 2 * (first + low), 2 * (first + high), 0);
            for (int b = 0; b < vectors.size(); b++) {
                double[] v = vectors.get(b);
                double re = coefficients[from + b];
                double im = coefficients[imaginary + from + b];
                for (int i = low; i < high; i++) {
                    u[2 * (first + i)] += re * v[i];
                    u[2 * (first + i) + 1] += im * v[i];
                }
            }
        });
    }

    void ranges(AdmittanceMatrix.RangeBody body) {
        parallel.forEach((size + CHUNK - 1) / CHUNK, c -> body.run(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }

    private double dot(double[] a, double[] b) {
        return parallel.sum((size + CHUNK - 1) / CHUNK, c -> {
            double sum = 0;
            int end = Math.min(size, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        });
    }

    /** Real and imaginary part of the product of a vector with a block of complex numbers, into a pair. */
    void product(int k, double[] image, double[] pair) {
        double[] v = vectors.get(k);
        double[] imaginary = new double[(size + CHUNK - 1) / CHUNK];
        pair[0] = parallel.sum(imaginary.length, c -> {
            double re = 0;
            double im = 0;
            int end = Math.min(size, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                re += v[i] * image[2 * (first + i)];
                im += v[i] * image[2 * (first + i) + 1];
            }
            imaginary[c] = im;
            return re;
        });
        pair[1] = Arrays.stream(imaginary).sum();
    }
}
