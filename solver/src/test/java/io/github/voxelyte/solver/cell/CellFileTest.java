package io.github.voxelyte.solver.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellFileTest {
    private static final String TEXT = CellFile.text("lps-nmc622");

    @Test
    void theStudysCellInSi() {
        Cell cell = CellFile.open("lps-nmc622");
        assertEquals("lps-nmc622", cell.name());
        assertEquals(298.15, cell.temperature(), 1e-12);
        assertEquals(0.012, cell.electrolyte().conductivity(), 1e-15);
        assertEquals(1, cell.electrolyte().transferenceNumber());
        assertEquals(10300, cell.electrolyte().concentration(), 1e-8);
        assertEquals(425e-6, cell.separatorThickness(), 1e-15);
        assertEquals(8.87, cell.counterElectrode().exchangeCurrentDensity(), 1e-12);
        assertEquals(2e-3, cell.counterElectrode().doubleLayer(), 1e-15);
        ActiveMaterial am = cell.activeMaterial();
        assertEquals(51900, am.maximumConcentration(), 1e-8);
        assertEquals(4730, am.density(), 1e-9);
        assertEquals(4.98, am.exchangeCurrentDensity(), 1e-12);
        assertEquals(4.2, am.openCircuitPotential().value(0.40462), 1e-12);
        assertEquals(2, am.conductivity().value(0.4), 1e-12);
        assertEquals(2, am.conductivity().value(0.3), 1e-12);
        assertEquals(1.6e-4, am.conductivity().value(1), 1e-15);
        assertEquals(1.83e-15, am.diffusivity().value(0.4), 1e-27);
        assertEquals(3.1e-16, am.diffusivity().value(1), 1e-28);
        // 1C: 200 mAh/g and 8.9 mg/cm2 are 1.78 mA/cm2; 8.9 mg/cm2 fill 18.8 um of solid material.
        assertEquals(17.8, cell.oneCPerVolume() * 0.089 / 4730, 1e-9);
        assertEquals(946_000, cell.oneCPerVolume(), 1e-6);
    }

    @Test
    void theSecondCellDiffersInItsConductivityOnly() {
        Cell cell = CellFile.open("lps-nmc622-amin");
        assertEquals(0.54, cell.activeMaterial().conductivity().value(0.7), 1e-12);
        assertEquals(1.6e-4, cell.activeMaterial().conductivity().value(1), 1e-15);
        assertEquals(4.2, cell.activeMaterial().openCircuitPotential().value(0.40462), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lps-nmc622", "lps-nmc622-amin"})
    void everyBuiltInNumberHasItsProvenance(String name) throws IOException {
        JsonNode root = new ObjectMapper().readTree(CellFile.text(name));
        requireProvenance("", root);
    }

    private static void requireProvenance(String path, JsonNode block) {
        for (Map.Entry<String, JsonNode> field : block.properties()) {
            String key = field.getKey();
            JsonNode value = field.getValue();
            boolean property = value.has("interpolation");
            if (value.isObject() && !property && !key.equals("provenance")) {
                requireProvenance(path + key + ".", value);
            } else if (value.isNumber() || property) {
                String source = block.path("provenance").path(key).asText();
                assertTrue(source.length() > 10, path + key + " has no provenance");
            }
        }
    }

    @Test
    void theVoltageGivesTheLithiation() {
        Cell cell =
                CellFile.parse(TEXT.replace("\"initial_lithiation\": 0.40462", "\"initial_voltage_V\": 4.2"), "test");
        assertEquals(0.40462, cell.activeMaterial().initialLithiation(), 1e-9);
    }

    @Test
    void formulasAndNumbersArePropertiesToo() {
        String json = TEXT.replaceFirst(
                        "(?s)\"diffusivity_cm2_per_s\": \\{.*?\\}",
                        "\"diffusivity_cm2_per_s\": {\"formula\": \"1e-11*exp(-x)*T/298.15\"}")
                .replaceFirst("(?s)\"conductivity_S_per_cm\": \\{.*?\\}", "\"conductivity_S_per_cm\": 0.03");
        ActiveMaterial am = CellFile.parse(json, "test").activeMaterial();
        assertEquals(1e-15 * Math.exp(-0.5), am.diffusivity().value(0.5), 1e-27);
        assertEquals(3, am.conductivity().value(0.9), 1e-14);
    }

    @Test
    void arrheniusFactorsAreApplied() {
        String json = TEXT.replaceFirst("\"temperature_C\": 25", "\"temperature_C\": 60")
                .replaceFirst(
                        "\"separator\": ",
                        "\"arrhenius\": {\"reference_temperature_C\": 25, \"electrolyte_conductivity_J_per_mol\": 30000},"
                                + " \"separator\": ");
        double factor = Math.exp(30000 / 8.314462618 * (1 / 298.15 - 1 / 333.15));
        assertEquals(0.012 * factor, CellFile.parse(json, "test").electrolyte().conductivity(), 1e-12);
        assertEquals(4.98, CellFile.parse(json, "test").activeMaterial().exchangeCurrentDensity(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature_C\": 25 | \"temperature_C\": -300 | temperature_C: is -300",
                "\"temperature_C\": 25 | \"temperature\": 25 | temperature: the unit is missing; write temperature_C",
                "\"temperature_C\": 25 | \"temperature_K\": 298 | temperature_K: unknown key; write temperature_C",
                "\"temperature_C\": 25 | \"temperature_C\": \"25\" | temperature_C: must be a number",
                "\"temperature_C\": 25 | \"temperature_C\": 25, \"colour\": 1 | colour: unknown key; allowed are",
                "\"temperature_C\": 25 | \"temperature_C\": 25, \"temperature_C\": 26 | Duplicate field",
                "\"temperature_C\": 25 | \"temperature_C\": NaN | not valid JSON",
                "\"temperature_C\": 25 | \"temperature_C\": 1e999 | temperature_C: is",
                "\"initial_lithiation\": 0.40462 | \"initial_lithiation\": 1.4 | active_material.initial_lithiation: is 1.4; allowed is",
                "\"initial_lithiation\": 0.40462 | \"initial_lithiation\": 0.2 | is 0.2, outside the table of open_circuit_potential_V",
                "\"initial_lithiation\": 0.40462 | \"initial_voltage_V\": 9 | active_material.initial_voltage_V: is 9",
                "\"initial_lithiation\": 0.40462, | '' | active_material.initial_lithiation: give either",
                "\"initial_lithiation\": 0.40462 | \"initial_lithiation\": 0.4, \"initial_voltage_V\": 4.2 | not both",
                "\"density_g_per_cm3\": 4.73, | '' | active_material.density_g_per_cm3: is missing",
                "\"density_g_per_cm3\": 4.73 | \"density_kg_per_m3\": 4730 | write density_g_per_cm3",
                "\"transference_number\": 1 | \"transference_number\": 1.1 | electrolyte.transference_number: is 1.1",
                "3.10e-12 | 0 | active_material.diffusivity_cm2_per_s.y[1]: is 0",
                "\"clamp\" | \"stay\" | active_material.conductivity_S_per_cm.outside: is 'stay'",
                "\"pchip\" | \"spline\" | allowed are pchip, linear, log10-linear",
                "4.402 | 4.5 | open_circuit_potential_V: must fall strictly",
                "0.32, | 0.29, | active_material.open_circuit_potential_V: x must increase strictly",
                "4.402 | \"NaN\" | active_material.open_circuit_potential_V.y[1]: must be a number",
                "\"thickness_um\": 425 | \"thickness_um\": -1 | separator.thickness_um: is -1",
                "\"symmetry_factor\": 0.5 | \"symmetry_factor\": 1 | symmetry_factor: is 1"
            })
    void refusesWithThePathToTheKey(String from, String to, String expected) {
        String json = TEXT.replace("3.1e-12", "3.10e-12");
        assertTrue(json.contains(from), from);
        String broken = json.substring(0, json.indexOf(from)) + to + json.substring(json.indexOf(from) + from.length());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> CellFile.parse(broken, "test"));
        assertTrue(e.getMessage().startsWith("cell file test: "), e.getMessage());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"temperature_C\": 25", "{} {}", "null"})
    void refusesWhatIsNoCell(String json) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> CellFile.parse(json, "test"));
        assertTrue(e.getMessage().startsWith("cell file test: "), e.getMessage());
    }

    @Test
    void opensFilesAndNamesWhatIsBuiltIn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, TEXT.replace("\"name\": \"lps-nmc622\",", ""));
        assertEquals(file.toString(), CellFile.open(file.toString()).name());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> CellFile.open("nowhere.json"));
        assertTrue(e.getMessage().contains("lps-nmc622-amin"), e.getMessage());
    }

    private static String electrolyte(String block) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode cell = (ObjectNode) mapper.readTree(CellFile.text(CellFile.DEFAULT));
            cell.set("electrolyte", mapper.readTree("{" + block + "}"));
            return cell.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theElectrolyteMayFollowItsConcentration() {
        String text = electrolyte("\"conductivity_S_per_cm\": {\"formula\": \"0.01*(x/0.001)*exp(1-x/0.001)\"},"
                + " \"concentration_mol_per_cm3\": 0.001, \"transference_number\": 0.3,"
                + " \"diffusivity_cm2_per_s\": {\"interpolation\": \"linear\", \"x\": [0, 0.004], \"y\": [4e-6, 2e-6]},"
                + " \"thermodynamic_factor\": {\"formula\": \"2 + 500*x\"}");
        Electrolyte e = CellFile.parse(text, "test").electrolyte();
        assertEquals(1, e.conductivity(), 1e-12);
        assertEquals(3.5e-10, e.diffusivity(), 1e-20);
        assertEquals(2.5, e.thermodynamicFactor(), 1e-12);
        assertEquals(2 * Math.exp(-1), e.conductivityRatio().value(2), 1e-12);
        assertEquals(0, e.conductivityRatio().derivative(1), 1e-12);
        assertEquals(3 / 3.5, e.diffusivityRatio().value(2), 1e-12);
        assertEquals(0.2, e.thermodynamicRatio().derivative(0.7), 1e-12);
        assertTrue(e.followsConcentration());
        assertFalse(CellFile.open(CellFile.DEFAULT).electrolyte().followsConcentration());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"formula\": \"0.01 - 8*x\"} | conductivity_S_per_cm: is | from 1 % to 200 %",
                "{\"formula\": \"0.01*ce\"} | conductivity_S_per_cm.formula | ce",
                "{\"interpolation\": \"linear\", \"x\": [0, 1000], \"y\": [1, 1]} | conductivity_S_per_cm.x[1] | mol/cm3",
                "0 | conductivity_S_per_cm | S/cm"
            })
    void refusesAnElectrolyteNamingTheKey(String kappa, String key, String reason) {
        String text = electrolyte("\"conductivity_S_per_cm\": " + kappa + ", \"concentration_mol_per_cm3\": 0.001");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> CellFile.parse(text, "test"));
        assertTrue(e.getMessage().contains(key) && e.getMessage().contains(reason), e.getMessage());
    }
}
