package io.github.voxelyte.solver.cell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.voxelyte.solver.material.ArrheniusFactor;
import io.github.voxelyte.solver.material.ConcentrationRatio;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.PhysicalConstants;
import io.github.voxelyte.solver.material.TabulatedFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a cell file: JSON, one cell a file, every number's key ending in its unit. Anything unknown, missing or
 * unphysical is refused with the path to the key and what is allowed. The result is in SI units at the cell's
 * temperature: Arrhenius factors are already applied, and kept for cells whose temperature changes.
 */
public final class CellFile {
    /** The built-in cell that is used when none is named: the cell of Neumann et al. (2020). */
    public static final String DEFAULT = "lps-nmc622";

    private static final List<String> BUILT_IN = List.of(DEFAULT, "lps-nmc622-amin");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final double CM = 1e-2;
    private static final double CM2 = CM * CM;
    private static final double CM3 = CM * CM * CM;
    private static final double UM = 1e-6;

    static final List<String> ROOT_KEYS = List.of(
            "name",
            "temperature_C",
            "electrolyte",
            "active_material",
            "counter_electrode",
            "separator",
            "collector",
            "additive",
            "grain_contacts",
            "arrhenius",
            "thermal",
            "one_C_mAh_per_g");
    static final List<String> ELECTROLYTE_KEYS = List.of(
            "conductivity_S_per_cm",
            "transference_number",
            "concentration_mol_per_cm3",
            "diffusivity_cm2_per_s",
            "thermodynamic_factor");
    static final List<String> ACTIVE_KEYS = List.of(
            "initial_lithiation",
            "initial_voltage_V",
            "maximum_concentration_mol_per_cm3",
            "density_g_per_cm3",
            "conductivity_S_per_cm",
            "diffusivity_cm2_per_s",
            "open_circuit_potential_V",
            "exchange_current_density_A_per_cm2",
            "symmetry_factor",
            "double_layer_F_per_cm2",
            "film_resistance_Ohm_cm2");
    static final List<String> COUNTER_KEYS =
            List.of("exchange_current_density_A_per_cm2", "symmetry_factor", "double_layer_F_per_cm2");
    static final List<String> SEPARATOR_KEYS = List.of("thickness_um");
    static final List<String> COLLECTOR_KEYS = List.of("contact_resistance_Ohm_cm2");
    static final List<String> ADDITIVE_KEYS = List.of("conductivity_S_per_cm");
    static final List<String> GRAIN_CONTACT_KEYS = List.of("resistance_Ohm_cm2");
    static final List<String> THERMAL_KEYS = List.of(
            "heat_capacity_J_per_m2_K",
            "heat_transfer_W_per_m2_K",
            "ambient_temperature_C",
            "entropy_coefficient_V_per_K",
            "conduction");
    static final List<String> CONDUCTION_KEYS = List.of(
            "electrolyte_W_per_m_K",
            "active_material_W_per_m_K",
            "additive_W_per_m_K",
            "electrolyte_J_per_m3_K",
            "active_material_J_per_m3_K",
            "additive_J_per_m3_K",
            "collector_share");
    static final List<String> ARRHENIUS_KEYS = List.of(
            "reference_temperature_C",
            "electrolyte_conductivity_J_per_mol",
            "electrolyte_diffusivity_J_per_mol",
            "active_material_conductivity_J_per_mol",
            "active_material_diffusivity_J_per_mol",
            "active_material_exchange_current_J_per_mol",
            "counter_electrode_exchange_current_J_per_mol");

    private static final Range CONDUCTIVITY = Range.between(0, 1e6, "S/cm");
    private static final Range DIFFUSIVITY = Range.between(0, 1, "cm2/s");
    private static final Range EXCHANGE = Range.between(0, 1e4, "A/cm2");
    private static final Range CAPACITANCE = Range.fromTo(0, 1, "F/cm2");
    private static final Range FRACTION = Range.between(0, 1, "");
    private static final Range RESISTANCE = Range.fromTo(0, 1e9, "Ohm cm2");
    private static final Range ENERGY = Range.fromTo(0, 1e6, "J/mol");
    private static final Range CONCENTRATION = Range.between(0, 1, "mol/cm3");
    private static final Range THERMODYNAMIC = Range.between(0, 1e3, "");
    private static final Range POTENTIAL = Range.fromTo(-10, 10, "V");
    private static final Range TEMPERATURE = Range.between(-PhysicalConstants.ZERO_CELSIUS, 1000, "°C");

    private CellFile() {}

    /**
     * The cells that come with Voxelyte.
     *
     * @return their names
     */
    public static List<String> builtInNames() {
        return BUILT_IN;
    }

    /**
     * A built-in cell by its name, or the cell of a file.
     *
     * @param nameOrPath one of {@link #builtInNames()}, or the path of a JSON file
     * @return the cell
     * @throws IllegalArgumentException if there is no such cell, or the file is not a valid cell file
     */
    public static Cell open(String nameOrPath) {
        return parse(text(nameOrPath), nameOrPath);
    }

    /**
     * The text of a built-in cell, with the provenance of its numbers, or of a file.
     *
     * @param nameOrPath one of {@link #builtInNames()}, or the path of a JSON file
     * @return the text; not yet looked at
     * @throws IllegalArgumentException if there is no such cell, or the file cannot be read
     */
    public static String text(String nameOrPath) {
        if (BUILT_IN.contains(nameOrPath)) {
            return resource(nameOrPath + ".json");
        }
        Path path = Path.of(nameOrPath);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "there is no cell file " + nameOrPath + "; built in are " + String.join(", ", BUILT_IN));
        }
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("the cell file " + nameOrPath + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A cell file with one value changed or added.
     *
     * @param json the text of a cell file
     * @param key path of the key, as in {@code active_material.conductivity_S_per_cm}
     * @param value the new value: JSON
     * @return the text of the changed cell file; whether it is a valid one is for {@link #parse} to say
     * @throws IllegalArgumentException if one of the texts is not JSON, or a key on the path holds no further keys
     */
    public static String withValue(String json, String key, String value) {
        try {
            JsonNode root = JSON.readTree(json);
            String[] names = key.split("\\.", -1);
            JsonNode block = root;
            for (int i = 0; block instanceof ObjectNode keys && i + 1 < names.length; i++) {
                block = keys.has(names[i]) ? keys.get(names[i]) : keys.putObject(names[i]);
            }
            if (!(block instanceof ObjectNode keys)) {
                throw new IllegalArgumentException("what " + key + " lies in holds no further keys");
            }
            keys.set(names[names.length - 1], JSON.readTree(value));
            return root.toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(key + " = " + value + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The text of the JSON Schema of cell files.
     *
     * @return JSON
     */
    public static String schema() {
        return resource("cell.schema.json");
    }

    /**
     * Reads a cell.
     *
     * @param json the text of a cell file
     * @param source what the text is called in messages, and the cell's name if the file gives none
     * @return the cell
     * @throws IllegalArgumentException if the text is not a valid cell file
     */
    public static Cell parse(String json, String source) {
        try {
            return cell(JSON.readTree(json), source);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cell file " + source + ": is not valid JSON: " + e.getOriginalMessage() + place(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cell file " + source + ": " + e.getMessage(), e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private static Cell cell(JsonNode json, String source) {
        JsonBlock root = new JsonBlock("", json, ROOT_KEYS);
        double temperature = PhysicalConstants.ZERO_CELSIUS + root.number("temperature_C", TEMPERATURE);
        Factors factors = Factors.read(root, temperature);
        JsonBlock separator = root.block("separator", SEPARATOR_KEYS);
        double contact = 0;
        if (root.has("collector")) {
            contact = root.block("collector", COLLECTOR_KEYS).number("contact_resistance_Ohm_cm2", RESISTANCE, 0);
        }
        double additive = Cell.DEFAULT_ADDITIVE_CONDUCTIVITY;
        if (root.has("additive")) {
            additive = root.block("additive", ADDITIVE_KEYS).number("conductivity_S_per_cm", CONDUCTIVITY) / CM;
        }
        double grainContact = 0;
        if (root.has("grain_contacts")) {
            grainContact = root.block("grain_contacts", GRAIN_CONTACT_KEYS).number("resistance_Ohm_cm2", RESISTANCE);
        }
        return new Cell(
                root.has("name") ? root.text("name") : source,
                temperature,
                electrolyte(root.block("electrolyte", ELECTROLYTE_KEYS), temperature, factors),
                activeMaterial(root.block("active_material", ACTIVE_KEYS), temperature, factors),
                counterElectrode(root.block("counter_electrode", COUNTER_KEYS), factors),
                separator.number("thickness_um", Range.fromTo(0, 1e5, "um")) * UM,
                contact * CM2,
                additive,
                root.number("one_C_mAh_per_g", Range.between(0, 1e5, "mAh/g")) * 3600,
                grainContact * CM2,
                factors.energies(),
                heatBalance(root, temperature));
    }

    private static Optional<HeatBalance> heatBalance(JsonBlock root, double temperature) {
        if (!root.has("thermal")) {
            return Optional.empty();
        }
        JsonBlock block = root.block("thermal", THERMAL_KEYS);
        LithiationFunction entropy = block.has("entropy_coefficient_V_per_K")
                ? new PropertyReader(temperature)
                        .read(block, "entropy_coefficient_V_per_K", Range.fromTo(-0.01, 0.01, "V/K"))
                : LithiationFunction.constant(0);
        return Optional.of(new HeatBalance(
                block.number("heat_capacity_J_per_m2_K", Range.between(0, 1e9, "J/(m2 K)")),
                block.number("heat_transfer_W_per_m2_K", Range.fromTo(0, 1e9, "W/(m2 K)")),
                PhysicalConstants.ZERO_CELSIUS
                        + block.number(
                                "ambient_temperature_C", TEMPERATURE, temperature - PhysicalConstants.ZERO_CELSIUS),
                entropy,
                conduction(block)));
    }

    private static Optional<HeatConduction> conduction(JsonBlock thermal) {
        if (!thermal.has("conduction")) {
            return Optional.empty();
        }
        JsonBlock block = thermal.block("conduction", CONDUCTION_KEYS);
        Range lambda = Range.between(0, 1e5, "W/(m K)");
        Range stored = Range.between(0, 1e9, "J/(m3 K)");
        double active = block.number("active_material_W_per_m_K", lambda);
        double activeStored = block.number("active_material_J_per_m3_K", stored);
        return Optional.of(new HeatConduction(
                block.number("electrolyte_W_per_m_K", lambda),
                active,
                block.number("additive_W_per_m_K", lambda, active),
                block.number("electrolyte_J_per_m3_K", stored),
                activeStored,
                block.number("additive_J_per_m3_K", stored, activeStored),
                block.number("collector_share", Range.fromTo(0, 1, ""), 0.5)));
    }

    private static Electrolyte electrolyte(JsonBlock block, double temperature, Factors factors) {
        double transference = block.number("transference_number", Range.fromTo(0, 1, ""), 1);
        if (transference < 1) {
            // Salt moves then, so what it does must be said; with t+ = 1 these three drop out of the equations.
            ELECTROLYTE_KEYS.subList(2, 5).forEach(block::get);
        }
        boolean follows = !block.get("conductivity_S_per_cm").isNumber();
        double concentration = follows
                ? block.number("concentration_mol_per_cm3", CONCENTRATION)
                : block.number("concentration_mol_per_cm3", CONCENTRATION, 0.001);
        PropertyReader properties = new PropertyReader(temperature);
        LithiationFunction kappa =
                properties.readOfConcentration(block, "conductivity_S_per_cm", CONDUCTIVITY, concentration);
        LithiationFunction diffusivity = block.has("diffusivity_cm2_per_s")
                ? properties.readOfConcentration(block, "diffusivity_cm2_per_s", DIFFUSIVITY, concentration)
                : LithiationFunction.constant(1e-8);
        LithiationFunction thermodynamic = block.has("thermodynamic_factor")
                ? properties.readOfConcentration(block, "thermodynamic_factor", THERMODYNAMIC, concentration)
                : LithiationFunction.constant(2);
        return new Electrolyte(
                kappa.value(concentration) / CM * factors.electrolyteConductivity(),
                transference,
                concentration / CM3,
                diffusivity.value(concentration) * CM2 * factors.electrolyteDiffusivity(),
                thermodynamic.value(concentration),
                ConcentrationRatio.of(kappa, concentration),
                ConcentrationRatio.of(diffusivity, concentration),
                ConcentrationRatio.of(thermodynamic, concentration));
    }

    private static ActiveMaterial activeMaterial(JsonBlock block, double temperature, Factors factors) {
        PropertyReader properties = new PropertyReader(temperature);
        LithiationFunction potential = properties.readFalling(block, "open_circuit_potential_V", POTENTIAL);
        return new ActiveMaterial(
                initialLithiation(block, potential),
                block.number("maximum_concentration_mol_per_cm3", CONCENTRATION) / CM3,
                block.number("density_g_per_cm3", Range.between(0, 30, "g/cm3")) * 1e3,
                properties.read(block, "conductivity_S_per_cm", CONDUCTIVITY).times(factors.activeConductivity() / CM),
                properties.read(block, "diffusivity_cm2_per_s", DIFFUSIVITY).times(factors.activeDiffusivity() * CM2),
                potential,
                block.number("exchange_current_density_A_per_cm2", EXCHANGE) / CM2 * factors.activeExchange(),
                block.number("symmetry_factor", FRACTION, 0.5),
                block.number("double_layer_F_per_cm2", CAPACITANCE, 0) / CM2,
                block.number("film_resistance_Ohm_cm2", RESISTANCE, 0) * CM2);
    }

    private static double initialLithiation(JsonBlock block, LithiationFunction potential) {
        boolean byVoltage = block.has("initial_voltage_V");
        if (byVoltage == block.has("initial_lithiation")) {
            throw new IllegalArgumentException(block.at("initial_lithiation")
                    + ": give either this or initial_voltage_V" + (byVoltage ? ", not both" : ""));
        }
        if (!byVoltage) {
            double lithiation = block.number("initial_lithiation", FRACTION);
            if (potential instanceof TabulatedFunction table
                    && !(lithiation >= table.first() && lithiation <= table.last())) {
                throw new IllegalArgumentException(block.at("initial_lithiation") + ": is " + lithiation
                        + ", outside the table of open_circuit_potential_V, which reaches from x = " + table.first()
                        + " to " + table.last());
            }
            return lithiation;
        }
        double voltage = block.number("initial_voltage_V", POTENTIAL);
        double low = 1e-3;
        double high = 1 - 1e-3;
        if (voltage > potential.value(low) || voltage < potential.value(high)) {
            throw new IllegalArgumentException(block.at("initial_voltage_V") + ": is " + voltage
                    + "; the open-circuit potential reaches from " + potential.value(high) + " V (x = " + high + ") to "
                    + potential.value(low) + " V (x = " + low + ")");
        }
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (potential.value(middle) > voltage) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private static CounterElectrode counterElectrode(JsonBlock block, Factors factors) {
        return new CounterElectrode(
                block.number("exchange_current_density_A_per_cm2", EXCHANGE) / CM2 * factors.counterExchange(),
                block.number("symmetry_factor", FRACTION, 0.5),
                block.number("double_layer_F_per_cm2", CAPACITANCE, 0) / CM2);
    }

    private static String resource(String name) {
        try (InputStream stream = CellFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Arrhenius factors at the cell's temperature. */
    private record Factors(
            double electrolyteConductivity,
            double electrolyteDiffusivity,
            double activeConductivity,
            double activeDiffusivity,
            double activeExchange,
            double counterExchange,
            ActivationEnergies energies) {
        static Factors read(JsonBlock root, double temperature) {
            if (!root.has("arrhenius")) {
                return new Factors(1, 1, 1, 1, 1, 1, ActivationEnergies.NONE);
            }
            JsonBlock block = root.block("arrhenius", ARRHENIUS_KEYS);
            double reference = PhysicalConstants.ZERO_CELSIUS + block.number("reference_temperature_C", TEMPERATURE);
            double[] factors = new double[6];
            double[] energies = new double[6];
            for (int i = 0; i < factors.length; i++) {
                double energy = block.number(ARRHENIUS_KEYS.get(i + 1), ENERGY, 0);
                energies[i] = energy;
                factors[i] = new ArrheniusFactor(energy, reference).at(temperature);
            }
            return new Factors(
                    factors[0],
                    factors[1],
                    factors[2],
                    factors[3],
                    factors[4],
                    factors[5],
                    new ActivationEnergies(
                            energies[0], energies[1], energies[2], energies[3], energies[4], energies[5]));
        }
    }
}
