package io.github.voxelyte.microstructure.voxels;

/** A coordinate axis of a voxel grid. */
public enum Axis {
    /** Along a row; the fastest index. */
    X,
    /** Along a column of a slice. */
    Y,
    /** The slice direction; the slowest index. */
    Z
}
