package io.github.voxelyte.solver.material;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KirchhoffVariableTest {
    @Test
    void integratesAnExponentialDiffusivity() {
        double a = Math.log(3.1e-16 / 1.83e-15) / 0.6;
        LithiationFunction d = TabulatedFunction.log10Linear(new double[] {0.4, 1}, new double[] {1.83e-15, 3.1e-16});
        KirchhoffVariable theta = new KirchhoffVariable(d);
        double d0 = d.value(0);
        for (double x = -0.05; x < 1.1; x += 0.0173) {
            double exact = d0 * Math.expm1(a * x) / a;
            assertEquals(exact, theta.value(x), 1e-11 * d0, "at " + x);
            assertEquals(x, theta.inverse(theta.value(x)), 1e-10);
            assertEquals(d.value(x), theta.derivative(x), 1e-6 * d.value(x));
            if (x < 1.08) {
                assertEquals(d.derivative(x), theta.diffusivitySlope(x), -3e-4 * d.derivative(x));
            }
        }
    }

    /** D over eight decades: parts of the range of θ without an end of an interval, and parts with a thousand. */
    @Test
    void invertsASteepDiffusivity() {
        KirchhoffVariable theta =
                new KirchhoffVariable(TabulatedFunction.log10Linear(new double[] {0, 1}, new double[] {1e-12, 1e-20}));
        for (double x = -0.09; x < 1.1; x += 0.0037) {
            double rounding = 4 * Math.ulp(theta.value(1.1)) / theta.derivative(x);
            assertEquals(x, theta.inverse(theta.value(x)), 1e-12 + rounding, "at " + x);
        }
    }

    /** Where a table has a kink the slope is continuous and its derivative is that of the differences. */
    @Test
    void theSlopeHasNoJump() {
        LithiationFunction d = TabulatedFunction.log10Linear(new double[] {0.4, 0.6, 1}, new double[] {1, 0.3, 0.2});
        KirchhoffVariable theta = new KirchhoffVariable(d);
        assertTrue(d.derivative(0.5999) < 4 * d.derivative(0.6001));
        for (double x = 0.55; x < 0.65; x += 0.00123) {
            double step = 1e-5;
            double change = theta.diffusivitySlope(x + step) - theta.diffusivitySlope(x - step);
            assertEquals(theta.diffusivityCurvature(x), change / (2 * step), 0.3, "at " + x);
            assertEquals(0, change, 5e-3);
        }
    }

    @Test
    void isLinearForAConstantAndBeyondItsTable() {
        KirchhoffVariable theta = new KirchhoffVariable(LithiationFunction.constant(2));
        for (double x = -3; x < 3; x += 0.37) {
            assertEquals(2 * x, theta.value(x), 1e-12);
            assertEquals(x, theta.inverse(2 * x), 1e-12);
        }
    }

    @Test
    void arrheniusFactorIsOneAtItsReferenceAndGrowsWithTemperature() {
        ArrheniusFactor factor = new ArrheniusFactor(35_000, 298.15);
        assertEquals(1, factor.at(298.15), 1e-15);
        assertEquals(Math.exp(35_000 / 8.314462618 * (333.15 - 298.15) / (298.15 * 333.15)), factor.at(333.15), 1e-12);
        assertEquals(1, ArrheniusFactor.NONE.at(400));
        assertThrows(IllegalArgumentException.class, () -> new ArrheniusFactor(-1, 298));
        assertThrows(IllegalArgumentException.class, () -> new ArrheniusFactor(1, 0));
    }
}
