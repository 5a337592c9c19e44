package io.github.voxelyte.microstructure.segmentation;

import static io.github.voxelyte.microstructure.segmentation.Greys.GRID;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.voxelyte.microstructure.segmentation.MultiOtsu.Result;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ThresholdingTest {
    @Test
    void theThresholdItselfIsBright() {
        GreyVolume ramp = Greys.bytes(VoxelGrid.cubic(4, 1, 1, 1), i -> 99 + i);
        assertArrayEquals(
                new byte[] {0, 1, 1, 1},
                Thresholding.at(100).apply(ramp, Progress.NONE).plane(0));
        assertArrayEquals(
                new byte[] {4, 0, 1, 1},
                Thresholding.at(100, 101)
                        .withLabels(4, 0, 1)
                        .apply(ramp, Progress.NONE)
                        .plane(0));
    }

    @Test
    void threadsDoNotMatter() {
        double[] values = Greys.normal(GRID, 3);
        GreyVolume volume = Greys.floats(GRID, i -> values[i]);
        PhaseMap one = Thresholding.at(110, 130).withParallel(Parallel.SERIAL).apply(volume, Progress.NONE);
        PhaseMap many =
                Thresholding.at(110, 130).withParallel(Parallel.withThreads(3)).apply(volume, Progress.NONE);
        for (int z = 0; z < GRID.nz(); z++) {
            assertArrayEquals(one.plane(z), many.plane(z));
        }
    }

    @Test
    void canBeCancelled() {
        Progress impatient = fraction -> {
            throw new CancellationException();
        };
        GreyVolume volume = Greys.bytes(GRID, i -> i);
        assertThrows(CancellationException.class, () -> Thresholding.at(5).apply(volume, impatient));
    }

    @Test
    void refusesWrongLevelsAndLabels() {
        assertThrows(IllegalArgumentException.class, Thresholding::at);
        assertThrows(IllegalArgumentException.class, () -> Thresholding.at(2, 2));
        assertThrows(IllegalArgumentException.class, () -> Thresholding.at(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Thresholding.at(2).withLabels(1));
        assertThrows(IllegalArgumentException.class, () -> Thresholding.at(2).withLabels(1, 256));
    }

    /** All pairs of thresholds are tried. */
    @Test
    void multiOtsuFindsTheLeastVarianceOfAllPartitions() {
        Random random = new Random(17);
        for (int trial = 0; trial < 5; trial++) {
            double[] centres = {random.nextInt(60), 80 + random.nextInt(60), 190 + random.nextInt(60)};
            GreyVolume volume = Greys.bytes(
                    GRID, i -> (int) Math.max(0, Math.min(255, centres[i % 7 % 3] + 15 * random.nextGaussian())));
            GreyHistogram histogram = GreyHistogram.of(volume, Progress.NONE);
            double least = Double.POSITIVE_INFINITY;
            for (int a = 1; a < 255; a++) {
                for (int b = a + 1; b < 256; b++) {
                    least = Math.min(
                            least, within(histogram, 0, a) + within(histogram, a, b) + within(histogram, b, 256));
                }
            }
            double[] levels = MultiOtsu.into(3).of(histogram).levels();
            int a = (int) levels[0];
            int b = (int) levels[1];
            double found = within(histogram, 0, a) + within(histogram, a, b) + within(histogram, b, 256);
            assertEquals(least, found, 1e-9 * least);
        }
    }

    private static double within(GreyHistogram histogram, int from, int to) {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int v = from; v < to; v++) {
            n += histogram.count(v);
            sum += (double) v * histogram.count(v);
            squares += (double) v * v * histogram.count(v);
        }
        return n == 0 ? 0 : squares - sum * sum / n;
    }

    @Test
    void multiOtsuNamesMeansAndFractions() {
        GreyVolume volume = Greys.shorts(GRID, i -> i % 4 == 0 ? 1000 : i % 4 == 1 ? 20000 : 50000);
        Result result = MultiOtsu.into(3).of(GreyHistogram.of(volume, Progress.NONE));
        assertArrayEquals(new double[] {20000, 50000}, result.levels());
        assertEquals(20000, result.classes().get(1).mean(), 1e-6);
        assertEquals(0.5, result.classes().get(2).fraction(), 1e-12);
        assertThrows(
                IllegalArgumentException.class, () -> MultiOtsu.into(4).of(GreyHistogram.of(volume, Progress.NONE)));
        assertThrows(IllegalArgumentException.class, () -> MultiOtsu.into(1));
    }

    @Test
    void hysteresisKeepsRimsAndDropsDimIslands() {
        byte[] row = {0, 5, 9, 5, 0, 5, 5, 0};
        GreyVolume volume = Greys.bytes(VoxelGrid.cubic(8, 1, 1, 1), i -> row[i]);
        PhaseMap labels = Hysteresis.between(4, 8).apply(volume, Progress.NONE);
        assertArrayEquals(new byte[] {0, 1, 1, 1, 0, 0, 0, 0}, labels.plane(0));
        assertThrows(IllegalArgumentException.class, () -> Hysteresis.between(8, 8));
    }
}
