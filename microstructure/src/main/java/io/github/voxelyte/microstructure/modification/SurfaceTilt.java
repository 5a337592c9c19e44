package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Tilt of the active material's surface against an axis: |n·a|, with n the surface normal at an electrolyte voxel next to
 * active material and a the axis. 1 at the poles of a particle that lie on the axis, 0 on its equator.
 *
 * <p>The normal is the direction of Σ I(r) r/|r|² over the 5×5×5 voxels around, I = 1 in active material; voxels beyond
 * the outer faces repeat the outermost ones. Where the sum vanishes (a gap between two flat walls, say), the normal is
 * undecided and the tilt is 1/2, the mean over a sphere. 125 reads per surface voxel; 4 bytes per voxel.
 */
final class SurfaceTilt {
    private static final int REACH = 2;
    private static final float UNDECIDED = 0.5f;

    private final PhaseMap labels;
    private final VoxelGrid grid;
    private final Axis axis;
    private final double[][] offsets;

    private SurfaceTilt(PhaseMap labels, Axis axis) {
        this.labels = labels;
        this.grid = labels.grid();
        this.axis = axis;
        this.offsets = offsets(grid);
    }

    /**
     * Measures every electrolyte voxel at active material.
     *
     * @param labels the electrode
     * @param axis the axis
     * @param parallel threads
     * @param progress told about every plane
     * @return tilts, 0 to 1 [1]; 0 away from the surface
     */
    static ScalarField of(PhaseMap labels, Axis axis, Parallel parallel, Progress progress) {
        SurfaceTilt tilt = new SurfaceTilt(labels, axis);
        VoxelGrid grid = labels.grid();
        VoxelFaces faces = new VoxelFaces(labels);
        ScalarField tilts = ScalarField.zeros(grid);
        int block = Math.max(1, parallel.threads());
        for (int first = 0; first < grid.nz(); first += block) {
            int start = first;
            parallel.forEach(Math.min(block, grid.nz() - first), k -> {
                int z = start + k;
                byte[] plane = labels.plane(z);
                float[] target = tilts.plane(z);
                for (int i = 0; i < plane.length; ) {
                    int y = i / grid.nx();
                    for (int x = 0; x < grid.nx(); x++, i++) {
                        boolean electrolyte = plane[i] == Labels.ELECTROLYTE || plane[i] == Labels.PASSIVATED;
                        if (electrolyte && faces.facesTo(z, y, x, Labels.ACTIVE) != 0) {
                            target[i] = tilt.at(x, y, z);
                        }
                    }
                }
            });
            progress.update((double) Math.min(first + block, grid.nz()) / grid.nz());
        }
        return tilts;
    }

    private static double[][] offsets(VoxelGrid grid) {
        int width = 2 * REACH + 1;
        double[][] offsets = new double[width * width * width][];
        int n = 0;
        for (int z = -REACH; z <= REACH; z++) {
            for (int y = -REACH; y <= REACH; y++) {
                for (int x = -REACH; x <= REACH; x++) {
                    double[] r = {x * grid.dx(), y * grid.dy(), z * grid.dz()};
                    double square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
                    double scale = square > 0 ? grid.dx() / square : 0;
                    offsets[n++] = new double[] {r[0] * scale, r[1] * scale, r[2] * scale};
                }
            }
        }
        return offsets;
    }

    private float at(int x, int y, int z) {
        double sx = 0;
        double sy = 0;
        double sz = 0;
        int n = 0;
        for (int k = -REACH; k <= REACH; k++) {
            byte[] plane = labels.plane(inside(z + k, grid.nz()));
            for (int j = -REACH; j <= REACH; j++) {
                int row = inside(y + j, grid.ny()) * grid.nx();
                for (int i = -REACH; i <= REACH; i++, n++) {
                    if (plane[row + inside(x + i, grid.nx())] == Labels.ACTIVE) {
                        sx += offsets[n][0];
                        sy += offsets[n][1];
                        sz += offsets[n][2];
                    }
                }
            }
        }
        double length = Math.sqrt(sx * sx + sy * sy + sz * sz);
        double along = axis == Axis.X ? sx : axis == Axis.Y ? sy : sz;
        return length > 1e-9 ? (float) (Math.abs(along) / length) : UNDECIDED;
    }

    private static int inside(int position, int n) {
        return Math.max(0, Math.min(n - 1, position));
    }
}
