package io.github.voxelyte.microstructure.voxels;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;

/**
 * Splits work into chunks for several threads so that the result does not depend on how many there are.
 *
 * <p>The caller fixes the number of chunks by the size of the problem, never by the number of threads; sums add the
 * chunks' partial results in the order of the chunks. So 1 and N threads agree bit for bit.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class Parallel {
    /** One thread: the calling one. */
    public static final Parallel SERIAL = new Parallel(1);

    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "voxelyte-worker");
        thread.setDaemon(true);
        return thread;
    });

    private final int threads;

    private Parallel(int threads) {
        this.threads = threads;
    }

    /**
     * As many threads as asked for.
     *
     * @param threads how many, at least 1
     * @return the parallelism
     */
    public static Parallel withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        return new Parallel(threads);
    }

    /**
     * As many threads as the machine has processors.
     *
     * @return the parallelism
     */
    public static Parallel allProcessors() {
        return new Parallel(Runtime.getRuntime().availableProcessors());
    }

    /**
     * How many threads work at most.
     *
     * @return the number of threads
     */
    public int threads() {
        return threads;
    }

    /**
     * Runs every chunk once and returns when all are done. Chunks must not write what others read.
     *
     * @param chunks number of chunks; must not depend on the number of threads
     * @param body told the chunk, 0 to chunks − 1
     */
    public void forEach(int chunks, IntConsumer body) {
        if (threads == 1 || chunks <= 1) {
            for (int c = 0; c < chunks; c++) {
                body.accept(c);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
                body.accept(c);
            }
        };
        Future<?>[] helpers = new Future<?>[Math.min(threads, chunks) - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = POOL.submit(worker);
        }
        try {
            worker.run();
        } finally {
            next.set(chunks);
            join(helpers);
        }
    }

    /**
     * Sums what the chunks return, in the order of the chunks.
     *
     * @param chunks number of chunks; must not depend on the number of threads
     * @param body the partial sum of a chunk
     * @return the sum
     */
    public double sum(int chunks, IntToDoubleFunction body) {
        double[] parts = new double[chunks];
        forEach(chunks, c -> parts[c] = body.applyAsDouble(c));
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    /** Waits for all helpers, also when the calling thread is interrupted: they may still write to shared arrays. */
    private static void join(Future<?>[] helpers) {
        boolean interrupted = false;
        RuntimeException failure = null;
        for (Future<?> helper : helpers) {
            boolean done = false;
            while (!done) {
                try {
                    helper.get();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    failure = e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
                    done = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
