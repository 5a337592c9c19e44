package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;

/** Goes through the slices of a volume slab by slab, several threads in a slab, and reports between slabs. */
final class SlabLoop {
    /** Slabs of this many chunks keep 16 threads busy between two reports. */
    private static final int CHUNKS = 16;

    private SlabLoop() {}

    /** Handles the slices from ≤ z &lt; to. */
    @FunctionalInterface
    interface Slices {
        void handle(int from, int to);
    }

    /** Calls the body for all slices; a chunk is at least one slice, its limits depend on the number of slices only. */
    static void over(int slices, Parallel parallel, Progress progress, Slices body) {
        int perChunk = Math.max(1, slices / 256);
        int perSlab = perChunk * CHUNKS;
        for (int start = 0; start < slices; start += perSlab) {
            int first = start;
            int end = Math.min(slices, start + perSlab);
            int chunks = (end - first + perChunk - 1) / perChunk;
            parallel.forEach(chunks, c -> body.handle(first + c * perChunk, Math.min(end, first + (c + 1) * perChunk)));
            progress.update((double) end / slices);
        }
    }
}
