package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Local threshold of Phansalkar et al. (2011, doi:10.1109/ICCSP.2011.5739305) in three dimensions:
 *
 * <p>t = μ·(1 + p·exp(−q·μ) + k·(s/R − 1)), p = 2, q = 10, k = 0.25, R = 0.5,
 *
 * <p>with mean μ and standard deviation s of the voxels in a cube around, grey values scaled so that the stack goes from 0
 * to 1. Cubes are cut off at the faces of the volume. The cube has to hold both phases: in the middle of a region of one
 * phase that is larger, the threshold comes close to its own grey value or falls below it, and noise decides.
 *
 * <p>Running sums: time independent of the radius; memory: 4 bytes a voxel and two slices of doubles. Instances are
 * immutable; the result does not depend on the threads.
 */
public final class PhansalkarThreshold {
    /** Half width of the cube unless set [voxels]. */
    public static final int DEFAULT_RADIUS = 15;

    private static final double P = 2;
    private static final double Q = 10;
    private static final double K = 0.25;
    private static final double R = 0.5;

    private static final int ROWS = 16;
    private static final int COLUMNS = 64;

    private final int radius;
    private final Parallel parallel;

    private PhansalkarThreshold(int radius, Parallel parallel) {
        this.radius = radius;
        this.parallel = parallel;
    }

    /**
     * The threshold over cubes, on all processors.
     *
     * @param radius half width of the cube [voxels], at least 1
     * @return the threshold
     */
    public static PhansalkarThreshold over(int radius) {
        if (radius < 1) {
            throw new IllegalArgumentException("the radius must be at least 1 voxel: " + radius);
        }
        return new PhansalkarThreshold(radius, Parallel.allProcessors());
    }

    /**
     * Sets who works.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public PhansalkarThreshold withParallel(Parallel threads) {
        return new PhansalkarThreshold(radius, threads);
    }

    /**
     * Grey values above the threshold of their place.
     *
     * @param volume the grey values, not changed
     * @param lowest the grey value that counts as 0
     * @param highest the grey value that counts as 1
     * @param progress told about the slices
     * @return g − t, in grey values, 32-bit: bright voxels are those at or above 0
     */
    public GreyVolume relief(GreyVolume volume, double lowest, double highest, Progress progress) {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(
                    "the lowest grey value must lie below the highest: " + lowest + ", " + highest);
        }
        VoxelGrid grid = volume.grid();
        float[][] out = new float[grid.nz()][grid.planeSize()];
        double[] sums = new double[grid.planeSize()];
        double[] squares = new double[grid.planeSize()];
        float[] values = new float[grid.planeSize()];
        int next = 0;
        for (int z = 0; z < grid.nz(); z++) {
            for (; next < Math.min(grid.nz(), z + radius + 1); next++) {
                volume.read(next, values);
                addRows(grid, values, lowest, 1, sums, squares);
            }
            if (z - radius - 1 >= 0) {
                volume.read(z - radius - 1, values);
                addRows(grid, values, lowest, -1, sums, squares);
            }
            volume.read(z, out[z]);
            int slices = next - Math.max(0, z - radius);
            subtract(grid, out[z], sums, squares, slices, lowest, highest - lowest);
            progress.update((z + 1.0) / grid.nz());
        }
        return GreyVolume.ofFloats(grid, out);
    }

    /** Adds a slice, summed along rows, to the sums over slices; sign −1 takes it away. */
    private void addRows(VoxelGrid grid, float[] values, double lowest, double sign, double[] sums, double[] squares) {
        int nx = grid.nx();
        parallel.forEach((grid.ny() + ROWS - 1) / ROWS, chunk -> {
            for (int y = ROWS * chunk; y < Math.min(grid.ny(), ROWS * (chunk + 1)); y++) {
                int row = nx * y;
                double sum = 0;
                double square = 0;
                for (int x = 0; x < Math.min(nx, radius); x++) {
                    double v = values[row + x] - lowest;
                    sum += v;
                    square += v * v;
                }
                for (int x = 0; x < nx; x++) {
                    if (x + radius < nx) {
                        double v = values[row + x + radius] - lowest;
                        sum += v;
                        square += v * v;
                    }
                    if (x - radius - 1 >= 0) {
                        double v = values[row + x - radius - 1] - lowest;
                        sum -= v;
                        square -= v * v;
                    }
                    sums[row + x] += sign * sum;
                    squares[row + x] += sign * square;
                }
            }
        });
    }

    private void subtract(
            VoxelGrid grid, float[] plane, double[] sums, double[] squares, int slices, double lowest, double range) {
        int nx = grid.nx();
        int ny = grid.ny();
        parallel.forEach((nx + COLUMNS - 1) / COLUMNS, chunk -> {
            int from = COLUMNS * chunk;
            int width = Math.min(COLUMNS, nx - from);
            double[] sum = new double[width];
            double[] square = new double[width];
            for (int y = -radius; y < ny; y++) {
                for (int c = 0; c < width; c++) {
                    int enter = from + c + nx * (y + radius);
                    int leave = from + c + nx * (y - radius - 1);
                    if (y + radius < ny) {
                        sum[c] += sums[enter];
                        square[c] += squares[enter];
                    }
                    if (y - radius - 1 >= 0) {
                        sum[c] -= sums[leave];
                        square[c] -= squares[leave];
                    }
                    if (y >= 0) {
                        int x = from + c;
                        double voxels = (double) slices
                                * (Math.min(nx - 1, x + radius) - Math.max(0, x - radius) + 1)
                                * (Math.min(ny - 1, y + radius) - Math.max(0, y - radius) + 1);
                        double mean = sum[c] / voxels;
                        double deviation = Math.sqrt(Math.max(0, square[c] / voxels - mean * mean));
                        plane[x + nx * y] -= (float) (lowest + range * threshold(mean / range, deviation / range));
                    }
                }
            }
        });
    }

    private static double threshold(double mean, double deviation) {
        return mean * (1 + P * StrictMath.exp(-Q * mean) + K * (deviation / R - 1));
    }
}
