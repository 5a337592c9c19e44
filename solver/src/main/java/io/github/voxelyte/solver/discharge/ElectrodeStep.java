package io.github.voxelyte.solver.discharge;

import java.util.List;

/**
 * A step that all sub-cells have taken: all that is needed to go on from there.
 *
 * @param tries of the step, the last of which was accepted
 * @param responses of the sub-cells to the last try
 * @param nextStep what the error allows the next step to be [s]
 * @param rejected attempts at this step that were given up
 */
public record ElectrodeStep(List<StepTrial> tries, List<SubCellResponse> responses, double nextStep, int rejected) {
    /** Copies the lists. */
    public ElectrodeStep {
        tries = List.copyOf(tries);
        responses = List.copyOf(responses);
    }

    /** The one that was accepted. */
    StepTrial last() {
        return tries.get(tries.size() - 1);
    }
}
