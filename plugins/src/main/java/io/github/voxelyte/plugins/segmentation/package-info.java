/** The command that turns a grey tomogram into labels, with ImageJ's own filters and thresholds where it has them. */
package io.github.voxelyte.plugins.segmentation;
