package io.github.voxelyte.plugins.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.Filters3D;
import ij.plugin.GaussianBlur3D;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slab by slab gives what ImageJ gives for the whole stack. */
class GreyFilterTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(17, 13, 29, 1e-6);

    private static short[][] noise() {
        Random random = new Random(9);
        short[][] planes = new short[GRID.nz()][GRID.planeSize()];
        for (short[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (short) random.nextInt(65536);
            }
        }
        return planes;
    }

    @Test
    void medianIsThatOfTheWholeStack() {
        short[][] planes = noise();
        ImageStack stack = new ImageStack(GRID.nx(), GRID.ny());
        for (short[] plane : planes) {
            stack.addSlice(null, plane.clone());
        }
        ImageStack expected = Filters3D.filter(stack, Filters3D.MEDIAN, 2, 2, 2);
        GreyVolume filtered = GreyFilter.apply(GreyFilter.MEDIAN, 2, GreyVolume.ofShorts(GRID, planes), Progress.NONE);
        assertEquals(GreyVolume.Type.UNSIGNED_16, filtered.type());
        float[] values = new float[GRID.planeSize()];
        for (int z = 0; z < GRID.nz(); z++) {
            filtered.read(z, values);
            assertArrayEquals(
                    (float[]) expected.getProcessor(z + 1).convertToFloat().getPixels(), values, "slice " + z);
        }
    }

    @Test
    void gaussianIsThatOfTheWholeStack() {
        short[][] planes = noise();
        ImageStack stack = new ImageStack(GRID.nx(), GRID.ny());
        for (short[] plane : planes) {
            float[] values = new float[plane.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = plane[i] & 0xffff;
            }
            stack.addSlice(null, values);
        }
        GaussianBlur3D.blur(new ImagePlus("", stack), 1.3, 1.3, 1.3);
        GreyVolume filtered =
                GreyFilter.apply(GreyFilter.GAUSSIAN, 1.3, GreyVolume.ofShorts(GRID, planes), Progress.NONE);
        float[] values = new float[GRID.planeSize()];
        for (int z = 0; z < GRID.nz(); z++) {
            filtered.read(z, values);
            assertArrayEquals((float[]) stack.getPixels(z + 1), values, 0.01f, "slice " + z);
        }
    }

    @Test
    void noFilterIsTheVolumeItself() {
        GreyVolume volume = GreyVolume.ofShorts(GRID, noise());
        assertSame(volume, GreyFilter.apply(GreyFilter.NONE, 1, volume, Progress.NONE));
    }
}
