package io.github.voxelyte.microstructure.regions;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * A box of voxels.
 *
 * @param x first voxel along x
 * @param y first voxel along y
 * @param z first voxel along z
 * @param nx number of voxels along x
 * @param ny number of voxels along y
 * @param nz number of voxels along z
 */
public record Region(int x, int y, int z, int nx, int ny, int nz) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the box is empty or starts below 0
     */
    public Region {
        if (nx < 1 || ny < 1 || nz < 1 || x < 0 || y < 0 || z < 0) {
            throw new IllegalArgumentException("a region needs at least one voxel along each axis and starts at 0 or"
                    + " later: " + nx + "×" + ny + "×" + nz + " at " + x + ", " + y + ", " + z);
        }
    }

    /**
     * The whole of a grid.
     *
     * @param grid the grid
     * @return the region of all its voxels
     */
    public static Region whole(VoxelGrid grid) {
        return new Region(0, 0, 0, grid.nx(), grid.ny(), grid.nz());
    }

    /**
     * Number of voxels.
     *
     * @return nx·ny·nz
     */
    public long size() {
        return (long) nx * ny * nz;
    }

    /**
     * Whether two regions share voxels.
     *
     * @param other another region
     * @return true if they overlap
     */
    public boolean overlaps(Region other) {
        return x < other.x + other.nx
                && other.x < x + nx
                && y < other.y + other.ny
                && other.y < y + ny
                && z < other.z + other.nz
                && other.z < z + nz;
    }

    /**
     * Cuts the region out of a structure.
     *
     * @param phases the structure
     * @return a copy of the region's voxels
     * @throws IllegalArgumentException if the region does not lie inside
     */
    public PhaseMap cut(PhaseMap phases) {
        VoxelGrid grid = phases.grid();
        if (x + nx > grid.nx() || y + ny > grid.ny() || z + nz > grid.nz()) {
            throw new IllegalArgumentException("the region " + this + " does not lie inside the stack of " + grid.nx()
                    + "×" + grid.ny() + "×" + grid.nz() + " voxels");
        }
        byte[][] planes = new byte[nz][];
        for (int k = 0; k < nz; k++) {
            byte[] from = phases.plane(z + k);
            byte[] plane = new byte[nx * ny];
            for (int j = 0; j < ny; j++) {
                int row = (y + j) * grid.nx() + x;
                System.arraycopy(from, row, plane, j * nx, nx);
            }
            planes[k] = plane;
        }
        return new PhaseMap(new VoxelGrid(nx, ny, nz, grid.dx(), grid.dy(), grid.dz()), planes);
    }
}
