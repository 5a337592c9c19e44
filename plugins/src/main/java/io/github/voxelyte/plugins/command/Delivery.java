package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.text.TextWindow;
import io.github.voxelyte.plugins.about.Version;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.output.PixelDigest;
import io.github.voxelyte.plugins.output.ResultFiles;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hands the results of a finished command to files and to the screen. */
final class Delivery {
    private Delivery() {}

    /** Stages all files and returns what the summary is to say. */
    static Map<String, Object> write(Execution execution, OutputFolder folder, double seconds) throws IOException {
        for (Table table : execution.tables()) {
            ResultFiles.write(folder, table);
        }
        for (ImagePlus image : execution.images()) {
            if (!execution.isWritten(image)) {
                ResultFiles.write(folder, image);
            }
        }
        for (Map.Entry<String, ImagePlus> picture : execution.pictures().entrySet()) {
            ResultFiles.writePicture(folder, picture.getKey(), picture.getValue());
        }
        for (Map.Entry<String, List<Roi>> set : execution.regions().entrySet()) {
            ResultFiles.writeRegions(folder, set.getKey(), set.getValue());
        }
        for (Map.Entry<String, FileContent> file : execution.files().entrySet()) {
            file.getValue().write(folder.stage(file.getKey()));
        }
        return summary(execution, seconds);
    }

    private static Map<String, Object> summary(Execution execution, double seconds) {
        CommandDescription description = execution.description();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("program", "Voxelyte");
        summary.put("version", Version.CURRENT);
        summary.put("command", description.label());
        summary.put(
                "macro",
                "run(\"" + description.label() + "\", \"" + execution.options().toMacro() + "\");");
        Map<String, Object> parameters = execution.options().inForce();
        summary.put("parameters", parameters);
        if (description.input() != Input.NONE) {
            execution.image().ifPresent(image -> summary.put("input", input(image)));
        }
        summary.put(
                "units", "in the names of keys and columns; lengths of the input in the unit stated there, else um");
        Map<String, Object> seeds = new LinkedHashMap<>();
        if (parameters.containsKey("seed")) {
            seeds.put("seed", parameters.get("seed"));
        }
        summary.put("seeds", seeds);
        summary.put("reached", execution.facts());
        summary.put("warnings", List.copyOf(execution.warnings()));
        summary.put("seconds", Double.valueOf(String.format(Locale.ROOT, "%.3f", seconds)));
        return summary;
    }

    private static Map<String, Object> input(ImagePlus image) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", image.getTitle());
        input.put("sha256_of_pixels", PixelDigest.sha256(image));
        input.put("size", List.of(image.getWidth(), image.getHeight(), image.getStackSize()));
        var calibration = image.getCalibration();
        input.put("voxel", List.of(calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth));
        input.put("voxel_unit", calibration.getUnit());
        if (image.getRoi() != null) {
            var crop = image.getRoi().getBounds();
            input.put("selection", List.of(crop.x, crop.y, crop.width, crop.height));
        }
        return input;
    }

    /** Shows an image where it covers least. */
    private static void showBeside(ImagePlus image) {
        image.show();
        settle(image.getWindow());
    }

    private static void settle(Window window) {
        if (!GraphicsEnvironment.isHeadless()) {
            WindowPlace.settle(window);
        }
    }

    /** Shows everything; the last image is the active one afterwards, in batch mode too. */
    static void show(Execution execution) {
        boolean quiet = Interpreter.isBatchMode() && !GraphicsEnvironment.isHeadless();
        if (!quiet) {
            execution
                    .warnings()
                    .forEach(warning -> LogWindow.say(execution.description().title() + ": " + warning));
        }
        for (Table table : execution.tables()) {
            LatestTables.keep(table);
            if (!Interpreter.isBatchMode()) {
                boolean isNew = WindowManager.getWindow(table.name()) == null;
                table.toResultsTable().show(table.name());
                Window window = WindowManager.getWindow(table.name());
                if (isNew && window instanceof TextWindow text) {
                    TableSize.fit(text);
                }
                settle(window);
            }
        }
        if (!Interpreter.isBatchMode()) {
            execution.pictures().values().forEach(Delivery::showBeside);
        }
        execution.images().forEach(Delivery::showBeside);
        execution
                .image()
                .ifPresent(image -> execution.regions().forEach((name, set) -> RegionMarks.show(image, name, set)));
        execution.facts().forEach((name, value) -> {
            if (value instanceof Double number && !quiet) {
                IJ.showStatus(name + ": " + Numbers.tenDigits(number));
            }
        });
    }
}
