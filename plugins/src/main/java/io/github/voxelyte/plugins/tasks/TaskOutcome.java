package io.github.voxelyte.plugins.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a task.
 *
 * @param key the task's
 * @param reason why it failed, in a sentence; empty if it did not
 * @param again whether another try may help: there was too little memory, or a file was missing where it ran
 * @param values numbers and texts by name; empty if it failed
 * @param seconds how long it took
 * @param host where it ran
 */
public record TaskOutcome(
        String key, String reason, boolean again, Map<String, Object> values, double seconds, String host) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Whether it ended well.
     *
     * @return false if it failed
     */
    public boolean isDone() {
        return reason.isEmpty();
    }

    /**
     * A task that did not even come to start or to end by itself.
     *
     * @param key the task's
     * @param reason why, in a sentence
     * @return the outcome
     */
    public static TaskOutcome lost(String key, String reason) {
        return new TaskOutcome(key, reason, false, Map.of(), 0, "");
    }

    /**
     * The outcome as text.
     *
     * @return JSON
     */
    public String toJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("key", key);
        all.put("reason", reason);
        all.put("again", again);
        all.put("seconds", seconds);
        all.put("host", host);
        all.put("values", values);
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written", e);
        }
    }

    /**
     * Reads an outcome.
     *
     * @param json as {@link #toJson} gives it
     * @return the outcome
     * @throws IllegalArgumentException if the text is something else
     */
    public static TaskOutcome ofJson(String json) {
        try {
            var all = JSON.readTree(json);
            Map<String, Object> values = JSON.convertValue(all.get("values"), new TypeReference<>() {});
            return new TaskOutcome(
                    all.path("key").asText(),
                    all.path("reason").asText(),
                    all.path("again").asBoolean(),
                    values == null ? Map.of() : values,
                    all.path("seconds").asDouble(),
                    all.path("host").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no outcome of a task: " + e.getOriginalMessage(), e);
        }
    }
}
