package io.github.voxelyte.solver.cell;

import java.util.Objects;

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
        double grainContactResistance) {
    /** Electronic conductivity of conductive additive where the cell file gives none: carbon black, 10 S/cm [S/m]. */
    public static final double DEFAULT_ADDITIVE_CONDUCTIVITY = 1000;

    /** Checks that nothing is missing. */
    public Cell {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(electrolyte, "electrolyte");
        Objects.requireNonNull(activeMaterial, "activeMaterial");
        Objects.requireNonNull(counterElectrode, "counterElectrode");
    }

    /**
     * A cell whose particles touch without resistance.
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
                0);
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
                grainContactResistance);
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
                grainContactResistance);
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
                resistance);
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
