package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * The coefficients of a cell's linear response around rest, for voxels of one lithiation x₀.
 *
 * @param sigma electronic conductivity of the active material [S/m]
 * @param kappa conductivity of the electrolyte [S/m]
 * @param diffusivity D(x₀) [m²/s]
 * @param fall p = −dU/dx at x₀ [V]
 * @param chargePerVolume F·cmax [C/m³]
 * @param transferResistance RT/(F·i0) at the active material [Ω·m² of true area]
 * @param filmResistance in series with it [Ω·m²]
 * @param doubleLayer across both [F/m²]
 * @param passiveDoubleLayer of faces without reaction [F/m²]
 * @param lithiumTransferResistance RT/(F·i0) at lithium [Ω·m²]
 * @param lithiumDoubleLayer at lithium [F/m²]
 */
record LinearCell(
        double sigma,
        double kappa,
        double diffusivity,
        double fall,
        double chargePerVolume,
        double transferResistance,
        double filmResistance,
        double doubleLayer,
        double passiveDoubleLayer,
        double lithiumTransferResistance,
        double lithiumDoubleLayer) {
    /** Where the open-circuit potential is flat, the capacity of a voxel is infinite; this keeps it finite [V]. */
    private static final double LEAST_FALL = 1e-9;

    static LinearCell of(Cell cell, double x, double passiveDoubleLayer) {
        ActiveMaterial material = cell.activeMaterial();
        double thermal = PhysicalConstants.GAS * cell.temperature() / PhysicalConstants.FARADAY;
        double exchange = material.exchangeCurrentDensity() * Math.sqrt(x * (1 - x));
        return new LinearCell(
                material.conductivity().value(x),
                cell.electrolyte().conductivity(),
                material.diffusivity().value(x),
                Math.max(LEAST_FALL, -material.openCircuitPotential().derivative(x)),
                PhysicalConstants.FARADAY * material.maximumConcentration(),
                thermal / exchange,
                material.filmResistance(),
                material.doubleLayer(),
                passiveDoubleLayer,
                thermal / cell.counterElectrode().exchangeCurrentDensity(),
                cell.counterElectrode().doubleLayer());
    }
}
