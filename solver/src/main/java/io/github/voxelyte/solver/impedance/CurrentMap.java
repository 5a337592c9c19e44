package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.ScalarField;

/**
 * Where the alternating current enters the active material.
 *
 * @param frequency [Hz]
 * @param amplitude current density of the reactive (and charged passive) faces of every active voxel over that of the cell's
 *     cross-section; NaN where a voxel has no such face
 * @param phase by which it leads the cell's current [°], −180 to 180
 */
public record CurrentMap(double frequency, ScalarField amplitude, ScalarField phase) {}
