package io.github.voxelyte.microstructure.voxels;

/** One of the two outer faces of a grid that are normal to an axis. */
public enum Side {
    /** The face at layer 0. */
    FIRST,
    /** The face at the last layer. */
    LAST;

    /**
     * The layer that lies some layers inside this face.
     *
     * @param depth how many layers inside; 0 is the outermost
     * @param layers number of layers along the axis
     * @return the layer's position along the axis
     */
    public int layer(int depth, int layers) {
        return this == FIRST ? depth : layers - 1 - depth;
    }
}
