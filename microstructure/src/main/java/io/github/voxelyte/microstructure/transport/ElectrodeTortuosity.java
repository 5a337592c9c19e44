package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Side;

/**
 * Tortuosity factor of the electrolyte in an electrode as its impedance against blocking interfaces gives it.
 *
 * @param axis direction from the separator to the collector
 * @param separator side where the separator is
 * @param fraction volume fraction ε of the electrolyte [1]
 * @param reachedFraction the part of it joined through faces to the separator's plane [1]
 * @param interfaceArea area of the voxel faces that charge, of the reached part, per total volume [1/m]
 * @param tortuosityFactor τ_e = 3·R·A·σ·ε/L [1]; infinite if nothing reaches the separator
 * @param iterations iterations of the linear solver
 * @param residual relative residual reached [1]
 */
public record ElectrodeTortuosity(
        Axis axis,
        Side separator,
        double fraction,
        double reachedFraction,
        double interfaceArea,
        double tortuosityFactor,
        int iterations,
        double residual) {

    /**
     * Ionic resistance of the electrode as read off its impedance, R_ion·A = τ_e·L/(σ·ε) = 3·R·A.
     *
     * @param length thickness of the electrode L [m]
     * @param conductivity conductivity of the electrolyte σ [S/m]
     * @return area-specific resistance [Ohm·m²]
     */
    public double ionResistance(double length, double conductivity) {
        return tortuosityFactor * length / (conductivity * fraction);
    }
}
