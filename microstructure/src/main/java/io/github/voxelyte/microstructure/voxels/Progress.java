package io.github.voxelyte.microstructure.voxels;

/** Where a long algorithm reports, and where it can be cancelled. */
@FunctionalInterface
public interface Progress {
    /** Reports nothing and never cancels. */
    Progress NONE = fraction -> {};

    /**
     * Called by an algorithm about once per iteration, from the thread that called the algorithm.
     *
     * @param fraction what is done, 0 to 1
     * @throws java.util.concurrent.CancellationException if the work is to stop
     */
    void update(double fraction);

    /**
     * A part of this progress: 0 to 1 of the part maps to {@code from} to {@code to} of the whole.
     *
     * @param from where the part starts, 0 to 1
     * @param to where the part ends, 0 to 1
     * @return the progress to hand to the part
     */
    default Progress part(double from, double to) {
        return fraction -> update(from + (to - from) * fraction);
    }
}
