package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Width of the gap between active material that each other voxel lies in: the shortest straight run along x, y or z
 * through the voxel that has active material at both ends [m]; infinite where there is no such run.
 *
 * <p>A gap that lies askew to the axes is over-estimated, by √3 at most. Linear in the voxels; 4 bytes per voxel.
 */
final class GapWidth {
    private GapWidth() {}

    /**
     * Measures every voxel.
     *
     * @param labels the electrode
     * @param parallel threads
     * @param progress told about every axis
     * @return widths [m]; infinite in active material, too
     */
    static ScalarField of(PhaseMap labels, Parallel parallel, Progress progress) {
        VoxelGrid grid = labels.grid();
        int nx = grid.nx();
        ScalarField widths = ScalarField.zeros(grid);
        parallel.forEach(grid.nz(), z -> {
            byte[] plane = labels.plane(z);
            float[] width = widths.plane(z);
            Arrays.fill(width, Float.POSITIVE_INFINITY);
            for (int y = 0; y < grid.ny(); y++) {
                alongRow(plane, width, y * nx, nx, (float) grid.dx());
            }
            byte[][] rows = new byte[grid.ny()][];
            for (int y = 0; y < rows.length; y++) {
                rows[y] = Arrays.copyOfRange(plane, y * nx, (y + 1) * nx);
            }
            acrossRows(rows, (float) grid.spacing(Axis.Y), (y, x, w) -> shorten(width, y * nx + x, w));
        });
        progress.update(2.0 / 3);
        parallel.forEach(grid.ny(), y -> {
            byte[][] rows = new byte[grid.nz()][];
            for (int z = 0; z < rows.length; z++) {
                rows[z] = Arrays.copyOfRange(labels.plane(z), y * nx, (y + 1) * nx);
            }
            acrossRows(rows, (float) grid.spacing(Axis.Z), (z, x, w) -> shorten(widths.plane(z), y * nx + x, w));
        });
        progress.update(1);
        return widths;
    }

    private static void shorten(float[] width, int i, float run) {
        if (run < width[i]) {
            width[i] = run;
        }
    }

    private static void alongRow(byte[] plane, float[] width, int start, int nx, float edge) {
        int active = -1;
        for (int x = 0; x < nx; x++) {
            if (plane[start + x] == Labels.ACTIVE) {
                if (active >= 0) {
                    float run = (x - active - 1) * edge;
                    for (int k = active + 1; k < x; k++) {
                        shorten(width, start + k, run);
                    }
                }
                active = x;
            }
        }
    }

    /** Where a run's width goes. */
    private interface Target {
        void shorten(int row, int column, float run);
    }

    private static void acrossRows(byte[][] rows, float edge, Target target) {
        int[] active = new int[rows[0].length];
        Arrays.fill(active, -1);
        for (int r = 0; r < rows.length; r++) {
            for (int x = 0; x < active.length; x++) {
                if (rows[r][x] == Labels.ACTIVE) {
                    if (active[x] >= 0) {
                        float run = (r - active[x] - 1) * edge;
                        for (int k = active[x] + 1; k < r; k++) {
                            target.shorten(k, x, run);
                        }
                    }
                    active[x] = r;
                }
            }
        }
    }
}
