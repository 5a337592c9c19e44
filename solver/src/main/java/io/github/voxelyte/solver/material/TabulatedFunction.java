package io.github.voxelyte.solver.material;

import java.util.Arrays;

/**
 * A function of lithiation given by a table.
 *
 * <p>Interpolations: {@code pchip}, the monotone piecewise cubic Hermite interpolant with the harmonic-mean slopes of
 * F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300, doi:10.1137/0905021, and one-sided three-point
 * slopes at the ends limited so that the shape is kept (C. Moler, Numerical Computing with MATLAB, 2004, section 3.6):
 * the definition SciPy's PchipInterpolator uses; {@code linear}; {@code log10-linear}, linear in the decimal logarithm.
 *
 * <p>Outside the table the curve goes on straight with its slope at the end (log10-linear: straight in the logarithm),
 * or, if {@linkplain #clampedOutside() clamped}, stays at the value of the end.
 */
public final class TabulatedFunction implements LithiationFunction {
    private static final double LN_10 = Math.log(10);

    private final double[] x;
    private final double[] y;
    private final double[] slopes;
    private final boolean logarithmic;
    private final boolean clamped;

    private TabulatedFunction(double[] x, double[] y, double[] slopes, boolean logarithmic, boolean clamped) {
        this.x = x;
        this.y = y;
        this.slopes = slopes;
        this.logarithmic = logarithmic;
        this.clamped = clamped;
    }

    /**
     * A monotone piecewise cubic.
     *
     * @param x lithiations, strictly increasing, at least two
     * @param y values
     * @return the function
     * @throws IllegalArgumentException if the table is not as described
     */
    public static TabulatedFunction pchip(double[] x, double[] y) {
        check(x, y);
        return new TabulatedFunction(x.clone(), y.clone(), pchipSlopes(x, y), false, false);
    }

    /**
     * A piecewise linear function.
     *
     * @param x lithiations, strictly increasing, at least two
     * @param y values
     * @return the function
     * @throws IllegalArgumentException if the table is not as described
     */
    public static TabulatedFunction linear(double[] x, double[] y) {
        check(x, y);
        return new TabulatedFunction(x.clone(), y.clone(), null, false, false);
    }

    /**
     * A function whose decimal logarithm is piecewise linear.
     *
     * @param x lithiations, strictly increasing, at least two
     * @param y values, positive
     * @return the function
     * @throws IllegalArgumentException if the table is not as described
     */
    public static TabulatedFunction log10Linear(double[] x, double[] y) {
        check(x, y);
        double[] logarithms = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            if (!(y[i] > 0)) {
                throw new IllegalArgumentException("y[" + i + "] is " + y[i] + "; log10-linear needs values above 0");
            }
            logarithms[i] = Math.log10(y[i]);
        }
        return new TabulatedFunction(x.clone(), logarithms, null, true, false);
    }

    /**
     * The same table, with the value of the nearer end outside it.
     *
     * @return the clamped function
     */
    public TabulatedFunction clampedOutside() {
        return new TabulatedFunction(x, y, slopes, logarithmic, true);
    }

    /**
     * The smallest tabulated lithiation.
     *
     * @return x of the first point
     */
    public double first() {
        return x[0];
    }

    /**
     * The largest tabulated lithiation.
     *
     * @return x of the last point
     */
    public double last() {
        return x[x.length - 1];
    }

    @Override
    public double value(double at) {
        double v = ordinate(at);
        return logarithmic ? Math.exp(LN_10 * v) : v;
    }

    @Override
    public double derivative(double at) {
        double slope = slope(at);
        return logarithmic ? Math.exp(LN_10 * ordinate(at)) * LN_10 * slope : slope;
    }

    private double ordinate(double at) {
        int n = x.length;
        if (clamped && at <= x[0]) {
            return y[0];
        }
        if (clamped && at >= x[n - 1]) {
            return y[n - 1];
        }
        if (slopes != null && at < x[0]) {
            return y[0] + slopes[0] * (at - x[0]);
        }
        if (slopes != null && at > x[n - 1]) {
            return y[n - 1] + slopes[n - 1] * (at - x[n - 1]);
        }
        int k = interval(at);
        double h = x[k + 1] - x[k];
        double t = (at - x[k]) / h;
        if (slopes == null) {
            return y[k] + t * (y[k + 1] - y[k]);
        }
        double s = 1 - t;
        return y[k] * (1 + 2 * t) * s * s
                + slopes[k] * h * t * s * s
                + y[k + 1] * (3 - 2 * t) * t * t
                - slopes[k + 1] * h * t * t * s;
    }

    private double slope(double at) {
        int n = x.length;
        if (clamped && (at < x[0] || at > x[n - 1])) {
            return 0;
        }
        if (slopes != null && at < x[0]) {
            return slopes[0];
        }
        if (slopes != null && at > x[n - 1]) {
            return slopes[n - 1];
        }
        int k = interval(at);
        double h = x[k + 1] - x[k];
        double secant = (y[k + 1] - y[k]) / h;
        if (slopes == null) {
            return secant;
        }
        double t = (at - x[k]) / h;
        return 6 * t * (1 - t) * secant + slopes[k] * (1 - t) * (1 - 3 * t) + slopes[k + 1] * t * (3 * t - 2);
    }

    /** The interval that holds a lithiation; the first or last one outside the table. */
    private int interval(double at) {
        int low = 0;
        int high = x.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (at < x[middle]) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private static double[] pchipSlopes(double[] x, double[] y) {
        int n = x.length;
        double[] h = new double[n - 1];
        double[] secant = new double[n - 1];
        for (int k = 0; k < n - 1; k++) {
            h[k] = x[k + 1] - x[k];
            secant[k] = (y[k + 1] - y[k]) / h[k];
        }
        double[] slopes = new double[n];
        if (n == 2) {
            Arrays.fill(slopes, secant[0]);
            return slopes;
        }
        for (int k = 1; k < n - 1; k++) {
            if (secant[k - 1] * secant[k] > 0) {
                double w1 = 2 * h[k] + h[k - 1];
                double w2 = h[k] + 2 * h[k - 1];
                slopes[k] = (w1 + w2) / (w1 / secant[k - 1] + w2 / secant[k]);
            }
        }
        slopes[0] = endSlope(h[0], h[1], secant[0], secant[1]);
        slopes[n - 1] = endSlope(h[n - 2], h[n - 3], secant[n - 2], secant[n - 3]);
        return slopes;
    }

    private static double endSlope(double h0, double h1, double secant0, double secant1) {
        double slope = ((2 * h0 + h1) * secant0 - h0 * secant1) / (h0 + h1);
        if (Math.signum(slope) != Math.signum(secant0)) {
            return 0;
        }
        boolean turns = Math.signum(secant0) != Math.signum(secant1);
        return turns && Math.abs(slope) > 3 * Math.abs(secant0) ? 3 * secant0 : slope;
    }

    private static void check(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "x has " + x.length + " numbers and y has " + y.length + "; need as many");
        }
        if (x.length < 2) {
            throw new IllegalArgumentException("a table needs at least 2 points, got " + x.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                throw new IllegalArgumentException("point " + i + " is not finite: x " + x[i] + ", y " + y[i]);
            }
            if (i > 0 && !(x[i] > x[i - 1])) {
                throw new IllegalArgumentException(
                        "x must increase strictly: x[" + (i - 1) + "] is " + x[i - 1] + ", x[" + i + "] is " + x[i]);
            }
        }
    }
}
