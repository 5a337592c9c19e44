package io.github.voxelyte.microstructure.morphology;

/**
 * Tells when the voxels of a ball all lie in the ball around a neighbouring voxel, so that the first ball adds nothing
 * to a union (Dougherty and Kunzelmann 2007, doi:10.1017/S1431927607074430, for cubic voxels; here for any edges).
 *
 * <p>For every step d to a neighbour and squared radius s it holds the largest |p − d|² over the voxels p of the ball
 * |p|² &lt; s; the ball around d covers the other if its squared radius is larger than that. Squared lengths are in
 * squares of the x edge. On cubic voxels they are whole numbers and the table is exact; otherwise it is binned such that
 * it never claims a cover that is none.
 */
final class BallCover {
    private static final int STEPS = 8;
    private static final double FINEST = 65_536;
    private static final double LARGEST = 512.0 * 512;

    private final double[][] farthest = new double[STEPS][];
    private final double binWidth;
    private final double limit;

    /**
     * @param wy squared y edge [dx²]
     * @param wz squared z edge [dx²]
     * @param largest the largest squared radius that will be asked for [dx²]
     */
    BallCover(double wy, double wz, double largest) {
        limit = Math.min(largest, LARGEST);
        binWidth = wy == 1 && wz == 1 ? 1 : Math.max(limit / FINEST, Math.min(1, Math.min(wy, wz)) / 64);
        int bins = (int) Math.ceil(limit / binWidth) + 1;
        for (int step = 1; step < STEPS; step++) {
            farthest[step] = new double[bins];
        }
        for (int z = 0; z * z * wz < limit; z++) {
            for (int y = 0; y * y * wy + z * z * wz < limit; y++) {
                row(y, z, wy, wz);
            }
        }
        for (int step = 1; step < STEPS; step++) {
            double[] table = farthest[step];
            for (int b = 1; b < bins; b++) {
                table[b] = Math.max(table[b], table[b - 1]);
            }
        }
    }

    private void row(int y, int z, double wy, double wz) {
        double rest = y * y * wy + z * z * wz;
        for (int x = 0; x * x + rest < limit; x++) {
            double p2 = x * x + rest;
            int bin = (int) (p2 / binWidth);
            for (int step = 1; step < STEPS; step++) {
                double away = p2
                        + ((step & 1) != 0 ? 2 * x + 1 : 0)
                        + ((step & 2) != 0 ? (2 * y + 1) * wy : 0)
                        + ((step & 4) != 0 ? (2 * z + 1) * wz : 0);
                farthest[step][bin] = Math.max(farthest[step][bin], away);
            }
        }
    }

    /**
     * Whether the neighbour's ball covers this one.
     *
     * @param step which coordinates the neighbour differs in: 1 for x, 2 for y, 4 for z, added up
     * @param squared squared radius of this ball [dx²]
     * @param neighbour squared radius of the neighbour's [dx²]
     * @return true if every voxel of this ball is certain to be in the neighbour's
     */
    boolean covered(int step, double squared, double neighbour) {
        if (neighbour <= squared || squared > limit) {
            return false;
        }
        return neighbour > farthest[step][(int) Math.ceil(squared / binWidth) - 1];
    }
}
