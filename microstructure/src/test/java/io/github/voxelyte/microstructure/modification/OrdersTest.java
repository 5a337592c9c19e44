package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scores by which voxels are put in order, and the selection from an order. */
class OrdersTest {
    @Test
    void randomRanksAreDistinctAndUniform() {
        RandomOrder order = RandomOrder.stream(42, 3);
        Set<Long> ranks = new HashSet<>();
        double mean = 0;
        for (int i = 0; i < 20_000; i++) {
            ranks.add(order.rank(i));
            mean += order.uniform(i) / 20_000;
        }
        assertEquals(20_000, ranks.size());
        assertEquals(0.5, mean, 0.01);
        assertTrue(order.rank(Integer.MAX_VALUE) >= 0);
    }

    /** Against sorting: the prefix whose weight is closest to the target. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void selectsTheClosestPrefix(long seed) {
        Random random = new Random(seed);
        long[] keys = random.longs(300).toArray();
        int[] weights = random.ints(300, 0, 5).toArray();
        VoxelSelection.Candidates candidates = new VoxelSelection.Candidates() {
            @Override
            public double weight(int z, int i) {
                return weights[z * 30 + i];
            }

            @Override
            public long key(int z, int i) {
                return keys[z * 30 + i];
            }
        };
        Integer[] sorted = new Integer[300];
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(sorted, (a, b) -> Long.compareUnsigned(keys[a], keys[b]));
        for (double target : new double[] {-1, 0, 0.4, 0.6, 17.2, 250, 599.5, 2000}) {
            VoxelSelection.Cut cut =
                    new VoxelSelection(10, 30, Parallel.withThreads(3)).cut(candidates, target, Progress.NONE);
            double taken = 0;
            boolean ended = false;
            double closest = Math.abs(target);
            double sum = 0;
            for (int i : sorted) {
                if (weights[i] == 0) {
                    continue;
                }
                sum += weights[i];
                closest = Math.min(closest, Math.abs(sum - target));
                if (cut.takes(keys[i])) {
                    assertTrue(!ended, "a prefix has no holes");
                    taken += weights[i];
                } else {
                    ended = true;
                }
            }
            assertEquals(closest, Math.abs(taken - target), 1e-9);
            assertEquals(sum, cut.total());
        }
    }

    @Test
    void floatsKeepTheirOrderAsBits() {
        float[] rising = {Float.NEGATIVE_INFINITY, -2.5f, -1e-30f, 0, 1e-30f, 3, Float.POSITIVE_INFINITY};
        for (int i = 1; i < rising.length; i++) {
            assertTrue(VoxelSelection.orderedBits(rising[i - 1]) < VoxelSelection.orderedBits(rising[i]));
        }
    }

    /** The autocorrelation falls to 1/e at the correlation length, along every axis of unequal voxels. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void noiseHasItsCorrelationLength(Axis axis) {
        VoxelGrid grid = new VoxelGrid(64, 64, 64, 1e-6, 2e-6, 1.5e-6);
        double length = 6e-6;
        ScalarField noise = CorrelatedNoise.of(grid, length, RandomOrder.stream(1, 1), Parallel.SERIAL, Progress.NONE);
        int lag = (int) Math.round(length / grid.spacing(axis));
        double variance = covariance(noise, axis, 0);
        assertEquals(Math.exp(-1), covariance(noise, axis, lag) / variance, 0.08); // widths of boxes are whole voxels
    }

    /** The boxes' variances (w² − 1)/12 add up to about the Gaussian's. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 1, 2.5, 7, 30})
    void boxesHaveTheVarianceOfTheGaussian(double deviation) {
        double variance = 0;
        for (int radius : CorrelatedNoise.boxRadii(deviation)) {
            double width = 2 * radius + 1;
            variance += (width * width - 1) / 12;
        }
        // One box more or less wide changes the variance by (w + 1)/3.
        assertEquals(deviation * deviation, variance, (2 * deviation + 2) / 3);
    }

    /** Against a search along every line. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gapWidthIsTheShortestRunBetweenActiveVoxels(long seed) {
        PhaseMap map = RandomStructure.balls(seed);
        VoxelGrid g = map.grid();
        ScalarField widths = GapWidth.of(map, Parallel.withThreads(2), Progress.NONE);
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    float expected = Float.POSITIVE_INFINITY;
                    if (map.phase(x, y, z) != Labels.ACTIVE) {
                        expected = Math.min(expected, run(map, x, y, z, 1, 0, 0) * (float) g.dx());
                        expected = Math.min(expected, run(map, x, y, z, 0, 1, 0) * (float) g.dy());
                        expected = Math.min(expected, run(map, x, y, z, 0, 0, 1) * (float) g.dz());
                    }
                    assertEquals(expected, widths.value(x, y, z), 1e-12f);
                }
            }
        }
    }

    /** At a flat wall the normal is known. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void tiltOfAFlatWall(Axis axis) {
        byte[] labels = new byte[7 * 7 * 7];
        Arrays.fill(labels, 0, 3 * 49, (byte) Labels.ACTIVE);
        PhaseMap wall =
                RandomStructure.swappedWithZ(PhaseMap.ofFlat(new VoxelGrid(7, 7, 7, 1e-6, 1e-6, 2e-6), labels), axis);
        ScalarField along = SurfaceTilt.of(wall, axis, Parallel.SERIAL, Progress.NONE);
        Axis other = axis == Axis.X ? Axis.Y : Axis.X;
        ScalarField across = SurfaceTilt.of(wall, other, Parallel.SERIAL, Progress.NONE);
        assertEquals(1, at(along, axis, 3), 1e-6);
        assertEquals(0, at(across, axis, 3), 1e-6);
    }

    private static float at(ScalarField field, Axis axis, int layer) {
        return switch (axis) {
            case X -> field.value(layer, 3, 3);
            case Y -> field.value(3, layer, 3);
            case Z -> field.value(3, 3, layer);
        };
    }

    private static float run(PhaseMap map, int x, int y, int z, int dx, int dy, int dz) {
        int ahead = reach(map, x, y, z, dx, dy, dz);
        int behind = reach(map, x, y, z, -dx, -dy, -dz);
        return ahead < 0 || behind < 0 ? Float.POSITIVE_INFINITY : ahead + behind - 1;
    }

    /** Steps to the next active voxel, −1 if the grid ends before. */
    private static int reach(PhaseMap map, int x, int y, int z, int dx, int dy, int dz) {
        VoxelGrid g = map.grid();
        for (int n = 1; ; n++) {
            int px = x + n * dx;
            int py = y + n * dy;
            int pz = z + n * dz;
            if (px < 0 || py < 0 || pz < 0 || px >= g.nx() || py >= g.ny() || pz >= g.nz()) {
                return -1;
            }
            if (map.phase(px, py, pz) == Labels.ACTIVE) {
                return n;
            }
        }
    }

    private static double covariance(ScalarField field, Axis axis, int lag) {
        VoxelGrid g = field.grid();
        double mean = 0;
        for (int z = 0; z < g.nz(); z++) {
            for (float value : field.plane(z)) {
                mean += value;
            }
        }
        mean /= g.size();
        double sum = 0;
        long pairs = 0;
        int lx = axis == Axis.X ? lag : 0;
        int ly = axis == Axis.Y ? lag : 0;
        int lz = axis == Axis.Z ? lag : 0;
        for (int z = 0; z + lz < g.nz(); z++) {
            for (int y = 0; y + ly < g.ny(); y++) {
                for (int x = 0; x + lx < g.nx(); x++, pairs++) {
                    sum += (field.value(x, y, z) - mean) * (field.value(x + lx, y + ly, z + lz) - mean);
                }
            }
        }
        return sum / pairs;
    }
}
