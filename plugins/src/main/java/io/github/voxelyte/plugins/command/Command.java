package io.github.voxelyte.plugins.command;

import ij.ImagePlus;
import ij.plugin.PlugIn;
import java.util.Optional;

/**
 * A command of the menu: a description and what it does. ImageJ makes one by its constructor without arguments and
 * calls {@link #run}; everything around (options, dialog, errors, progress, files) is {@link CommandRunner}'s.
 */
public interface Command extends PlugIn {
    /**
     * What the command is called and which keys it has.
     *
     * @return the description, always the same
     */
    CommandDescription description();

    /**
     * Does the work: reads keys and image from the execution, hands tables and images back to it.
     *
     * @param execution the surroundings of this run
     * @throws IllegalArgumentException in one sentence, for anything the user can mend
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    void execute(Execution execution);

    /**
     * What the dialog can show while values are being chosen.
     *
     * @param image the active image
     * @return the preview, if the command has one
     */
    default Optional<Preview> preview(ImagePlus image) {
        return Optional.empty();
    }

    /**
     * What the dialog shows under its fields of what would be computed. Never asked for in macros or without a display.
     *
     * @param image the active image
     * @return the outlook, if the command has one
     */
    default Optional<Outlook> outlook(ImagePlus image) {
        return Optional.empty();
    }

    @Override
    default void run(String argument) {
        CommandRunner.start(this);
    }
}
