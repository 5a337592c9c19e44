package io.github.voxelyte.solver.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the JSON Schema against the reader: the same keys, and the same files accepted and refused. */
class CellSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasExactlyTheKeysOfTheReader() throws IOException {
        JsonNode schema = JSON.readTree(CellFile.schema());
        assertEquals(new HashSet<>(CellFile.ROOT_KEYS), keys(schema));
        Map<String, List<String>> blocks = Map.of(
                "electrolyte", CellFile.ELECTROLYTE_KEYS,
                "active_material", CellFile.ACTIVE_KEYS,
                "counter_electrode", CellFile.COUNTER_KEYS,
                "separator", CellFile.SEPARATOR_KEYS,
                "collector", CellFile.COLLECTOR_KEYS,
                "additive", CellFile.ADDITIVE_KEYS,
                "grain_contacts", CellFile.GRAIN_CONTACT_KEYS,
                "thermal", CellFile.THERMAL_KEYS,
                "arrhenius", CellFile.ARRHENIUS_KEYS);
        assertEquals(
                new HashSet<>(CellFile.CONDUCTION_KEYS), keys(schema.at("/properties/thermal/properties/conduction")));
        for (Map.Entry<String, List<String>> block : blocks.entrySet()) {
            assertEquals(
                    new HashSet<>(block.getValue()),
                    keys(schema.path("properties").path(block.getKey())),
                    block.getKey());
        }
    }

    private static Set<String> keys(JsonNode objectSchema) {
        Set<String> keys = new HashSet<>();
        objectSchema.path("properties").fieldNames().forEachRemaining(keys::add);
        assertTrue(keys.remove("provenance"));
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lps-nmc622", "lps-nmc622-amin"})
    void acceptsTheBuiltInCells(String name) throws IOException {
        assertEquals(List.of(), violations(CellFile.text(name)));
    }

    /** One change each: the value at a pointer is replaced, or removed when the new value is empty. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/temperature_C | -274",
                "/temperature_C | \"25\"",
                "/temperature_C | ",
                "/colour | 1",
                "/electrolyte/transference_number | 1.2",
                "/electrolyte/conductivity_S_per_cm | 0",
                "/electrolyte/diffusivity_cm2_per_s | {\"polynomial\": 1}",
                "/electrolyte/conductivity_S_per_cm | ",
                "/electrolyte/viscosity | 1",
                "/active_material/initial_lithiation | 1",
                "/active_material/initial_lithiation | ",
                "/active_material/initial_voltage_V | 4.2",
                "/active_material/density_g_per_cm3 | ",
                "/active_material/conductivity_S_per_cm | \"high\"",
                "/active_material/conductivity_S_per_cm/outside | \"stay\"",
                "/active_material/open_circuit_potential_V/interpolation | \"spline\"",
                "/active_material/film_resistance_Ohm_cm2 | -1",
                "/counter_electrode/symmetry_factor | 0",
                "/counter_electrode | 3",
                "/separator/thickness_um | -1",
                "/separator | ",
                "/collector/contact_resistance_Ohm_cm2 | -1",
                "/grain_contacts | {}",
                "/grain_contacts | {\"resistance_Ohm_cm2\": -1}",
                "/thermal | {\"heat_capacity_J_per_m2_K\": 1}",
                "/thermal | {\"heat_capacity_J_per_m2_K\": 0, \"heat_transfer_W_per_m2_K\": 1}",
                "/thermal | {\"heat_capacity_J_per_m2_K\": 1, \"heat_transfer_W_per_m2_K\": 1, \"conduction\": {}}",
                "/one_C_mAh_per_g | 0",
                "/provenance | 3"
            })
    void refusesWhatTheReaderRefuses(String pointer, String value) throws IOException {
        ObjectNode cell = (ObjectNode) JSON.readTree(CellFile.text("lps-nmc622"));
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = slash == 0 ? cell : (ObjectNode) cell.at(pointer.substring(0, slash));
        String key = pointer.substring(slash + 1);
        if (value == null) {
            parent.remove(key);
        } else {
            parent.set(key, JSON.readTree(value));
        }
        String json = cell.toString();
        assertThrows(IllegalArgumentException.class, () -> CellFile.parse(json, "test"));
        assertFalse(violations(json).isEmpty(), "the schema accepts " + pointer + " = " + value);
    }

    private static List<String> violations(String json) throws IOException {
        JsonNode schema = JSON.readTree(CellFile.schema());
        List<String> found = new ArrayList<>();
        validate(schema, schema, JSON.readTree(json), "", found);
        return found;
    }

    /** The part of JSON Schema 2020-12 that the schema uses. */
    private static void validate(JsonNode root, JsonNode schema, JsonNode value, String path, List<String> found) {
        if (schema.has("$ref")) {
            validate(root, root.at(schema.path("$ref").asText().substring(1)), value, path, found);
            return;
        }
        if (schema.has("type") && !hasType(schema.path("type"), value)) {
            found.add(path + ": type");
            return;
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            if (number <= schema.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY)
                    || number < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                    || number >= schema.path("exclusiveMaximum").asDouble(Double.POSITIVE_INFINITY)
                    || number > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)) {
                found.add(path + ": range");
            }
        }
        if (schema.has("enum")) {
            boolean listed = false;
            for (JsonNode choice : schema.path("enum")) {
                listed |= choice.equals(value);
            }
            if (!listed) {
                found.add(path + ": enum");
            }
        }
        if (value.isArray()) {
            for (JsonNode item : value) {
                validate(root, schema.path("items"), item, path + "[]", found);
            }
        }
        if (value.isObject()) {
            validateObject(root, schema, value, path, found);
        }
    }

    private static void validateObject(
            JsonNode root, JsonNode schema, JsonNode value, String path, List<String> found) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                found.add(path + ": lacks " + required.asText());
            }
        }
        if (schema.has("oneOf")) {
            int matches = 0;
            for (JsonNode choice : schema.path("oneOf")) {
                matches += value.has(choice.path("required").path(0).asText()) ? 1 : 0;
            }
            if (matches != 1) {
                found.add(path + ": oneOf");
            }
        }
        JsonNode additional = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode property = schema.path("properties").path(field.getKey());
            if (!property.isMissingNode()) {
                validate(root, property, field.getValue(), path + "/" + field.getKey(), found);
            } else if (additional.isObject()) {
                validate(root, additional, field.getValue(), path + "/" + field.getKey(), found);
            } else if (additional.isBoolean() && !additional.booleanValue()) {
                found.add(path + ": unknown " + field.getKey());
            }
        }
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (hasType(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            default -> throw new IllegalStateException("type " + type);
        };
    }
}
