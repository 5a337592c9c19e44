package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Noise with mean 0 and standard deviation 1 whose neighbours are alike, as reconstruction leaves it: white noise through
 * the kernel (b, 1, b) along each axis, b = {@value #SIDE}; correlation 0.47 between neighbours and 0.06 over two voxels,
 * that of the tomograms the model follows. White noise comes from a hash of the voxel's place, four 16-bit uniform
 * numbers a voxel, so a plane can be made alone; the sum over the kernel is normal to within 0.03 in the kurtosis.
 */
final class CorrelatedNoise {
    private static final double SIDE = 0.27;
    private static final float CENTRE_WEIGHT = (float) (1 / Math.sqrt(1 + 2 * SIDE * SIDE));
    private static final float SIDE_WEIGHT = (float) (SIDE / Math.sqrt(1 + 2 * SIDE * SIDE));
    private static final float TO_UNIT_VARIANCE = (float) (Math.sqrt(3) / 65536);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final VoxelGrid grid;
    private final long seed;

    CorrelatedNoise(VoxelGrid grid, long seed) {
        this.grid = grid;
        this.seed = RandomStream.mix(seed ^ 0x4E4F495345L);
    }

    /** The noise of a plane, x fastest. */
    float[] plane(int z) {
        int wide = grid.nx() + 2;
        int high = grid.ny() + 2;
        float[] sum = new float[wide * high];
        for (int dz = -1; dz <= 1; dz++) {
            float weight = dz == 0 ? CENTRE_WEIGHT : SIDE_WEIGHT;
            long place = ((long) z + 1 + dz) * wide * high;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * white(place + i);
            }
        }
        float[] rows = new float[grid.nx() * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < grid.nx(); x++) {
                int i = x + 1 + wide * y;
                rows[x + grid.nx() * y] = CENTRE_WEIGHT * sum[i] + SIDE_WEIGHT * (sum[i - 1] + sum[i + 1]);
            }
        }
        float[] plane = new float[grid.planeSize()];
        for (int i = 0; i < plane.length; i++) {
            int j = i + grid.nx();
            plane[i] = CENTRE_WEIGHT * rows[j] + SIDE_WEIGHT * (rows[j - grid.nx()] + rows[j + grid.nx()]);
        }
        return plane;
    }

    private float white(long place) {
        long h = RandomStream.mix(seed + place * GOLDEN);
        long sum = (h & 0xffff) + (h >>> 16 & 0xffff) + (h >>> 32 & 0xffff) + (h >>> 48);
        return (sum - 2 * 65535) * TO_UNIT_VARIANCE;
    }
}
