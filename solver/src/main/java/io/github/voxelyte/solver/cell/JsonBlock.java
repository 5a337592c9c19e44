package io.github.voxelyte.solver.cell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One object of a JSON file with its path; every complaint names the path to the key and what is allowed. */
final class JsonBlock {
    /** Where the numbers of a block come from: a text or an object of texts; kept for the reader of the file. */
    static final String PROVENANCE = "provenance";

    private final String path;
    private final JsonNode node;

    /**
     * @param path path to the object, empty for the file itself
     * @param node the object
     * @param allowed the keys it may hold, beside provenance
     */
    JsonBlock(String path, JsonNode node, List<String> allowed) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    (path.isEmpty() ? "the file" : path) + ": must be a JSON object {…} with the keys " + allowed);
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().equals(PROVENANCE)) {
                checkProvenance(field.getValue());
            } else if (!allowed.contains(field.getKey())) {
                throw new IllegalArgumentException(unknown(field.getKey(), allowed));
            }
        }
    }

    boolean has(String key) {
        return node.has(key);
    }

    JsonNode get(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            throw new IllegalArgumentException(at(key) + ": is missing");
        }
        return value;
    }

    JsonBlock block(String key, List<String> allowed) {
        return new JsonBlock(at(key), get(key), allowed);
    }

    /** A number in a range. */
    double number(String key, Range range) {
        return number(at(key), get(key), range);
    }

    /** A number in a range, or the default if the key is absent. */
    double number(String key, Range range, double absent) {
        return has(key) ? number(key, range) : absent;
    }

    static double number(String path, JsonNode value, Range range) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException(path + ": must be a number, " + range + ", but is " + value);
        }
        double number = value.doubleValue();
        if (!Double.isFinite(number) || !range.holds(number)) {
            throw new IllegalArgumentException(path + ": is " + value + "; allowed is " + range);
        }
        return number;
    }

    String text(String key) {
        JsonNode value = get(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(at(key) + ": must be a text in quotes, but is " + value);
        }
        return value.textValue();
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void checkProvenance(JsonNode value) {
        boolean texts = value.isTextual();
        if (value.isObject()) {
            texts = true;
            for (JsonNode entry : value) {
                texts &= entry.isTextual();
            }
        }
        if (!texts) {
            throw new IllegalArgumentException(at(PROVENANCE) + ": must be a text or an object of texts");
        }
    }

    private String unknown(String key, List<String> allowed) {
        for (String known : allowed) {
            if (known.startsWith(key + "_")) {
                return at(key) + ": the unit is missing; write " + known;
            }
        }
        String stem = key;
        while (stem.contains("_")) {
            stem = stem.substring(0, stem.lastIndexOf('_'));
            for (String known : allowed) {
                if (known.startsWith(stem + "_")) {
                    return at(key) + ": unknown key; write " + known + " (name and unit as here); allowed are "
                            + allowed;
                }
            }
        }
        return at(key) + ": unknown key; allowed are " + allowed;
    }
}
