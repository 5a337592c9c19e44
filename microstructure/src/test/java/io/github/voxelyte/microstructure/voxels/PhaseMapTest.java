package io.github.voxelyte.microstructure.voxels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhaseMapTest {
    @Test
    void countsEveryLabel() {
        int[][] sizes = {{1, 1, 1}, {7, 1, 3}, {13, 5, 2}, {150, 149, 2}};
        for (int[] size : sizes) {
            VoxelGrid grid = VoxelGrid.cubic(size[0], size[1], size[2], 1);
            SplittableRandom random = new SplittableRandom(11);
            byte[] labels = new byte[grid.size()];
            random.nextBytes(labels);
            long[] expected = new long[256];
            for (byte label : labels) {
                expected[label & 0xff]++;
            }
            assertArrayEquals(expected, PhaseMap.ofFlat(grid, labels).counts());
        }
    }
}
