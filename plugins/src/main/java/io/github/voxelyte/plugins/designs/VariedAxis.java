package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An axis of variation: listed levels, or a range of numbers. A level is what stands in the study file in place of the axis' name, and
 * what stands in the table.
 */
final class VariedAxis {
    /** A level: in the table, and where the axis is used; the latter is null where what uses it is left out. */
    record Level(Object shown, JsonNode value) {}

    private static final int MOST_LEVELS = 100_000;

    private final String name;
    private final String path;
    private final List<Level> levels;
    private final double low;
    private final double high;
    private final boolean logarithmic;
    private final boolean whole;

    private VariedAxis(
            String name, String path, List<Level> levels, double low, double high, boolean logarithmic, boolean whole) {
        this.name = name;
        this.path = path;
        this.levels = levels;
        this.low = low;
        this.high = high;
        this.logarithmic = logarithmic;
        this.whole = whole;
    }

    static VariedAxis read(String name, StudyBlock block) {
        block.allowing("values", "range", "scale", "whole", "levels");
        if (block.has("values") == block.has("range")) {
            throw StudyBlock.wrong(block.path(), "give either values or range");
        }
        if (block.has("values")) {
            block.allowing("values");
            return listed(name, block);
        }
        return ranged(name, block);
    }

    private static VariedAxis listed(String name, StudyBlock block) {
        JsonNode values = block.get("values");
        if (!values.isArray() || values.isEmpty()) {
            throw StudyBlock.wrong(block.at("values"), "must be a list with at least one value");
        }
        List<Level> levels = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            String at = block.at("values") + "[" + i + "]";
            Level level = level(at, values.get(i));
            if (!seen.add(level.shown())) {
                throw StudyBlock.wrong(at, "the value " + level.shown() + " is there twice");
            }
            levels.add(level);
        }
        return new VariedAxis(name, block.path(), levels, 0, 0, false, false);
    }

    private static Level level(String path, JsonNode value) {
        if (value.isIntegralNumber()) {
            return new Level(value.asLong(), value);
        }
        if (value.isNumber()) {
            return new Level(StudyBlock.number(path, value), value);
        }
        if (value.isNull()) {
            return new Level("none", null);
        }
        if (value.isTextual() || value.isBoolean()) {
            return new Level(value.asText(), value);
        }
        boolean named = value.isObject() && value.size() == 2 && value.has("name") && value.has("is");
        if (!named || !value.get("name").isTextual()) {
            throw StudyBlock.wrong(
                    path, "must be a number, a text, null, or {\"name\": \"…\", \"is\": …} for anything longer");
        }
        JsonNode is = value.get("is");
        return new Level(value.get("name").asText(), is.isNull() ? null : is);
    }

    private static VariedAxis ranged(String name, StudyBlock block) {
        JsonNode range = block.get("range");
        if (!range.isArray() || range.size() != 2) {
            throw StudyBlock.wrong(block.at("range"), "must be two numbers, as in [0.1, 0.5]");
        }
        double low = StudyBlock.number(block.at("range") + "[0]", range.get(0));
        double high = StudyBlock.number(block.at("range") + "[1]", range.get(1));
        String scale = block.text("scale", "linear");
        if (!List.of("linear", "log").contains(scale)) {
            throw StudyBlock.wrong(block.at("scale"), "must be linear or log, not " + scale);
        }
        boolean logarithmic = scale.equals("log");
        if (low >= high || logarithmic && low <= 0) {
            throw StudyBlock.wrong(
                    block.at("range"), "must rise" + (logarithmic ? ", from a number above 0" : "") + ", not " + range);
        }
        if (block.has("whole") && !block.get("whole").isBoolean()) {
            throw StudyBlock.wrong(block.at("whole"), "must be true or false");
        }
        boolean whole = block.has("whole") && block.get("whole").asBoolean();
        VariedAxis axis = new VariedAxis(name, block.path(), List.of(), low, high, logarithmic, whole);
        if (!block.has("levels")) {
            return axis;
        }
        int count = (int) block.whole("levels", 2, MOST_LEVELS);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(axis.between((double) i / (count - 1)));
        }
        if (levels.stream().distinct().count() < count) {
            throw StudyBlock.wrong(block.at("levels"), "there are fewer whole numbers than that in the range");
        }
        return new VariedAxis(name, block.path(), levels, low, high, logarithmic, whole);
    }

    String name() {
        return name;
    }

    /** The levels, for a design that takes each of them. */
    List<Level> levels() {
        if (levels.isEmpty()) {
            throw StudyBlock.wrong(path, "a full factorial design needs values, or a range with levels");
        }
        return levels;
    }

    /** The level at a share of the axis, from 0 to 1. */
    Level at(double share) {
        if (!levels.isEmpty()) {
            return levels.get((int) Math.min(levels.size() - 1.0, share * levels.size()));
        }
        return between(share);
    }

    private Level between(double share) {
        double value = logarithmic ? low * Math.pow(high / low, share) : low + (high - low) * share;
        value = share == 1 ? high : value;
        if (whole) {
            long rounded = Math.round(value);
            return new Level(rounded, LongNode.valueOf(rounded));
        }
        return new Level(value, DoubleNode.valueOf(value));
    }
}
