package io.github.voxelyte.plugins.functions;

import static io.github.voxelyte.plugins.functions.MacroFunction.text;

import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.List;
import java.util.Locale;

/** Checks of a cell before hours are spent on it. */
final class CellFunctions {
    private static final double MILLIGRAM_PER_CM2 = 0.01; // [kg/m²]
    private static final double MILLIAMPERE_HOUR_PER_CM2 = 36_000; // [C/m²]
    private static final double MILLIAMPERE_PER_CM2 = 10; // [A/m²]
    private static final String QUANTITIES = "areal loading, theoretical capacity, 1C current, contact ratio,"
            + " connected active, connected electrolyte, floating active, dead active";

    static final List<MacroFunction> ALL = List.of(
            new MacroFunction(
                    "checkCell",
                    List.of(text("cell", "a built-in cell by its name, or the path of a cell file")),
                    "\"ok\", or in one sentence what is wrong with the cell file",
                    "if (Ext.checkCell(\"lps-nmc622\") != \"ok\") exit(\"The cell file has to be mended.\");",
                    arguments -> check(arguments.text(0))),
            new MacroFunction(
                    "cellWith",
                    List.of(
                            text("cell", "a built-in cell by its name, or the path of a cell file"),
                            text("key", "path of a key in the cell file, as in active_material.density_g_per_cm3"),
                            text("value", "its new value: a number, or JSON as in a cell file")),
                    "the text of the cell file with this value, to be saved as a cell file of your own",
                    "File.saveString(Ext.cellWith(\"lps-nmc622\", \"electrolyte.conductivity_S_per_cm\", \"5e-4\"),"
                            + " getDirectory(\"temp\") + \"my-cell.json\");",
                    arguments -> with(arguments.text(0), arguments.text(1), arguments.text(2))),
            new MacroFunction(
                    "cell",
                    List.of(
                            text("cell", "a built-in cell by its name, or the path of a cell file"),
                            text("quantity", "one of " + QUANTITIES)),
                    "what is known before a discharge of the cell made of the active stack: areal loading [mg/cm2],"
                            + " theoretical capacity [mAh/cm2], 1C current [mA/cm2]; the others are shares",
                    "loading = parseFloat(Ext.cell(\"lps-nmc622\", \"areal loading\"));",
                    arguments -> Numbers.tenDigits(quantity(arguments.text(0), arguments.text(1)))));

    private CellFunctions() {}

    private static String check(String nameOrPath) {
        try {
            CellFile.open(nameOrPath);
            return "ok";
        } catch (IllegalArgumentException problem) {
            return problem.getMessage();
        }
    }

    private static String with(String nameOrPath, String key, String value) {
        String changed = CellFile.withValue(CellFile.text(nameOrPath), key, value);
        CellFile.parse(changed, nameOrPath + " with another " + key);
        return changed;
    }

    private static double quantity(String nameOrPath, String quantity) {
        Cell parameters = CellFile.open(nameOrPath);
        LabelStack stack = StackFunctions.stack();
        stack.requirePhysical("a cell");
        CellSummary summary = VoxelCell.of(
                        stack.phases(),
                        LabelMeaning.VOXELYTE,
                        stack.axis(),
                        stack.collector() == Collector.LAST,
                        parameters)
                .summary();
        return switch (quantity.strip().toLowerCase(Locale.ROOT)) {
            case "areal loading" -> summary.arealLoading() / MILLIGRAM_PER_CM2;
            case "theoretical capacity" -> summary.theoreticalCapacity() / MILLIAMPERE_HOUR_PER_CM2;
            case "1c current" -> summary.oneC() / MILLIAMPERE_PER_CM2;
            case "contact ratio" -> summary.contactRatio();
            case "connected active" -> summary.connectedActive();
            case "connected electrolyte" -> summary.connectedElectrolyte();
            case "floating active" -> summary.floatingActive();
            case "dead active" -> summary.deadActive();
            default -> throw new IllegalArgumentException(
                    "Ext.cell: the quantity '" + quantity + "' is not known; allowed: " + QUANTITIES + ".");
        };
    }
}
