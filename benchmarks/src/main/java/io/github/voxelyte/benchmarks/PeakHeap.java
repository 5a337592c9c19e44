package io.github.voxelyte.benchmarks;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Peak of the live heap while an algorithm runs: the heap in use right after a full collection, so that garbage does not
 * count.
 *
 * <p>Collected from the algorithm's progress, that is at every stage and iteration, and from a thread beside it for what
 * happens between two reports. Makes the algorithm several times slower: never time it in the same run.
 */
final class PeakHeap {
    /** Reports closer than this are passed over: 1/500 of the whole, so that planes are not each collected for. */
    private static final double STEP = 0.002;

    private static final long LEAST_PAUSE = 5_000_000; // [ns]

    private long peak;
    private double lastSample = Double.NEGATIVE_INFINITY;
    private volatile boolean done;

    private PeakHeap() {}

    /**
     * Runs an algorithm.
     *
     * @param algorithm what to run, handed the progress it is to report to
     * @return peak live heap during the run less that before it [bytes]
     */
    static long during(Consumer<Progress> algorithm) {
        collect();
        long before = collect();
        PeakHeap heap = new PeakHeap();
        Thread between = new Thread(heap::sampleUntilDone, "live-heap");
        between.setDaemon(true);
        between.start();
        try {
            algorithm.accept(heap::report);
        } finally {
            heap.done = true;
            LockSupport.unpark(between);
        }
        try {
            between.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Math.max(0, heap.peak() - before);
    }

    private void report(double fraction) {
        if (fraction >= lastSample + STEP || fraction >= 1) {
            lastSample = fraction;
            sample();
        }
    }

    private void sampleUntilDone() {
        while (!done) {
            long start = System.nanoTime();
            sample();
            // As long a pause as the collection took, for the algorithm to get on.
            LockSupport.parkNanos(Math.max(LEAST_PAUSE, System.nanoTime() - start));
        }
    }

    private void sample() {
        long used = collect();
        synchronized (this) {
            peak = Math.max(peak, used);
        }
    }

    private synchronized long peak() {
        return peak;
    }

    private static long collect() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
