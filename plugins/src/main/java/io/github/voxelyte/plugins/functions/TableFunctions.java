package io.github.voxelyte.plugins.functions;

import static io.github.voxelyte.plugins.functions.MacroFunction.number;
import static io.github.voxelyte.plugins.functions.MacroFunction.text;

import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.stream.IntStream;

/** Any cell of any of the latest tables. */
final class TableFunctions {
    static final List<MacroFunction> ALL = List.of(
            new MacroFunction(
                    "tables",
                    List.of(),
                    "the names of the tables so far, separated by commas; the latest is the last",
                    "names = split(Ext.tables(), \",\");",
                    arguments -> String.join(",", LatestTables.names())),
            new MacroFunction(
                    "rows",
                    List.of(text("table", "its name, as in transport")),
                    "the number of its rows",
                    "n = parseInt(Ext.rows(\"transport\"));",
                    arguments -> LatestTables.size(arguments.text(0))),
            new MacroFunction(
                    "value",
                    List.of(
                            text("table", "its name, as in profile"),
                            text("column", "the column's head with its unit"),
                            number("row", "the row, from 0")),
                    "a cell, with 10 significant digits",
                    "first = parseFloat(Ext.value(\"profile\", \"AMSVF\", 0));",
                    arguments -> LatestTables.value(
                            arguments.text(0), arguments.text(1), Numbers.shortest(arguments.number(2)))),
            new MacroFunction(
                    "morphology",
                    List.of(text("quantity", "as in the column Quantity of the table morphology")),
                    "the value of the last Electrode Morphology, in the unit of the table",
                    "value = parseFloat(Ext.morphology(\"Volume fraction active\"));",
                    arguments -> quantity(arguments.text(0))));

    private TableFunctions() {}

    private static String quantity(String name) {
        Table table = LatestTables.latest("morphology")
                .orElseThrow(() -> new IllegalArgumentException(
                        "Ext.morphology: there are no results yet; run Electrode Morphology... first."));
        int row = IntStream.range(0, table.size())
                .filter(r -> table.cell("Quantity", r).toString().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Ext.morphology: the table morphology has no quantity '"
                        + name + "'; its first is '" + table.cell("Quantity", 0) + "'."));
        return LatestTables.value("morphology", "Value", String.valueOf(row));
    }
}
