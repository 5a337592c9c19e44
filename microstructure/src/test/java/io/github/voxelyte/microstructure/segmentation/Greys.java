package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Small grey volumes for tests. */
final class Greys {
    static final VoxelGrid GRID = VoxelGrid.cubic(16, 12, 10, 1e-6);

    private Greys() {}

    static GreyVolume bytes(VoxelGrid grid, IntUnaryOperator value) {
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int i = 0; i < grid.size(); i++) {
            planes[i / grid.planeSize()][i % grid.planeSize()] = (byte) value.applyAsInt(i);
        }
        return GreyVolume.ofBytes(grid, planes);
    }

    static GreyVolume shorts(VoxelGrid grid, IntUnaryOperator value) {
        short[][] planes = new short[grid.nz()][grid.planeSize()];
        for (int i = 0; i < grid.size(); i++) {
            planes[i / grid.planeSize()][i % grid.planeSize()] = (short) value.applyAsInt(i);
        }
        return GreyVolume.ofShorts(grid, planes);
    }

    static GreyVolume floats(VoxelGrid grid, IntToDoubleFunction value) {
        float[][] planes = new float[grid.nz()][grid.planeSize()];
        for (int i = 0; i < grid.size(); i++) {
            planes[i / grid.planeSize()][i % grid.planeSize()] = (float) value.applyAsDouble(i);
        }
        return GreyVolume.ofFloats(grid, planes);
    }

    /** Normally distributed grey values, mean 120, deviation 30, the same for all types but for rounding. */
    static double[] normal(VoxelGrid grid, long seed) {
        Random random = new Random(seed);
        double[] values = new double[grid.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(255, 120 + 30 * random.nextGaussian()));
        }
        return values;
    }
}
