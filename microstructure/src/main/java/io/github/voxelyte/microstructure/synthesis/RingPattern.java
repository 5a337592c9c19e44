package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Ring artefacts: every detector column has an error of its own, which reconstruction smears into a circle about the
 * rotation axis. Most columns are nearly right, a few are far off; part of the error stays through all slices, part
 * changes from slice to slice. Standard deviation 1 over the columns.
 */
final class RingPattern {
    private static final double SHARE_OF_BAD_COLUMNS = 0.12;
    private static final double GOOD = 0.4;
    private static final double LASTING = 0.8;

    private final int bins;
    private final long seed;
    private final double[] lasting;

    RingPattern(VoxelGrid grid, long seed) {
        bins = (int) Math.ceil(Math.sqrt((double) grid.nx() * grid.nx() + (double) grid.ny() * grid.ny()) / 2) + 2;
        this.seed = seed ^ 0x52494E4753L;
        lasting = new double[bins];
        double bad = Math.sqrt((1 - (1 - SHARE_OF_BAD_COLUMNS) * GOOD * GOOD) / SHARE_OF_BAD_COLUMNS);
        RandomStream random = RandomStream.numbered(this.seed, -1);
        for (int b = 0; b < bins; b++) {
            double strength = random.nextDouble() < SHARE_OF_BAD_COLUMNS ? bad : GOOD;
            lasting[b] = strength * random.nextGaussian();
        }
    }

    /** The errors of a slice over the distance from the rotation axis [voxels]. */
    double[] plane(int z) {
        RandomStream random = RandomStream.numbered(seed, z);
        double passing = Math.sqrt(1 - LASTING * LASTING);
        double[] ring = new double[bins];
        for (int b = 0; b < bins; b++) {
            ring[b] = LASTING * lasting[b] + passing * random.nextGaussian();
        }
        return ring;
    }
}
