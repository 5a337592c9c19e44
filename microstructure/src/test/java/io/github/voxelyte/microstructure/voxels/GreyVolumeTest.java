package io.github.voxelyte.microstructure.voxels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GreyVolumeTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(2, 1, 2, 1e-6);

    @Test
    void readsUnsignedValuesOfAllTypes() {
        float[] values = new float[2];
        GreyVolume.ofBytes(GRID, new byte[][] {{0, 1}, {-1, 127}}).read(1, values);
        assertArrayEquals(new float[] {255, 127}, values);
        GreyVolume.ofShorts(GRID, new short[][] {{0, 1}, {-1, 300}}).read(1, values);
        assertArrayEquals(new float[] {65535, 300}, values);
        GreyVolume.ofFloats(GRID, new float[][] {{0, 1}, {-2.5f, 1e9f}}).read(1, values);
        assertArrayEquals(new float[] {-2.5f, 1e9f}, values);
    }

    @Test
    void wrapsWithoutCopying() {
        short[][] planes = {{0, 1}, {2, 3}};
        GreyVolume volume = GreyVolume.ofShorts(GRID, planes);
        planes[1][0] = 42;
        float[] values = new float[2];
        volume.read(1, values);
        assertEquals(42, values[0]);
    }

    @Test
    void asksForPlanesOnlyWhenTheyAreRead() {
        int[] asked = new int[2];
        GreyVolume volume = GreyVolume.planeByPlane(GRID, GreyVolume.Type.UNSIGNED_8, z -> {
            asked[z]++;
            return new byte[] {(byte) z, 7};
        });
        assertArrayEquals(new int[] {0, 0}, asked);
        float[] values = new float[2];
        volume.read(1, values);
        assertArrayEquals(new float[] {1, 7}, values);
        assertArrayEquals(new int[] {0, 1}, asked);
    }

    @Test
    void refusesNonFiniteValuesWithTheirPlace() {
        float[] values = new float[2];
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            GreyVolume volume = GreyVolume.ofFloats(GRID, new float[][] {{0, 1}, {0, bad}});
            volume.read(0, values);
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> volume.read(1, values));
            assertTrue(
                    refusal.getMessage().contains("slice 2 first " + bad + " at x = 1, y = 0"), refusal.getMessage());
        }
    }

    @Test
    void refusesPlanesThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> GreyVolume.ofBytes(GRID, new byte[][] {{0, 1}}));
        assertThrows(IllegalArgumentException.class, () -> GreyVolume.ofBytes(GRID, new byte[][] {{0, 1}, {0}}));
        GreyVolume wrongType = GreyVolume.planeByPlane(GRID, GreyVolume.Type.UNSIGNED_16, z -> new byte[2]);
        assertThrows(IllegalArgumentException.class, () -> wrongType.read(0, new float[2]));
    }
}
