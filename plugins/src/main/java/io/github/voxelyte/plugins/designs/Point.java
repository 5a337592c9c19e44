package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point of a design: puts the levels of the axes where their names stand as <code>${name}</code>. */
final class Point {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, VariedAxis.Level> levels;
    private final Set<String> used = new HashSet<>();

    Point(Map<String, VariedAxis.Level> levels) {
        this.levels = levels;
    }

    Map<String, VariedAxis.Level> levels() {
        return levels;
    }

    /** The axes that have been asked for so far. */
    Set<String> used() {
        return used;
    }

    /** A value with all names replaced; empty if one of them stands for nothing here. */
    Optional<JsonNode> fill(String path, JsonNode value) {
        if (value.isTextual()) {
            return fillText(path, value.asText());
        }
        if (value.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                Optional<JsonNode> item = fill(path + "[" + i + "]", value.get(i));
                if (item.isEmpty()) {
                    return item;
                }
                filled.add(item.get());
            }
            return Optional.of(filled);
        }
        if (value.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            for (var fields = value.fields(); fields.hasNext(); ) {
                var field = fields.next();
                Optional<JsonNode> item = fill(path + "." + field.getKey(), field.getValue());
                if (item.isEmpty()) {
                    return item;
                }
                filled.set(field.getKey(), item.get());
            }
            return Optional.of(filled);
        }
        return value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private Optional<JsonNode> fillText(String path, String text) {
        Matcher names = NAME.matcher(text);
        if (names.matches()) {
            return Optional.ofNullable(level(path, names.group(1)).value()); // keeps its type
        }
        StringBuilder filled = new StringBuilder();
        names.reset();
        while (names.find()) {
            JsonNode value = level(path, names.group(1)).value();
            if (value == null) {
                return Optional.empty();
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(value.asText()));
        }
        names.appendTail(filled);
        return Optional.of(TextNode.valueOf(filled.toString()));
    }

    private VariedAxis.Level level(String path, String name) {
        VariedAxis.Level level = levels.get(name);
        if (level == null) {
            throw StudyBlock.wrong(
                    path, "there is no axis '" + name + "'; the axes are " + String.join(", ", levels.keySet()));
        }
        used.add(name);
        return level;
    }
}
