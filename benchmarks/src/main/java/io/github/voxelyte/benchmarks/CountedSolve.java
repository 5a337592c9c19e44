package io.github.voxelyte.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The second of two solves of one problem and what it took. Methods that the first leaves in the queue of the virtual machine's compiler
 * are waited for in between. What is compiled because of the second solve counts, and what is collected during it, be it the garbage
 * of the first: so it is for whoever solves twice.
 *
 * @param transport the result
 * @param cpuSeconds process CPU time over all threads, collector and compiler included [s]
 * @param wallSeconds elapsed time [s]
 * @param threadSeconds CPU time of the calling thread [s]
 * @param compilerSeconds elapsed time of compilations finished meanwhile [s]
 */
record CountedSolve(
        EffectiveTransport transport,
        double cpuSeconds,
        double wallSeconds,
        double threadSeconds,
        double compilerSeconds) {

    private static final long PAUSE = 100_000_000; // [ns]
    private static final long BUSY = 5_000_000; // CPU time in a pause of a process that still works [ns]
    private static final int QUIET_PAUSES = 3;
    private static final int MOST_PAUSES = 300;

    static CountedSolve of(Supplier<EffectiveTransport> solve) {
        EffectiveTransport first = solve.get();
        awaitQuiet();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long compiler = compilerMillis();
        long cpu = process.getProcessCpuTime();
        long thread = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        EffectiveTransport transport = solve.get();
        CountedSolve counted = new CountedSolve(
                transport,
                (process.getProcessCpuTime() - cpu) * 1e-9,
                (System.nanoTime() - wall) * 1e-9,
                (threads.getCurrentThreadCpuTime() - thread) * 1e-9,
                (compilerMillis() - compiler) * 1e-3);
        if (first.relativeConductivity() != transport.relativeConductivity()) {
            throw new IllegalStateException("two solves of one problem differ: " + first + " and " + transport);
        }
        return counted;
    }

    private static long compilerMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }

    /** Waits until for three pauses no compilation has ended and the process has used next to no CPU time. */
    private static void awaitQuiet() {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int quiet = 0;
        for (int k = 0; k < MOST_PAUSES && quiet < QUIET_PAUSES; k++) {
            long cpu = process.getProcessCpuTime();
            long compiler = compilerMillis();
            long until = System.nanoTime() + PAUSE;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            boolean idle = compilerMillis() == compiler && process.getProcessCpuTime() - cpu < BUSY;
            quiet = idle ? quiet + 1 : 0;
        }
    }
}
