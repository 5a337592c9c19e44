package io.github.voxelyte.solver.discharge;

import java.util.List;

/**
 * A discharge curve and what it took.
 *
 * @param points the curve, from t = 0 under load; empty if the current cannot flow above the cut-off at all
 * @param stop why it ended
 * @param faceRule the rule at reactive faces
 * @param steps accepted time steps
 * @param rejected rejected time steps
 * @param newtonSteps Newton steps, also of rejected steps
 * @param linearIterations preconditioned iterations
 * @param largestImbalance largest sum of absolute current residuals at an accepted step, relative to the cell current
 */
public record DischargeResult(
        List<DischargePoint> points,
        StopReason stop,
        FaceRule faceRule,
        int steps,
        int rejected,
        long newtonSteps,
        long linearIterations,
        double largestImbalance) {
    /** Copies the list. */
    public DischargeResult {
        points = List.copyOf(points);
    }

    /**
     * The last point of a curve that has one.
     *
     * @return the end of the curve
     */
    public DischargePoint last() {
        return points.get(points.size() - 1);
    }
}
