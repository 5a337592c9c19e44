package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * A potential to start an iteration from, with a value for every voxel: where the field has none (the structure was
 * different there), the mean of its neighbours, else that of a linear potential.
 *
 * @param field potential of the voxels' centres [V], 1 at the first plane and 0 at the last; NaN or infinite for none
 * @param axis normal of the planes
 */
record StartPotential(ScalarField field, Axis axis) {

    /** Refuses a field on other voxels. */
    void requireGrid(VoxelGrid grid) {
        VoxelGrid own = field.grid();
        if (own.nx() != grid.nx() || own.ny() != grid.ny() || own.nz() != grid.nz()) {
            throw new IllegalArgumentException("the start potential has " + own.nx() + "×" + own.ny() + "×" + own.nz()
                    + " voxels, the structure " + grid.nx() + "×" + grid.ny() + "×" + grid.nz()
                    + ": give the potential of a structure of the same size");
        }
    }

    /** Whether the field has a value anywhere: without one it is no start at all. */
    boolean hasValues() {
        VoxelGrid grid = field.grid();
        for (int z = 0; z < grid.nz(); z++) {
            for (float value : field.plane(z)) {
                if (Float.isFinite(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Value of a voxel of the structure or of its repetition [V]. */
    double at(int x, int y, int z) {
        VoxelGrid grid = field.grid();
        int ownX = x < grid.nx() ? x : x - grid.nx();
        int ownY = y < grid.ny() ? y : y - grid.ny();
        int ownZ = z < grid.nz() ? z : z - grid.nz();
        double value = field.value(ownX, ownY, ownZ);
        return Double.isFinite(value) ? value : fromNeighbours(ownX, ownY, ownZ);
    }

    private double fromNeighbours(int x, int y, int z) {
        VoxelGrid grid = field.grid();
        double sum = 0;
        int count = 0;
        for (int side = 0; side < 6; side++) {
            int step = 2 * (side % 2) - 1;
            int nx = x + (side / 2 == 0 ? step : 0);
            int ny = y + (side / 2 == 1 ? step : 0);
            int nz = z + (side / 2 == 2 ? step : 0);
            boolean inside = nx >= 0 && ny >= 0 && nz >= 0 && nx < grid.nx() && ny < grid.ny() && nz < grid.nz();
            double neighbour = inside ? field.value(nx, ny, nz) : Double.NaN;
            if (Double.isFinite(neighbour)) {
                sum += neighbour;
                count++;
            }
        }
        int layer = axis == Axis.X ? x : axis == Axis.Y ? y : z;
        return count > 0 ? sum / count : 1 - (layer + 0.5) / grid.count(axis);
    }
}
