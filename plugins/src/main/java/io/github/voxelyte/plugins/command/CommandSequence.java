package io.github.voxelyte.plugins.command;

import ij.ImagePlus;
import java.util.List;
import java.util.Optional;

/** Runs commands one after the other from within a plugin; each shows its results and writes its files as from the menu. */
public final class CommandSequence {
    private final String output;

    /**
     * A sequence.
     *
     * @param output folder for the files of all commands; empty to write none
     */
    public CommandSequence(String output) {
        this.output = output;
    }

    /**
     * Runs a command to its end.
     *
     * @param command the command
     * @param image the image that it looks at; null for none
     * @param options its options as in a macro, without output
     * @return its result images; empty if it failed, which the user has been told
     */
    public Optional<List<ImagePlus>> run(Command command, ImagePlus image, String options) {
        String folder = output.isEmpty() ? "" : " output=[" + output + "]";
        return CommandRunner.call(command, image, options + folder);
    }
}
