package io.github.voxelyte.solver.discharge;

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

/** Sub-cells in this process, some at the same time. */
public final class ConcurrentSubCells implements SubCells, AutoCloseable {
    private static final int LOOK_EVERY = 100; // [ms]

    /** A single one, which may have to be fetched first. */
    @FunctionalInterface
    public interface Member {
        /**
         * Answers.
         *
         * @param request what is tried
         * @param progress the way to cancel
         * @return the answer
         */
        SubCellResponse respond(StepRequest request, Progress progress);
    }

    private final List<Member> members;
    private final ExecutorService threads;

    /**
     * Sub-cells in this process.
     *
     * @param members in their order
     * @param atOnce how many answer at the same time
     */
    public ConcurrentSubCells(List<? extends Member> members, int atOnce) {
        this.members = List.copyOf(members);
        // ImageJ keeps macro options by thread, and only for threads named like this
        threads = Executors.newFixedThreadPool(atOnce, body -> {
            Thread thread = new Thread(body, "Run$_Tiles");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public List<SubCellResponse> respond(StepRequest request, Progress progress) {
        AtomicBoolean stop = new AtomicBoolean();
        Progress watched = fraction -> {
            if (stop.get()) {
                throw new CancellationException("cancelled");
            }
        };
        List<Future<SubCellResponse>> futures = new ArrayList<>();
        for (Member member : members) {
            futures.add(threads.submit(() -> {
                watched.update(0);
                return member.respond(request, watched);
            }));
        }
        try {
            List<SubCellResponse> answers = new ArrayList<>();
            for (Future<SubCellResponse> future : futures) {
                answers.add(await(future, progress));
            }
            return answers;
        } finally {
            stop.set(true);
            futures.forEach(ConcurrentSubCells::awaitEnd);
        }
    }

    private static SubCellResponse await(Future<SubCellResponse> future, Progress progress) {
        while (true) {
            progress.update(0);
            try {
                return future.get(LOOK_EVERY, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // look again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException known) {
                    throw known;
                }
                if (e.getCause() instanceof Error grave) {
                    throw grave;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** None may still work on its state when the next request comes. */
    private static void awaitEnd(Future<?> future) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                future.get();
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | CancellationException told) {
                ended = true; // the first failure is on its way
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
