package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.voxelyte.solver.cell.CellFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cell file of a study: a base, and what the study sets in it, by the path of the key. */
final class CellVariation {
    private final StudyBlock block;
    private final String base;
    private final List<Map.Entry<String, JsonNode>> changes;
    private final Set<String> accepted = new HashSet<>();

    private CellVariation(StudyBlock block, String base, List<Map.Entry<String, JsonNode>> changes) {
        this.block = block;
        this.base = base;
        this.changes = changes;
    }

    static CellVariation read(StudyBlock block) {
        block.allowing("base", "set");
        String name = block.text("base", CellFile.DEFAULT);
        try {
            String text = CellFile.text(name);
            CellFile.parse(text, name);
            List<Map.Entry<String, JsonNode>> changes =
                    block.has("set") ? block.block("set").entries() : List.of();
            return new CellVariation(block, text, changes);
        } catch (IllegalArgumentException e) {
            throw StudyBlock.wrong(block.at("base"), String.valueOf(e.getMessage()));
        }
    }

    /** The text of the cell file at a point. */
    String at(Point point) {
        String text = base;
        for (Map.Entry<String, JsonNode> change : changes) {
            String where = block.at("set") + "." + change.getKey();
            Optional<JsonNode> value = point.fill(where, change.getValue());
            if (value.isPresent()) {
                text = set(text, where, change.getKey(), value.get());
            }
        }
        if (accepted.add(text)) {
            try {
                CellFile.parse(text, "of the study");
            } catch (IllegalArgumentException e) {
                throw StudyBlock.wrong(block.at("set"), String.valueOf(e.getMessage()));
            }
        }
        return text;
    }

    private static String set(String text, String where, String path, JsonNode value) {
        try {
            return CellFile.withValue(text, path, value.toString());
        } catch (IllegalArgumentException e) {
            throw StudyBlock.wrong(where, String.valueOf(e.getMessage()));
        }
    }
}
