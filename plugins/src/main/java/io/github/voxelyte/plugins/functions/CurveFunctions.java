package io.github.voxelyte.plugins.functions;

import static io.github.voxelyte.plugins.functions.MacroFunction.number;

import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Numbers of the last discharge curve and the last impedance spectrum. */
final class CurveFunctions {
    private static final String DISCHARGE = "discharge";
    private static final String IMPEDANCE = "impedance";
    private static final String VOLTAGE = "Voltage [V]";
    private static final String CAPACITY = "Capacity [mAh/g]";
    private static final String FREQUENCY = "Frequency [Hz]";
    private static final String REAL = "Z real [Ohm cm2]";
    private static final String IMAGINARY = "Z imag [Ohm cm2]";

    static final List<MacroFunction> ALL = List.of(
            new MacroFunction(
                    "capacity",
                    List.of(),
                    "the capacity at the end of the last discharge [mAh/g]",
                    "q = parseFloat(Ext.capacity());",
                    arguments -> last(CAPACITY)),
            new MacroFunction(
                    "arealCapacity",
                    List.of(),
                    "the capacity at the end of the last discharge [mAh/cm2]",
                    "q = parseFloat(Ext.arealCapacity());",
                    arguments -> last("Capacity [mAh/cm2]")),
            new MacroFunction(
                    "voltageAt",
                    List.of(number("capacity", "capacity [mAh/g]")),
                    "the cell voltage at a capacity of the last discharge [V], straight between its rows",
                    "v = parseFloat(Ext.voltageAt(50));",
                    arguments -> Numbers.tenDigits(at("voltageAt", DISCHARGE, CAPACITY, arguments.number(0), VOLTAGE))),
            new MacroFunction(
                    "capacityAt",
                    List.of(number("voltage", "cell voltage [V]")),
                    "the capacity at which the last discharge passes a cell voltage [mAh/g]",
                    "q = parseFloat(Ext.capacityAt(3.5));",
                    arguments ->
                            Numbers.tenDigits(at("capacityAt", DISCHARGE, VOLTAGE, arguments.number(0), CAPACITY))),
            new MacroFunction(
                    "impedance",
                    List.of(number("frequency", "frequency [Hz]")),
                    "the magnitude |Z| of the last spectrum at a frequency [Ohm cm2]; between its frequencies real and"
                            + " imaginary part go straight over log f",
                    "z = parseFloat(Ext.impedance(1000));",
                    arguments -> Numbers.tenDigits(Math.hypot(
                            spectrum("impedance", arguments.number(0), REAL),
                            spectrum("impedance", arguments.number(0), IMAGINARY)))),
            new MacroFunction(
                    "impedancePhase",
                    List.of(number("frequency", "frequency [Hz]")),
                    "the phase angle of the last spectrum at a frequency [degrees], negative where capacitive",
                    "angle = parseFloat(Ext.impedancePhase(1000));",
                    arguments -> Numbers.tenDigits(Math.toDegrees(Math.atan2(
                            spectrum("impedancePhase", arguments.number(0), IMAGINARY),
                            spectrum("impedancePhase", arguments.number(0), REAL))))));

    private CurveFunctions() {}

    private static Table table(String function, String name) {
        Table table = LatestTables.latest(name).orElse(null);
        if (table == null || table.size() == 0) {
            throw new IllegalArgumentException("Ext." + function + ": there are no results yet; run Simulate "
                    + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "... first.");
        }
        return table;
    }

    private static String last(String column) {
        String function = column.equals(CAPACITY) ? "capacity" : "arealCapacity";
        Table table = table(function, DISCHARGE);
        return Numbers.tenDigits(cell(table, column, table.size() - 1));
    }

    private static double cell(Table table, String column, int row) {
        return ((Number) table.cell(column, row)).doubleValue();
    }

    private static double at(String function, String name, String along, double wanted, String column) {
        return between(function, table(function, name), along, wanted, column, DoubleUnaryOperator.identity());
    }

    private static double spectrum(String function, double frequency, String column) {
        return between(function, table(function, IMPEDANCE), FREQUENCY, frequency, column, Math::log);
    }

    /** The first place where a column passes a value, and there another column; straight lines over the scaled first. */
    private static double between(
            String function, Table table, String along, double wanted, String column, DoubleUnaryOperator scale) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < table.size(); row++) {
            double value = cell(table, along, row);
            least = Math.min(least, value);
            most = Math.max(most, value);
            if (value == wanted) {
                return cell(table, column, row);
            }
            double before = row == 0 ? value : cell(table, along, row - 1);
            if ((before - wanted) * (value - wanted) < 0) {
                double from = scale.applyAsDouble(before);
                double share = (scale.applyAsDouble(wanted) - from) / (scale.applyAsDouble(value) - from);
                double left = cell(table, column, row - 1);
                return left + share * (cell(table, column, row) - left);
            }
        }
        throw new IllegalArgumentException(
                "Ext." + function + ": " + Numbers.tenDigits(wanted) + " lies outside the table "
                        + table.name() + ", whose " + along + " goes from " + Numbers.tenDigits(least) + " to "
                        + Numbers.tenDigits(most) + ".");
    }
}
