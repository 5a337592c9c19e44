package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientWatershedTest {
    /** A smooth edge, steepest at 9.5: the boundary is there, wherever the two thresholds lie. */
    @ParameterizedTest
    @CsvSource({"5, 60", "10, 90", "40, 95", "45, 55"})
    void theBoundaryIsAtTheSteepestSlope(double low, double high) {
        VoxelGrid grid = new VoxelGrid(20, 3, 3, 2e-6, 1e-6, 1e-6);
        GreyVolume edge = Greys.floats(grid, i -> 100 / (1 + Math.exp(-(i % 20 - 9.5) / 1.5)));
        PhaseMap labels = GradientWatershed.between(low, high).apply(edge, Progress.NONE);
        for (int i = 0; i < grid.size(); i++) {
            assertEquals(i % 20 < 10 ? 0 : 1, labels.phase(i), "x = " + i % 20);
        }
    }

    /** A ball with a blurred rim: lopsided thresholds, and yet nearly the ball's volume. */
    @Test
    void aBlurredBallKeepsItsVolume() {
        VoxelGrid grid = VoxelGrid.cubic(40, 40, 40, 1e-6);
        double radius = 13.2;
        GreyVolume ball = Greys.shorts(grid, i -> {
            int row = i / 40;
            int slice = row / 40;
            double x = i % 40 - 19.6;
            double y = row % 40 - 19.4;
            double z = slice - 19.5;
            double r = Math.sqrt(x * x + y * y + z * z);
            return (int) (10000 + 20000 / (1 + Math.exp((r - radius) / 0.8)));
        });
        double bright = GradientWatershed.between(11000, 25000)
                .apply(ball, Progress.NONE)
                .counts()[1];
        double exact = 4.0 / 3 * Math.PI * radius * radius * radius;
        assertEquals(exact, bright, 0.04 * exact);
        double plain = Thresholding.at(11000).apply(ball, Progress.NONE).counts()[1] * 1.0;
        assertEquals(1.5, plain / exact, 0.25, "the low threshold alone is far off");
    }

    @Test
    void everyVoxelGetsALabelAndCertainOnesKeepTheirs() {
        double[] values = Greys.normal(Greys.GRID, 21);
        GreyVolume volume = Greys.floats(Greys.GRID, i -> values[i]);
        PhaseMap labels = GradientWatershed.between(90, 150).apply(volume, Progress.NONE);
        long[] counts = labels.counts();
        assertEquals(Greys.GRID.size(), counts[0] + counts[1]);
        for (int i = 0; i < Greys.GRID.size(); i++) {
            if ((float) values[i] < 90 || (float) values[i] >= 150) {
                assertEquals((float) values[i] < 90 ? 0 : 1, labels.phase(i));
            }
        }
    }

    @Test
    void bothPhasesMustBeThere() {
        GreyVolume volume = Greys.bytes(Greys.GRID, i -> 100 + i % 3);
        assertThrows(IllegalArgumentException.class, () -> GradientWatershed.between(50, 101)
                .apply(volume, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> GradientWatershed.between(101, 200)
                .apply(volume, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> GradientWatershed.between(9, 8));
    }

    /** Grey values that rise by a tenth of the contrast while the composition changes from slice to slice. */
    @Test
    void driftDoesNotDependOnTheComposition() {
        VoxelGrid grid = VoxelGrid.cubic(10, 10, 21, 1e-6);
        GreyVolume volume = Greys.floats(grid, i -> {
            int z = i / 100;
            boolean bright = i % 100 < 20 + 2 * z;
            return (bright ? 200.0 : 100.0) + 0.5 * z;
        });
        SliceDrift drift = SliceDrift.of(volume, 155, Progress.NONE);
        assertEquals(0.1, drift.drift(), 1e-6);
        assertEquals(100, drift.contrast(), 1e-4);
        assertEquals(21, drift.slices());
        assertEquals(0, SliceDrift.of(volume, 500, Progress.NONE).drift());
    }
}
