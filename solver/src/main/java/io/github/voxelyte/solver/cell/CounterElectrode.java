package io.github.voxelyte.solver.cell;

/**
 * The planar lithium-metal electrode at the cell's temperature.
 *
 * @param exchangeCurrentDensity i00 of i0 = i00·√(ce/ce₀) [A/m²]
 * @param symmetryFactor α, between 0 and 1
 * @param doubleLayer capacitance per area [F/m²]
 */
public record CounterElectrode(double exchangeCurrentDensity, double symmetryFactor, double doubleLayer) {}
