package io.github.voxelyte.plugins.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.OvalRoi;
import ij.plugin.frame.Recorder;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.MacroText;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.reference.CommandCatalog;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reviewer expects of every command alike, tried on every command of the menu. */
class EveryCommandTest {
    /** Values to try for a key; the first that it takes is used. Paths have blanks and a backslash. */
    private static final List<String> SAMPLES = List.of("C:\\a folder\\with blanks", "0.25", "1", "3", "40", "0.5,0.7");

    private static final Pattern NEEDED = Pattern.compile("The key '(\\w+)' is needed|needs output=");

    @TempDir
    Path folder;

    static List<Command> commands() {
        return CommandCatalog.commands();
    }

    static Stream<Command> commandsWithImage() {
        return commands().stream().filter(command -> command.description().input() != Input.NONE);
    }

    private static String error(Command command, ImagePlus image, String options) {
        return HeadlessRun.of(command, image, options).error().orElse("no error");
    }

    private static ImagePlus labels() {
        ImagePlus image = IJ.createImage("labels", "8-bit black", 6, 6, 6);
        image.getStack().getProcessor(3).set(2, 2, 1);
        return image;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void unknownKeysAreRefusedByName(Command command) {
        String told = error(command, labels(), "no_such_key=1");
        assertTrue(told.startsWith("The key 'no_such_key' is not known; allowed: "), told);
        for (Key<?> key : command.description().keys()) {
            assertTrue(told.contains(key.name()), key.name());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void badValuesAreRefusedWithKeyValueAndWhatIsAllowed(Command command) {
        for (Key<?> key : command.description().keys()) {
            boolean isFree = key.kind() == Key.Kind.FOLDER || key.kind() == Key.Kind.FILE || isText(key);
            if (!isFree) {
                String told = error(command, labels(), key.macroName() + "=[no, not this]");
                assertTrue(told.startsWith(key.name() + "=no, not this "), told);
                assertTrue(told.contains("; allowed: "), told);
            }
        }
    }

    private static boolean isText(Key<?> key) {
        try {
            return key.kind() == Key.Kind.TEXT && key.parse("no, not this") instanceof String;
        } catch (IllegalArgumentException number) {
            return false;
        }
    }

    /** Every key with a value, or a blank one where nothing of the samples fits. */
    private static Map<String, String> samples(CommandDescription description) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Key<?> key : description.keys()) {
            if (key.kind() == Key.Kind.SWITCH) {
                texts.put(key.macroName(), "true");
            } else if (key.kind() == Key.Kind.CHOICE) {
                texts.put(key.macroName(), key.choices().get(key.choices().size() - 1));
            } else {
                SAMPLES.stream()
                        .filter(sample -> takes(key, sample))
                        .findFirst()
                        .ifPresent(sample -> texts.put(key.macroName(), sample));
            }
        }
        return texts;
    }

    private static boolean takes(Key<?> key, String text) {
        try {
            return key.parse(text) != null;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsRecordedGivesTheSameValues(Command command) {
        CommandDescription description = command.description();
        for (Map<String, String> texts : List.of(samples(description), Map.<String, String>of())) {
            Options chosen = Options.of(description.keys(), texts);
            Recorder.record = true;
            Recorder.resetCommandOptions();
            CommandDialog.record(description, chosen);
            String recorded = Recorder.getCommandOptions() == null ? "" : Recorder.getCommandOptions();
            Recorder.record = false;
            // the Recorder writes a Java string, whose backslashes are doubled
            Options replayed = Options.parse(description.keys(), recorded.replace("\\\\", "\\"));
            assertEquals(chosen.inForce(), replayed.inForce(), recorded);
            assertEquals(
                    chosen.inForce(),
                    Options.parse(description.keys(), chosen.toMacro()).inForce());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void recordedKeysAreLowerCase(Command command) {
        Options chosen = Options.of(command.description().keys(), samples(command.description()));
        MacroText.parse(chosen.toMacro())
                .keySet()
                .forEach(key -> assertTrue(chosen.toMacro().contains(key), key));
    }

    @ParameterizedTest
    @MethodSource("commandsWithImage")
    void withoutOptionsAndImageThereIsASentence(Command command) {
        String told = error(command, null, "");
        assertTrue(told.endsWith("."), told);
        assertFalse(told.contains("should not have happened"), told);
    }

    @ParameterizedTest
    @MethodSource("commandsWithImage")
    void whatIsNoStackIsRefusedInWords(Command command) {
        String options = required(command);
        String none = error(command, null, options);
        assertTrue(none.startsWith("There is no image: open "), none);
        String rgb = error(command, IJ.createImage("rgb", "RGB black", 4, 4, 4), options);
        assertTrue(rgb.startsWith("'rgb' is an RGB image; a grey or label stack is needed"), rgb);
        String single = error(command, IJ.createImage("slice", "8-bit black", 4, 4, 1), options);
        assertTrue(single.startsWith("'slice' is a single slice; a stack of at least 2 slices is needed"), single);
        ImagePlus frames = IJ.createImage("frames", "8-bit black", 4, 4, 4);
        frames.setDimensions(1, 1, 4);
        String told = error(command, frames, options);
        assertTrue(told.startsWith("'frames' has 4 time frames and one slice"), told);
        ImagePlus round = labels();
        round.setRoi(new OvalRoi(1, 1, 3, 3));
        assertTrue(error(command, round, options).contains("only rectangles are supported"));
    }

    @ParameterizedTest
    @MethodSource("commandsWithImage")
    void theInputIsNeitherChangedNorLeftLocked(Command command) {
        ImagePlus image = labels();
        byte[] before = ((byte[]) image.getStack().getPixels(3)).clone();
        HeadlessRun.of(command, image, required(command));
        assertArrayEquals(before, (byte[]) image.getStack().getPixels(3));
        assertEquals("labels", image.getTitle());
        assertFalse(image.isLocked());
        assertEquals(null, image.getOverlay());
    }

    /** What a command cannot do without, as it asks for it, so that the image is looked at. */
    private String required(Command command) {
        StringBuilder options = new StringBuilder();
        Matcher needed = NEEDED.matcher(error(command, null, ""));
        while (needed.find()) {
            String key = needed.group(1) == null ? "output" : needed.group(1);
            String value = key.equals("output")
                    ? folder.toString()
                    : samples(command.description()).get(key.toLowerCase(Locale.ROOT));
            options.append(key).append("=[").append(value).append("] ");
            needed = NEEDED.matcher(error(command, null, options.toString()));
        }
        return options.toString();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aMacroNeitherReadsNorWritesWhatDialogsRemember(Command command) {
        CommandDescription description = command.description();
        for (Key<?> key : description.keys()) {
            Prefs.set("voxelyte." + description.id() + "." + key.macroName(), "remembered");
        }
        String told = error(command, null, "no_such_key=1");
        assertFalse(told.contains("remembered"), told);
        HeadlessRun.of(command, null, "");
        for (Key<?> key : description.keys()) {
            assertEquals("remembered", Prefs.get("voxelyte." + description.id() + "." + key.macroName(), null));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void dialogsRememberChoicesButNotWhatBelongsToOneImage(Command command) {
        CommandDescription description = command.description();
        Map<String, String> chosen = new LinkedHashMap<>();
        description.keys().forEach(key -> chosen.put(key.macroName(), ""));
        chosen.putAll(samples(description));
        DialogMemory.keep(description, chosen);
        Map<String, String> recalled = new LinkedHashMap<>();
        DialogMemory.recall(description, recalled);
        for (Key<?> key : description.keys()) {
            boolean isKept = recalled.containsKey(key.macroName());
            assertEquals(!ImageKeys.isShared(key), isKept, key.name());
            if (isKept) {
                assertEquals(chosen.get(key.macroName()), recalled.get(key.macroName()));
            }
        }
        // what another version wrote and this one does not allow is not taken
        description.keys().stream()
                .filter(key -> key.kind() == Key.Kind.CHOICE && !ImageKeys.isShared(key))
                .forEach(key -> {
                    Prefs.set("voxelyte." + description.id() + "." + key.macroName(), "gone");
                    recalled.remove(key.macroName());
                    DialogMemory.recall(description, recalled);
                    assertFalse(recalled.containsKey(key.macroName()));
                });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpPageNamesEveryKeyAndNeedsNoNetwork(Command command) {
        String page = HelpPage.html(command.description());
        for (Key<?> key : command.description().keys()) {
            assertTrue(page.contains("<b>" + key.name() + "</b>"), key.name());
        }
        assertFalse(page.contains("http"), page);
        assertFalse(page.contains("<img"), page);
        assertTrue(page.startsWith("<html><h2>") && page.endsWith("</html>"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void fieldsAreGreyedByOtherFieldsOfTheSameDialogAndNeverInACircle(Command command) {
        List<Key<?>> keys = command.description().keys();
        Map<String, Key<?>> byName = new LinkedHashMap<>();
        keys.forEach(key -> byName.put(key.macroName(), key));
        for (Key<?> key : keys) {
            assertFalse(leadsBack(key, key, byName, 0), key.name());
        }
        // an untouched dialog asks for what a macro without any key does
        Map<String, String> texts = new LinkedHashMap<>();
        keys.forEach(key -> texts.put(key.macroName(), key.defaultText()));
        assertEquals(
                Options.parse(keys, "").inForce(),
                CommandDialog.chosen(command.description(), texts).inForce());
    }

    private static boolean leadsBack(Key<?> key, Key<?> target, Map<String, Key<?>> keys, int depth) {
        assertTrue(depth <= keys.size(), "a circle of conditions");
        return key.asking().applies().asks().stream().anyMatch(name -> {
            assertTrue(keys.containsKey(name), key.name() + " depends on " + name + ", which is no key of the command");
            return keys.get(name) == target || leadsBack(keys.get(name), target, keys, depth + 1);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsGreySaysNothingWhateverStandsInIt(Command command) {
        CommandDescription description = command.description();
        Map<String, String> texts = samples(description);
        Set<String> applying = Applies.applying(description.keys(), texts);
        Options chosen = CommandDialog.chosen(description, texts);
        for (Key<?> key : description.keys()) {
            boolean isSet = texts.containsKey(key.macroName()) && applying.contains(key.macroName());
            assertEquals(isSet, chosen.isGiven(key), key.name());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void dialogsAskInWords(Command command) {
        Set<String> labels = new HashSet<>();
        for (Key<?> key : command.description().keys()) {
            String label = DialogField.label(key);
            assertFalse(label.contains("_"), label);
            assertTrue(labels.add(label), "twice: " + label);
            assertEquals(!key.unit().isEmpty(), label.endsWith("]"), label);
        }
    }
}
