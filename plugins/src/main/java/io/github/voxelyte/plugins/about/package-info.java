/** What Voxelyte says about itself. */
package io.github.voxelyte.plugins.about;
