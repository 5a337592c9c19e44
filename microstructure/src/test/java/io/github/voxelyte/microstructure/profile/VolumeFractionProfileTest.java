package io.github.voxelyte.microstructure.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Layer;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Profile;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VolumeFractionProfileTest {
    private static final double EXACT = 1e-14;

    private static PhaseMap fill(VoxelGrid grid, IntPredicate active) {
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (active.test(i) ? 1 : 0);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    private static int along(VoxelGrid grid, Axis axis, int index) {
        return switch (axis) {
            case X -> index % grid.nx();
            case Y -> index / grid.nx() % grid.ny();
            case Z -> index / grid.planeSize();
        };
    }

    /** Layer k is filled up to a share that falls from 1 to 0: the profile is that line, at the layers' centres. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void layersHaveTheFractionTheyWereFilledTo(Axis axis) {
        VoxelGrid grid = new VoxelGrid(12, 12, 12, 1e-6, 2e-6, 3e-6);
        Axis other = axis == Axis.X ? Axis.Y : Axis.X;
        PhaseMap map = fill(grid, i -> along(grid, other, i) < along(grid, axis, i));
        Profile profile = VolumeFractionProfile.along(axis).of(map, 1, Progress.NONE);
        assertEquals(12, profile.layers().size());
        assertEquals(5.5 / 12, profile.mean(), EXACT);
        for (Layer layer : profile.layers()) {
            assertEquals(layer.index() / 12.0, layer.fraction(), EXACT);
            assertEquals((layer.index() + 0.5) * grid.spacing(axis), layer.position(), 1e-18);
        }
    }

    /** One tile of 16 is full: mean 1/16, variance (15/16)²/15 + (1/16)². */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void deviationOverTiles(Axis axis) {
        VoxelGrid grid = VoxelGrid.cubic(8, 8, 8, 1e-6);
        PhaseMap corner = fill(grid, i -> i % 8 < 2 && i / 8 % 8 < 2 && along(grid, Axis.Z, i) < 2);
        Profile profile = VolumeFractionProfile.along(axis).of(corner, 1, Progress.NONE);
        assertEquals(16, profile.tiles());
        Layer first = profile.layers().get(0);
        assertEquals(1.0 / 16, first.fraction(), EXACT);
        assertEquals(Math.sqrt(15.0 / 16 / 15), first.standardDeviation(), EXACT);
        assertEquals(0, first.lowest());
        assertEquals(1, first.highest());
        assertEquals(0, profile.layers().get(5).standardDeviation());
    }

    @Test
    void unequalTilesAndFewVoxels() {
        VoxelGrid grid = VoxelGrid.cubic(5, 2, 3, 1e-6);
        PhaseMap full = fill(grid, i -> true);
        for (Axis axis : Axis.values()) {
            Profile profile = VolumeFractionProfile.along(axis).of(full, 1, Progress.NONE);
            assertEquals(Math.min(4, axis == Axis.X ? 2 : 5) * (axis == Axis.Z ? 2 : 3), profile.tiles());
            for (Layer layer : profile.layers()) {
                assertEquals(1, layer.fraction(), EXACT);
                assertEquals(0, layer.standardDeviation(), EXACT);
            }
        }
        Profile one = VolumeFractionProfile.along(Axis.Z).withTiles(1).of(full, 1, Progress.NONE);
        assertTrue(Double.isNaN(one.layers().get(0).standardDeviation()));
        assertThrows(IllegalArgumentException.class, () -> VolumeFractionProfile.along(Axis.Z)
                .withTiles(0));
    }

    /** For independent voxels the deviation over tiles is √(p(1−p)/voxels in a tile). */
    @Test
    void randomVoxelsScatterAsTheBinomialSays() {
        VoxelGrid grid = VoxelGrid.cubic(40, 40, 60, 1e-6);
        Random random = new Random(3);
        PhaseMap map = fill(grid, i -> random.nextDouble() < 0.46);
        Profile profile = VolumeFractionProfile.along(Axis.Z).of(map, 1, Progress.NONE);
        double variance = profile.layers().stream()
                .mapToDouble(l -> l.standardDeviation() * l.standardDeviation())
                .average()
                .orElseThrow();
        assertEquals(0.46 * 0.54 / 100, variance, 0.1 * 0.46 * 0.54 / 100);
    }

    @Test
    void threadsDoNotMatterAndLabelsAdd() {
        VoxelGrid grid = VoxelGrid.cubic(7, 6, 50, 1e-6);
        Random random = new Random(8);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(3);
        }
        PhaseMap map = PhaseMap.ofFlat(grid, labels);
        VolumeFractionProfile measurement = VolumeFractionProfile.along(Axis.Y);
        Profile one = measurement.withParallel(Parallel.SERIAL).of(map, 1, Progress.NONE);
        assertEquals(one, measurement.withParallel(Parallel.withThreads(3)).of(map, 1, Progress.NONE));
        boolean[] both = new boolean[256];
        both[1] = true;
        both[2] = true;
        Profile sum = measurement.of(map, both, Progress.NONE);
        Profile two = measurement.of(map, 2, Progress.NONE);
        assertEquals(one.mean() + two.mean(), sum.mean(), EXACT);
    }

    @Test
    void peaksNearBothFaces() {
        VoxelGrid grid = VoxelGrid.cubic(10, 10, 20, 1e-6);
        int[] filled = {30, 60, 50, 45, 45, 46, 44, 45, 46, 44, 45, 46, 44, 45, 46, 45, 45, 48, 70, 30};
        PhaseMap map = fill(grid, i -> i % 100 < filled[i / 100]);
        FacePeaks peaks = FacePeaks.of(VolumeFractionProfile.along(Axis.Z).of(map, 1, Progress.NONE));
        assertEquals(1, peaks.first().layer());
        assertEquals(1.5e-6, peaks.first().position(), 1e-18);
        assertEquals(18, peaks.last().layer());
        assertEquals(0.45, peaks.interiorMean(), 0.002);
        assertEquals(0.25, peaks.last().excess(), 0.002);
        assertTrue(peaks.first().distinct() && peaks.last().distinct());
    }

    @Test
    void aUniformProfileHasNoDistinctPeak() {
        VoxelGrid grid = VoxelGrid.cubic(4, 4, 3, 1e-6);
        PhaseMap half = fill(grid, i -> i % 2 == 0);
        FacePeaks peaks = FacePeaks.of(VolumeFractionProfile.along(Axis.Z).of(half, 1, Progress.NONE));
        assertEquals(0, peaks.first().layer());
        assertEquals(2, peaks.last().layer());
        assertFalse(peaks.first().distinct() || peaks.last().distinct());
        Profile two =
                VolumeFractionProfile.along(Axis.Z).of(fill(VoxelGrid.cubic(2, 2, 2, 1), i -> true), 1, Progress.NONE);
        assertThrows(IllegalArgumentException.class, () -> FacePeaks.of(two));
    }
}
