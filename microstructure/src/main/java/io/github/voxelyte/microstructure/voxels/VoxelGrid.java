package io.github.voxelyte.microstructure.voxels;

/**
 * A rectangular grid of equal voxels. The index of voxel (x, y, z) is x + nx·(y + ny·z).
 *
 * @param nx number of voxels along x
 * @param ny number of voxels along y
 * @param nz number of voxels along z
 * @param dx edge of a voxel along x [m]
 * @param dy edge of a voxel along y [m]
 * @param dz edge of a voxel along z [m]
 */
public record VoxelGrid(int nx, int ny, int nz, double dx, double dy, double dz) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a count or an edge is not positive, or the grid has 2^31 voxels or more
     */
    public VoxelGrid {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException(
                    "a voxel grid needs at least one voxel along each axis: " + nx + "×" + ny + "×" + nz);
        }
        if (!isEdge(dx) || !isEdge(dy) || !isEdge(dz)) {
            throw new IllegalArgumentException(
                    "voxel edges must be positive and finite [m]: " + dx + ", " + dy + ", " + dz);
        }
        if ((double) nx * ny * nz > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the stack has " + nx + "×" + ny + "×" + nz
                    + " voxels; at most 2147483647 (2^31 − 1) are supported: crop it or resample it");
        }
    }

    private static boolean isEdge(double d) {
        return d > 0 && d < Double.POSITIVE_INFINITY;
    }

    /**
     * A grid of cubes.
     *
     * @param nx number of voxels along x
     * @param ny number of voxels along y
     * @param nz number of voxels along z
     * @param edge edge of a voxel [m]
     * @return the grid
     */
    public static VoxelGrid cubic(int nx, int ny, int nz, double edge) {
        return new VoxelGrid(nx, ny, nz, edge, edge, edge);
    }

    /**
     * Number of voxels.
     *
     * @return nx·ny·nz
     */
    public int size() {
        return nx * ny * nz;
    }

    /**
     * Number of voxels in one xy-plane.
     *
     * @return nx·ny
     */
    public int planeSize() {
        return nx * ny;
    }

    /**
     * Number of voxels along an axis.
     *
     * @param axis the axis
     * @return nx, ny or nz
     */
    public int count(Axis axis) {
        return switch (axis) {
            case X -> nx;
            case Y -> ny;
            case Z -> nz;
        };
    }

    /**
     * Edge of a voxel along an axis.
     *
     * @param axis the axis
     * @return the edge [m]
     */
    public double spacing(Axis axis) {
        return switch (axis) {
            case X -> dx;
            case Y -> dy;
            case Z -> dz;
        };
    }

    /**
     * Length of the grid along an axis.
     *
     * @param axis the axis
     * @return the length [m]
     */
    public double length(Axis axis) {
        return count(axis) * spacing(axis);
    }

    /**
     * Area of a voxel face normal to an axis.
     *
     * @param axis the normal
     * @return the area [m²]
     */
    public double faceArea(Axis axis) {
        return switch (axis) {
            case X -> dy * dz;
            case Y -> dx * dz;
            case Z -> dx * dy;
        };
    }

    /**
     * Cross-section of the grid normal to an axis.
     *
     * @param axis the normal
     * @return the area [m²]
     */
    public double crossSection(Axis axis) {
        int faces = size() / count(axis);
        return faceArea(axis) * faces;
    }

    /**
     * Volume of a voxel.
     *
     * @return dx·dy·dz [m³]
     */
    public double voxelVolume() {
        return dx * dy * dz;
    }

    /**
     * Index of a voxel in flat order.
     *
     * @param x position along x, from 0
     * @param y position along y, from 0
     * @param z position along z, from 0
     * @return x + nx·(y + ny·z)
     */
    public int index(int x, int y, int z) {
        return x + nx * (y + ny * z);
    }
}
