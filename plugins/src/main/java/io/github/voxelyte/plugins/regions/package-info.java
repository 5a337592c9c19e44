/** The command Find Electrode Regions: crops with a wanted fraction, and how large a representative volume is. */
package io.github.voxelyte.plugins.regions;
