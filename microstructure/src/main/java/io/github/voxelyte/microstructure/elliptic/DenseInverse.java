package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/**
 * Inverse of a small symmetric positive definite matrix, by Gauss–Jordan elimination without pivoting.
 *
 * <p>Made once and applied many times, both by nothing but sums of scaled rows: one short loop to compile, and no sums that
 * wait for each other.
 */
final class DenseInverse {
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
        int even = n & ~3;
        for (int k = 0; k < even; k += 4) {
            addScaled(rows[k], x[k], sum);
            addScaled(rows[k + 1], x[k + 1], sum);
            addScaled(rows[k + 2], x[k + 2], sum);
            addScaled(rows[k + 3], x[k + 3], sum);
        }
        for (int k = even; k < n; k++) {
            addScaled(rows[k], x[k], sum);
        }
        for (int k = 0; k < even; k += 4) {
            y[k] = (float) sum[k];
            y[k + 1] = (float) sum[k + 1];
            y[k + 2] = (float) sum[k + 2];
            y[k + 3] = (float) sum[k + 3];
        }
        for (int k = even; k < n; k++) {
            y[k] = (float) sum[k];
        }
    }

    private static void addScaled(double[] row, double factor, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * row[j];
        }
    }
}
