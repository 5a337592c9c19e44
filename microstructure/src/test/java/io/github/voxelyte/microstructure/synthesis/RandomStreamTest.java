package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /** First outputs of SplitMix64 for the seed 1234567, from the published reference implementation. */
    @Test
    void agreesWithTheReference() {
        RandomStream random = new RandomStream(1234567);
        assertEquals(6457827717110365317L, random.nextLong());
        assertEquals(3203168211198807973L, random.nextLong());
        assertEquals(-8629252141511181193L, random.nextLong());
    }

    @Test
    void gaussianHasTheMomentsOfANormalDistribution() {
        RandomStream random = RandomStream.numbered(1, 1);
        int n = 200_000;
        double[] moments = new double[5];
        for (int i = 0; i < n; i++) {
            double value = random.nextGaussian();
            for (int m = 1; m < moments.length; m++) {
                moments[m] += Math.pow(value, m) / n;
            }
        }
        assertEquals(0, moments[1], 0.01);
        assertEquals(1, moments[2], 0.015);
        assertEquals(0, moments[3], 0.04);
        assertEquals(3, moments[4], 0.12);
    }

    @Test
    void directionsHaveLengthOneAndNoPreference() {
        RandomStream random = RandomStream.numbered(1, 2);
        double[] sum = new double[3];
        double[] square = new double[3];
        int n = 50_000;
        for (int i = 0; i < n; i++) {
            double[] d = random.nextDirection();
            assertEquals(1, d[0] * d[0] + d[1] * d[1] + d[2] * d[2], 1e-12);
            for (int a = 0; a < 3; a++) {
                sum[a] += d[a] / n;
                square[a] += d[a] * d[a] / n;
            }
        }
        for (int a = 0; a < 3; a++) {
            assertEquals(0, sum[a], 0.012);
            assertEquals(1.0 / 3, square[a], 0.007);
        }
    }

    @Test
    void numberedStreamsDiffer() {
        assertNotEquals(
                RandomStream.numbered(1, 0).nextLong(),
                RandomStream.numbered(1, 1).nextLong());
        assertNotEquals(
                RandomStream.numbered(1, 0).nextLong(),
                RandomStream.numbered(2, 0).nextLong());
        assertNotEquals(
                RandomStream.numbered(1, -1).nextLong(),
                RandomStream.numbered(1, 0).nextLong());
    }
}
