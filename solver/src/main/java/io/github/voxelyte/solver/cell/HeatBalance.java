package io.github.voxelyte.solver.cell;

import io.github.voxelyte.solver.material.LithiationFunction;
import java.util.Objects;
import java.util.Optional;

/**
 * The energy balance of a cell, per cross-section: C·dT/dt = q − h·(T − T_ambient), of one temperature or, with conduction, of a field.
 *
 * @param heatCapacity C of all that warms up with the cell [J/(m²·K)]
 * @param heatTransfer h to the surroundings, both sides together [W/(m²·K)], 0 for an adiabatic cell
 * @param ambientTemperature of the surroundings [K]
 * @param entropyCoefficient ∂U/∂T of the active material against lithium [V/K]
 * @param conduction how heat moves inside; empty for one temperature
 */
public record HeatBalance(
        double heatCapacity,
        double heatTransfer,
        double ambientTemperature,
        LithiationFunction entropyCoefficient,
        Optional<HeatConduction> conduction) {
    /** Checks that nothing is missing. */
    public HeatBalance {
        Objects.requireNonNull(entropyCoefficient, "entropyCoefficient");
        Objects.requireNonNull(conduction, "conduction");
    }

    /**
     * The balance of one temperature.
     *
     * @param heatCapacity C of all that warms up with the cell [J/(m²·K)]
     * @param heatTransfer h to the surroundings, both sides together [W/(m²·K)], 0 for an adiabatic cell
     * @param ambientTemperature of the surroundings [K]
     * @param entropyCoefficient ∂U/∂T of the active material against lithium [V/K]
     */
    public HeatBalance(
            double heatCapacity,
            double heatTransfer,
            double ambientTemperature,
            LithiationFunction entropyCoefficient) {
        this(heatCapacity, heatTransfer, ambientTemperature, entropyCoefficient, Optional.empty());
    }

    /**
     * The same balance of a field of temperature.
     *
     * @param inside how heat moves inside
     * @return the changed copy
     */
    public HeatBalance withConduction(HeatConduction inside) {
        return new HeatBalance(heatCapacity, heatTransfer, ambientTemperature, entropyCoefficient, Optional.of(inside));
    }

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
