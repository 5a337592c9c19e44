package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.voxelyte.solver.cell.CellFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cell file of a study: a base, and what the study sets in it, by the path of the key. */
final class CellVariation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StudyBlock block;
    private final ObjectNode base;
    private final List<Map.Entry<String, JsonNode>> changes;
    private final Set<String> accepted = new HashSet<>();

    private CellVariation(StudyBlock block, ObjectNode base, List<Map.Entry<String, JsonNode>> changes) {
        this.block = block;
        this.base = base;
        this.changes = changes;
    }

    static CellVariation read(StudyBlock block) {
        block.allowing("base", "set");
        String name = block.text("base", CellFile.DEFAULT);
        String text;
        try {
            text = CellFile.builtInNames().contains(name)
                    ? CellFile.builtInText(name)
                    : Files.readString(Path.of(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StudyBlock.wrong(
                    block.at("base"),
                    "there is no cell file " + name + "; built in are " + String.join(", ", CellFile.builtInNames()));
        }
        try {
            CellFile.parse(text, name);
            List<Map.Entry<String, JsonNode>> changes =
                    block.has("set") ? block.block("set").entries() : List.of();
            return new CellVariation(block, (ObjectNode) JSON.readTree(text), changes);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw StudyBlock.wrong(block.at("base"), String.valueOf(e.getMessage()));
        }
    }

    /** The text of the cell file at a point. */
    String at(Point point) {
        ObjectNode cell = base.deepCopy();
        for (Map.Entry<String, JsonNode> change : changes) {
            String where = block.at("set") + "." + change.getKey();
            Optional<JsonNode> value = point.fill(where, change.getValue());
            value.ifPresent(node -> set(cell, where, change.getKey(), node));
        }
        String text = cell.toString();
        if (accepted.add(text)) {
            try {
                CellFile.parse(text, "of the study");
            } catch (IllegalArgumentException e) {
                throw StudyBlock.wrong(block.at("set"), String.valueOf(e.getMessage()));
            }
        }
        return text;
    }

    private static void set(ObjectNode cell, String where, String path, JsonNode value) {
        String[] names = path.split("\\.", -1);
        ObjectNode at = cell;
        for (int i = 0; i + 1 < names.length; i++) {
            JsonNode next = at.get(names[i]);
            if (next != null && !next.isObject()) {
                throw StudyBlock.wrong(where, names[i] + " holds no further keys");
            }
            at = next == null ? at.putObject(names[i]) : (ObjectNode) next;
        }
        at.set(names[names.length - 1], value);
    }
}
