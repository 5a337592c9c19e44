package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * The linear response of the salt of an electrolyte with t+ below 1. With χ = β·δce/ce₀ [V], β = (1 − t+)·RT·f/F, two voxels of
 * conductance g between them and the current j that leaves the first:
 *
 * <pre>j = g·(Δφ − Δχ),   iω·S·V·χ + Σ (r·g·Δχ − j) = 0,   S = F·ce₀/((1 − t+)·β),   r = S·De/κ</pre>
 *
 * This is the discharge's balance of salt over (1 − t+), in which the currents that enter a voxel at its faces are replaced by
 * those that leave it through electrolyte: the same equation, and complex symmetric.
 *
 * @param spread r
 * @param storage S [F/m³]
 */
record LinearSalt(double spread, double storage) {
    static LinearSalt of(Cell cell) {
        Electrolyte electrolyte = cell.electrolyte();
        double migration = 1 - electrolyte.transferenceNumber();
        double beta = migration
                * PhysicalConstants.GAS
                * cell.temperature()
                * electrolyte.thermodynamicFactor()
                / PhysicalConstants.FARADAY;
        double storage = PhysicalConstants.FARADAY * electrolyte.concentration() / (migration * beta);
        return new LinearSalt(storage * electrolyte.diffusivity() / electrolyte.conductivity(), storage);
    }
}
