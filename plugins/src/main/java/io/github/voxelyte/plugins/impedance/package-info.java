/** Impedance spectra of cells. */
package io.github.voxelyte.plugins.impedance;
