package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticleShapeTest {
    @Test
    void withoutRoughnessItIsASphere() {
        ParticleShape sphere = new ParticleShape(2, 0, RandomStream.numbered(1, 0));
        assertEquals(0, sphere.depth(0, 2, 0), 1e-15);
        assertEquals(2, sphere.depth(0, 0, 0), 1e-15);
        assertEquals(-1, sphere.depth(3, 0, 0), 1e-15);
    }

    /** Over many shapes and directions the radius has the mean and the standard deviation asked for. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2})
    void roughnessIsTheSpreadOfTheRadius(double roughness) {
        RandomStream random = RandomStream.numbered(2, 0);
        double sum = 0;
        double square = 0;
        double volume = 0;
        int samples = 40_000;
        double largest = 0;
        for (int s = 0; s < samples; s++) {
            ParticleShape shape = new ParticleShape(1, roughness, random);
            double[] n = random.nextDirection();
            double radius = 1 + shape.depth(n[0], n[1], n[2]);
            sum += radius;
            square += (radius - 1) * (radius - 1);
            volume += radius * radius * radius;
            largest = Math.max(largest, radius);
        }
        assertEquals(1, sum / samples, 4 * roughness / Math.sqrt(samples));
        assertEquals(roughness, Math.sqrt(square / samples), 0.03 * roughness);
        double equal = ParticleShape.radiusAtEqualVolume(roughness);
        assertEquals(1, volume / samples * equal * equal * equal, 0.02);
        assertTrue(largest > 1 + roughness);
    }
}
