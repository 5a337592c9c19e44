package io.github.voxelyte.plugins.designs;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.voxelyte.microstructure.view.ColourMap;
import io.github.voxelyte.microstructure.view.Raster;
import io.github.voxelyte.plugins.pictures.ColourBar;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;

/** Maps of the tiles of a discharged electrode: one pixel a tile in a stack, and a picture to look at. */
final class ElectrodeMaps {
    private static final List<String> SHOWN =
            List.of("AMSVF", "Capacity [mAh/cm2]", "Current at start [mA/cm2]", "Current at end [mA/cm2]");
    private static final int PANEL = 420; // longest side of a map [pixels]
    private static final int MARGIN = 24;
    private static final int FONT = 20;
    private static final int IDLE = 0xD0D0D0;

    private final TileGrid grid;
    private final List<ElectrodeTables.Quantity> quantities;
    private final ElectrodeOutcome outcome;

    ElectrodeMaps(ElectrodeOutcome outcome) {
        this.outcome = outcome;
        grid = new TileGrid(outcome.rows().stream().map(StudyTasks.Row::tile).toList());
        quantities = ElectrodeTables.quantities(outcome);
    }

    /** 32 bits, a channel a quantity. */
    ImagePlus stack(String title) {
        ImageStack stack = new ImageStack(grid.count(0), grid.count(1));
        for (int z = 0; z < grid.count(2); z++) {
            for (ElectrodeTables.Quantity quantity : quantities) {
                stack.addSlice(quantity.name(), grid.plane(z, i -> quantity.of().applyAsDouble(i)));
            }
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(quantities.size(), grid.count(2), 1);
        return image;
    }

    /** Four maps with their scales; idle tiles are grey. */
    ImagePlus picture() {
        List<ColorProcessor> panels = new ArrayList<>();
        for (String name : SHOWN) {
            quantities.stream()
                    .filter(quantity -> quantity.name().equals(name))
                    .map(this::panel)
                    .forEach(panels::add);
        }
        int width = panels.stream().mapToInt(ColorProcessor::getWidth).max().orElseThrow();
        int height = panels.stream().mapToInt(ColorProcessor::getHeight).max().orElseThrow() + 2 * FONT;
        ColorProcessor all = new ColorProcessor(2 * width + 3 * MARGIN, 2 * height + 3 * MARGIN);
        all.setColor(Color.WHITE);
        all.fill();
        all.setColor(Color.BLACK);
        all.setAntialiasedText(true);
        all.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
        for (int i = 0; i < panels.size(); i++) {
            int x = MARGIN + i % 2 * (width + MARGIN);
            int y = MARGIN + i / 2 * (height + MARGIN);
            all.drawString(SHOWN.get(i).replace("cm2", "cm²"), x, y + FONT);
            all.insert(panels.get(i), x, y + 2 * FONT);
        }
        return new ImagePlus("electrode_maps", all);
    }

    private ColorProcessor panel(ElectrodeTables.Quantity quantity) {
        FloatProcessor map = grid.plane(grid.throughPlane(), 0, i -> isWorking(i) ? value(quantity, i) : Float.NaN);
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < map.getPixelCount(); i++) {
            double value = map.getf(i);
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }
        double range = greatest > least ? greatest - least : Math.max(1e-3 * Math.abs(greatest), Double.MIN_NORMAL);
        int side = Math.max(1, PANEL / Math.max(map.getWidth(), map.getHeight()));
        ColorProcessor panel = new ColorProcessor(side * map.getWidth(), side * map.getHeight());
        for (int y = 0; y < panel.getHeight(); y++) {
            for (int x = 0; x < panel.getWidth(); x++) {
                float value = map.getf(x / side, y / side);
                panel.set(x, y, Float.isNaN(value) ? IDLE : ColourMap.viridis((value - least) / range));
            }
        }
        Raster raster = new Raster(panel.getWidth(), panel.getHeight(), (int[]) panel.getPixels());
        return new ColourBar(least, least + range, "").beside(raster);
    }

    private boolean isWorking(int tile) {
        return outcome.facts().get(tile).isWorking();
    }

    private static double value(ElectrodeTables.Quantity quantity, int tile) {
        return quantity.of().applyAsDouble(tile);
    }
}
