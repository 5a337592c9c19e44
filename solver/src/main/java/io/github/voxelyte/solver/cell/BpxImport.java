package io.github.voxelyte.solver.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.voxelyte.solver.material.ArrheniusFactor;
import io.github.voxelyte.solver.material.ConcentrationRatio;
import io.github.voxelyte.solver.material.Formula;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.PhysicalConstants;
import io.github.voxelyte.solver.material.TabulatedFunction;

/**
 * Takes the active material, and if wanted the electrolyte, out of a BPX file (Battery Parameter eXchange, the JSON standard of the Faraday Institution,
 * bpxstandard.com) as the positive electrode of a half-cell against lithium.
 *
 * <p>Taken over: open-circuit potential, diffusivity, conductivity, maximum concentration, reaction rate constant k (as
 * i00 = F·k, since BPX has i0 = F·k·√(ce/ce₀)·√(x(1−x))) and the activation energies; the symmetry factor is then 0.5. The
 * minimum stoichiometry (full charge) becomes the initial lithiation. BPX gives one conductivity, of the electrode's solid
 * phase as a whole; it stands here for the material itself. Density, film, double layer and everything else stay those of
 * the base cell. BPX tables are interpolated linearly.
 */
public final class BpxImport {
    private static final String POSITIVE = "Positive electrode";
    private static final String ELECTROLYTE = "Electrolyte";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BpxImport() {}

    /**
     * Replaces the active material of a cell by the positive electrode of a BPX file.
     *
     * @param base the cell that gives all else, also the temperature
     * @param json text of the BPX file
     * @return the changed cell
     * @throws IllegalArgumentException if the text is not a BPX file with a positive electrode, naming the key
     */
    public static Cell positiveElectrode(Cell base, String json) {
        JsonNode parameters = parameters(json);
        JsonNode electrode = parameters.path(POSITIVE);
        if (!electrode.isObject()) {
            throw new IllegalArgumentException("the BPX file has no object Parameterisation / Positive electrode");
        }
        double reference = referenceTemperature(parameters);
        double temperature = base.temperature();
        ActiveMaterial old = base.activeMaterial();
        double rate = positive("Reaction rate constant [mol.m-2.s-1]", electrode);
        ActiveMaterial material = new ActiveMaterial(
                positive("Minimum stoichiometry", electrode),
                positive("Maximum concentration [mol.m-3]", electrode),
                old.density(),
                property(POSITIVE, "Conductivity [S.m-1]", electrode, temperature)
                        .times(factor("Conductivity activation energy [J.mol-1]", electrode, reference, temperature)),
                property(POSITIVE, "Diffusivity [m2.s-1]", electrode, temperature)
                        .times(factor("Diffusivity activation energy [J.mol-1]", electrode, reference, temperature)),
                property(POSITIVE, "OCP [V]", electrode, temperature),
                PhysicalConstants.FARADAY
                        * rate
                        * factor(
                                "Reaction rate constant activation energy [J.mol-1]",
                                electrode,
                                reference,
                                temperature),
                0.5,
                old.doubleLayer(),
                old.filmResistance());
        check(material);
        return base.withActiveMaterial(material);
    }

    /**
     * Replaces the electrolyte of a cell by that of a BPX file: transference number, initial concentration, conductivity and
     * diffusivity, which may be functions of the concentration x in mol/m³. BPX has no thermodynamic factor; it becomes 2, that of an
     * ideal binary salt.
     *
     * @param base the cell that gives all else, also the temperature
     * @param json text of the BPX file
     * @return the changed cell
     * @throws IllegalArgumentException if the text is not a BPX file with an electrolyte, naming the key
     */
    public static Cell electrolyte(Cell base, String json) {
        JsonNode parameters = parameters(json);
        JsonNode block = parameters.path(ELECTROLYTE);
        if (!block.isObject()) {
            throw new IllegalArgumentException("the BPX file has no object Parameterisation / Electrolyte");
        }
        double reference = referenceTemperature(parameters);
        double temperature = base.temperature();
        double concentration = positive("Initial concentration [mol.m-3]", block);
        double transference = positive("Cation transference number", block);
        if (transference > 1) {
            throw new IllegalArgumentException(
                    "BPX file: Cation transference number must be above 0 and at most 1, but is " + transference);
        }
        LithiationFunction kappa = property(ELECTROLYTE, "Conductivity [S.m-1]", block, temperature)
                .times(factor("Conductivity activation energy [J.mol-1]", block, reference, temperature));
        LithiationFunction diffusivity = property(ELECTROLYTE, "Diffusivity [m2.s-1]", block, temperature)
                .times(factor("Diffusivity activation energy [J.mol-1]", block, reference, temperature));
        for (double x = 0.01 * concentration; x < 2 * concentration; x += 0.01 * concentration) {
            checkPositive(ELECTROLYTE, "Conductivity [S.m-1]", kappa.value(x), x);
            checkPositive(ELECTROLYTE, "Diffusivity [m2.s-1]", diffusivity.value(x), x);
        }
        return base.withElectrolyte(new Electrolyte(
                kappa.value(concentration),
                transference,
                concentration,
                diffusivity.value(concentration),
                2,
                ConcentrationRatio.of(kappa, concentration),
                ConcentrationRatio.of(diffusivity, concentration),
                ConcentrationRatio.ONE));
    }

    private static JsonNode parameters(String json) {
        try {
            return JSON.readTree(json).path("Parameterisation");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the BPX file is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static double referenceTemperature(JsonNode parameters) {
        JsonNode given = parameters.path("Cell").path("Reference temperature [K]");
        return given.isNumber() ? positive("Reference temperature [K]", given) : PhysicalConstants.ZERO_CELSIUS + 25;
    }

    private static void check(ActiveMaterial material) {
        if (!(material.initialLithiation() < 1)) {
            throw new IllegalArgumentException("Positive electrode / Minimum stoichiometry: is "
                    + material.initialLithiation() + "; allowed is a number above 0 and below 1");
        }
        double last = Double.POSITIVE_INFINITY;
        for (double x = material.initialLithiation(); x < 1; x += 1e-3) {
            double potential = material.openCircuitPotential().value(x);
            if (!(potential < last)) {
                throw new IllegalArgumentException("Positive electrode / OCP [V]: must fall strictly with"
                        + " stoichiometry, but does not at x = " + x);
            }
            last = potential;
            checkPositive(
                    POSITIVE, "Diffusivity [m2.s-1]", material.diffusivity().value(x), x);
            checkPositive(
                    POSITIVE, "Conductivity [S.m-1]", material.conductivity().value(x), x);
        }
    }

    private static void checkPositive(String block, String key, double value, double x) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    block + " / " + key + ": is " + value + " at x = " + x + "; must be above 0");
        }
    }

    private static double positive(String key, JsonNode electrode) {
        JsonNode node = electrode.isNumber() ? electrode : electrode.path(key);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("BPX file: " + key + " must be a number above 0, but is "
                    + (node.isMissingNode() ? "missing" : node));
        }
        return value;
    }

    private static double factor(String key, JsonNode electrode, double reference, double temperature) {
        JsonNode node = electrode.path(key);
        if (node.isMissingNode()) {
            return 1;
        }
        return node.doubleValue() == 0 ? 1 : new ArrheniusFactor(positive(key, electrode), reference).at(temperature);
    }

    private static LithiationFunction property(String name, String key, JsonNode block, double temperature) {
        JsonNode node = block.path(key);
        try {
            if (node.isNumber()) {
                return LithiationFunction.constant(node.doubleValue());
            }
            if (node.isTextual()) {
                // BPX writes powers as Python does.
                return Formula.parse(node.textValue().replace("**", "^")).at(temperature);
            }
            if (node.isObject()) {
                return TabulatedFunction.linear(numbers(node.path("x")), numbers(node.path("y")));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " / " + key + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                name + " / " + key + ": must be a number, a formula of x or a table {\"x\": […], \"y\": […]}");
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!array.get(i).isNumber()) {
                throw new IllegalArgumentException("entry " + i + " of the table is not a number: " + array.get(i));
            }
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }
}
