package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Standard deviation of the noise of a volume, from the voxels themselves.
 *
 * <p>ε = √(n/(n+1))·(g − mean of the n face neighbours inside the volume) has the variance of the noise where the grey
 * value is linear (Gasser, Sroka, Jennen-Steinmetz 1986, doi:10.1093/biomet/73.3.625; in three dimensions Coupé et al. 2008,
 * doi:10.1109/TMI.2007.906087). The median of |ε| over 0.6745 stands for its standard deviation, so that edges count
 * little. Noise that is correlated between neighbours, as after reconstruction, is underestimated.
 *
 * <p>One pass, three slices of memory; exact to 1 %.
 */
public final class NoiseEstimate {
    /** Median of the absolute value of a standard normal variable. */
    private static final double MEDIAN_OF_NORMAL = 0.6744897501960817;

    private static final int DROPPED_BITS = 16;

    private NoiseEstimate() {}

    /**
     * Estimates the noise.
     *
     * @param volume the grey values
     * @param progress told about the slices
     * @return the standard deviation, in grey values; 0 if half of the voxels have none
     */
    public static double of(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        long[] counts = new long[1 << (Integer.SIZE - DROPPED_BITS)];
        float[][] ring = new float[3][grid.planeSize()];
        volume.read(0, ring[0]);
        for (int z = 0; z < grid.nz(); z++) {
            if (z + 1 < grid.nz()) {
                volume.read(z + 1, ring[(z + 1) % 3]);
            }
            count(grid, ring, z, counts);
            progress.update((z + 1.0) / grid.nz());
        }
        long below = 0;
        int bin = 0;
        while (2 * (below + counts[bin]) < grid.size()) {
            below += counts[bin++];
        }
        return bin == 0 ? 0 : Float.intBitsToFloat(bin << DROPPED_BITS | 1 << DROPPED_BITS - 1) / MEDIAN_OF_NORMAL;
    }

    private static void count(VoxelGrid grid, float[][] ring, int z, long[] counts) {
        int nx = grid.nx();
        int ny = grid.ny();
        float[] here = ring[z % 3];
        float[] below = z > 0 ? ring[(z + 2) % 3] : null;
        float[] above = z + 1 < grid.nz() ? ring[(z + 1) % 3] : null;
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                int i = x + nx * y;
                double sum = 0;
                int n = 0;
                if (x > 0) {
                    sum += here[i - 1];
                    n++;
                }
                if (x < nx - 1) {
                    sum += here[i + 1];
                    n++;
                }
                if (y > 0) {
                    sum += here[i - nx];
                    n++;
                }
                if (y < ny - 1) {
                    sum += here[i + nx];
                    n++;
                }
                if (below != null) {
                    sum += below[i];
                    n++;
                }
                if (above != null) {
                    sum += above[i];
                    n++;
                }
                double residual = n == 0 ? 0 : Math.sqrt(n / (n + 1.0)) * (here[i] - sum / n);
                counts[Float.floatToRawIntBits((float) Math.abs(residual)) >>> DROPPED_BITS]++;
            }
        }
    }
}
