package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.function.IntConsumer;

/** Independent items (planes, rows) done in parallel, in batches, with a report and a way out after each batch. */
final class Sweep {
    private static final int BATCHES = 24;

    private Sweep() {}

    /**
     * Runs the body once per item.
     *
     * @param parallel the threads
     * @param items number of items
     * @param progress told after each batch, from the calling thread
     * @param body told the item; items must not write what others read
     */
    static void over(Parallel parallel, int items, Progress progress, IntConsumer body) {
        int batch = Math.max(2 * parallel.threads(), (items + BATCHES - 1) / BATCHES);
        for (int start = 0; start < items; start += batch) {
            int first = start;
            int count = Math.min(batch, items - start);
            parallel.forEach(count, c -> body.accept(first + c));
            progress.update((double) (first + count) / items);
        }
    }
}
