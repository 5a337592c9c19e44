package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/** The colour of every voxel of a structure. */
public interface VoxelPaint {

    /**
     * The grid that is painted.
     *
     * @return the grid
     */
    VoxelGrid grid();

    /**
     * Whether light passes through a voxel.
     *
     * @param z its plane
     * @param i its place in the plane
     * @return true if it is not seen
     */
    boolean transparent(int z, int i);

    /**
     * Colour of a voxel that is seen, on one of its faces.
     *
     * @param z its plane
     * @param i its place in the plane
     * @param face the face: 0 to 5 for −x, +x, −y, +y, −z, +z
     * @return 0xRRGGBB
     */
    int colour(int z, int i, int face);
}
