package io.github.voxelyte.plugins.tables;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest table of every name, for macros: without a display ImageJ keeps no tables. From a macro:
 * {@code tau = parseFloat(call("io.github.voxelyte.plugins.tables.LatestTables.value", "transport", "Tortuosity factor",
 * "0"));}
 */
public final class LatestTables {
    private static final Map<String, Table> TABLES = new ConcurrentHashMap<>();

    private LatestTables() {}

    /**
     * Keeps a table that a command has finished.
     *
     * @param table the table; replaces the one of the same name
     */
    public static void keep(Table table) {
        TABLES.put(table.name(), table);
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
                    "There is no table '" + name + "'; tables so far: " + String.join(", ", TABLES.keySet()) + ".");
        }
        return table;
    }
}
