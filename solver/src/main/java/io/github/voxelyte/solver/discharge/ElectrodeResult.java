package io.github.voxelyte.solver.discharge;

import java.util.List;

/**
 * The discharge of sub-cells in parallel and what it took.
 *
 * @param points the curve, from t = 0 under load; empty if the current cannot flow above the cut-off at all
 * @param stop why it ended
 * @param end the state of every sub-cell at the end; empty if it did not come to an end
 * @param rejected attempts at a step that were given up
 * @param passes how often all sub-cells were asked for the steps that were accepted
 * @param newtonSteps of all sub-cells in those
 * @param linearIterations of all sub-cells in those
 */
public record ElectrodeResult(
        List<ElectrodePoint> points,
        StopReason stop,
        List<SubCellResponse> end,
        int rejected,
        int passes,
        long newtonSteps,
        long linearIterations) {
    /** Copies the lists. */
    public ElectrodeResult {
        points = List.copyOf(points);
        end = List.copyOf(end);
    }
}
