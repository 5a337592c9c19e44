package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/**
 * Inverse of a small symmetric positive definite matrix, by Gauss–Jordan elimination without pivoting.
 *
 * <p>Made once and applied many times, both by nothing but sums of scaled rows: one short loop to compile, and no sums that
 * wait for each other.
 */
final class DenseInverse {
    /** Rows a call. */
    private static final int BLOCK = 4;

    private final double[][] rows;
    private final double[] sum;

    /**
     * Inverts.
     *
     * @param matrix by rows; becomes the inverse
     * @throws IllegalArgumentException if it is not positive definite
     */
    DenseInverse(double[][] matrix) {
        rows = matrix;
        sum = new double[matrix.length];
        for (int k = 0; k < matrix.length; k++) {
            eliminate(k);
        }
    }

    private void eliminate(int k) {
        double[] row = rows[k];
        double pivot = row[k];
        if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the coarsest operator is not positive definite: a conductance is"
                    + " negative, infinite or not a number");
        }
        row[k] = 1;
        for (int j = 0; j < row.length; j++) {
            row[j] /= pivot;
        }
        for (int i = 0; i < rows.length; i++) {
            double factor = rows[i][k];
            if (i != k && factor != 0) {
                rows[i][k] = 0;
                addScaled(row, -factor, rows[i]);
            }
        }
    }

    /** y = inverse·x. */
    void apply(float[] x, float[] y) {
        int n = rows.length;
        Arrays.fill(sum, 0);
        for (int k = 0; k < n; k += BLOCK) {
            add(k, Math.min(n, k + BLOCK), x);
        }
        for (int k = 0; k < n; k += BLOCK) {
            store(k, Math.min(n, k + BLOCK), y);
        }
    }

    private void add(int lo, int hi, float[] x) {
        for (int k = lo; k < hi; k++) {
            addScaled(rows[k], x[k], sum);
        }
    }

    private void store(int lo, int hi, float[] y) {
        for (int k = lo; k < hi; k++) {
            y[k] = (float) sum[k];
        }
    }

    private static void addScaled(double[] row, double factor, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * row[j];
        }
    }
}
