package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does tasks in this process, some at once. */
public final class LocalEngine implements TaskEngine {
    private static final int LOOK_EVERY = 100; // [ms]

    private final int atOnce;
    private final Parallel parallel;

    /**
     * An engine.
     *
     * @param atOnce how many tasks run at the same time; each needs its memory
     * @param parallel the threads of them all together
     */
    public LocalEngine(int atOnce, Parallel parallel) {
        this.atOnce = atOnce;
        this.parallel = Parallel.withThreads(Math.max(1, parallel.threads() / atOnce));
    }

    @Override
    public void run(List<Task> tasks, TaskFolder folder, TaskMonitor monitor) {
        AtomicBoolean stop = new AtomicBoolean();
        Progress progress = fraction -> {
            if (stop.get()) {
                throw new CancellationException("cancelled");
            }
        };
        TaskAttempt attempt = new TaskAttempt(folder, parallel);
        // ImageJ keeps macro options by thread, and only for threads named like this
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, body -> new Thread(body, "Run$_Study"));
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Task task : tasks) {
                futures.add(threads.submit(() -> {
                    progress.update(0);
                    monitor.started(task.key());
                    monitor.finished(attempt.of(task, progress));
                }));
            }
            for (Future<?> future : futures) {
                await(future, monitor);
            }
        } finally {
            stop.set(true);
            threads.shutdown();
            awaitAll(threads);
        }
        monitor.check();
    }

    private static void await(Future<?> future, TaskMonitor monitor) {
        while (true) {
            monitor.check();
            try {
                future.get(LOOK_EVERY, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                // look again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a task has no outcome", e.getCause());
            }
        }
    }

    /** Tasks look at their progress once per slab or iteration. */
    private static void awaitAll(ExecutorService threads) {
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(LOOK_EVERY, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
