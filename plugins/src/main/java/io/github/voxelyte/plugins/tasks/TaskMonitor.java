package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps count of tasks while an engine does them. Safe for use by several threads. */
public final class TaskMonitor {
    private static final double NANOSECONDS = 1e9; // in a second
    private static final long BETWEEN_LINES = 5_000_000_000L; // [ns]
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;

    private final Map<String, Double> costs = new HashMap<>();
    private final Map<String, TaskOutcome> outcomes = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final int skipped;
    private final double wholeCost;
    private final Progress progress;
    private final Consumer<String> lines;
    private final long start = System.nanoTime();
    private double doneCost;
    private long lastLine = start;

    /**
     * Begins to count.
     *
     * @param tasks those to be done
     * @param skipped how many were done before
     * @param progress told the share that is done, from the thread that calls {@link #check}; the way to cancel
     * @param lines told a line about every five seconds
     */
    public TaskMonitor(Collection<Task> tasks, int skipped, Progress progress, Consumer<String> lines) {
        tasks.forEach(task -> costs.put(task.key(), task.cost()));
        wholeCost = costs.values().stream().mapToDouble(Double::doubleValue).sum();
        this.skipped = skipped;
        this.progress = progress;
        this.lines = lines;
    }

    /**
     * A task has started.
     *
     * @param key the task's
     */
    public synchronized void started(String key) {
        running.add(key);
    }

    /**
     * A task runs no more, without an outcome: its process was lost.
     *
     * @param key the task's
     */
    public synchronized void stopped(String key) {
        running.remove(key);
    }

    /**
     * A task has ended. A second outcome of a task that ended well changes nothing.
     *
     * @param outcome what became of it
     */
    public synchronized void finished(TaskOutcome outcome) {
        running.remove(outcome.key());
        TaskOutcome before = outcomes.get(outcome.key());
        if (before == null) {
            doneCost += costs.getOrDefault(outcome.key(), 0.0);
        }
        if (before == null || !before.isDone()) {
            outcomes.put(outcome.key(), outcome);
        }
    }

    /**
     * To be called from the thread that started the tasks.
     *
     * @throws java.util.concurrent.CancellationException if all is to stop
     */
    public void check() {
        double fraction;
        Optional<String> line = Optional.empty();
        synchronized (this) {
            fraction = wholeCost > 0 ? doneCost / wholeCost : 1;
            if (System.nanoTime() - lastLine > BETWEEN_LINES) {
                lastLine = System.nanoTime();
                line = Optional.of(line());
            }
        }
        line.ifPresent(lines);
        progress.update(fraction);
    }

    /**
     * What became of a task.
     *
     * @param key the task's
     * @return the outcome, if it has ended
     */
    public synchronized Optional<TaskOutcome> outcome(String key) {
        return Optional.ofNullable(outcomes.get(key));
    }

    /**
     * The outcomes so far.
     *
     * @return a copy
     */
    public synchronized List<TaskOutcome> outcomes() {
        return new ArrayList<>(outcomes.values());
    }

    /**
     * How far it is.
     *
     * @return such as "12 of 40 done, 2 running, 1 failed, 3 min left"
     */
    public synchronized String line() {
        long failed =
                outcomes.values().stream().filter(outcome -> !outcome.isDone()).count();
        long done = outcomes.size() - failed + skipped;
        String text = done + " of " + (costs.size() + skipped) + " done, " + running.size() + " running, " + failed
                + " failed";
        if (doneCost <= 0 || outcomes.size() == costs.size()) {
            return text;
        }
        double seconds = (System.nanoTime() - start) / NANOSECONDS * (wholeCost - doneCost) / doneCost;
        return text + ", about " + duration(seconds) + " left";
    }

    private static String duration(double seconds) {
        if (seconds < 2 * SECONDS_PER_MINUTE) {
            return Math.round(seconds) + " s";
        }
        return seconds < 2 * SECONDS_PER_HOUR
                ? Math.round(seconds / SECONDS_PER_MINUTE) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / SECONDS_PER_HOUR);
    }
}
