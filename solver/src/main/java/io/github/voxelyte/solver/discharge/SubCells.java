package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.List;

/** The sub-cells of an electrode, wherever they are. */
@FunctionalInterface
public interface SubCells {
    /**
     * Asks all sub-cells the same.
     *
     * @param request what is tried
     * @param progress the way to cancel
     * @return one answer each, always in the same order
     */
    List<SubCellResponse> respond(StepRequest request, Progress progress);
}
