package io.github.voxelyte.solver.discharge;

import java.io.Serializable;

/**
 * One try of a time step that all sub-cells take together.
 *
 * @param step its length [s]
 * @param voltage of the collector at its end [V]
 * @param asksForStep whether it is to be found what a longer step changes of the current
 */
public record StepTrial(double step, double voltage, boolean asksForStep) implements Serializable {}
