/**
 * The cell solver: materials, cell assembly, discharge and impedance on the voxels of an electrode.
 *
 * <p>Depends on the microstructure module only; knows neither ImageJ nor AWT.
 */
package io.github.voxelyte.solver;
