package io.github.voxelyte.plugins.reference;

import io.github.voxelyte.plugins.command.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of the menu, in its order and groups. */
public final class CommandCatalog {
    private static final Pattern LINE = Pattern.compile("Plugins>Voxelyte, \"([^\"]+)\"(?:, (\\S+))?");

    private CommandCatalog() {}

    /**
     * All commands that open a dialog.
     *
     * @return groups of commands, as lines separate them in the menu
     */
    public static List<List<Command>> groups() {
        List<List<Command>> groups = new ArrayList<>();
        List<Command> group = new ArrayList<>();
        for (Matcher line : lines()) {
            if (line.group(2) == null) {
                groups.add(List.copyOf(group));
                group.clear();
            } else if (made(line.group(2)) instanceof Command command) {
                group.add(command);
            }
        }
        groups.add(List.copyOf(group));
        return groups.stream().filter(commands -> !commands.isEmpty()).toList();
    }

    /**
     * All commands that open a dialog.
     *
     * @return the commands, in the order of the menu
     */
    public static List<Command> commands() {
        return groups().stream().flatMap(List::stream).toList();
    }

    private static Object made(String name) {
        try {
            return Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("plugins.config names " + name + ", which cannot be made", e);
        }
    }

    private static List<Matcher> lines() {
        var stream = CommandCatalog.class.getResourceAsStream("/plugins.config");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines().map(LINE::matcher).filter(Matcher::matches).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
