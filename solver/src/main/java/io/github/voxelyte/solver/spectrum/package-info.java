/** What is done with impedance spectra wherever they come from: reading, consistency, relaxation times, equivalent circuits. */
package io.github.voxelyte.solver.spectrum;
