/**
 * From grey values to labels: histogram of the stack, thresholds, clean-up of the labels.
 *
 * <p>A threshold is the lowest grey value that belongs to the brighter class: a voxel is bright where g ≥ threshold.
 */
package io.github.voxelyte.microstructure.segmentation;
