package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.discharge.StepRequest;
import java.util.List;

/** Asks the tiles of an electrode: in this process, or on many computers. The answers are the same. */
@FunctionalInterface
public interface TileEngine {
    /**
     * Asks all tiles the same.
     *
     * @param tiles the tiles
     * @param request what is tried
     * @param progress the way to cancel
     * @return one answer a tile, in their order
     * @throws IllegalArgumentException in one sentence, if one of the tiles cannot be computed
     * @throws java.util.concurrent.CancellationException if cancelled; tiles that are at work stop at their next Newton step
     */
    List<TileAnswer> ask(List<ElectrodeTile> tiles, StepRequest request, Progress progress);
}
