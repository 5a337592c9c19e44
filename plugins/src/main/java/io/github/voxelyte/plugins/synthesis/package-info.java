/** The command that makes synthetic tomograms. */
package io.github.voxelyte.plugins.synthesis;
