package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.tables.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a command's results goes into the one row of a study: what it records, and of its tables the rows or the end. */
final class RowValues {
    private static final List<String> TRANSPORT = List.of(
            "Fraction",
            "Connected fraction",
            "D_eff/D",
            "Tortuosity factor",
            "Effective conductivity [S/cm]",
            "Status");
    private static final List<String> DISCHARGE =
            List.of("Capacity [mAh/g]", "Capacity [mAh/cm2]", "Voltage [V]", "Mean lithiation", "Time [s]");

    private RowValues() {}

    /** Values by column; columns start with the command's id. */
    static Map<String, Object> of(String id, UnattendedRun run) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Table table : run.tables()) {
            switch (id) {
                case "transport" -> {
                    if (table.name().equals(id)) {
                        transport(table, values);
                    }
                }
                case "morphology" -> {
                    if (table.name().equals(id)) {
                        morphology(table, values);
                    }
                }
                case "discharge" -> {
                    if (table.name().startsWith(id) && table.size() > 0) {
                        discharge(table, values);
                    }
                }
                default -> {
                    // what the command records says it
                }
            }
        }
        run.facts().forEach((name, value) -> {
            if (value instanceof Number || value instanceof String || value instanceof Boolean) {
                values.put(id + ": " + name, value instanceof Boolean ? value.toString() : value);
            }
        });
        return values;
    }

    private static void transport(Table table, Map<String, Object> values) {
        for (int row = 0; row < table.size(); row++) {
            String where = "transport " + table.cell("Phase", row) + " " + table.cell("Axis", row) + ": ";
            for (String column : TRANSPORT) {
                values.put(where + column, table.cell(column, row));
            }
        }
    }

    private static void morphology(Table table, Map<String, Object> values) {
        for (int row = 0; row < table.size(); row++) {
            Object unit = table.cell("Unit", row);
            String name = "morphology: " + table.cell("Quantity", row) + (unit.equals("1") ? "" : " [" + unit + "]");
            Object method = table.cell("Method", row);
            values.put(values.containsKey(name) ? name + " (" + method + ")" : name, table.cell("Value", row));
        }
    }

    /** The end of the curve; the rate stands in the table's name where there are several. */
    private static void discharge(Table table, Map<String, Object> values) {
        for (String column : DISCHARGE) {
            values.put(table.name() + ": " + column, table.cell(column, table.size() - 1));
        }
    }
}
