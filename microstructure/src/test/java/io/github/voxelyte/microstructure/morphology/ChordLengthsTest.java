package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChordLengthsTest {
    private static final double UM = 1e-6;

    /** Mean chord of a ball 2d/3, by length 3d/4; the missing short chords make it a little too long. */
    @ParameterizedTest
    @CsvSource({"20, 0.035", "40, 0.015", "80, 0.01"})
    void ball(int n, double error) {
        double d = 0.8 * n * UM;
        PhaseMap ball = Phantom.ball(VoxelGrid.cubic(n, n, n, UM), d / 2);
        for (Axis axis : Axis.values()) {
            ChordLengths.Result chords = ChordLengths.create().along(ball, axis, Progress.NONE, 1);
            assertEquals(2 * d / 3, chords.mean(), error * d);
            assertEquals(3 * d / 4, chords.meanByLength(), error * d);
            assertEquals(chords.mean(), chords.meanIntercept(), 1e-12 * d);
            assertEquals(0, chords.cut());
        }
    }

    /** Layers 3 and 5 voxels thick, the outer ones cut: complete chords are exact, the intercept sees the cut ones. */
    @ParameterizedTest
    @CsvSource({"X", "Y", "Z"})
    void layers(Axis axis) {
        PhaseMap layers = Phantom.fill(new VoxelGrid(24, 24, 24, UM, 2 * UM, 3 * UM), (x, y, z) -> {
            int i =
                    switch (axis) {
                        case X -> x;
                        case Y -> y;
                        case Z -> z;
                    };
            return i % 8 < 3 ? 1 : 0;
        });
        double edge = layers.grid().spacing(axis);
        ChordLengths.Result thin = ChordLengths.create().along(layers, axis, Progress.NONE, 1);
        assertEquals(2 * 576, thin.histogram()[3]);
        assertEquals(2 * 576, thin.count());
        assertEquals(576, thin.cut());
        assertEquals(3 * edge, thin.mean(), 1e-18);
        assertEquals(2 * 9 * edge / 5, thin.meanIntercept(), 1e-18);
    }

    @Test
    void phaseWithoutInterfaceHasAnInfiniteIntercept() {
        PhaseMap full = Phantom.fill(VoxelGrid.cubic(4, 4, 4, UM), (x, y, z) -> 1);
        ChordLengths.Result chords = ChordLengths.create().along(full, Axis.Z, Progress.NONE, 1);
        assertEquals(Double.POSITIVE_INFINITY, chords.meanIntercept());
        assertEquals(Double.NaN, chords.mean());
        assertEquals(16, chords.cut());
    }

    @Test
    void turnedStructureAndThreadsGiveTheSameChords() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(17, 17, 17, UM), 0.7, 9);
        PhaseMap turned = Phantom.fill(noise.grid(), (x, y, z) -> noise.phase(z, x, y));
        ChordLengths.Result a =
                ChordLengths.create().withParallel(Parallel.SERIAL).along(noise, Axis.X, Progress.NONE, 1);
        ChordLengths.Result b =
                ChordLengths.create().withParallel(Parallel.withThreads(4)).along(turned, Axis.Z, Progress.NONE, 1);
        assertArrayEquals(a.histogram(), b.histogram());
        assertEquals(a.meanIntercept(), b.meanIntercept(), 0);
    }
}
