package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Repeats a structure along the sides with an odd number of voxels. The solver's blocks close periodically only over an
 * even number; the solution on two periods is the solution on one, repeated, so nothing changes but the cost.
 */
final class PeriodicUnfolding {
    private PeriodicUnfolding() {}

    /**
     * The structure, repeated where need be.
     *
     * @param phases the structure
     * @param through axis along which it does not repeat; null for none
     */
    static PhaseMap toEvenSides(PhaseMap phases, Axis through) {
        VoxelGrid grid = phases.grid();
        int nx = evenUnless(through, Axis.X, grid);
        int ny = evenUnless(through, Axis.Y, grid);
        int nz = evenUnless(through, Axis.Z, grid);
        if (nx == grid.nx() && ny == grid.ny() && nz == grid.nz()) {
            return phases;
        }
        VoxelGrid larger = new VoxelGrid(nx, ny, nz, grid.dx(), grid.dy(), grid.dz());
        byte[][] planes = new byte[nz][larger.planeSize()];
        for (int z = 0; z < nz; z++) {
            byte[] from = phases.plane(z % grid.nz());
            for (int y = 0; y < ny; y++) {
                int row = grid.nx() * (y % grid.ny());
                for (int x = 0; x < nx; x += grid.nx()) {
                    System.arraycopy(from, row, planes[z], x + nx * y, grid.nx());
                }
            }
        }
        return new PhaseMap(larger, planes);
    }

    /** How many times the structure is taken without an axis along which it does not repeat: 1, 2, 4 or 8. */
    static int periods(VoxelGrid grid) {
        int periods = 1;
        for (Axis axis : Axis.values()) {
            periods *= evenUnless(null, axis, grid) / grid.count(axis);
        }
        return periods;
    }

    /** Index in the structure of a voxel of its repetition. */
    static int original(int index, VoxelGrid unfolded, VoxelGrid grid) {
        int x = index % unfolded.nx() % grid.nx();
        int y = index / unfolded.nx() % unfolded.ny() % grid.ny();
        return grid.index(x, y, index / unfolded.planeSize() % grid.nz());
    }

    /** The first period of a field on the repetition, times a factor; the field itself if nothing was repeated. */
    static ScalarField firstPeriod(ScalarField field, VoxelGrid grid, float factor) {
        if (field.grid().equals(grid)) {
            return field;
        }
        ScalarField first = ScalarField.zeros(grid);
        for (int z = 0; z < grid.nz(); z++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++) {
                    first.plane(z)[x + grid.nx() * y] = factor * field.value(x, y, z);
                }
            }
        }
        return first;
    }

    private static int evenUnless(Axis through, Axis axis, VoxelGrid grid) {
        int n = grid.count(axis);
        return axis == through || n % 2 == 0 ? n : 2 * n;
    }
}
