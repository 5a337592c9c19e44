package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.options.MacroText;
import io.github.voxelyte.plugins.options.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes the options of a macro out of the keys of a study file, and remembers which files they name. */
final class OptionText {
    private final SortedSet<String> files = new TreeSet<>();

    /** What tells whether a file that was named has changed: path, size, date. */
    String state() {
        return String.join("\n", files);
    }

    /**
     * The options at a point.
     *
     * @param whole whether a key that stands for nothing takes the whole step with it
     * @return the options; empty if the step is left out
     */
    Optional<String> of(
            Command command, String path, List<Map.Entry<String, JsonNode>> keys, Point point, boolean whole) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, JsonNode> key : keys) {
            String where = path + "." + key.getKey();
            Optional<JsonNode> value = point.fill(where, key.getValue());
            if (value.isEmpty() && whole) {
                return Optional.empty();
            }
            value.flatMap(node -> word(where, key.getKey(), node)).ifPresent(words::add);
        }
        String text = String.join(" ", words);
        try {
            UnattendedRun.parse(command, text);
        } catch (IllegalArgumentException e) {
            throw StudyBlock.wrong(path, String.valueOf(e.getMessage()));
        }
        return Optional.of(text);
    }

    private Optional<String> word(String where, String key, JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? Optional.of(key) : Optional.empty();
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(plain(where, item)));
            return Optional.of(key + "=" + MacroText.quoted(String.join(",", items)));
        }
        return Optional.of(key + "=" + MacroText.quoted(located(plain(where, value))));
    }

    private static String plain(String where, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        if (value.isNumber()) {
            return Numbers.shortest(StudyBlock.number(where, value));
        }
        if (!value.isTextual()) {
            throw StudyBlock.wrong(where, "must be a number, a text, true, false, or a list, not " + value);
        }
        return value.asText();
    }

    /** Names of files and folders count from where the study was started, which is not where a task runs. */
    private String located(String text) {
        boolean maybe = text.contains(".") || text.contains("/") || text.contains("\\");
        try {
            return maybe && Files.exists(Path.of(text)) ? noted(Path.of(text)) : text;
        } catch (InvalidPathException noPath) {
            return text;
        }
    }

    private String noted(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            files.add(absolute + " " + Files.size(absolute) + " " + Files.getLastModifiedTime(absolute));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return absolute.toString();
    }
}
