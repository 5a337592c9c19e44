/** The cell file: every parameter of a cell that is not geometry, read from JSON, checked, and converted to SI. */
package io.github.voxelyte.solver.cell;
