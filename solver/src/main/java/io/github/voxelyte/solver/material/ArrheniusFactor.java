package io.github.voxelyte.solver.material;

/**
 * Temperature dependence of a rate: exp(Ea/R·(1/T₀ − 1/T)), 1 at the reference temperature.
 *
 * @param activationEnergy Ea [J/mol], not negative
 * @param referenceTemperature T₀ [K], positive
 */
public record ArrheniusFactor(double activationEnergy, double referenceTemperature) {
    /** No dependence on temperature. */
    public static final ArrheniusFactor NONE = new ArrheniusFactor(0, 298.15);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the energy is negative or the temperature not positive
     */
    public ArrheniusFactor {
        if (!(activationEnergy >= 0) || !Double.isFinite(activationEnergy)) {
            throw new IllegalArgumentException(
                    "the activation energy must be 0 J/mol or more and finite: " + activationEnergy);
        }
        if (!(referenceTemperature > 0) || !Double.isFinite(referenceTemperature)) {
            throw new IllegalArgumentException(
                    "the reference temperature must be above 0 K and finite: " + referenceTemperature);
        }
    }

    /**
     * The factor at a temperature.
     *
     * @param temperature T [K]
     * @return what the value at the reference temperature is multiplied with
     */
    public double at(double temperature) {
        return Math.exp(activationEnergy / PhysicalConstants.GAS * (1 / referenceTemperature - 1 / temperature));
    }
}
