package io.github.voxelyte.solver.discharge;

import java.io.Serializable;

/**
 * A sub-cell's answer: what the tried step gives, and the state that it starts from.
 *
 * @param current at the end of the step [A]; NaN if it was not found; without a try that of the state
 * @param byVoltage its derivative by the voltage [S]
 * @param byStep its derivative by the length of the step at the voltage [A/s]; 0 if not asked for
 * @param error largest estimated local error of a lithiation over its tolerance [1]
 * @param fastestRate of the state: largest change of a lithiation at the start of all [1/s]
 * @param charge passed by the state [C]
 * @param meanLithiation of the state, over all active voxels, isolated ones included
 * @param minLithiation smallest of the state
 * @param maxLithiation largest of the state
 * @param newtonSteps that all tries of the step took
 * @param linearIterations that all tries of the step took
 */
public record SubCellResponse(
        double current,
        double byVoltage,
        double byStep,
        double error,
        double fastestRate,
        double charge,
        double meanLithiation,
        double minLithiation,
        double maxLithiation,
        long newtonSteps,
        long linearIterations)
        implements Serializable {
    /** Of a sub-cell that carries no current whatever the voltage. */
    public static final SubCellResponse IDLE =
            new SubCellResponse(0, 0, 0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, 0, 0);

    /**
     * Whether the try was solved.
     *
     * @return false if the step has to be shorter
     */
    public boolean isSolved() {
        return !Double.isNaN(current);
    }
}
