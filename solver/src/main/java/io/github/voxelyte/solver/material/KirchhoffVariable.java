package io.github.voxelyte.solver.material;

/**
 * The Kirchhoff variable θ(x) = ∫₀ˣ D(x′) dx′ of a diffusivity: a flux between two cells is (θ₁ − θ₂)/h whatever D does
 * in between.
 *
 * <p>Kept as a piecewise cubic Hermite table on x from −0.1 to 1.1 with D itself as the slopes; the intervals are
 * integrated by five-point Gauss–Legendre quadrature. Beyond, θ goes on straight. The error is of fourth order in the
 * interval, below 1e-10 relative for the diffusivities of layered oxides.
 */
public final class KirchhoffVariable {
    private static final int INTERVALS = 2400;
    private static final double FIRST = -0.1;
    private static final double LAST = 1.1;
    private static final double STEP = (LAST - FIRST) / INTERVALS;
    /** Intervals on either side over which D's slope is taken. */
    private static final int REACH = 20;

    private static final double[] NODES = {
        0, 0.538469310105683, -0.538469310105683, 0.906179845938664, -0.906179845938664
    };
    private static final double[] WEIGHTS = {
        0.568888888888889, 0.478628670499366, 0.478628670499366, 0.236926885056189, 0.236926885056189
    };

    private final double[] theta = new double[INTERVALS + 1];
    private final double[] diffusivity = new double[INTERVALS + 1];
    /** The interval in which every one of as many equal parts of the range of θ begins. */
    private final int[] firstOf = new int[INTERVALS + 1];

    /**
     * Integrates a diffusivity.
     *
     * @param function D(x) [m²/s]
     */
    public KirchhoffVariable(LithiationFunction function) {
        for (int k = 0; k <= INTERVALS; k++) {
            diffusivity[k] = function.value(FIRST + k * STEP);
        }
        for (int k = 0; k < INTERVALS; k++) {
            double middle = FIRST + (k + 0.5) * STEP;
            double sum = 0;
            for (int q = 0; q < NODES.length; q++) {
                sum += WEIGHTS[q] * function.value(middle + 0.5 * STEP * NODES[q]);
            }
            theta[k + 1] = theta[k] + 0.5 * STEP * sum;
        }
        double atZero = value(0);
        for (int k = 0; k <= INTERVALS; k++) {
            theta[k] -= atZero;
        }
        int k = 0;
        for (int part = 0; part <= INTERVALS; part++) {
            while (k < INTERVALS && part(theta[k + 1]) < part) {
                k++;
            }
            firstOf[part] = k;
        }
    }

    private int part(double target) {
        return (int) ((target - theta[0]) / (theta[INTERVALS] - theta[0]) * INTERVALS);
    }

    /**
     * θ at a lithiation.
     *
     * @param x lithiation
     * @return θ(x) [m²/s]
     */
    public double value(double x) {
        double position = (x - FIRST) / STEP;
        if (!(position > 0)) {
            return theta[0] + diffusivity[0] * (x - FIRST);
        }
        int k = (int) position;
        if (k >= INTERVALS) {
            return theta[INTERVALS] + diffusivity[INTERVALS] * (x - LAST);
        }
        double t = position - k;
        double s = 1 - t;
        return theta[k] * (1 + 2 * t) * s * s
                + diffusivity[k] * STEP * t * s * s
                + theta[k + 1] * (3 - 2 * t) * t * t
                - diffusivity[k + 1] * STEP * t * t * s;
    }

    /**
     * The derivative of θ: D within the accuracy of the table, and at a fraction of the cost of a formula.
     *
     * @param x lithiation
     * @return D(x) [m²/s], straight between the table's points and constant beyond
     */
    public double derivative(double x) {
        return interpolated(x, 0);
    }

    /**
     * The slope of D over a hundredth of lithiation to either side: continuous where a table of D has a kink.
     *
     * @param x lithiation
     * @return [D(x + 0.01) − D(x − 0.01)] / 0.02 [m²/s]; D counts as constant beyond the table
     */
    public double diffusivitySlope(double x) {
        return (interpolated(x, REACH) - interpolated(x, -REACH)) / (2 * REACH * STEP);
    }

    /**
     * The derivative of {@link #diffusivitySlope}.
     *
     * @param x lithiation
     * @return its change with x [m²/s]
     */
    public double diffusivityCurvature(double x) {
        return (slopeWithin(x, REACH) - slopeWithin(x, -REACH)) / (2 * REACH * STEP);
    }

    /** D some intervals away, straight between the table's points. */
    private double interpolated(double x, int intervals) {
        double position = (x - FIRST) / STEP + intervals;
        if (!(position > 0)) {
            return diffusivity[0];
        }
        int k = (int) position;
        return k >= INTERVALS
                ? diffusivity[INTERVALS]
                : diffusivity[k] + (position - k) * (diffusivity[k + 1] - diffusivity[k]);
    }

    private double slopeWithin(double x, int intervals) {
        double position = (x - FIRST) / STEP + intervals;
        if (!(position > 0) || position >= INTERVALS) {
            return 0;
        }
        int k = (int) position;
        return (diffusivity[k + 1] - diffusivity[k]) / STEP;
    }

    /**
     * The lithiation at a value of θ, by Newton's method kept in an interval.
     *
     * @param target θ [m²/s]
     * @return x with θ(x) = target; beyond the table on the straight continuation
     */
    public double inverse(double target) {
        if (target <= theta[0]) {
            return FIRST + (target - theta[0]) / diffusivity[0];
        }
        if (target >= theta[INTERVALS]) {
            return LAST + (target - theta[INTERVALS]) / diffusivity[INTERVALS];
        }
        int part = part(target);
        int low = firstOf[part];
        int high = Math.min(INTERVALS, firstOf[Math.min(INTERVALS, part + 1)] + 1);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (theta[middle] <= target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double left = FIRST + low * STEP;
        double right = left + STEP;
        double x = left + STEP * (target - theta[low]) / (theta[high] - theta[low]);
        double steepening = (diffusivity[high] - diffusivity[low]) / STEP;
        // Within an interval D is straight to a millionth, so two steps are enough.
        for (int i = 0; i < 2; i++) {
            double slope = diffusivity[low] + (x - left) * steepening;
            x = Math.min(right, Math.max(left, x - (value(x) - target) / slope));
        }
        return x;
    }
}
