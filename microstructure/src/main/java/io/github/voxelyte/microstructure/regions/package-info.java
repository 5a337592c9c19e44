/**
 * Parts of a structure: crops with a wanted volume fraction, and how large a part must be to represent the whole.
 */
package io.github.voxelyte.microstructure.regions;
