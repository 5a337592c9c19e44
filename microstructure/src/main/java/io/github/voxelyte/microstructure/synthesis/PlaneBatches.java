package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.function.IntConsumer;

/** Goes through planes in parallel, batch by batch, with a word to the progress (and a chance to cancel) between. */
record PlaneBatches(int planes, int batch) {
    private static final int VOXELS_IN_A_BATCH = 4_000_000;
    private static final int FEWEST_PLANES = 4;

    static PlaneBatches of(VoxelGrid grid) {
        return new PlaneBatches(grid.nz(), Math.max(FEWEST_PLANES, VOXELS_IN_A_BATCH / grid.planeSize()));
    }

    void forEach(Parallel parallel, Progress progress, IntConsumer body) {
        for (int first = 0; first < planes; first += batch) {
            progress.update((double) first / planes);
            int from = first;
            parallel.forEach(Math.min(batch, planes - first), c -> body.accept(from + c));
        }
        progress.update(1);
    }
}
