package io.github.voxelyte.solver.material;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TabulatedFunctionTest {
    private static final double[] U_X = {
        0.3, 0.405, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 0.995, 1.0
    };
    private static final double[] U_V = {
        4.45, 4.2, 4.09, 3.99, 3.91, 3.85, 3.8, 3.765, 3.74, 3.715, 3.69, 3.655, 3.6, 3.48, 3.3, 2.9, 2.4
    };

    /** x, value, slope from scipy.interpolate.PchipInterpolator of SciPy 1.17.1 on the table above. */
    private static final double[][] SCIPY = {
        {0.3, 4.45, -2.3365079365079295},
        {0.31, 4.4265849438091225, -2.346422788157297},
        {0.42, 4.162717568183298, -2.524637115146792},
        {0.5, 3.99, -1.7777777777777752},
        {0.63, 3.8182930481283424, -0.9920855614973317},
        {0.877, 3.6733696287804873, -0.6842255284552876},
        {0.96, 3.5346903205726736, -4.634920634920637},
        {0.98, 3.3821610346266167, -13.882352941176471},
        {0.9931, 3.0070288595744685, -52.63123404255308},
        {0.999, 2.5192, -117.59999999999991},
        {1.0, 2.4, -119.99999999999989}
    };

    @Test
    void pchipAgreesWithScipy() {
        TabulatedFunction u = TabulatedFunction.pchip(U_X, U_V);
        for (double[] point : SCIPY) {
            assertEquals(point[1], u.value(point[0]), 1e-13, "value at " + point[0]);
            assertEquals(point[2], u.derivative(point[0]), 1e-9, "slope at " + point[0]);
        }
    }

    /** Not monotone, with a flat piece; from SciPy as above. */
    @Test
    void pchipAgreesWithScipyAtTurns() {
        TabulatedFunction f =
                TabulatedFunction.pchip(new double[] {0, .2, .5, .6, 1}, new double[] {1, 3, 2.5, 2.5, 4});
        double[][] expected = {
            {0, 1, 14.666666666666666},
            {0.1, 2.3666666666666667, 11.333333333333332},
            {0.3, 2.8703703703703707, -2.2222222222222223},
            {0.55, 2.5, 0},
            {0.8, 2.9125, 3.9375000000000013},
            {1.0, 4.0, 6.75}
        };
        for (double[] point : expected) {
            assertEquals(point[1], f.value(point[0]), 1e-13);
            assertEquals(point[2], f.derivative(point[0]), 1e-12);
        }
    }

    @Test
    void goesOnStraightOutside() {
        TabulatedFunction u = TabulatedFunction.pchip(U_X, U_V);
        assertEquals(2.4 - 120 * 0.01, u.value(1.01), 1e-12);
        assertEquals(4.45 + 0.1 * 2.3365079365079295, u.value(0.2), 1e-12);
        TabulatedFunction line = TabulatedFunction.linear(new double[] {0, 1, 2}, new double[] {0, 1, 3});
        assertEquals(5, line.value(3), 1e-15);
        assertEquals(-1, line.value(-1), 1e-15);
        TabulatedFunction log = TabulatedFunction.log10Linear(new double[] {0.4, 1}, new double[] {1e-2, 1e-5});
        assertEquals(1e-6, log.value(1.2), 1e-18);
        assertEquals(1e-1, log.value(0.2), 1e-13);
    }

    @Test
    void staysAtTheEndWhenClamped() {
        TabulatedFunction log = TabulatedFunction.log10Linear(new double[] {0.4, 1}, new double[] {2e-2, 1.6e-6})
                .clampedOutside();
        assertEquals(2e-2, log.value(0.3), 1e-16);
        assertEquals(1.6e-6, log.value(1.1), 1e-20);
        assertEquals(0, log.derivative(0.3));
        assertEquals(Math.sqrt(2e-2 * 1.6e-6), log.value(0.7), 1e-16);
    }

    @Test
    void derivativeIsTheSlopeOfTheValue() {
        TabulatedFunction[] functions = {
            TabulatedFunction.pchip(U_X, U_V),
            TabulatedFunction.linear(U_X, U_V),
            TabulatedFunction.log10Linear(U_X, U_V),
            TabulatedFunction.log10Linear(U_X, U_V).clampedOutside()
        };
        for (TabulatedFunction f : functions) {
            for (double x = 0.20171; x < 1.1; x += 0.01371) {
                double d = 1e-7;
                double slope = (f.value(x + d) - f.value(x - d)) / (2 * d);
                assertEquals(slope, f.derivative(x), 1e-5 * (1 + Math.abs(slope)), "at " + x);
            }
        }
    }

    @Test
    void monotoneDataGiveAMonotoneCurve() {
        TabulatedFunction u = TabulatedFunction.pchip(U_X, U_V);
        double last = Double.POSITIVE_INFINITY;
        for (double x = 0.2; x < 1.05; x += 1e-4) {
            double v = u.value(x);
            assertTrue(v < last, "at " + x);
            last = v;
        }
    }

    @Test
    void twoPointsAreAStraightLine() {
        TabulatedFunction f = TabulatedFunction.pchip(new double[] {0.2, 0.7}, new double[] {1, 2});
        assertEquals(1.5, f.value(0.45), 1e-15);
        assertEquals(2, f.derivative(0.6), 1e-14);
    }

    @Test
    void refusesBadTables() {
        double[] two = {1, 2};
        refused(() -> TabulatedFunction.pchip(new double[] {1, 1}, two), "increase strictly");
        refused(() -> TabulatedFunction.linear(new double[] {1}, new double[] {1}), "at least 2");
        refused(() -> TabulatedFunction.linear(new double[] {1, 2, 3}, two), "as many");
        refused(() -> TabulatedFunction.linear(two, new double[] {1, Double.NaN}), "not finite");
        refused(() -> TabulatedFunction.log10Linear(two, new double[] {1, 0}), "above 0");
    }

    private static void refused(Supplier<TabulatedFunction> table, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, table::get);
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }
}
