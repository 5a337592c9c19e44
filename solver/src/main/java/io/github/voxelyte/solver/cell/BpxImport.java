package io.github.voxelyte.solver.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.voxelyte.solver.material.ArrheniusFactor;
import io.github.voxelyte.solver.material.Formula;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.PhysicalConstants;
import io.github.voxelyte.solver.material.TabulatedFunction;

/**
 * Takes the active material out of a BPX file (Battery Parameter eXchange, the JSON standard of the Faraday Institution,
 * bpxstandard.com) as the positive electrode of a half-cell against lithium.
 *
 * <p>Taken over: open-circuit potential, diffusivity, conductivity, maximum concentration, reaction rate constant k (as
 * i00 = F·k, since BPX has i0 = F·k·√(ce/ce₀)·√(x(1−x))) and the activation energies; the symmetry factor is then 0.5. The
 * minimum stoichiometry (full charge) becomes the initial lithiation. BPX gives one conductivity, of the electrode's solid
 * phase as a whole; it stands here for the material itself. Density, film, double layer and everything else stay those of
 * the base cell. BPX tables are interpolated linearly.
 */
public final class BpxImport {
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
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the BPX file is not valid JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode parameters = root.path("Parameterisation");
        JsonNode electrode = parameters.path("Positive electrode");
        if (!electrode.isObject()) {
            throw new IllegalArgumentException("the BPX file has no object Parameterisation / Positive electrode");
        }
        double reference = PhysicalConstants.ZERO_CELSIUS + 25;
        JsonNode given = parameters.path("Cell").path("Reference temperature [K]");
        if (given.isNumber()) {
            reference = positive("Reference temperature [K]", given);
        }
        double temperature = base.temperature();
        ActiveMaterial old = base.activeMaterial();
        double rate = positive("Reaction rate constant [mol.m-2.s-1]", electrode);
        ActiveMaterial material = new ActiveMaterial(
                positive("Minimum stoichiometry", electrode),
                positive("Maximum concentration [mol.m-3]", electrode),
                old.density(),
                property("Conductivity [S.m-1]", electrode, temperature)
                        .times(factor("Conductivity activation energy [J.mol-1]", electrode, reference, temperature)),
                property("Diffusivity [m2.s-1]", electrode, temperature)
                        .times(factor("Diffusivity activation energy [J.mol-1]", electrode, reference, temperature)),
                property("OCP [V]", electrode, temperature),
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
            checkPositive("Diffusivity [m2.s-1]", material.diffusivity().value(x), x);
            checkPositive("Conductivity [S.m-1]", material.conductivity().value(x), x);
        }
    }

    private static void checkPositive(String key, double value, double x) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Positive electrode / " + key + ": is " + value + " at stoichiometry " + x + "; must be above 0");
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

    private static LithiationFunction property(String key, JsonNode electrode, double temperature) {
        JsonNode node = electrode.path(key);
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
            throw new IllegalArgumentException("Positive electrode / " + key + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Positive electrode / " + key
                + ": must be a number, a formula of x or a table {\"x\": […], \"y\": […]}");
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
