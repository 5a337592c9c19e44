package io.github.voxelyte.plugins.study;

import io.github.voxelyte.plugins.about.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * One step of a study that can be interrupted: a command that writes into a folder of its own. What the step was asked is kept
 * beside its results, so that a study that is started again repeats only what is not finished or was asked differently. From a
 * macro: {@code call("io.github.voxelyte.plugins.study.StudyStep.begin", folder, "transport", asked)}.
 */
public final class StudyStep {
    /** What {@link #begin} says of a finished step. */
    public static final String DONE = "done";
    /** What {@link #begin} says of a step that has to be run, or resumed. */
    public static final String RUN = "run";

    static final String NOTE = "step.txt";
    private static final String CHECKPOINTS = ".*.checkpoint";

    private StudyStep() {}

    /**
     * Begins a step, unless it is finished. A result that was asked differently, or by another version, counts as incomplete from
     * here on, and so does a checkpoint of it.
     *
     * @param folder where the command writes, created if missing
     * @param id of the command, as in {@code transport} for transport.summary.json
     * @param asked all that the result depends on: command, options, and the same for the stack that it works on
     * @return {@link #DONE} or {@link #RUN}
     * @throws IOException if the file system fails
     */
    public static String begin(String folder, String id, String asked) throws IOException {
        Path there = Path.of(folder).toAbsolutePath();
        Files.createDirectories(there);
        Path note = there.resolve(NOTE);
        Path summary = there.resolve(id + ".summary.json");
        String text = "Voxelyte " + Version.CURRENT + "\n" + asked + "\n";
        boolean same = Files.isRegularFile(note)
                && Files.readString(note, StandardCharsets.UTF_8).equals(text);
        if (same) {
            return Files.isRegularFile(summary) ? DONE : RUN;
        }
        Files.deleteIfExists(summary);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(there, CHECKPOINTS)) {
            for (Path checkpoint : old) {
                Files.delete(checkpoint);
            }
        }
        Path part = there.resolve(NOTE + ".part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, note, StandardCopyOption.REPLACE_EXISTING);
        return RUN;
    }
}
