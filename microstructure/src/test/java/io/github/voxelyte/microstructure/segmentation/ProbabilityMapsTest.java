package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilityMapsTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(5, 4, 3, 1e-6);

    private static ProbabilityMaps.Decision decide(double one, GreyVolume... maps) {
        return ProbabilityMaps.of(List.of(maps), one).decide(Progress.NONE);
    }

    @Test
    void mostProbableOfThree() {
        // voxels in turn: certain 0, certain 1, certain 2, a draw of 0 and 2, and 0.2 0.5 0.3
        double[][] p = {{1, 0, 0, 0.5, 0.2}, {0, 1, 0, 0, 0.5}, {0, 0, 1, 0.5, 0.3}};
        ProbabilityMaps.Decision decision = decide(
                1,
                Greys.floats(GRID, i -> p[0][i % 5]),
                Greys.floats(GRID, i -> p[1][i % 5]),
                Greys.floats(GRID, i -> p[2][i % 5]));
        for (int i = 0; i < GRID.size(); i++) {
            assertEquals(new int[] {0, 1, 2, 0, 1}[i % 5], decision.labels().phase(i));
        }
        assertArrayEquals(new double[] {0.4, 0.4, 0.2}, decision.fractions(), 1e-12);
        assertArrayEquals(new double[] {0.34, 0.3, 0.36}, decision.expected(), 1e-6);
        assertArrayEquals(new double[] {0.2, 0.2, 0.2}, decision.low(), 1e-12);
        assertArrayEquals(new double[] {0.4, 0.4, 0.6}, decision.high(), 1e-12);
        assertEquals(0.4, decision.uncertain(), 1e-12);
    }

    @Test
    void bytesOf255AndASingleMap() {
        ProbabilityMaps.Decision two =
                decide(255, Greys.bytes(GRID, i -> 255 - 2 * i), Greys.bytes(GRID, i -> 2 * i + i % 2));
        ProbabilityMaps.Decision one = decide(255, Greys.bytes(GRID, i -> 2 * i + i % 2));
        for (int i = 0; i < GRID.size(); i++) {
            assertEquals(0, two.labels().phase(i));
        }
        assertEquals(two.expected()[1], one.expected()[1], 1e-9);
        assertEquals(1, one.fractions()[0] + one.fractions()[1], 1e-12);
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        GreyVolume half = Greys.floats(GRID, i -> 0.5);
        GreyVolume less = Greys.floats(GRID, i -> i == 27 ? 0.4 : 0.5);
        String sum = assertThrows(IllegalArgumentException.class, () -> decide(1, half, less))
                .getMessage();
        assertTrue(sum.contains("0.9") && sum.contains("x = 2, y = 1, slice 2"), sum);
        String range = assertThrows(
                        IllegalArgumentException.class, () -> decide(1, Greys.floats(GRID, i -> i == 3 ? 1.2 : 0.5)))
                .getMessage();
        assertTrue(range.contains("1.2") && range.contains("x = 3"), range);
        assertThrows(
                IllegalArgumentException.class,
                () -> decide(1, half, Greys.floats(VoxelGrid.cubic(5, 4, 4, 1e-6), i -> 0.5)));
        assertThrows(IllegalArgumentException.class, () -> ProbabilityMaps.of(List.of(), 1));
        decide(1, half, Greys.floats(GRID, i -> 0.509)); // rounding is no error
    }
}
