/**
 * Functions of lithiation: numbers, tables with a named interpolation, formulas; their derivatives and the Kirchhoff
 * variable of a diffusivity; Arrhenius factors.
 *
 * <p>Lithiation is x = cs/cmax, 0 to 1, without unit.
 */
package io.github.voxelyte.solver.material;
