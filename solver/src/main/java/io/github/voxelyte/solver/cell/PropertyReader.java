package io.github.voxelyte.solver.cell;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.voxelyte.solver.material.Formula;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.TabulatedFunction;
import java.util.List;

/** Reads a property of lithiation, or of the salt's concentration: a number, a table with a named interpolation, or a formula; in the key's unit. */
final class PropertyReader {
    private static final List<String> TABLE = List.of("interpolation", "x", "y", "outside");
    private static final List<String> FORMULA = List.of("formula");
    private static final Range LITHIATION = Range.fromTo(-0.5, 1.5, "");
    private static final Range SALT = Range.fromTo(0, 1, "mol/cm3");
    private static final int SAMPLES = 1000;
    /** Between these shares of the concentration at rest a property of the electrolyte is checked. */
    private static final double LEAST_SALT = 0.01;

    private static final double MOST_SALT = 2;

    private final double temperature;

    PropertyReader(double temperature) {
        this.temperature = temperature;
    }

    /** A property whose values lie in a range for every lithiation between 0 and 1. */
    LithiationFunction read(JsonBlock block, String key, Range range) {
        String path = block.at(key);
        LithiationFunction function = function(path, block.get(key), LITHIATION, range);
        for (int i = 0; i <= SAMPLES; i++) {
            double x = (double) i / SAMPLES;
            double y = function.value(x);
            if (!range.holds(y)) {
                throw new IllegalArgumentException(
                        path + ": is " + y + " at lithiation " + x + "; allowed is " + range + " from 0 to 1");
            }
        }
        return function;
    }

    /** A property of the electrolyte, of its concentration [mol/cm³], in a range wherever a cell may come. */
    LithiationFunction readOfConcentration(JsonBlock block, String key, Range range, double rest) {
        String path = block.at(key);
        LithiationFunction function = function(path, block.get(key), SALT, range);
        for (int i = 0; i <= SAMPLES; i++) {
            double c = rest * (LEAST_SALT + (MOST_SALT - LEAST_SALT) * i / SAMPLES);
            double y = function.value(c);
            if (!range.holds(y)) {
                throw new IllegalArgumentException(path + ": is " + y + " at x = " + c + " mol/cm3; allowed is " + range
                        + " from 1 % to 200 % of concentration_mol_per_cm3");
            }
        }
        return function;
    }

    /** The open-circuit potential: strictly falling with lithiation. */
    LithiationFunction readFalling(JsonBlock block, String key, Range range) {
        String path = block.at(key);
        LithiationFunction function = function(path, block.get(key), LITHIATION, range);
        double last = Double.NaN;
        for (int i = 0; i <= SAMPLES; i++) {
            double x = (double) i / SAMPLES;
            double y = function.value(x);
            if (!Double.isFinite(y) || y >= last) {
                throw new IllegalArgumentException(
                        path + ": must fall strictly with lithiation from 0 to 1, but is " + y + " V at x = " + x
                                + (i == 0 ? "" : " after " + last + " V at x = " + (double) (i - 1) / SAMPLES));
            }
            last = y;
        }
        return function;
    }

    private LithiationFunction function(String path, JsonNode value, Range argument, Range range) {
        if (value.isNumber()) {
            return LithiationFunction.constant(JsonBlock.number(path, value, range));
        }
        if (value.isObject() && value.has("formula")) {
            String text = new JsonBlock(path, value, FORMULA).text("formula");
            try {
                return Formula.parse(text).at(temperature);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path + ".formula: " + e.getMessage(), e);
            }
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException(
                    path + ": must be a number, {\"interpolation\": …, \"x\": […], \"y\": […]}"
                            + " or {\"formula\": \"…\"}, but is " + value);
        }
        return table(path, new JsonBlock(path, value, TABLE), argument, range);
    }

    private static LithiationFunction table(String path, JsonBlock block, Range argument, Range range) {
        String interpolation = block.text("interpolation");
        double[] x = numbers(block, "x", argument);
        double[] y = numbers(block, "y", range);
        TabulatedFunction table;
        try {
            table = switch (interpolation) {
                case "pchip" -> TabulatedFunction.pchip(x, y);
                case "linear" -> TabulatedFunction.linear(x, y);
                case "log10-linear" -> TabulatedFunction.log10Linear(x, y);
                default -> throw new IllegalArgumentException(
                        "interpolation is '" + interpolation + "'; allowed are pchip, linear, log10-linear");
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
        if (!block.has("outside")) {
            return table;
        }
        String outside = block.text("outside");
        if (!outside.equals("clamp")) {
            throw new IllegalArgumentException(block.at("outside") + ": is '" + outside
                    + "'; the only choice is clamp (without this key the curve goes on straight)");
        }
        return table.clampedOutside();
    }

    private static double[] numbers(JsonBlock block, String key, Range range) {
        JsonNode array = block.get(key);
        if (!array.isArray()) {
            throw new IllegalArgumentException(block.at(key) + ": must be a list of numbers […], but is " + array);
        }
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonBlock.number(block.at(key) + "[" + i + "]", array.get(i), range);
        }
        return numbers;
    }
}
