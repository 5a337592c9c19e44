package io.github.voxelyte.microstructure.connectivity;

/** Which voxels count as joined. */
public enum Neighbourhood {
    /** The 6 voxels that share a face: what carries current between voxels; the default everywhere. */
    FACES,
    /** The 18 voxels that share a face or an edge. */
    EDGES,
    /** The 26 voxels that share a face, an edge or a corner. */
    CORNERS
}
