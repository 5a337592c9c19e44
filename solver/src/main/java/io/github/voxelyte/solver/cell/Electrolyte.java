package io.github.voxelyte.solver.cell;

/**
 * The electrolyte at the cell's temperature.
 *
 * @param conductivity κ [S/m]
 * @param transferenceNumber t+ of lithium, 0 to 1
 * @param concentration ce₀ [mol/m³]; without effect while t+ is 1
 * @param diffusivity De [m²/s]; without effect while t+ is 1
 * @param thermodynamicFactor f = (ce/RT)·∂μ/∂ce of the neutral salt; without effect while t+ is 1
 */
public record Electrolyte(
        double conductivity,
        double transferenceNumber,
        double concentration,
        double diffusivity,
        double thermodynamicFactor) {}
