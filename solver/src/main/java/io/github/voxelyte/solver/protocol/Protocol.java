package io.github.voxelyte.solver.protocol;

import java.util.List;

/**
 * A sequence of steps that a cell goes through.
 *
 * @param steps one after the other, at least one
 */
public record Protocol(List<ProtocolStep> steps) {
    /** Copies the list. */
    public Protocol {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a protocol needs at least one step");
        }
    }

    /**
     * One discharge or charge at constant current.
     *
     * @param currentDensity positive on discharge [A/m²]
     * @param endVoltage where it ends [V]
     * @return the protocol
     */
    public static Protocol constantCurrent(double currentDensity, double endVoltage) {
        return new Protocol(List.of(ProtocolStep.toVoltage(currentDensity, endVoltage)));
    }

    /**
     * The largest current density that a step asks for.
     *
     * @return magnitude [A/m²], 0 if every step is a rest or a hold
     */
    public double largestCurrent() {
        return steps.stream()
                .filter(step -> step.control() == ProtocolStep.Control.CURRENT)
                .mapToDouble(step -> Math.abs(step.value()))
                .max()
                .orElse(0);
    }
}
