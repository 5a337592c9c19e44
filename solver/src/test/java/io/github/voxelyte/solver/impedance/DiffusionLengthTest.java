package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffusionLengthTest {
    private static final double D = 1e-15;

    @Test
    void isHalfAVoxelAtLowFrequency() {
        Complex length = DiffusionLength.of(1e-6, 1e-9, D);
        assertEquals(0.5e-6, length.getReal(), 1e-9);
        assertEquals(0, length.getImaginary(), 1e-9);
    }

    @Test
    void isTheDiffusionLengthAtHighFrequency() {
        double omega = 1e9;
        Complex length = DiffusionLength.of(1e-6, omega, D);
        Complex expected = new Complex(0, omega / D).sqrt().reciprocal();
        assertEquals(0, length.subtract(expected).abs() / expected.abs(), 2e-6);
        assertTrue(DiffusionLength.of(1e-6, 1e15, D).abs() > 0);
    }

    /** The difference between a slab fed from one side and its mean, with a correction for the far side, term by term. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.02, 0.5, 10})
    void isTheSumOfItsTerms(double omega) {
        double h = 1e-6;
        Complex u = new Complex(0, omega / D).sqrt().multiply(h);
        Complex coth = u.cosh().divide(u.sinh());
        Complex square = u.multiply(u).reciprocal();
        Complex expected = coth.divide(u)
                .subtract(square)
                .add(u.negate()
                        .exp()
                        .multiply(square.subtract(u.multiply(u.sinh()).reciprocal())))
                .multiply(h);
        Complex length = DiffusionLength.of(h, omega, D);
        assertEquals(0, length.subtract(expected).abs() / expected.abs(), 1e-9);
    }

    /** Series and formula meet. */
    @Test
    void hasNoStepWhereTheSeriesEnds() {
        double h = 1e-6;
        double omega = Math.pow(0.05 / h, 2) * D;
        Complex below = DiffusionLength.of(h, omega * (1 - 1e-9), D);
        Complex above = DiffusionLength.of(h, omega * (1 + 1e-9), D);
        assertEquals(0, above.subtract(below).abs() / below.abs(), 1e-9);
    }

    /** The first voxel of an endless row, solved by its amplitude ratio, and the length together are Warburg's impedance. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-3, 0.5, 10, 1e6})
    void theMatchedLengthCompletesARowToAHalfSpace(double omega) {
        double h = 1e-6;
        Complex u = new Complex(0, omega / D).sqrt().multiply(h);
        Complex half = u.multiply(u).divide(2).add(1);
        Complex lambda = half.add(half.multiply(half).subtract(1).sqrt()).reciprocal();
        Complex row = u.multiply(u).add(1).subtract(lambda).reciprocal();
        Complex length = MatchedLength.of(h, omega, D).divide(h);
        Complex expected = u.reciprocal();
        assertEquals(0, length.add(row).subtract(expected).abs() / expected.abs(), 1e-6);
        assertEquals(0.5, MatchedLength.of(h, 1e-12, D).getReal() / h, 1e-4);
    }
}
