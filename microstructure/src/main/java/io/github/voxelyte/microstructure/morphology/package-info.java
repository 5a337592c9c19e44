/**
 * Geometry of a voxel structure: distances, particles, thickness, chords, surfaces, interfaces and connectivity shares.
 *
 * <p>Lengths are in metres and refer to the voxel edges of the {@link
 * io.github.voxelyte.microstructure.voxels.VoxelGrid}; every estimator says what it over- or underestimates.
 */
package io.github.voxelyte.microstructure.morphology;
