package io.github.voxelyte.solver.discharge;

/**
 * One instant of a discharge.
 *
 * @param time since the start [s]
 * @param currentDensity per cross-section, positive on discharge [A/m²]
 * @param voltage between collector and lithium [V]
 * @param charge passed per cross-section since the start, positive on discharge [C/m²]
 * @param meanLithiation over all active voxels, isolated ones included
 * @param minLithiation smallest of all voxels that take part
 * @param maxLithiation largest of all voxels that take part
 * @param losses where the voltage goes
 * @param step number of the protocol's step, from 1
 * @param cycle number of the repetition that the step belongs to, 0 for none
 * @param temperature of the cell, with a field the mean of electrode and separator by heat capacity [K]
 * @param heat per cross-section, mean of the time step that ended here, or at its start after a jump [W/m²]; 0 without energy balance
 * @param minTemperature smallest of electrode and separator [K]
 * @param maxTemperature largest of electrode and separator [K]
 */
public record DischargePoint(
        double time,
        double currentDensity,
        double voltage,
        double charge,
        double meanLithiation,
        double minLithiation,
        double maxLithiation,
        LossBudget losses,
        int step,
        int cycle,
        double temperature,
        double heat,
        double minTemperature,
        double maxTemperature) {}
