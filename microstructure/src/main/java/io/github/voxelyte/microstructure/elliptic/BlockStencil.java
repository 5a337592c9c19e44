package io.github.voxelyte.microstructure.elliptic;

/**
 * The conductances between the voxels of a {@link BlockLattice}.
 *
 * <p>Conductances are scaled so that the largest is of order one; see {@link #scale()}.
 */
interface BlockStencil {
    /** Somebody who makes sums over neighbours, one a thread. */
    BlockSweeps sweeps();

    /** The voxels coupled to electrode planes, or held. */
    Grounds grounds();

    /**
     * Conductance from a conducting voxel to the electrode plane at the first face or the last one; 0 for a voxel not there.
     *
     * @param block the voxel's block
     * @param slot the voxel's slot
     * @param last which plane
     */
    double toPlane(int block, int slot, boolean last);

    /**
     * Conductance of the face between a voxel and the next one along an axis; 0 if one of them does not conduct.
     *
     * @param axis 0, 1, 2
     * @param block the voxel's block
     * @param slot the voxel's slot
     */
    double face(int axis, int block, int slot);

    /**
     * Conductances of all faces of a block's voxels.
     *
     * @param block the block
     * @param plane its plane
     * @param conductances where they go, of voxel s on side f (lower u, higher u, lower v, …) to 6·s + f; 0 where nothing conducts
     */
    void faces(int block, int plane, double[] conductances);

    /**
     * Conductance of all faces along an axis between conducting voxels, if they are all alike and none is weak beside
     * those along the other axes; else 0.
     *
     * @param axis 0, 1, 2
     */
    double commonFace(int axis);

    /** What a conductance of 1 stands for [S, if conductivities are in S/m and lengths in m]. */
    double scale();
}
