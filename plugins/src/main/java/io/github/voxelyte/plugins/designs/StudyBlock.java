package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An object of a study file with its path, which every complaint names. */
final class StudyBlock {
    private final String path;
    private final JsonNode node;

    private StudyBlock(String path, JsonNode node) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw wrong(path, "must be an object {…}");
        }
    }

    static StudyBlock root(JsonNode node) {
        return new StudyBlock("", node);
    }

    /** Refuses keys that nobody reads. */
    StudyBlock allowing(String... keys) {
        List<String> allowed = List.of(keys);
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw wrong(at(name), "is not known; allowed: " + String.join(", ", allowed));
            }
        });
        return this;
    }

    String path() {
        return path;
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return node.has(key);
    }

    JsonNode get(String key) {
        if (!node.has(key)) {
            throw wrong(at(key), "is missing");
        }
        return node.get(key);
    }

    StudyBlock block(String key) {
        return new StudyBlock(at(key), get(key));
    }

    /** The objects in an array. */
    List<StudyBlock> blocks(String key) {
        JsonNode array = get(key);
        if (!array.isArray()) {
            throw wrong(at(key), "must be a list […]");
        }
        List<StudyBlock> blocks = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            blocks.add(new StudyBlock(at(key) + "[" + i + "]", array.get(i)));
        }
        return blocks;
    }

    /** The names and values in it, in order. */
    List<Map.Entry<String, JsonNode>> entries() {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
        node.fields().forEachRemaining(entries::add);
        return entries;
    }

    String text(String key) {
        JsonNode value = get(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(at(key), "must be a text that is not empty");
        }
        return value.asText();
    }

    String text(String key, String absent) {
        return has(key) ? text(key) : absent;
    }

    double number(String key) {
        return number(at(key), get(key));
    }

    static double number(String path, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw wrong(path, "must be a number, not " + value);
        }
        return value.asDouble();
    }

    /** A whole number in a range. */
    long whole(String key, long from, long to) {
        JsonNode value = get(key);
        boolean fits = value.isIntegralNumber() && value.canConvertToLong();
        if (!fits || value.asLong() < from || value.asLong() > to) {
            throw wrong(at(key), "must be a whole number from " + from + " to " + to + ", not " + value);
        }
        return value.asLong();
    }

    static IllegalArgumentException wrong(String path, String what) {
        return new IllegalArgumentException(
                "Study file, " + (path.isEmpty() ? "the file" : path) + ": " + what + (what.endsWith(".") ? "" : "."));
    }
}
