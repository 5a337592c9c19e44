package io.github.voxelyte.microstructure.elliptic;

/**
 * The conductances between the voxels of a {@link BlockLattice}, and the sums over neighbours that everything else is
 * made of. Values of voxels that do not conduct must be zero in the arrays given.
 *
 * <p>Conductances are scaled so that the largest is of order one; see {@link #scale()}.
 */
interface BlockStencil {
    /**
     * For every red voxel of a row of blocks, Σ g·φ over its (black) neighbours.
     *
     * @param row row of blocks
     * @param black values of the black voxels, four a block
     * @param sums where the sums go, four a block from the row's first block on; arbitrary at voxels that do not conduct
     */
    void redSums(int row, float[] black, double[] sums);

    /** The same from values in double: for a residual made from the solution itself. */
    void redSums(int row, double[] black, double[] sums);

    /**
     * For every black voxel of a row of blocks, Σ g·φ over its (red) neighbours.
     *
     * @param row row of blocks
     * @param red values of the red voxels, four a block
     * @param sums where the sums go, four a block from the row's first block on; arbitrary at voxels that do not conduct
     */
    void blackSums(int row, double[] red, double[] sums);

    /** Sum of all conductances of a red voxel, those to the electrode planes included; 0 if it does not conduct. */
    double redDiagonal(int i);

    /** 1 / {@link #redDiagonal}; 0 if the voxel does not conduct. */
    double redInverse(int i);

    /** Sum of all conductances of a black voxel, those to the electrode planes included; 0 if it does not conduct. */
    double blackDiagonal(int i);

    /** 1 / {@link #blackDiagonal}; 0 if the voxel does not conduct. */
    double blackInverse(int i);

    /**
     * Conductance from a voxel to the electrode plane at the first face or the last one; 0 for a voxel not there.
     *
     * @param block the voxel's block, of which it must be a conducting voxel
     * @param slot the voxel's slot
     * @param voxel the voxel's flat index
     * @param last which plane
     */
    double toPlane(int block, int slot, int voxel, boolean last);

    /**
     * Conductance of the face between a voxel and the next one along an axis, where both are kept blocks' voxels.
     *
     * @param axis 0, 1, 2
     * @param block the voxel's block
     * @param slot the voxel's slot
     * @param nextBlock block of the next voxel: the same one or the neighbour
     */
    double face(int axis, int block, int slot, int nextBlock);

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
