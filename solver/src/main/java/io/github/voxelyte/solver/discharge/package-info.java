/**
 * The discharge of a voxel cell: its assembly from a label stack and a cell file, the coupled equations of charge and
 * lithium, and their integration in time. Equations, discretisation and verification: docs/solver.md.
 */
package io.github.voxelyte.solver.discharge;
