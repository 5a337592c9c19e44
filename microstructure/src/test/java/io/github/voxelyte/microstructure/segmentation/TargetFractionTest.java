package io.github.voxelyte.microstructure.segmentation;

import static io.github.voxelyte.microstructure.segmentation.Greys.GRID;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.segmentation.TargetFraction.Result;
import io.github.voxelyte.microstructure.segmentation.TargetFraction.Segmented;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFractionTest {
    private static final double[] VALUES = Greys.normal(GRID, 11);

    private static GreyVolume volume(String type) {
        return switch (type) {
            case "8" -> Greys.bytes(GRID, i -> (int) VALUES[i]);
            case "16" -> Greys.shorts(GRID, i -> (int) (200 * VALUES[i]));
            default -> Greys.floats(GRID, i -> VALUES[i] - 120);
        };
    }

    private static float[] sorted(GreyVolume volume) {
        int n = GRID.planeSize();
        float[] all = new float[GRID.size()];
        float[] plane = new float[n];
        for (int z = 0; z < GRID.nz(); z++) {
            volume.read(z, plane);
            System.arraycopy(plane, 0, all, z * n, n);
        }
        Arrays.sort(all);
        return all;
    }

    private static long atLeast(float[] sorted, double level) {
        return Arrays.stream(toDouble(sorted)).filter(v -> v >= level).count();
    }

    private static double[] toDouble(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    /** No threshold at all comes closer to the target than the one found. */
    @ParameterizedTest
    @ValueSource(strings = {"8", "16", "32"})
    void noOtherThresholdIsCloser(String type) {
        GreyVolume volume = volume(type);
        float[] sorted = sorted(volume);
        for (double target : new double[] {0.01, 0.1, 0.38, 0.46, 0.5, 0.77, 0.999}) {
            Segmented segmented = TargetFraction.of(target).apply(volume, Progress.NONE);
            Result result = segmented.result();
            double reached = (double) atLeast(sorted, result.level()) / sorted.length;
            assertEquals(reached, result.fraction(), 1e-15);
            assertEquals(segmented.labels().counts()[1], result.bright());
            assertEquals((double) result.bright() / GRID.size(), result.fraction(), 1e-15);
            for (float other : sorted) {
                double fraction = (double) atLeast(sorted, other) / sorted.length;
                assertTrue(Math.abs(fraction - target) >= Math.abs(reached - target) - 1e-15);
            }
            assertTrue(result.fractionBelow() < target && result.fractionAbove() >= target);
            assertEquals((double) atLeast(sorted, result.levelBelow()) / sorted.length, result.fractionBelow(), 1e-15);
            assertEquals((double) atLeast(sorted, result.levelAbove()) / sorted.length, result.fractionAbove(), 1e-15);
            assertEquals(Math.round((result.fractionAbove() - result.fractionBelow()) * sorted.length), result.tied());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "16", "32"})
    void tieBreakMeetsTheTargetToOneVoxel(String type) {
        GreyVolume volume = volume(type);
        for (TieBreak rule : new TieBreak[] {TieBreak.smoothed(1), TieBreak.random(1)}) {
            for (double target : new double[] {0.003, 0.2, 0.46, 0.4601, 0.9}) {
                Segmented segmented =
                        TargetFraction.of(target).withTieBreak(rule).apply(volume, Progress.NONE);
                assertEquals(
                        Math.round(target * GRID.size()), segmented.labels().counts()[1]);
                assertEquals(segmented.labels().counts()[1], segmented.result().bright());
            }
        }
    }

    @Test
    void tieBreakSplitsOnlyTheTiedLevelAndRepeats() {
        GreyVolume volume = Greys.bytes(GRID, i -> i % 4 * 10);
        TargetFraction search = TargetFraction.of(0.4).withTieBreak(TieBreak.random(5));
        Segmented first = search.apply(volume, Progress.NONE);
        PhaseMap again = search.apply(volume, Progress.NONE).labels();
        PhaseMap other = TargetFraction.of(0.4)
                .withTieBreak(TieBreak.random(6))
                .apply(volume, Progress.NONE)
                .labels();
        assertEquals(20, first.result().level());
        assertEquals(480, first.result().tied());
        boolean differs = false;
        for (int i = 0; i < GRID.size(); i++) {
            int label = first.labels().phase(i);
            assertEquals(label, again.phase(i));
            differs |= label != other.phase(i);
            if (i % 4 != 2) {
                assertEquals(i % 4 == 3 ? 1 : 0, label);
            }
        }
        assertTrue(differs, "another seed draws other voxels");
    }

    /** Half of the ties have bright surroundings; exactly those become bright. */
    @Test
    void smoothedTieBreakPrefersBrightSurroundings() {
        int nx = GRID.nx();
        GreyVolume volume = Greys.bytes(GRID, i -> {
            boolean lines = i / nx % 4 == 1 && i / GRID.planeSize() % 4 == 1;
            return lines ? 100 : i % nx < nx / 2 ? 0 : 200;
        });
        long bright = GreyHistogram.of(volume, Progress.NONE).count(200);
        long ties = GreyHistogram.of(volume, Progress.NONE).count(100);
        double target = (bright + ties / 2.0) / GRID.size();
        PhaseMap labels = TargetFraction.of(target)
                .withTieBreak(TieBreak.smoothed(3))
                .apply(volume, Progress.NONE)
                .labels();
        for (int i = 0; i < GRID.size(); i++) {
            assertEquals(i % nx < nx / 2 ? 0 : 1, labels.phase(i), "voxel " + i);
        }
    }

    @Test
    void unreachableTargetNamesBothNeighbours() {
        GreyVolume mask = Greys.bytes(GRID, i -> i % 10 < 3 ? 255 : 0);
        String message = refusal(() -> TargetFraction.of(0.46).apply(mask, Progress.NONE));
        assertTrue(message.contains("0.3000 (threshold 1)") && message.contains("1.0000 (threshold 0)"), message);
        assertEquals(
                0.3, TargetFraction.of(0.31).apply(mask, Progress.NONE).result().fraction(), 1e-12);
        Segmented split =
                TargetFraction.of(0.46).withTieBreak(TieBreak.random(1)).apply(mask, Progress.NONE);
        assertEquals(Math.round(0.46 * GRID.size()), split.labels().counts()[1]);
    }

    @Test
    void constantImageIsRefused() {
        for (TieBreak rule : new TieBreak[] {TieBreak.NONE, TieBreak.random(1)}) {
            String message = refusal(() ->
                    TargetFraction.of(0.46).withTieBreak(rule).apply(Greys.shorts(GRID, i -> 1000), Progress.NONE));
            assertTrue(message.contains("constant image") && message.contains("1000"), message);
        }
    }

    @Test
    void perCentIsRecognised() {
        assertTrue(refusal(() -> TargetFraction.of(46)).contains("0.46"));
        assertTrue(refusal(() -> TargetFraction.of(1.2)).contains("1.2"));
        assertFalse(refusal(() -> TargetFraction.of(-0.1)).contains("per cent"));
        for (double bad : new double[] {0, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refusal(() -> TargetFraction.of(bad));
        }
    }

    private static String refusal(Executable work) {
        return assertThrows(IllegalArgumentException.class, work).getMessage();
    }

    @Test
    void sortableBitsOrderFloatsAndComeBack() {
        float[] values = {-Float.MAX_VALUE, -2, -1e-40f, 0, Float.MIN_VALUE, 1, 1.5f, Float.MAX_VALUE};
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], SortableBits.value(SortableBits.of(values[i])));
            if (i > 0) {
                assertTrue(Integer.compareUnsigned(SortableBits.of(values[i - 1]), SortableBits.of(values[i])) < 0);
            }
        }
        assertEquals(SortableBits.of(0f), SortableBits.of(-0f));
        assertArrayEquals(new float[] {0}, new float[] {SortableBits.value(SortableBits.of(-0f))});
    }
}
