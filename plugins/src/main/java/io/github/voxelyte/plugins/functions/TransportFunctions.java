package io.github.voxelyte.plugins.functions;

import static io.github.voxelyte.plugins.functions.MacroFunction.text;

import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers of the last run of Transport Properties. */
final class TransportFunctions {
    private static final String TABLE = "transport";
    private static final String COMMAND = "Transport Properties...";

    static final List<MacroFunction> ALL = List.of(
            function(
                    "tortuosityFactor",
                    "Tortuosity factor",
                    "the tortuosity factor τ = ε·D/D_eff, Infinity where nothing" + " percolates"),
            function("relativeConductivity", "D_eff/D", "the relative effective conductivity D_eff/D = σ_eff/σ"),
            function("macMullin", "MacMullin number", "the MacMullin number D/D_eff"),
            function(
                    "effectiveConductivity",
                    "Effective conductivity [S/cm]",
                    "the effective conductivity [S/cm], NaN where no conductivities were given"),
            function("connectedFraction", "Connected fraction", "the volume fraction joined to both electrode planes"),
            function("transportStatus", "Status", "CONVERGED or NOT_PERCOLATING"));

    private TransportFunctions() {}

    private static MacroFunction function(String name, String column, String gives) {
        boolean isNumber = !column.equals("Status");
        String call = "Ext." + name + "(\"electrolyte\", \"z\")";
        return new MacroFunction(
                name,
                List.of(text("phase", "as in the column Phase of the table transport"), text("axis", "x, y or z")),
                gives + ", of the last Transport Properties",
                isNumber ? "value = parseFloat(" + call + ");" : "status = " + call + ";",
                arguments -> cell(name, column, arguments.text(0), arguments.text(1)));
    }

    private static String cell(String function, String column, String phase, String axis) {
        Table table = LatestTables.latest(TABLE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Ext." + function + ": there are no results yet; run " + COMMAND + " first."));
        int row = IntStream.range(0, table.size())
                .filter(r -> table.cell("Phase", r).toString().equalsIgnoreCase(phase.strip())
                        && table.cell("Axis", r).toString().equalsIgnoreCase(axis.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Ext." + function + ": the last " + COMMAND
                        + " has no '" + phase + "' along '" + axis + "'; it has " + rows(table) + "."));
        Object cell = table.cell(column, row);
        return cell instanceof Number number ? Numbers.tenDigits(number.doubleValue()) : cell.toString();
    }

    private static String rows(Table table) {
        return IntStream.range(0, table.size())
                .mapToObj(r -> table.cell("Phase", r) + " along " + table.cell("Axis", r))
                .collect(Collectors.joining(", "));
    }
}
