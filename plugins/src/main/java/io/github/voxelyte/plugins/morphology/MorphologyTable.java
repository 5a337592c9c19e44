package io.github.voxelyte.plugins.morphology;

import io.github.voxelyte.plugins.tables.Table;

/** The table {@code morphology}: one quantity a row, lengths in micrometres. */
final class MorphologyTable {
    /** A micrometre [m]. */
    static final double UM = 1e-6;

    private final Table table = new Table("morphology", "Quantity", "Value", "Unit", "Method");

    /** A pure number. */
    void ratio(String quantity, double value, String method) {
        table.row(quantity, value, "1", method);
    }

    /** A number of things. */
    void count(String quantity, long value, String method) {
        table.row(quantity, value, "1", method);
    }

    /** A length [m]. */
    void length(String quantity, double metres, String method) {
        table.row(quantity, metres / UM, "um", method);
    }

    /** An area [m²]. */
    void area(String quantity, double squareMetres, String method) {
        table.row(quantity, squareMetres / (UM * UM), "um2", method);
    }

    /** An area per volume [1/m]. */
    void perLength(String quantity, double perMetre, String method) {
        table.row(quantity, perMetre * UM, "1/um", method);
    }

    /** A length per volume [1/m²]. */
    void perArea(String quantity, double perSquareMetre, String method) {
        table.row(quantity, perSquareMetre * UM * UM, "1/um2", method);
    }

    Table table() {
        return table;
    }
}
