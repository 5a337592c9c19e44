package io.github.voxelyte.solver.discharge;

import java.io.Serializable;
import java.util.List;

/**
 * What a sub-cell is asked: what to try after the steps that were accepted. It says all that the answer depends on, so it may be asked twice, or of
 * a process that has never heard of the sub-cell, and is answered alike to the last bit.
 *
 * @param density mean current of all sub-cells per cross-section, positive [A/m²]
 * @param accepted the steps so far, each by its tries, the last of which was accepted; the first step is so short that only
 *     potentials move
 * @param attempt the tries of the next step, the last of which is asked for; empty to ask for the state
 */
public record StepRequest(double density, List<List<StepTrial>> accepted, List<StepTrial> attempt)
        implements Serializable {
    /** Copies the lists. */
    public StepRequest {
        accepted = accepted.stream().map(List::copyOf).toList();
        attempt = List.copyOf(attempt);
    }
}
