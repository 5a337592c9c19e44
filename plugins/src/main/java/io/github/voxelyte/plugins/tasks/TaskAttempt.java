package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.output.FolderRemoval;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Does a task once: whatever goes wrong in it becomes its outcome, only a cancellation goes on. */
public final class TaskAttempt {
    private static final double NANOSECONDS = 1e9; // in a second
    private static final long MEBIBYTE = 1 << 20;

    private final TaskFolder folder;
    private final Parallel parallel;

    /**
     * Attempts in a folder.
     *
     * @param folder where results go
     * @param parallel the threads that each task may use
     */
    public TaskAttempt(TaskFolder folder, Parallel parallel) {
        this.folder = folder;
        this.parallel = parallel;
    }

    /**
     * Does a task, unless its result is there.
     *
     * @param task the task
     * @param progress told what is done, and the way to cancel
     * @return what became of it
     * @throws CancellationException if it was stopped; nothing of it stays
     */
    public TaskOutcome of(Task task, Progress progress) {
        long start = System.nanoTime();
        String reason;
        boolean again = true;
        try {
            return finished(task, progress, start);
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (OutOfMemoryError full) {
            reason = "There was not enough memory (" + Runtime.getRuntime().maxMemory() / MEBIBYTE
                    + " MB for all tasks of a process): " + full.getMessage();
        } catch (FileNotFoundException | NoSuchFileException missing) {
            reason = "There is no file " + missing.getMessage() + " on " + host();
        } catch (IOException | UncheckedIOException problem) {
            reason = "A file could not be read or written on " + host() + ": " + problem.getMessage();
        } catch (IllegalArgumentException problem) {
            reason = problem.getMessage();
            again = false;
        } catch (Throwable problem) { // the one place: the other tasks go on
            boolean told = problem.getClass().getName().startsWith("io.github.voxelyte.");
            StackTraceElement[] trace = problem.getStackTrace();
            String at = trace.length > 0 ? " (at " + trace[0] + ")" : "";
            reason = told ? problem.getMessage() : problem + at;
            again = false;
        }
        return new TaskOutcome(
                task.key(), reason == null ? "No reason was given" : reason, again, Map.of(), since(start), host());
    }

    private TaskOutcome finished(Task task, Progress progress, long start) throws IOException {
        if (!folder.isThere()) {
            throw new IOException("the folder of the results, " + folder.shared()
                    + ", is not there; it must be the same for all processes");
        }
        Optional<TaskOutcome> before = folder.find(task.key());
        if (before.isPresent()) {
            return before.get();
        }
        progress.update(0);
        Path own = folder.begin(task.key());
        try {
            WorkPlace place = new WorkPlace(folder.shared(), own, parallel, progress);
            Map<String, Object> values = made(task).run(task.text(), place);
            TaskOutcome outcome = new TaskOutcome(task.key(), "", false, values, since(start), host());
            return folder.commit(own, TaskOutcome.ofJson(outcome.toJson())); // the same values as read from the file
        } finally {
            FolderRemoval.remove(own);
        }
    }

    private static Work made(Task task) {
        try {
            return Class.forName(task.work(), true, TaskAttempt.class.getClassLoader())
                    .asSubclass(Work.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the class " + task.work() + " is not here", e);
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOSECONDS;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this computer";
        }
    }
}
