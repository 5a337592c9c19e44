/** Studies: many cells from one file, by structures, axes of variation and a design, each computed by the commands of the menu. */
package io.github.voxelyte.plugins.designs;
