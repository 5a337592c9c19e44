/**
 * Synthetic composite cathodes: packed particles in electrolyte with a wanted volume fraction, profile and contact ratio,
 * and the grey stack a tomograph would make of them.
 */
package io.github.voxelyte.microstructure.synthesis;
