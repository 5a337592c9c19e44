/**
 * What a study changes in an electrode's geometry: contact to the current collector, delamination, thickness, particle
 * size, coating, additive, voxel size.
 *
 * <p>Every operation takes a phase map with the labels of {@link io.github.voxelyte.microstructure.voxels.Labels} and
 * gives a new one; inputs are never changed. Random choices are functions of the seed and the voxel's position alone,
 * so that results depend neither on the number of threads nor on the order of evaluation.
 */
package io.github.voxelyte.microstructure.modification;
