package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticleSizesTest {
    private static final double VOLUME = 20_000 * 600e-18;

    @ParameterizedTest
    @CsvSource({"10e-6, 0.1", "10e-6, 0.25", "8e-6, 0.4"})
    void diametersAreLognormal(double median, double spread) {
        double[] radii = ParticleSizes.radii(median, spread, 1, VOLUME, RandomStream.numbered(5, 0));
        int n = radii.length;
        double mean = 0;
        double square = 0;
        double cube = 0;
        for (double radius : radii) {
            double deviate = StrictMath.log(2 * radius / median) / spread;
            mean += deviate / n;
            square += deviate * deviate / n;
            cube += deviate * deviate * deviate / n;
        }
        double error = 1 / Math.sqrt(n);
        assertEquals(0, mean, 4 * error);
        assertEquals(1, Math.sqrt(square), 0.015 + 4 * error);
        assertEquals(0, cube, 16 * error);
        assertEquals(median, 2 * radii[n / 2], 6 * error * spread * median);
    }

    @Test
    void theVolumeIsFilledToHalfAParticle() {
        double[] radii = ParticleSizes.radii(10e-6, 0.3, 1, VOLUME, RandomStream.numbered(3, 0));
        double filled = 0;
        for (double radius : radii) {
            filled += 4.0 / 3.0 * Math.PI * radius * radius * radius;
        }
        double largest = 4.0 / 3.0 * Math.PI * Math.pow(radii[0], 3);
        assertEquals(VOLUME, filled, largest);
    }

    @Test
    void largestFirstAndNoneAboveTheLimit() {
        double[] radii = ParticleSizes.radii(10e-6, 0.5, 15e-6, VOLUME, RandomStream.numbered(3, 0));
        for (int i = 1; i < radii.length; i++) {
            assertTrue(radii[i] <= radii[i - 1]);
        }
        assertEquals(7.5e-6, radii[0]);
    }

    @Test
    void withoutSpreadAllAreEqual() {
        double[] radii = ParticleSizes.radii(10e-6, 0, 1, VOLUME, RandomStream.numbered(3, 0));
        assertEquals(5e-6, radii[0]);
        assertEquals(5e-6, radii[radii.length - 1]);
    }
}
