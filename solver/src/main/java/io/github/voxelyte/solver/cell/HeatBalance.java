package io.github.voxelyte.solver.cell;

import io.github.voxelyte.solver.material.LithiationFunction;

/**
 * The energy balance of a cell with one temperature, per cross-section: C·dT/dt = q − h·(T − T_ambient).
 *
 * @param heatCapacity C of all that warms up with the cell [J/(m²·K)]
 * @param heatTransfer h to the surroundings, both sides together [W/(m²·K)], 0 for an adiabatic cell
 * @param ambientTemperature of the surroundings [K]
 * @param entropyCoefficient ∂U/∂T of the active material against lithium [V/K]
 */
public record HeatBalance(
        double heatCapacity, double heatTransfer, double ambientTemperature, LithiationFunction entropyCoefficient) {
    /**
     * The temperature after a time at constant heat, exact.
     *
     * @param temperature before [K]
     * @param heat q [W/m²]
     * @param time [s]
     * @return after [K]
     */
    public double after(double temperature, double heat, double time) {
        if (heatTransfer == 0) {
            return temperature + heat * time / heatCapacity;
        }
        double steady = ambientTemperature + heat / heatTransfer;
        return temperature - (steady - temperature) * Math.expm1(-heatTransfer * time / heatCapacity);
    }
}
