package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.reference.CommandCatalog;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command with its options, as in a macro.
 *
 * @param label of the command
 * @param options without output
 * @param take title of the result image to go on with; empty for the last one
 */
public record CommandStep(String label, String options, String take) {
    /** Made once: a study asks for them many times. */
    private static final class Known {
        static final Map<String, Command> BY_LABEL = new LinkedHashMap<>();

        static {
            CommandCatalog.commands()
                    .forEach(command -> BY_LABEL.put(command.description().label(), command));
        }
    }

    /** The command, to be asked what it is; not to be run, since several tasks may hold it. */
    Command command() {
        return named(label);
    }

    /** A new command, to be run. */
    Command newCommand() {
        try {
            return command().getClass().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every command of the menu can be made", e);
        }
    }

    /** The command of a label, with or without its dots. */
    static Command named(String label) {
        Command exact = Known.BY_LABEL.getOrDefault(label, Known.BY_LABEL.get(label + "..."));
        if (exact == null) {
            throw new IllegalArgumentException(
                    "there is no command '" + label + "'; there are " + String.join(", ", Known.BY_LABEL.keySet()));
        }
        return exact;
    }
}
