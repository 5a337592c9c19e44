package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A study in one JSON file: structures, axes of variation, a design, and what to compute. The keys of structures and computations
 * are those of the macro commands. See docs/cluster.md.
 */
public final class StudyFile {
    /** The axes' names are columns beside these. */
    static final List<String> COLUMNS =
            List.of("Task", "Structure", "Tile x [voxels]", "Tile y [voxels]", "Tile z [voxels]", "Status", "Reason");

    private static final String FULL_FACTORIAL = "full factorial";
    private static final String LATIN_HYPERCUBE = "latin hypercube";
    private static final int MOST_SAMPLES = 1_000_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final StudyBlock root;
    private final List<VariedAxis> axes;

    private StudyFile(StudyBlock root, List<VariedAxis> axes) {
        this.root = root;
        this.axes = axes;
    }

    /**
     * Reads a study file.
     *
     * @param path of the file
     * @return the study
     * @throws IllegalArgumentException with the path to the key, if it is no study file
     */
    public static StudyFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no study file " + path + ".");
        }
        try {
            return parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("The study file " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the text of a study file.
     *
     * @param text JSON
     * @return the study
     * @throws IllegalArgumentException with the path to the key, if it is none
     */
    public static StudyFile parse(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new IllegalArgumentException("Study file" + line + ": " + e.getOriginalMessage() + ".", e);
        }
        StudyBlock root =
                StudyBlock.root(json).allowing("name", "structures", "axes", "design", "cell", "compute", "provenance");
        root.text("name", "study");
        List<VariedAxis> axes = new ArrayList<>();
        if (root.has("axes")) {
            StudyBlock block = root.block("axes");
            for (Map.Entry<String, JsonNode> entry : block.entries()) {
                String name = entry.getKey();
                boolean taken = COLUMNS.stream().anyMatch(column -> column.equalsIgnoreCase(name));
                if (taken || name.isBlank() || name.contains("}")) {
                    throw StudyBlock.wrong(block.at(name), "an axis can't be called that");
                }
                axes.add(VariedAxis.read(name, block.block(name)));
            }
        }
        return new StudyFile(root, axes);
    }

    /**
     * What the study is called.
     *
     * @return the name
     */
    public String name() {
        return root.text("name", "study");
    }

    /**
     * The names of the axes of variation, as they head columns.
     *
     * @return the names, in order
     */
    public List<String> axisNames() {
        return axes.stream().map(VariedAxis::name).toList();
    }

    StudyBlock root() {
        return root;
    }

    /** Where the study looks. */
    List<Map<String, VariedAxis.Level>> points() {
        Design design = new Design(axes);
        if (!root.has("design")) {
            return design.fullFactorial();
        }
        StudyBlock block = root.block("design").allowing("type", "samples", "seed");
        String type = block.text("type").toLowerCase(Locale.ROOT);
        return switch (type) {
            case FULL_FACTORIAL -> {
                block.allowing("type");
                yield design.fullFactorial();
            }
            case LATIN_HYPERCUBE -> {
                if (axes.isEmpty()) {
                    throw StudyBlock.wrong("axes", "a Latin hypercube needs at least one");
                }
                long seed = block.has("seed") ? block.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE) : 1;
                yield design.latinHypercube((int) block.whole("samples", 1, MOST_SAMPLES), seed);
            }
            default -> throw StudyBlock.wrong(
                    block.at("type"), "must be " + FULL_FACTORIAL + " or " + LATIN_HYPERCUBE + ", not " + type);
        };
    }
}
