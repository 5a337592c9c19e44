package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.plugins.output.FolderRemoval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The results of tasks, one folder a task, named by its key. A task writes under a name of its own and its folder is renamed when all
 * is in it: a result is complete or not there, and if two processes do the same task the first one counts.
 */
public final class TaskFolder {
    private static final String TASKS = "tasks";
    private static final String RESULT = "result.json";
    private static final String PART = ".part";

    private final Path shared;

    /**
     * The results below a folder.
     *
     * @param shared the folder, the same for all processes
     */
    public TaskFolder(Path shared) {
        this.shared = shared.toAbsolutePath();
    }

    /**
     * Gets the folder ready: creates it and removes what killed tasks have left. Only while no task runs.
     *
     * @throws IOException if the file system fails
     */
    public void prepare() throws IOException {
        Files.createDirectories(shared.resolve(TASKS));
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(shared.resolve(TASKS), "*" + PART)) {
            for (Path part : parts) {
                FolderRemoval.remove(part);
            }
        }
    }

    /**
     * The folder itself.
     *
     * @return its absolute path
     */
    public Path shared() {
        return shared;
    }

    /**
     * Whether this process sees the folder that has been prepared.
     *
     * @return false where it is not mounted
     */
    public boolean isThere() {
        return Files.isDirectory(shared.resolve(TASKS));
    }

    /**
     * Where the files of a finished task are.
     *
     * @param key the task's
     * @return the folder, which need not exist
     */
    public Path of(String key) {
        return shared.resolve(TASKS).resolve(key);
    }

    /**
     * The result of a task that was finished before.
     *
     * @param key the task's
     * @return the result, if it is there
     * @throws IOException if it cannot be read
     */
    public Optional<TaskOutcome> find(String key) throws IOException {
        Path file = of(key).resolve(RESULT);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(TaskOutcome.ofJson(Files.readString(file, StandardCharsets.UTF_8)));
    }

    /** An empty folder for a task that is about to start. */
    Path begin(String key) throws IOException {
        return Files.createDirectory(shared.resolve(TASKS).resolve(key + "." + UUID.randomUUID() + PART));
    }

    /** Makes a result final; gives the one that counts, which is another's if that was first. */
    TaskOutcome commit(Path own, TaskOutcome outcome) throws IOException {
        Files.writeString(own.resolve(RESULT), outcome.toJson(), StandardCharsets.UTF_8);
        try {
            Files.move(own, of(outcome.key()), StandardCopyOption.ATOMIC_MOVE);
            return outcome;
        } catch (IOException taken) {
            Optional<TaskOutcome> first = find(outcome.key());
            if (first.isEmpty()) {
                throw taken;
            }
            FolderRemoval.remove(own);
            return first.get();
        }
    }
}
