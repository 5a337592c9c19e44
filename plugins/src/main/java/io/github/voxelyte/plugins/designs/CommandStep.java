package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.reference.CommandCatalog;
import java.util.List;

/**
 * A command with its options, as in a macro.
 *
 * @param label of the command
 * @param options without output
 * @param take title of the result image to go on with; empty for the last one
 */
record CommandStep(String label, String options, String take) {
    /** The command itself, a new one. */
    Command command() {
        return named(label);
    }

    /** The command of a label, with or without its dots. */
    static Command named(String label) {
        List<Command> all = CommandCatalog.commands();
        return all.stream()
                .filter(command -> command.description().label().equals(label)
                        || command.description().title().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no command '" + label + "'; there are "
                        + String.join(
                                ", ",
                                all.stream()
                                        .map(command -> command.description().label())
                                        .toList())));
    }
}
