package io.github.voxelyte.solver.protocol;

/**
 * One step of a protocol: what is held, and what ends it. The first condition that is met ends the step.
 *
 * @param text how the step was written
 * @param control what is held
 * @param value current density, positive on discharge [A/m²], or voltage [V]
 * @param endVoltage the voltage that ends a step at constant current: from above on discharge, from below on charge; NaN
 *     for none [V]
 * @param endsProtocol whether the end voltage is a limit of the whole protocol, which ends it
 * @param duration longest time [s], infinite for none
 * @param charge most charge that passes [C/m²], infinite for none
 * @param endCurrent magnitude of the current that ends a hold [A/m²], 0 for none
 * @param cycle number of the repetition the step belongs to, from 1; 0 outside repetitions
 */
public record ProtocolStep(
        String text,
        Control control,
        double value,
        double endVoltage,
        boolean endsProtocol,
        double duration,
        double charge,
        double endCurrent,
        int cycle) {
    /** What a step holds. */
    public enum Control {
        /** The current; 0 is a rest. */
        CURRENT,
        /** The voltage. */
        VOLTAGE
    }

    /** Checks that the step can end. */
    public ProtocolStep {
        boolean ends = !Double.isNaN(endVoltage)
                || duration < Double.POSITIVE_INFINITY
                || charge < Double.POSITIVE_INFINITY
                || endCurrent > 0;
        if (!ends) {
            throw new IllegalArgumentException("the step '" + text + "' never ends: give it a voltage, a duration, a"
                    + " charge, or for a hold a current");
        }
        if (!(duration > 0) || !(charge > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "the step '" + text + "' needs a finite value and a duration and charge above 0");
        }
    }

    /**
     * A discharge or charge at constant current to a voltage.
     *
     * @param currentDensity positive on discharge, not 0 [A/m²]
     * @param endVoltage [V]
     * @return the step
     */
    public static ProtocolStep toVoltage(double currentDensity, double endVoltage) {
        String text = currentDensity > 0 ? "Discharge" : "Charge";
        return new ProtocolStep(
                text,
                Control.CURRENT,
                currentDensity,
                endVoltage,
                false,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0,
                0);
    }

    /**
     * Whether no current flows.
     *
     * @return true for a rest
     */
    public boolean isRest() {
        return control == Control.CURRENT && value == 0;
    }

    ProtocolStep inCycle(int number) {
        return new ProtocolStep(text, control, value, endVoltage, endsProtocol, duration, charge, endCurrent, number);
    }
}
