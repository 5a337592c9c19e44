package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(81, 81, 20, 1e-6);
    private static final double LEVELS = 65535;
    private static final double CONTRAST = Scanner.CONTRAST * LEVELS;
    private static final ScannerOptions IDEAL = new ScannerOptions(16, 0, 0, 0, 0, 0, 1);

    @Test
    void anIdealScannerShowsTheOccupancy() {
        ScalarField half = uniform(0.5f);
        assertEquals(Scanner.DARK * LEVELS, image(IDEAL, uniform(0))[3][17], 0.5);
        assertEquals((Scanner.DARK + Scanner.CONTRAST) * LEVELS, image(IDEAL, uniform(1))[3][17], 0.5);
        assertEquals((Scanner.DARK + Scanner.CONTRAST / 2) * LEVELS, image(IDEAL, half)[3][17], 0.5);
        assertEquals((Scanner.DARK + Scanner.CONTRAST / 2) * 255, image(IDEAL.withBits(8), half)[3][17], 0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.12, 0.3})
    void noiseHasTheLevelAskedForAndCorrelatedNeighbours(double level) {
        float[][] planes = image(IDEAL.withNoise(level), uniform(0.5f));
        double mean = (Scanner.DARK + Scanner.CONTRAST / 2) * LEVELS;
        double variance = 0;
        double neighbours = 0;
        double slices = 0;
        double fourth = 0;
        double sum = 0;
        int n = 0;
        for (int z = 1; z < planes.length; z++) {
            for (int i = 1; i < planes[z].length; i++) {
                double noise = planes[z][i] - mean;
                sum += noise;
                variance += noise * noise;
                fourth += noise * noise * noise * noise;
                neighbours += noise * (planes[z][i - 1] - mean);
                slices += noise * (planes[z - 1][i] - mean);
                n++;
            }
        }
        variance /= n;
        assertEquals(0, sum / n, 0.01 * level * CONTRAST);
        assertEquals(level, Math.sqrt(variance) / CONTRAST, 0.02 * level);
        assertEquals(0.47, neighbours / n / variance, 0.03);
        assertEquals(0.47, slices / n / variance, 0.03);
        assertEquals(3, fourth / n / (variance * variance), 0.15);
    }

    /** The edge of a half space becomes an error function; its width is read where it has fallen to 16 and 84 %. */
    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.5, 3})
    void blurHasTheWidthAskedFor(double blur) {
        for (int axis = 0; axis < 3; axis++) {
            VoxelGrid grid = VoxelGrid.cubic(40, 40, 40, 1e-6);
            ScalarField step = ScalarField.zeros(grid);
            for (int i = 0; i < grid.size(); i++) {
                int[] place = {i % 40, i / 40 % 40, i / 1600};
                step.plane(i / 1600)[i % 1600] = place[axis] >= 20 ? 1 : 0;
            }
            float[][] planes = image(IDEAL.withBlur(blur), step);
            double[] profile = new double[40];
            for (int k = 0; k < 40; k++) {
                int x = axis == 0 ? k : 20;
                int y = axis == 1 ? k : 20;
                int z = axis == 2 ? k : 20;
                profile[k] = (planes[z][x + 40 * y] / LEVELS - Scanner.DARK) / Scanner.CONTRAST;
            }
            // The second moment of the edge's slope is the variance of the point spread.
            double slope = 0;
            double variance = 0;
            for (int k = 1; k < 40; k++) {
                slope += profile[k] - profile[k - 1];
                variance += (profile[k] - profile[k - 1]) * (k - 20) * (k - 20);
            }
            assertEquals(1, slope, 1e-3);
            assertEquals(blur, Math.sqrt(variance), 0.03 * blur);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2})
    void cuppingDarkensTheRotationAxis(double cupping) {
        float[][] planes = image(IDEAL.withArtifacts(cupping, 0, 0), uniform(1));
        double corner = planes[10][0];
        double middle = planes[10][40 + 81 * 40];
        double halfway = planes[10][40 + 20 + 81 * 60];
        assertEquals((Scanner.DARK + Scanner.CONTRAST) * LEVELS, corner, 1);
        assertEquals(1 - cupping, middle / corner, 1e-4);
        assertEquals(1 - 0.75 * cupping, halfway / corner, 1e-4);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "-0.2"})
    void driftBrightensFromTheFirstSliceToTheLast(double drift) {
        float[][] planes = image(IDEAL.withArtifacts(0, 0, drift), uniform(0));
        double expected = (1 + drift * 9.5 / 20) / (1 - drift * 9.5 / 20);
        assertEquals(expected, planes[19][100] / planes[0][100], 1e-3);
    }

    @Test
    void ringsAreCirclesAboutTheMiddleOfTheSlices() {
        float[][] planes = image(IDEAL.withArtifacts(0, 0.1, 0), uniform(0.5f));
        float[] plane = planes[7];
        for (int y = 0; y < 81; y++) {
            for (int x = 0; x < 81; x++) {
                float value = plane[x + 81 * y];
                assertEquals(value, plane[80 - x + 81 * y]);
                assertEquals(value, plane[x + 81 * (80 - y)]);
                assertEquals(value, plane[y + 81 * x]);
            }
        }
        // Along the circle of radius 25: (25, 0), (24, 7), (20, 15), (15, 20).
        float onAxis = plane[40 + 25 + 81 * 40];
        assertEquals(onAxis, plane[40 + 24 + 81 * 47]);
        assertEquals(onAxis, plane[40 + 20 + 81 * 55]);
        assertEquals(onAxis, plane[40 - 15 + 81 * 20]);
    }

    @Test
    void ringsHaveTheLevelAskedForAndLastThroughTheSlices() {
        VoxelGrid wide = VoxelGrid.cubic(2001, 3, 12, 1e-6);
        float[][] planes = image(IDEAL.withArtifacts(0, 0.1, 0), ScalarField.zeros(wide));
        double variance = 0;
        double lasting = 0;
        for (int r = 2; r < 1000; r++) {
            double a = planes[3][1000 + r + 2001] - Scanner.DARK * LEVELS;
            double b = planes[9][1000 + r + 2001] - Scanner.DARK * LEVELS;
            variance += (a * a + b * b) / 2;
            lasting += a * b;
        }
        assertEquals(0.1, Math.sqrt(variance / 998) / CONTRAST, 0.02);
        assertEquals(0.64, lasting / variance, 0.12);
    }

    @Test
    void sameSeedSameGreyValuesWhateverTheThreads() {
        ScalarField half = uniform(0.5f);
        Scanner scanner = Scanner.with(ScannerOptions.DEFAULTS);
        GreyVolume one = scanner.withParallel(Parallel.SERIAL).image(half, Progress.NONE);
        GreyVolume four = scanner.withParallel(Parallel.withThreads(4)).image(half, Progress.NONE);
        GreyVolume other = Scanner.with(ScannerOptions.DEFAULTS.withSeed(2)).image(half, Progress.NONE);
        assertEquals(GreyVolume.Type.UNSIGNED_8, one.type());
        for (int z = 0; z < GRID.nz(); z++) {
            assertArrayEquals(read(one, z), read(four, z));
        }
        assertNotEquals(Arrays.hashCode(read(one, 3)), Arrays.hashCode(read(other, 3)));
    }

    @Test
    void occupancyIsNotChanged() {
        ScalarField half = uniform(0.5f);
        image(ScannerOptions.DEFAULTS, half);
        assertEquals(0.5f, half.value(40, 40, 10));
        assertEquals(0.5f, half.value(0, 0, 0));
    }

    @Test
    void cancellingStopsBothStages() {
        for (double when : new double[] {0, 0.3, 0.7}) {
            Progress impatient = done -> {
                if (done >= when) {
                    throw new CancellationException();
                }
            };
            Scanner scanner = Scanner.with(ScannerOptions.DEFAULTS);
            ScalarField half = uniform(0.5f);
            assertThrows(CancellationException.class, () -> scanner.image(half, impatient));
        }
    }

    @Test
    void badOptionsAreNamed() {
        assertRefused(() -> IDEAL.withBits(12), "bits", "12");
        assertRefused(() -> IDEAL.withBlur(-1), "blur", "-1.0");
        assertRefused(() -> IDEAL.withBlur(Double.NaN), "blur", "NaN");
        assertRefused(() -> IDEAL.withNoise(3), "noise", "3.0");
        assertRefused(() -> IDEAL.withArtifacts(0.6, 0, 0), "cupping", "0.6");
        assertRefused(() -> IDEAL.withArtifacts(0, 2, 0), "rings", "2.0");
        assertRefused(() -> IDEAL.withArtifacts(0, 0, -0.6), "drift", "-0.6");
    }

    @Test
    void artifactsScaleTogether() {
        ScannerOptions twice = ScannerOptions.DEFAULTS.scaleArtifacts(2);
        assertEquals(2 * ScannerOptions.DEFAULTS.cupping(), twice.cupping());
        assertEquals(2 * ScannerOptions.DEFAULTS.rings(), twice.rings());
        assertEquals(2 * ScannerOptions.DEFAULTS.drift(), twice.drift());
        assertEquals(0, ScannerOptions.DEFAULTS.scaleArtifacts(0).drift());
    }

    private static void assertRefused(Runnable action, String... parts) {
        String message =
                assertThrows(IllegalArgumentException.class, action::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message + " should contain " + part);
        }
    }

    private static ScalarField uniform(float value) {
        ScalarField field = ScalarField.zeros(GRID);
        for (int z = 0; z < GRID.nz(); z++) {
            Arrays.fill(field.plane(z), value);
        }
        return field;
    }

    private static float[][] image(ScannerOptions options, ScalarField occupancy) {
        GreyVolume grey = Scanner.with(options).image(occupancy, Progress.NONE);
        float[][] planes = new float[grey.grid().nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = read(grey, z);
        }
        return planes;
    }

    private static float[] read(GreyVolume grey, int z) {
        float[] plane = new float[grey.grid().planeSize()];
        grey.read(z, plane);
        return plane;
    }
}
