package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tasks from the first to the last outcome: what is done is skipped, the dearest start first (a long one that starts last keeps the
 * others waiting), those that failed for want of memory or of a file are tried again when all others are through.
 */
public final class TaskBatch {
    /** How often a task is tried again unless told otherwise. */
    public static final int DEFAULT_RETRIES = 1;

    private final TaskFolder folder;
    private final int retries;

    /**
     * A batch.
     *
     * @param folder where results go; held by this batch alone
     * @param retries how often a task is tried again
     */
    public TaskBatch(TaskFolder folder, int retries) {
        this.folder = folder;
        this.retries = retries;
    }

    /**
     * Does all tasks that are not done.
     *
     * @param tasks the tasks; those with one key are done once
     * @param engine does them
     * @param progress told the share that is done; the way to cancel
     * @param lines told now and then how far it is
     * @return one outcome a task, in the order of the tasks
     * @throws IOException if the folder cannot be read or written
     * @throws java.util.concurrent.CancellationException if cancelled; what is done stays done
     */
    public List<TaskOutcome> run(List<Task> tasks, TaskEngine engine, Progress progress, Consumer<String> lines)
            throws IOException {
        folder.prepare();
        Map<String, TaskOutcome> outcomes = new LinkedHashMap<>();
        Map<String, Task> open = new LinkedHashMap<>();
        for (Task task : tasks) {
            Optional<TaskOutcome> before = folder.find(task.key());
            before.ifPresentOrElse(done -> outcomes.put(task.key(), done), () -> open.put(task.key(), task));
        }
        List<Task> left = new ArrayList<>(open.values());
        for (int trial = 0; trial <= retries && !left.isEmpty(); trial++) {
            left.sort(Comparator.comparingDouble(Task::cost).reversed().thenComparing(Task::number));
            long done = outcomes.values().stream().filter(TaskOutcome::isDone).count();
            TaskMonitor monitor = new TaskMonitor(left, (int) done, progress, lines);
            engine.run(List.copyOf(left), folder, monitor);
            for (Task task : left) {
                outcomes.put(
                        task.key(),
                        monitor.outcome(task.key())
                                .orElseThrow(() -> new IllegalStateException("a task has no outcome")));
            }
            lines.accept(monitor.line());
            left.removeIf(task -> !outcomes.get(task.key()).again());
            left.forEach(task -> lines.accept("Task " + (task.number() + 1) + ": "
                    + outcomes.get(task.key()).reason()));
        }
        folder.prepare(); // processes that were lost leave parts, too
        return tasks.stream().map(task -> outcomes.get(task.key())).toList();
    }
}
