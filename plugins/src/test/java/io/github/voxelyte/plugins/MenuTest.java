package io.github.voxelyte.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.plugin.PlugIn;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.options.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MenuTest {
    private static final Pattern LINE = Pattern.compile("(Plugins>Voxelyte|Help>About Plugins), \"([^\"]+)\", (\\S+)");

    private static List<Matcher> entries() throws IOException {
        try (var in = MenuTest.class.getResourceAsStream("/plugins.config")) {
            List<Matcher> entries = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                boolean separates = line.equals("Plugins>Voxelyte, \"-\"");
                if (!line.isBlank() && !line.startsWith("#") && !separates) {
                    Matcher entry = LINE.matcher(line);
                    assertTrue(entry.matches(), line);
                    entries.add(entry);
                }
            }
            return entries;
        }
    }

    @Test
    void everyEntryIsACommandUnderItsOwnLabelOrOpensNoDialog() throws Exception {
        for (Matcher entry : entries()) {
            Object made = Class.forName(entry.group(3)).getConstructor().newInstance();
            assertTrue(made instanceof PlugIn, entry.group(3));
            assertEquals(made instanceof Command, entry.group(2).endsWith("..."), "a dialog opens: " + entry.group(2));
            if (made instanceof Command command) {
                assertEquals(entry.group(2), command.description().label());
            }
        }
    }

    @Test
    void labelsAndFileNamesAreUnique() throws Exception {
        Set<String> labels = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Matcher entry : entries()) {
            assertTrue(labels.add(entry.group(2)), entry.group(2));
            if (Class.forName(entry.group(3)).getConstructor().newInstance() instanceof Command command) {
                assertTrue(
                        ids.add(command.description().id()),
                        command.description().id());
            }
        }
    }

    @Test
    void keysOfACommandDifferByMoreThanCaseAndHaveHelp() throws Exception {
        for (Matcher entry : entries()) {
            if (Class.forName(entry.group(3)).getConstructor().newInstance() instanceof Command command) {
                Set<String> names = new HashSet<>();
                for (Key<?> key : command.description().keys()) {
                    assertTrue(names.add(key.macroName()), entry.group(2) + " " + key.name());
                    assertTrue(!key.help().isBlank(), entry.group(2) + " " + key.name() + " has no help");
                }
            }
        }
    }

    @Test
    void everyButtonOfTheToolsetRunsACommandOfTheMenu() throws Exception {
        Set<String> labels = new HashSet<>();
        for (Matcher entry : entries()) {
            labels.add(entry.group(2));
        }
        String toolset = Files.readString(Path.of("..", "macros", "toolsets", "Voxelyte.ijm"));
        Matcher run = Pattern.compile("run\\(\"([^\"]+)\"\\)").matcher(toolset);
        int buttons = 0;
        while (run.find()) {
            assertTrue(labels.contains(run.group(1)), run.group(1));
            buttons++;
        }
        assertEquals(toolset.split("Action Tool", -1).length - 1, buttons);
        assertTrue(buttons >= 6 && buttons <= 8, "ImageJ's toolbar has room for 8 buttons, not " + buttons);
    }
}
