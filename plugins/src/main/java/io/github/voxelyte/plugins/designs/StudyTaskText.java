package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task of a study is told.
 *
 * @param making the steps that make the structure
 * @param computing what is computed on it
 * @param cell the text of its cell file; empty if the computations name theirs
 * @param state what tells whether one of the files has changed
 */
public record StudyTaskText(List<CommandStep> making, List<CommandStep> computing, String cell, String state) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String toJson() {
        ObjectNode all = JSON.createObjectNode();
        write(all.putArray("making"), making);
        write(all.putArray("computing"), computing);
        all.put("cell", cell);
        all.put("state", state);
        return all.toString();
    }

    static StudyTaskText ofJson(String text) {
        try {
            JsonNode all = JSON.readTree(text);
            return new StudyTaskText(
                    read(all.get("making")),
                    read(all.get("computing")),
                    all.get("cell").asText(),
                    all.get("state").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no task of a study", e);
        }
    }

    private static void write(ArrayNode array, List<CommandStep> steps) {
        for (CommandStep step : steps) {
            array.addObject()
                    .put("command", step.label())
                    .put("options", step.options())
                    .put("take", step.take());
        }
    }

    private static List<CommandStep> read(JsonNode array) {
        List<CommandStep> steps = new ArrayList<>();
        array.forEach(step -> steps.add(new CommandStep(
                step.get("command").asText(),
                step.get("options").asText(),
                step.get("take").asText())));
        return steps;
    }
}
