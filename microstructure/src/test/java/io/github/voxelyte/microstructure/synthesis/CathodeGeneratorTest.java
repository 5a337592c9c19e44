package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CathodeGeneratorTest {
    private static final double MICROMETRE = 1e-6;
    private static final VoxelGrid SMALL = VoxelGrid.cubic(60, 50, 40, MICROMETRE);
    /** Small particles: many in a small stack, so that it scatters little. */
    private static final CathodeOptions FINE = CathodeOptions.DEFAULTS.withParticles(5e-6, 0.2);

    @ParameterizedTest
    @ValueSource(doubles = {0.30, 0.38, 0.46, 0.55, 0.65})
    void fractionIsMetToTheVoxel(double fraction) {
        SyntheticCathode cathode = generate(CathodeOptions.DEFAULTS.withFraction(fraction), SMALL);
        long active = cathode.labels().counts()[1];
        assertEquals(Math.round(fraction * SMALL.size()), active);
        assertEquals(SMALL.size() - active, cathode.labels().counts()[0]);
        assertEquals(fraction, cathode.fraction(), 0.5 / SMALL.size() + 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0.46, 0.30, 0.06", "0.46, 0.11, 0.06", "0.46, 0.01, 0.08", "0.38, 0.25, 0.04", "0.60, 0.42, 0.10"})
    void denseFacesAndContactAreAsAsked(double fraction, double contact, double denseFaces) {
        SyntheticCathode cathode =
                generate(CathodeOptions.DEFAULTS.withFraction(fraction).withFaces(denseFaces, contact), SMALL);
        assertEquals(contact, cathode.contactFirst(), 0.005);
        assertEquals(contact, cathode.contactLast(), 0.005);
        assertEquals(denseFaces, cathode.denseFaces(), 0.005);
        double[] profile = cathode.profile();
        double middle = Arrays.stream(profile, 14, 26).average().orElseThrow();
        double firstPeak = Arrays.stream(profile, 1, 12).max().orElseThrow();
        double lastPeak = Arrays.stream(profile, 28, 39).max().orElseThrow();
        assertTrue(firstPeak > middle + 0.02, "first peak " + firstPeak + ", middle " + middle);
        assertTrue(lastPeak > middle + 0.02, "last peak " + lastPeak + ", middle " + middle);
    }

    @Test
    void cutOutOfALargerElectrodeHasNoLayersAtItsFaces() {
        VoxelGrid grid = VoxelGrid.cubic(120, 120, 40, MICROMETRE);
        SyntheticCathode cathode = generate(FINE.withFaces(0, 0.3), grid);
        assertEquals(0.46, cathode.contactFirst(), 0.06);
        assertEquals(0.46, cathode.contactLast(), 0.06);
        assertEquals(0, cathode.denseFaces(), 0.04);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.15, 0, 0.1, 0.2})
    void gradientIsAsAsked(double gradient) {
        SyntheticCathode cathode = generate(FINE.withGradient(gradient), SMALL);
        assertEquals(gradient, cathode.gradient(), 0.005);
        double[] profile = cathode.profile();
        double first = Arrays.stream(profile, 0, 20).average().orElseThrow();
        double last = Arrays.stream(profile, 20, 40).average().orElseThrow();
        assertEquals(gradient / 2, last - first, 0.03);
    }

    @ParameterizedTest
    @CsvSource({"X", "Y", "Z"})
    void everyAxisMayBeThroughPlane(Axis axis) {
        VoxelGrid grid = VoxelGrid.cubic(45, 42, 40, MICROMETRE);
        SyntheticCathode cathode =
                generate(CathodeOptions.DEFAULTS.withAxis(axis).withGradient(0.1), grid);
        assertEquals(grid.count(axis), cathode.profile().length);
        assertEquals(0.1, cathode.gradient(), 0.01);
        assertEquals(0.30, cathode.contactLast(), 0.01);
        assertEquals(0.06, cathode.denseFaces(), 0.01);
    }

    @Test
    void occupancyAgreesWithTheLabels() {
        SyntheticCathode cathode = generate(CathodeOptions.DEFAULTS, SMALL);
        double sum = 0;
        for (int z = 0; z < SMALL.nz(); z++) {
            float[] occupancy = cathode.occupancy().plane(z);
            byte[] labels = cathode.labels().plane(z);
            for (int i = 0; i < labels.length; i++) {
                assertTrue(labels[i] == 1 ? occupancy[i] >= 0.5f : occupancy[i] <= 0.5f);
                assertTrue(occupancy[i] >= 0 && occupancy[i] <= 1);
                sum += occupancy[i];
            }
        }
        assertEquals(0.46, sum / SMALL.size(), 0.02);
    }

    @Test
    void sameSeedSameVoxelsWhateverTheThreads() {
        CathodeOptions options = CathodeOptions.DEFAULTS.withGradient(0.05);
        CathodeGenerator generator = CathodeGenerator.with(options);
        SyntheticCathode one = generator.withParallel(Parallel.SERIAL).generate(SMALL, Progress.NONE);
        SyntheticCathode five = generator.withParallel(Parallel.withThreads(5)).generate(SMALL, Progress.NONE);
        for (int z = 0; z < SMALL.nz(); z++) {
            assertArrayEquals(one.labels().plane(z), five.labels().plane(z));
            assertArrayEquals(one.occupancy().plane(z), five.occupancy().plane(z));
        }
    }

    @Test
    void seedsGiveDifferentStructures() {
        long first = checksum(generate(CathodeOptions.DEFAULTS.withSeed(1), SMALL));
        long second = checksum(generate(CathodeOptions.DEFAULTS.withSeed(2), SMALL));
        assertFalse(first == second);
    }

    /** Regression: these voxels were made once and must come out the same on every machine and Java version. */
    @Test
    void seedOneGivesTheVoxelsItAlwaysGave() {
        assertEquals(2634905564L, checksum(generate(CathodeOptions.DEFAULTS, SMALL)));
    }

    @Test
    void voxelSizeChangesResolutionOnly() {
        CathodeOptions options = CathodeOptions.DEFAULTS;
        SyntheticCathode coarse = generate(options, VoxelGrid.cubic(50, 50, 40, MICROMETRE));
        SyntheticCathode fine = generate(options, VoxelGrid.cubic(100, 100, 80, 0.5 * MICROMETRE));
        assertEquals(coarse.particles(), fine.particles());
        long differing = 0;
        for (int z = 0; z < 40; z++) {
            for (int y = 0; y < 50; y++) {
                for (int x = 0; x < 50; x++) {
                    if (coarse.labels().phase(x, y, z) != fine.labels().phase(2 * x, 2 * y, 2 * z)) {
                        differing++;
                    }
                }
            }
        }
        assertTrue(differing < 0.12 * 100_000, differing + " voxels differ");
    }

    /** A surface of a smooth body crosses the more voxels the more small particles there are. */
    @Test
    void smallerParticlesHaveMoreSurface() {
        double large = facesPerVoxel(generate(CathodeOptions.DEFAULTS.withParticles(12e-6, 0.2), SMALL));
        double small = facesPerVoxel(generate(CathodeOptions.DEFAULTS.withParticles(6e-6, 0.2), SMALL));
        assertEquals(2, small / large, 0.5);
    }

    @Test
    void anisotropicVoxelsWork() {
        VoxelGrid grid = new VoxelGrid(40, 40, 80, MICROMETRE, MICROMETRE, 0.5 * MICROMETRE);
        SyntheticCathode cathode = generate(CathodeOptions.DEFAULTS, grid);
        assertEquals(0.46, cathode.fraction(), 1e-5);
        assertEquals(0.30, cathode.contactLast(), 0.01);
    }

    @Test
    void cancellingStopsEveryStage() {
        for (double when : new double[] {0, 0.2, 0.5, 0.87, 0.91, 0.95, 0.98}) {
            Progress impatient = done -> {
                if (done >= when) {
                    throw new CancellationException();
                }
            };
            CathodeGenerator generator = CathodeGenerator.with(CathodeOptions.DEFAULTS);
            assertThrows(CancellationException.class, () -> generator.generate(SMALL, impatient));
        }
    }

    @Test
    void progressRisesToOne() {
        double[] last = {0};
        CathodeGenerator.with(CathodeOptions.DEFAULTS).generate(SMALL, done -> {
            assertTrue(done >= last[0] - 1e-12, done + " after " + last[0]);
            last[0] = done;
        });
        assertEquals(1, last[0], 1e-12);
    }

    @Test
    void particlesBelowTheVoxelsResolutionAreRefused() {
        CathodeGenerator generator = CathodeGenerator.with(CathodeOptions.DEFAULTS.withParticles(2e-6, 0.2));
        String message = assertThrows(IllegalArgumentException.class, () -> generator.generate(SMALL, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("2.0 um") && message.contains("diameter_um"), message);
    }

    @Test
    void stacksTooThinForDenseFacesAreRefused() {
        VoxelGrid thin = VoxelGrid.cubic(60, 60, 20, MICROMETRE);
        CathodeGenerator generator = CathodeGenerator.with(CathodeOptions.DEFAULTS);
        String message = assertThrows(IllegalArgumentException.class, () -> generator.generate(thin, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("20.0 um") && message.contains("dense_faces=0"), message);
        SyntheticCathode cut = generate(CathodeOptions.DEFAULTS.withFaces(0, 0.3), thin);
        assertEquals(0.46, cut.fraction(), 1e-4);
    }

    @Test
    void tooManyParticlesAreRefused() {
        VoxelGrid huge = VoxelGrid.cubic(2000, 2000, 500, MICROMETRE);
        CathodeGenerator generator = CathodeGenerator.with(CathodeOptions.DEFAULTS.withParticles(3e-6, 0.1));
        String message = assertThrows(IllegalArgumentException.class, () -> generator.generate(huge, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("particles would be needed"), message);
    }

    private static SyntheticCathode generate(CathodeOptions options, VoxelGrid grid) {
        return CathodeGenerator.with(options).generate(grid, Progress.NONE);
    }

    private static long checksum(SyntheticCathode cathode) {
        CRC32 crc = new CRC32();
        for (int z = 0; z < cathode.labels().grid().nz(); z++) {
            crc.update(cathode.labels().plane(z));
        }
        return crc.getValue();
    }

    private static double facesPerVoxel(SyntheticCathode cathode) {
        long faces = 0;
        for (int z = 0; z < SMALL.nz(); z++) {
            for (int y = 0; y < SMALL.ny(); y++) {
                for (int x = 1; x < SMALL.nx(); x++) {
                    if (cathode.labels().phase(x, y, z) != cathode.labels().phase(x - 1, y, z)) {
                        faces++;
                    }
                }
            }
        }
        return (double) faces / SMALL.size();
    }
}
