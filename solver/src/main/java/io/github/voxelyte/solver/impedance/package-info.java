/**
 * Impedance of a voxel cell at rest: the equations of the discharge, with double layers, linearised and solved frequency by
 * frequency.
 */
package io.github.voxelyte.solver.impedance;
