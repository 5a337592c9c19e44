package io.github.voxelyte.microstructure.voxels;

/**
 * Goes through the slices of a volume slab by slab: several threads work on a slab, progress is reported between slabs.
 * How slices fall into chunks depends on their number only, never on the threads.
 */
public final class Slabs {
    /** Slabs of this many chunks keep 16 threads busy between two reports. */
    private static final int CHUNKS = 16;

    /** A volume has at least this many chunks, as far as it has slices. */
    private static final int LEAST_CHUNKS = 256;

    private Slabs() {}

    /** Handles some slices of a volume. */
    @FunctionalInterface
    public interface Slices {
        /**
         * Handles the slices from ≤ z &lt; to; called by several threads for different slices.
         *
         * @param from the first slice
         * @param to one past the last slice
         */
        void handle(int from, int to);
    }

    /**
     * Handles all slices of a volume.
     *
     * @param slices how many there are
     * @param parallel how many threads work
     * @param progress told after each slab
     * @param body handles some slices; must not write what others read
     */
    public static void forEach(int slices, Parallel parallel, Progress progress, Slices body) {
        int perChunk = Math.max(1, slices / LEAST_CHUNKS);
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
