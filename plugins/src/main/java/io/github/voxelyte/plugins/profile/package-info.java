/** The command that measures the volume fraction layer by layer, and its plot. */
package io.github.voxelyte.plugins.profile;
