package io.github.voxelyte.solver.cell;

import io.github.voxelyte.solver.material.ArrheniusFactor;

/**
 * How a cell's values change with temperature: exp(Ea/R·(1/T₀ − 1/T)) each, T₀ being the temperature at which they are given.
 *
 * @param electrolyteConductivity of κ [J/mol]
 * @param electrolyteDiffusivity of De [J/mol]
 * @param activeConductivity of σ [J/mol]
 * @param activeDiffusivity of D [J/mol]
 * @param activeExchange of the active material's exchange current [J/mol]
 * @param counterExchange of lithium's exchange current [J/mol]
 */
public record ActivationEnergies(
        double electrolyteConductivity,
        double electrolyteDiffusivity,
        double activeConductivity,
        double activeDiffusivity,
        double activeExchange,
        double counterExchange) {
    /** Nothing changes with temperature. */
    public static final ActivationEnergies NONE = new ActivationEnergies(0, 0, 0, 0, 0, 0);

    static double factor(double energy, double from, double to) {
        return new ArrheniusFactor(energy, from).at(to);
    }
}
