package io.github.voxelyte.solver.cell;

/**
 * How heat moves and is stored inside a cell whose temperature is a field.
 *
 * @param electrolyteConductivity λ of electrolyte, also passivated [W/(m·K)]
 * @param activeConductivity λ of active material [W/(m·K)]
 * @param additiveConductivity λ of conductive additive [W/(m·K)]
 * @param electrolyteCapacity ρ·cp of electrolyte [J/(m³·K)]
 * @param activeCapacity ρ·cp of active material [J/(m³·K)]
 * @param additiveCapacity ρ·cp of conductive additive [J/(m³·K)]
 * @param collectorShare share of the heat transfer that is at the collector; the rest is at lithium
 */
public record HeatConduction(
        double electrolyteConductivity,
        double activeConductivity,
        double additiveConductivity,
        double electrolyteCapacity,
        double activeCapacity,
        double additiveCapacity,
        double collectorShare) {}
