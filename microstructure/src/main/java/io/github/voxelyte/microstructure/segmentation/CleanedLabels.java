package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.PhaseMap;

/**
 * Labels after a clean-up step, and how much the step changed.
 *
 * @param labels the new labels; planes without a change are shared with the old ones
 * @param changedVoxels number of voxels whose label changed
 * @param changedComponents number of connected components that were relabelled; 0 for a filter
 */
public record CleanedLabels(PhaseMap labels, long changedVoxels, long changedComponents) {}
