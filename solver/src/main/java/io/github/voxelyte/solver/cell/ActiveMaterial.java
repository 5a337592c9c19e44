package io.github.voxelyte.solver.cell;

import io.github.voxelyte.solver.material.LithiationFunction;

/**
 * The active material at the cell's temperature.
 *
 * @param initialLithiation x at the start, 0 to 1
 * @param maximumConcentration cmax [mol/m³]
 * @param density [kg/m³]
 * @param conductivity σ(x) [S/m]
 * @param diffusivity D(x) [m²/s]
 * @param openCircuitPotential U(x) against lithium [V]
 * @param exchangeCurrentDensity i00 of i0 = i00·√(ce/ce₀)·√(x(1−x)) [A/m²]
 * @param symmetryFactor α, between 0 and 1
 * @param doubleLayer capacitance per true area [F/m²]
 * @param filmResistance of an interphase between active material and electrolyte [Ω·m²]
 */
public record ActiveMaterial(
        double initialLithiation,
        double maximumConcentration,
        double density,
        LithiationFunction conductivity,
        LithiationFunction diffusivity,
        LithiationFunction openCircuitPotential,
        double exchangeCurrentDensity,
        double symmetryFactor,
        double doubleLayer,
        double filmResistance) {
    /**
     * The same material at another start.
     *
     * @param lithiation x at the start, 0 to 1
     * @return the changed copy
     * @throws IllegalArgumentException if x is not between 0 and 1
     */
    public ActiveMaterial withInitialLithiation(double lithiation) {
        if (!(lithiation > 0 && lithiation < 1)) {
            throw new IllegalArgumentException("initial lithiation must lie between 0 and 1: " + lithiation);
        }
        return new ActiveMaterial(
                lithiation,
                maximumConcentration,
                density,
                conductivity,
                diffusivity,
                openCircuitPotential,
                exchangeCurrentDensity,
                symmetryFactor,
                doubleLayer,
                filmResistance);
    }
}
