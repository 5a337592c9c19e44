package io.github.voxelyte.microstructure.elliptic;

/**
 * Loops over ranges of values. Arrays followed by a start begin there, so that value i is at start + i; one start may be for several.
 * Those that read and write whole arrays at one index are loops of their own, so that the virtual machine makes vector instructions of
 * them; a second loop over what is still in the first cache costs less than one of scalars.
 */
final class Loops {
    private Loops() {}

    /** product = a·b. */
    static void multiply(float[] a, float[] b, int start, float[] product, int productStart, int from, int to) {
        for (int i = from; i < to; i++) {
            product[productStart + i] = a[start + i] * b[start + i];
        }
    }

    /** z = (sums + r)·inverse. */
    static void relax(float[] sums, float[] r, float[] inverse, float[] z, int start, int from, int to) {
        for (int i = from; i < to; i++) {
            z[start + i] = (sums[i] + r[start + i]) * inverse[start + i];
        }
    }

    /** Σ values, in double; four sums, since an addition waits for the one before. */
    static double total(float[] values, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < to; i++) {
            a += values[i];
        }
        return a + b + (c + d);
    }

    /** p = z + beta·p. */
    static void advance(float[] p, float[] z, float beta, int from, int to) {
        for (int i = from; i < to; i++) {
            p[i] = z[i] + beta * p[i];
        }
    }

    /** values += step·p. */
    static void walk(float[] values, float[] p, float step, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] += step * p[i];
        }
    }

    /** The same in double. */
    static void walk(double[] values, int start, float[] p, int pStart, double step, int from, int to) {
        for (int i = from; i < to; i++) {
            values[start + i] += step * p[pStart + i];
        }
    }

    /** Puts values into double. */
    static void widen(float[] values, int start, double[] wide, int wideStart, int from, int to) {
        for (int i = from; i < to; i++) {
            wide[wideStart + i] = values[start + i];
        }
    }

    /** Puts −values into float. */
    static void narrowNegative(double[] values, float[] narrowed, int start, int from, int to) {
        for (int i = from; i < to; i++) {
            narrowed[start + i] = (float) -values[i];
        }
    }

    /** Puts values into float; returns the sum of their squares. */
    static double narrow(double[] values, float[] narrowed, int start, int from, int to) {
        double square = 0;
        for (int i = from; i < to; i++) {
            narrowed[start + i] = (float) values[i];
            square += values[i] * values[i];
        }
        return square;
    }

    /** sums += values. */
    static void add(double[] sums, double[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** Σ a·b, of float but in double; four sums, as in {@link #total}. */
    static double dot(float[] a, float[] b, int from, int to) {
        double sum = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            sum += (double) a[i] * b[i];
            second += (double) a[i + 1] * b[i + 1];
            third += (double) a[i + 2] * b[i + 2];
            fourth += (double) a[i + 3] * b[i + 3];
        }
        for (; i < to; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum + second + (third + fourth);
    }

    /** Σ a·b. */
    static double dot(double[] a, double[] b, int start, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[start + i];
        }
        return sum;
    }

    /** Adds every fourth value, from {@code offset} on, to the sum of its key + {@code shift}. */
    static void addByKey(
            double[] sums, int[] keys, int start, int shift, double[] values, int offset, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[keys[start + i] + shift] += values[4 * i + offset];
        }
    }
}
