package io.github.voxelyte.plugins.command;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Map;

/**
 * What a command gave that ran with nobody watching: nothing was shown, written or asked.
 *
 * @param images the result images
 * @param tables the tables
 * @param facts numbers and words recorded for the summary
 * @param warnings what the user would have been told
 */
public record UnattendedRun(
        List<ImagePlus> images, List<Table> tables, Map<String, Object> facts, List<String> warnings) {
    /**
     * Runs a command. Several may run at the same time.
     *
     * @param command the command
     * @param image the image that it looks at; null for none
     * @param options as in a macro, without output
     * @param parallel the threads it may use
     * @param progress where it reports; the way to cancel
     * @return what it gave
     * @throws IllegalArgumentException in one sentence, for anything the user can mend
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static UnattendedRun of(
            Command command, ImagePlus image, String options, Parallel parallel, Progress progress) {
        CommandDescription description = command.description();
        Options values = parse(command, options);
        Execution execution = new Execution(description, values, image, parallel, progress);
        execution.leaveUnattended();
        command.execute(execution);
        return new UnattendedRun(execution.images(), execution.tables(), execution.facts(), execution.warnings());
    }

    /**
     * Whether a command would take its options.
     *
     * @param command the command
     * @param options as in a macro
     * @return the values
     * @throws IllegalArgumentException in one sentence, if a key is unknown or a value is not allowed
     */
    public static Options parse(Command command, String options) {
        Options values = Options.parse(command.description().keys(), options);
        if (values.isGiven(ImageKeys.OUTPUT)) {
            throw new IllegalArgumentException("The key 'output' is not allowed here; the results have a place.");
        }
        return values;
    }
}
