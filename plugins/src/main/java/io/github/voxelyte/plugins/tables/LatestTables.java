package io.github.voxelyte.plugins.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest table of every name, for macros: without a display ImageJ keeps no tables. From a macro:
 * {@code tau = parseFloat(call("io.github.voxelyte.plugins.tables.LatestTables.value", "transport", "Tortuosity factor",
 * "0"));}
 */
public final class LatestTables {
    /** The latest table is the last. */
    private static final Map<String, Table> TABLES = Collections.synchronizedMap(new LinkedHashMap<>());

    private LatestTables() {}

    /**
     * Keeps a table that a command has finished.
     *
     * @param table the table; replaces the one of the same name
     */
    public static void keep(Table table) {
        TABLES.remove(table.name()); // so that it comes last
        TABLES.put(table.name(), table);
    }

    /**
     * The names of all tables.
     *
     * @return the names; that of the latest table is the last
     */
    public static List<String> names() {
        synchronized (TABLES) {
            return List.copyOf(TABLES.keySet());
        }
    }

    /**
     * The latest table of a command that may give one table or, as for several C-rates, several.
     *
     * @param name the table's name, as in {@code discharge}
     * @return the latest table of that name or of one such as {@code discharge_0.1C}
     */
    public static Optional<Table> latest(String name) {
        String rated = name + "_[0-9].*C";
        return names().stream()
                .filter(candidate -> candidate.equals(name) || candidate.matches(rated))
                .reduce((earlier, later) -> later)
                .map(TABLES::get);
    }

    /**
     * A cell, for macros.
     *
     * @param table the table's name, as in {@code transport}
     * @param column the head of the column
     * @param row the row, from 0
     * @return the cell with 10 significant digits
     * @throws IllegalArgumentException naming what there is, if there is no such table or cell
     */
    public static String value(String table, String column, String row) {
        int index = row.matches("\\d{1,9}") ? Integer.parseInt(row) : -1;
        return Table.text(named(table).cell(column, index));
    }

    /**
     * The number of rows, for macros.
     *
     * @param table the table's name
     * @return the number
     */
    public static String size(String table) {
        return String.valueOf(named(table).size());
    }

    private static Table named(String name) {
        Table table = TABLES.get(name);
        if (table == null) {
            throw new IllegalArgumentException(
                    "There is no table '" + name + "'; tables so far: " + String.join(", ", names()) + ".");
        }
        return table;
    }
}
