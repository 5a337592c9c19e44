package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thresholds that follow the volume: Phansalkar's, and the target fraction of tiles. */
class LocalThresholdsTest {
    private static float[] plane(GreyVolume volume, int z) {
        float[] plane = new float[volume.grid().planeSize()];
        volume.read(z, plane);
        return plane;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 30})
    void phansalkarIsItsDefinition(int radius) {
        VoxelGrid grid = VoxelGrid.cubic(19, 13, 11, 1e-6);
        double[] g = Greys.normal(grid, 8);
        GreyVolume volume = Greys.floats(grid, i -> g[i]);
        GreyVolume relief = PhansalkarThreshold.over(radius).relief(volume, 10, 240, Progress.NONE);
        for (int z = 0; z < grid.nz(); z += 5) {
            float[] found = plane(relief, z);
            for (int i = 0; i < found.length; i++) {
                assertEquals(brute(grid, g, i % 19, i / 19, z, radius), found[i], 1e-3);
            }
        }
        assertArrayEquals(
                plane(relief, 4),
                plane(
                        PhansalkarThreshold.over(radius)
                                .withParallel(Parallel.SERIAL)
                                .relief(volume, 10, 240, Progress.NONE),
                        4));
    }

    private static double brute(VoxelGrid grid, double[] g, int x, int y, int z, int r) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int k = Math.max(0, z - r); k <= Math.min(grid.nz() - 1, z + r); k++) {
            for (int j = Math.max(0, y - r); j <= Math.min(grid.ny() - 1, y + r); j++) {
                for (int i = Math.max(0, x - r); i <= Math.min(grid.nx() - 1, x + r); i++) {
                    double v = ((float) g[grid.index(i, j, k)] - 10) / 230;
                    sum += v;
                    squares += v * v;
                    n++;
                }
            }
        }
        double mean = sum / n;
        double deviation = Math.sqrt(squares / n - mean * mean);
        double t = mean * (1 + 2 * Math.exp(-10 * mean) + 0.25 * (deviation / 0.5 - 1));
        return (float) g[grid.index(x, y, z)] - (10 + 230 * t);
    }

    /** Voxels of either phase, 40 per cent bright, under a shading that rises by a factor of three along x. */
    private static GreyVolume shaded(VoxelGrid grid, boolean[] bright) {
        Random random = new Random(12);
        for (int i = 0; i < bright.length; i++) {
            bright[i] = random.nextDouble() < 0.4;
        }
        return Greys.shorts(
                grid, i -> (int) ((bright[i] ? 20000 : 14000) * (1 + 2.0 * (i % grid.nx()) / grid.nx())) + i % 7);
    }

    @Test
    void tilesFollowTheShading() {
        VoxelGrid grid = VoxelGrid.cubic(120, 30, 30, 1e-6);
        boolean[] bright = new boolean[grid.size()];
        GreyVolume volume = shaded(grid, bright);
        TiledFraction.Tiled tiled = TiledFraction.of(0.4, 15).of(volume, Progress.NONE);
        assertEquals(8 * 2 * 2, tiled.tiles());
        assertTrue(tiled.highest() > 2.2 * tiled.lowest());
        PhaseMap labels =
                TargetFraction.of(0.4).apply(tiled.relief(), Progress.NONE).labels();
        PhaseMap global = TargetFraction.of(0.4).apply(volume, Progress.NONE).labels();
        assertEquals(0.4, labels.counts()[1] / (double) grid.size(), 1e-4);
        assertTrue(wrong(labels, bright) < 0.01, "wrong " + wrong(labels, bright));
        assertTrue(wrong(global, bright) > 0.1, "wrong " + wrong(global, bright));
    }

    private static double wrong(PhaseMap labels, boolean[] bright) {
        int wrong = 0;
        for (int i = 0; i < bright.length; i++) {
            wrong += labels.phase(i) == 1 == bright[i] ? 0 : 1;
        }
        return (double) wrong / bright.length;
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.46", "0.7"})
    void oneTileIsTheWholeVolume(double target) {
        VoxelGrid grid = VoxelGrid.cubic(16, 12, 10, 1e-6);
        double[] g = Greys.normal(grid, 9);
        GreyVolume volume = Greys.floats(grid, i -> g[i]);
        TiledFraction.Tiled tiled = TiledFraction.of(target, 100).of(volume, Progress.NONE);
        assertEquals(1, tiled.tiles());
        double[] sorted = g.clone();
        Arrays.sort(sorted);
        int wanted = (int) Math.round(target * sorted.length);
        assertEquals((float) sorted[sorted.length - wanted], tiled.lowest(), 0);
    }

    @Test
    void badTiles() {
        VoxelGrid grid = VoxelGrid.cubic(16, 12, 10, 1e-6);
        GreyVolume half = Greys.bytes(grid, i -> i % 16 < 8 ? 10 : i % 50);
        String message = assertThrows(IllegalArgumentException.class, () -> TiledFraction.of(0.4, 4)
                        .of(half, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("tile") && message.contains("10"), message);
        assertThrows(IllegalArgumentException.class, () -> TiledFraction.of(0.4, 1));
        assertThrows(IllegalArgumentException.class, () -> TiledFraction.of(0, 10));
        assertThrows(IllegalArgumentException.class, () -> PhansalkarThreshold.over(0));
    }
}
