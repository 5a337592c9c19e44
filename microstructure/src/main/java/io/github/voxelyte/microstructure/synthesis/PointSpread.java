package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Gaussian blur, the same along x, y and z, mirrored at the outer faces. The kernel is cut at {@value #REACH} standard
 * deviations and normalized, so that a uniform field stays what it is. Time is proportional to voxels × deviation.
 */
final class PointSpread {
    private static final double REACH = 3.5;

    private final double[] kernel;

    /**
     * A blur.
     *
     * @param deviation standard deviation [voxels]; 0 leaves a field as it is
     */
    PointSpread(double deviation) {
        int reach = (int) Math.ceil(REACH * deviation);
        kernel = new double[reach + 1];
        double sum = 0;
        for (int k = 0; k <= reach; k++) {
            kernel[k] = k == 0 ? 1 : StrictMath.exp(-k * k / (2 * deviation * deviation));
            sum += k == 0 ? 1 : 2 * kernel[k];
        }
        for (int k = 0; k <= reach; k++) {
            kernel[k] /= sum;
        }
    }

    /** A blurred copy. */
    ScalarField blur(ScalarField field, Parallel parallel, Progress progress) {
        VoxelGrid grid = field.grid();
        ScalarField result = ScalarField.zeros(grid);
        PlaneBatches.of(grid).forEach(parallel, progress.part(0, 0.6), z -> {
            float[] plane = result.plane(z);
            System.arraycopy(field.plane(z), 0, plane, 0, plane.length);
            if (kernel.length > 1) {
                float[] work = new float[plane.length];
                alongX(plane, work, grid);
                alongY(work, plane, grid);
            }
        });
        if (kernel.length > 1) {
            int rowsInABatch = Math.max(16, 8_000_000 / (grid.nx() * grid.nz()));
            new PlaneBatches(grid.ny(), rowsInABatch).forEach(parallel, progress.part(0.6, 1), y -> alongZ(result, y));
        }
        progress.update(1);
        return result;
    }

    private void alongX(float[] from, float[] to, VoxelGrid grid) {
        int nx = grid.nx();
        int reach = kernel.length - 1;
        double[] row = new double[nx + 2 * reach];
        for (int first = 0; first < from.length; first += nx) {
            for (int x = -reach; x < nx + reach; x++) {
                row[x + reach] = from[first + mirror(x, nx)];
            }
            for (int x = 0; x < nx; x++) {
                double sum = kernel[0] * row[x + reach];
                for (int k = 1; k <= reach; k++) {
                    sum += kernel[k] * (row[x + reach - k] + row[x + reach + k]);
                }
                to[first + x] = (float) sum;
            }
        }
    }

    private void alongY(float[] from, float[] to, VoxelGrid grid) {
        double[] sum = new double[grid.nx()];
        for (int y = 0; y < grid.ny(); y++) {
            weigh(from, y, grid.ny(), sum);
            store(sum, to, grid.nx() * y);
        }
    }

    private void alongZ(ScalarField field, int y) {
        int nx = field.grid().nx();
        int nz = field.grid().nz();
        float[] before = new float[nx * nz];
        for (int z = 0; z < nz; z++) {
            System.arraycopy(field.plane(z), nx * y, before, nx * z, nx);
        }
        double[] sum = new double[nx];
        for (int z = 0; z < nz; z++) {
            weigh(before, z, nz, sum);
            store(sum, field.plane(z), nx * y);
        }
    }

    /** The weighted sum of the rows about a row. */
    private void weigh(float[] rows, int row, int count, double[] sum) {
        int nx = sum.length;
        int centre = row * nx;
        for (int x = 0; x < nx; x++) {
            sum[x] = kernel[0] * rows[centre + x];
        }
        for (int k = 1; k < kernel.length; k++) {
            double weight = kernel[k];
            int before = mirror(row - k, count) * nx;
            int after = mirror(row + k, count) * nx;
            for (int x = 0; x < nx; x++) {
                sum[x] += weight * ((double) rows[before + x] + rows[after + x]);
            }
        }
    }

    private static void store(double[] sum, float[] to, int first) {
        for (int x = 0; x < sum.length; x++) {
            to[first + x] = (float) sum[x];
        }
    }

    private static int mirror(int place, int count) {
        int p = place;
        while (p < 0 || p >= count) {
            p = p < 0 ? -1 - p : 2 * count - 1 - p;
        }
        return p;
    }
}
