package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * A random field with a correlation length: white noise, smoothed by a Gaussian along every axis.
 *
 * <p>The smoothed noise has the autocorrelation exp(−r²/(4s²)) with s the Gaussian's standard deviation; the
 * correlation length ℓ is where it has fallen to 1/e, so s = ℓ/2. The Gaussian is three box filters in a row with the
 * widths of Kovesi (Fast almost-Gaussian filtering, DICTA 2010, doi:10.1109/DICTA.2010.30), mirrored at the outer
 * faces. The field is not normalised: its users look at ranks only.
 *
 * <p>Linear in the voxels whatever the length; 4 bytes per voxel.
 */
final class CorrelatedNoise {
    private static final int BOXES = 3;

    private CorrelatedNoise() {}

    /**
     * Makes a field.
     *
     * @param grid the grid
     * @param correlationLength where the autocorrelation has fallen to 1/e [m]
     * @param order the source of the noise
     * @param parallel threads
     * @param progress told about every filter
     * @return the noise
     */
    static ScalarField of(
            VoxelGrid grid, double correlationLength, RandomOrder order, Parallel parallel, Progress progress) {
        ScalarField noise = ScalarField.zeros(grid);
        parallel.forEach(grid.nz(), z -> {
            float[] plane = noise.plane(z);
            int start = z * plane.length;
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) (order.uniform(start + i) - 0.5);
            }
        });
        int step = 0;
        for (Axis axis : Axis.values()) {
            for (int radius : boxRadii(correlationLength / 2 / grid.spacing(axis))) {
                if (radius > 0) {
                    box(noise, axis, radius, parallel);
                }
                progress.update(++step / (double) (BOXES * Axis.values().length));
            }
        }
        return noise;
    }

    /** Radii of the boxes whose repeated application has the variance of a Gaussian, in voxels. */
    static int[] boxRadii(double deviation) {
        double ideal = Math.sqrt(12 * deviation * deviation / BOXES + 1);
        int lower = (int) Math.floor(ideal);
        if (lower % 2 == 0) {
            lower--;
        }
        double narrow =
                (12 * deviation * deviation - BOXES * (double) lower * lower - 4.0 * BOXES * lower - 3.0 * BOXES)
                        / (-4.0 * lower - 4);
        int[] radii = new int[BOXES];
        for (int b = 0; b < BOXES; b++) {
            radii[b] = (b < Math.round(narrow) ? lower : lower + 2) / 2;
        }
        return radii;
    }

    private static void box(ScalarField field, Axis axis, int radius, Parallel parallel) {
        VoxelGrid grid = field.grid();
        int nx = grid.nx();
        switch (axis) {
            case X -> parallel.forEach(grid.nz(), z -> {
                float[] plane = field.plane(z);
                float[] line = new float[nx];
                for (int start = 0; start < plane.length; start += nx) {
                    System.arraycopy(plane, start, line, 0, nx);
                    boxLine(line, plane, start, radius);
                }
            });
            case Y -> parallel.forEach(grid.nz(), z -> {
                float[] plane = field.plane(z);
                float[][] rows = new float[grid.ny()][];
                for (int y = 0; y < rows.length; y++) {
                    rows[y] = Arrays.copyOfRange(plane, y * nx, (y + 1) * nx);
                }
                boxRows(rows, radius, (y, x, value) -> plane[y * nx + x] = value);
            });
            case Z -> parallel.forEach(grid.ny(), y -> {
                float[][] rows = new float[grid.nz()][];
                for (int z = 0; z < rows.length; z++) {
                    rows[z] = Arrays.copyOfRange(field.plane(z), y * nx, (y + 1) * nx);
                }
                boxRows(rows, radius, (z, x, value) -> field.plane(z)[y * nx + x] = value);
            });
        }
    }

    private static void boxLine(float[] line, float[] target, int start, int radius) {
        int n = line.length;
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            sum += line[mirrored(k, n)];
        }
        float scale = 1f / (2 * radius + 1);
        for (int i = 0; i < n; i++) {
            target[start + i] = (float) sum * scale;
            sum += line[mirrored(i + radius + 1, n)] - line[mirrored(i - radius, n)];
        }
    }

    /** Where a filtered value goes. */
    private interface Target {
        void set(int row, int column, float value);
    }

    private static void boxRows(float[][] rows, int radius, Target target) {
        int n = rows.length;
        double[] sums = new double[rows[0].length];
        for (int k = -radius; k <= radius; k++) {
            float[] row = rows[mirrored(k, n)];
            for (int x = 0; x < sums.length; x++) {
                sums[x] += row[x];
            }
        }
        float scale = 1f / (2 * radius + 1);
        for (int i = 0; i < n; i++) {
            float[] enters = rows[mirrored(i + radius + 1, n)];
            float[] leaves = rows[mirrored(i - radius, n)];
            for (int x = 0; x < sums.length; x++) {
                target.set(i, x, (float) sums[x] * scale);
                sums[x] += enters[x] - leaves[x];
            }
        }
    }

    /** Position mirrored at the outer faces into 0 to n − 1. */
    static int mirrored(int position, int n) {
        int p = Math.floorMod(position, 2 * n);
        return p < n ? p : 2 * n - 1 - p;
    }
}
