/**
 * Voxel structures: the grid, label maps, scalar fields, and the two things every long algorithm needs, progress and
 * reproducible parallelism.
 *
 * <p>Order everywhere: x fastest, then y, then z. Data are stored one array per xy-plane, as ImageJ stacks and imglib2
 * planar images store them, so both are wrapped without copying.
 */
package io.github.voxelyte.microstructure.voxels;
