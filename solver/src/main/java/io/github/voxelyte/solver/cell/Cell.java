package io.github.voxelyte.solver.cell;

import io.github.voxelyte.solver.material.LithiationFunction;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything about a cell that is not the geometry of its electrode, in SI units.
 *
 * @param name what the cell is called in results
 * @param temperature T [K]
 * @param electrolyte the electrolyte
 * @param activeMaterial the active material
 * @param counterElectrode the lithium-metal electrode
 * @param separatorThickness [m], 0 if the label stack already holds the separator
 * @param contactResistance between active material (or additive) and collector, of their contact area [Ω·m²]
 * @param additiveConductivity electronic conductivity of conductive additive [S/m]
 * @param oneC what 1C means: charge in one hour per mass of active material [C/kg]
 * @param grainContactResistance between touching particles of active material, of their contact area [Ω·m²]
 * @param activationEnergies how its values change with temperature
 * @param heatBalance the energy balance; empty for a cell whose temperature stays
 */
public record Cell(
        String name,
        double temperature,
        Electrolyte electrolyte,
        ActiveMaterial activeMaterial,
        CounterElectrode counterElectrode,
        double separatorThickness,
        double contactResistance,
        double additiveConductivity,
        double oneC,
        double grainContactResistance,
        ActivationEnergies activationEnergies,
        Optional<HeatBalance> heatBalance) {
    /** Electronic conductivity of conductive additive where the cell file gives none: carbon black, 10 S/cm [S/m]. */
    public static final double DEFAULT_ADDITIVE_CONDUCTIVITY = 1000;

    /** Checks that nothing is missing. */
    public Cell {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(electrolyte, "electrolyte");
        Objects.requireNonNull(activeMaterial, "activeMaterial");
        Objects.requireNonNull(counterElectrode, "counterElectrode");
        Objects.requireNonNull(activationEnergies, "activationEnergies");
        Objects.requireNonNull(heatBalance, "heatBalance");
    }

    /**
     * A cell whose particles touch without resistance and whose temperature stays.
     *
     * @param name what the cell is called in results
     * @param temperature T [K]
     * @param electrolyte the electrolyte
     * @param activeMaterial the active material
     * @param counterElectrode the lithium-metal electrode
     * @param separatorThickness [m], 0 if the label stack already holds the separator
     * @param contactResistance between active material (or additive) and collector, of their contact area [Ω·m²]
     * @param additiveConductivity electronic conductivity of conductive additive [S/m]
     * @param oneC what 1C means: charge in one hour per mass of active material [C/kg]
     */
    public Cell(
            String name,
            double temperature,
            Electrolyte electrolyte,
            ActiveMaterial activeMaterial,
            CounterElectrode counterElectrode,
            double separatorThickness,
            double contactResistance,
            double additiveConductivity,
            double oneC) {
        this(
                name,
                temperature,
                electrolyte,
                activeMaterial,
                counterElectrode,
                separatorThickness,
                contactResistance,
                additiveConductivity,
                oneC,
                0,
                ActivationEnergies.NONE,
                Optional.empty());
    }

    /**
     * The same cell with another active material.
     *
     * @param material the active material
     * @return the changed copy
     */
    public Cell withActiveMaterial(ActiveMaterial material) {
        return new Cell(
                name,
                temperature,
                electrolyte,
                material,
                counterElectrode,
                separatorThickness,
                contactResistance,
                additiveConductivity,
                oneC,
                grainContactResistance,
                activationEnergies,
                heatBalance);
    }

    /**
     * The same cell with another electrolyte.
     *
     * @param other the electrolyte
     * @return the changed copy
     */
    public Cell withElectrolyte(Electrolyte other) {
        return new Cell(
                name,
                temperature,
                other,
                activeMaterial,
                counterElectrode,
                separatorThickness,
                contactResistance,
                additiveConductivity,
                oneC,
                grainContactResistance,
                activationEnergies,
                heatBalance);
    }

    /**
     * The same cell with another separator.
     *
     * @param thickness [m], 0 or more
     * @return the changed copy
     * @throws IllegalArgumentException if the thickness is negative or not finite
     */
    public Cell withSeparatorThickness(double thickness) {
        if (!(thickness >= 0 && thickness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("separator thickness must be 0 m or more and finite: " + thickness);
        }
        return new Cell(
                name,
                temperature,
                electrolyte,
                activeMaterial,
                counterElectrode,
                thickness,
                contactResistance,
                additiveConductivity,
                oneC,
                grainContactResistance,
                activationEnergies,
                heatBalance);
    }

    /**
     * The same cell with resistance where particles of active material touch.
     *
     * @param resistance of the contact area [Ω·m²], 0 or more
     * @return the changed copy
     * @throws IllegalArgumentException if the resistance is negative or not finite
     */
    public Cell withGrainContactResistance(double resistance) {
        if (!(resistance >= 0 && resistance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "grain-contact resistance must be 0 Ω·m² or more and finite: " + resistance);
        }
        return new Cell(
                name,
                temperature,
                electrolyte,
                activeMaterial,
                counterElectrode,
                separatorThickness,
                contactResistance,
                additiveConductivity,
                oneC,
                resistance,
                activationEnergies,
                heatBalance);
    }

    /**
     * The same cell with an energy balance.
     *
     * @param energies how its values change with temperature
     * @param balance the energy balance
     * @return the changed copy
     */
    public Cell withHeatBalance(ActivationEnergies energies, HeatBalance balance) {
        return new Cell(
                name,
                temperature,
                electrolyte,
                activeMaterial,
                counterElectrode,
                separatorThickness,
                contactResistance,
                additiveConductivity,
                oneC,
                grainContactResistance,
                energies,
                Optional.of(balance));
    }

    /**
     * The cell at another temperature: κ, De, σ, D and the exchange currents by their activation energies, U by the entropy
     * coefficient where there is an energy balance.
     *
     * @param kelvin the temperature [K]
     * @return the changed copy
     */
    public Cell atTemperature(double kelvin) {
        ActivationEnergies e = activationEnergies;
        ActiveMaterial m = activeMaterial;
        LithiationFunction potential = heatBalance
                .map(h -> m.openCircuitPotential().plus(h.entropyCoefficient().times(kelvin - temperature)))
                .orElse(m.openCircuitPotential());
        return new Cell(
                name,
                kelvin,
                new Electrolyte(
                        electrolyte.conductivity() * factor(e.electrolyteConductivity(), kelvin),
                        electrolyte.transferenceNumber(),
                        electrolyte.concentration(),
                        electrolyte.diffusivity() * factor(e.electrolyteDiffusivity(), kelvin),
                        electrolyte.thermodynamicFactor(),
                        electrolyte.conductivityRatio(),
                        electrolyte.diffusivityRatio(),
                        electrolyte.thermodynamicRatio()),
                new ActiveMaterial(
                        m.initialLithiation(),
                        m.maximumConcentration(),
                        m.density(),
                        m.conductivity().times(factor(e.activeConductivity(), kelvin)),
                        m.diffusivity().times(factor(e.activeDiffusivity(), kelvin)),
                        potential,
                        m.exchangeCurrentDensity() * factor(e.activeExchange(), kelvin),
                        m.symmetryFactor(),
                        m.doubleLayer(),
                        m.filmResistance()),
                new CounterElectrode(
                        counterElectrode.exchangeCurrentDensity() * factor(e.counterExchange(), kelvin),
                        counterElectrode.symmetryFactor(),
                        counterElectrode.doubleLayer()),
                separatorThickness,
                contactResistance,
                additiveConductivity,
                oneC,
                grainContactResistance,
                activationEnergies,
                heatBalance);
    }

    private double factor(double energy, double kelvin) {
        return ActivationEnergies.factor(energy, temperature, kelvin);
    }

    /**
     * Current density of the 1C rate per volume of active material.
     *
     * @return [A/m³]
     */
    public double oneCPerVolume() {
        return oneC / 3600 * activeMaterial.density();
    }
}
