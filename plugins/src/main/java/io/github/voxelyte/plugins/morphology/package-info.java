/** The command Electrode Morphology: fractions, connectivity, surfaces, chords, thickness and particles of an electrode. */
package io.github.voxelyte.plugins.morphology;
