/** Voxels as files that other programs read. */
package io.github.voxelyte.microstructure.files;
