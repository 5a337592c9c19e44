package io.github.voxelyte.benchmarks;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Peak of the live heap while an algorithm runs: the bytes of all reachable objects, which the virtual machine counts
 * right after a full collection while all threads stand still (its class histogram).
 *
 * <p>Heap in use would count more: what other threads allocated since the collection, and with the default collector the
 * unused ends of regions, several bytes per voxel on a volume of a million voxels.
 *
 * <p>Counted at the algorithm's reports, that is at every stage and iteration, and from a thread beside it for what
 * happens between two reports. Makes the algorithm several times slower: never time it in the same run.
 */
final class PeakHeap {
    /** Reports closer than this are passed over: 1/200 of the whole, so that not every plane is collected for. */
    private static final double STEP = 0.005;

    private static final long LEAST_PAUSE = 5_000_000; // [ns]
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private long peak;
    private double countedAt = Double.NEGATIVE_INFINITY;
    private volatile boolean done;

    private PeakHeap() {}

    /**
     * Runs an algorithm.
     *
     * @param algorithm what to run, handed the progress it is to report to
     * @return peak live heap during the run less that before it [bytes]
     */
    static long during(Consumer<Progress> algorithm) {
        liveBytes(); // what counting itself allocates once
        long before = liveBytes();
        PeakHeap heap = new PeakHeap();
        Thread between = new Thread(heap::countUntilDone, "live-heap");
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
        if (fraction >= countedAt + STEP || fraction >= 1) {
            countedAt = fraction;
            count();
        }
    }

    private void countUntilDone() {
        while (!done) {
            long start = System.nanoTime();
            count();
            // As long a pause as the collection took, for the algorithm to get on.
            LockSupport.parkNanos(Math.max(LEAST_PAUSE, System.nanoTime() - start));
        }
    }

    private void count() {
        long bytes = liveBytes();
        synchronized (this) {
            peak = Math.max(peak, bytes);
        }
    }

    private synchronized long peak() {
        return peak;
    }

    private static long liveBytes() {
        try {
            Object histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Matcher total = TOTAL.matcher((String) histogram);
            if (total.find()) {
                return Long.parseLong(total.group(1));
            }
        } catch (JMException e) {
            throw new IllegalStateException("this virtual machine cannot count its live objects: use a HotSpot JDK", e);
        }
        throw new IllegalStateException("the class histogram has no total: use a HotSpot JDK");
    }
}
