/** Connected components of a phase: how many there are, how large each is and which faces of the volume it touches. */
package io.github.voxelyte.microstructure.connectivity;
