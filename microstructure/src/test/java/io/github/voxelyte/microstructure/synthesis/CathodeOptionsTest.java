package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CathodeOptionsTest {
    private static final CathodeOptions DEFAULTS = CathodeOptions.DEFAULTS;

    @ParameterizedTest
    @ValueSource(doubles = {0.29, 0.66, 46, -0.4, Double.NaN, Double.POSITIVE_INFINITY})
    void fractionOutsideItsRangeIsRefused(double fraction) {
        assertRefused(() -> DEFAULTS.withFraction(fraction), "amsvf", "0.3", "0.65", String.valueOf(fraction));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY})
    void diameterMustBePositiveAndFinite(double diameter) {
        assertRefused(() -> DEFAULTS.withParticles(diameter, 0.2), "diameter", "um");
    }

    @Test
    void everyRangeIsNamed() {
        assertRefused(() -> DEFAULTS.withParticles(1e-5, 0.7), "spread", "0.6", "0.7");
        assertRefused(() -> DEFAULTS.withShape(0.3, 0.1), "roughness", "0.2", "0.3");
        assertRefused(() -> DEFAULTS.withShape(0.1, 0.5), "sinter", "0.4", "0.5");
        assertRefused(() -> DEFAULTS.withGradient(0.25), "gradient", "-0.2", "0.25");
        assertRefused(() -> DEFAULTS.withFaces(0.2, 0.3), "dense_faces", "0.15", "0.2");
        assertRefused(() -> DEFAULTS.withFaces(0.1, 0.5), "contact", "0.46", "0.5");
        assertRefused(() -> DEFAULTS.withFraction(0.3).withGradient(0.2), "gradient 0.2", "0.25 to 0.75");
        assertRefused(() -> DEFAULTS.withFraction(0.65).withFaces(0.12, 0.3), "dense_faces 0.12", "0.25 to 0.75");
    }

    @Test
    void copiesChangeWhatTheySay() {
        CathodeOptions copy = DEFAULTS.withFraction(0.5)
                .withParticles(8e-6, 0.1)
                .withShape(0.05, 0.1)
                .withGradient(0.1)
                .withFaces(0.05, 0.2)
                .withAxis(Axis.X)
                .withSeed(7);
        assertEquals(new CathodeOptions(0.5, 8e-6, 0.1, 0.05, 0.1, 0.1, 0.05, 0.2, Axis.X, 7), copy);
    }

    private static void assertRefused(Runnable action, String... parts) {
        String message =
                assertThrows(IllegalArgumentException.class, action::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message + " should contain " + part);
        }
    }
}
