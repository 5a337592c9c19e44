package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.discharge.ElementShape;

/**
 * Elements of one shape between voxels of the same lithiations, which therefore have the same admittance.
 *
 * @param shape what they look like
 * @param first index of the first end's lithiation among those of the state; 0 if that end is no active voxel
 * @param second the same of the second end
 */
record ElementClass(ElementShape shape, int first, int second) {}
