package io.github.voxelyte.plugins.study;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.voxelyte.microstructure.view.Camera;
import io.github.voxelyte.microstructure.view.FieldPaint;
import io.github.voxelyte.microstructure.view.Raster;
import io.github.voxelyte.microstructure.view.VoxelRenderer;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LengthUnit;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.pictures.ColourBar;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fields on the active material in three dimensions, several beside and below each other, with one colour bar for all. Separator
 * on top, collector at the bottom.
 */
final class LithiumPanels {
    private static final int PANEL = 300;
    private static final int FONT = 17;
    private static final int GAP = 12;

    private final String name;
    private final String caption;
    private final String title;
    private final Parallel parallel;
    private final List<Row> rows = new ArrayList<>();

    /** A picture of the row: what stands above it, the field, and the field that says by NaN where nothing is drawn. */
    record Panel(String heading, Path field, Path where) {}

    private record Row(String heading, List<Panel> panels) {}

    LithiumPanels(String name, String caption, String title, Parallel parallel) {
        this.name = name;
        this.caption = caption;
        this.title = title;
        this.parallel = parallel;
    }

    void row(String heading, List<Panel> panels) {
        if (!panels.isEmpty()) {
            rows.add(new Row(heading, panels));
        }
    }

    /** Between two values; the statistics of every panel are the figure's table. */
    Optional<Figure> figure(double least, double greatest) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(draw(least, greatest));
    }

    /** From 0 to what 99 % of the first panel's voxels stay below. */
    Optional<Figure> figureFromZero() {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[] values = values(read(rows.get(0).panels.get(0)).field);
        return Optional.of(draw(0, values[(int) (0.99 * (values.length - 1))]));
    }

    private Figure draw(double least, double greatest) {
        Table data =
                new Table(name, "Row", "Panel", "Least", "5 %", "Median", "95 %", "Greatest", "Mean", "Voxels drawn");
        int columns = rows.stream().mapToInt(row -> row.panels.size()).max().orElseThrow();
        int left = rows.stream().mapToInt(row -> width(row.heading)).max().orElseThrow() + 2 * GAP;
        List<ColorProcessor> strips = new ArrayList<>();
        for (Row row : rows) {
            List<ColorProcessor> panels = new ArrayList<>();
            for (Panel panel : row.panels) {
                Stack stack = read(panel);
                double[] values = values(stack.field);
                data.row(
                        row.heading,
                        panel.heading,
                        values[0],
                        values[(int) (0.05 * (values.length - 1))],
                        values[(values.length - 1) / 2],
                        values[(int) (0.95 * (values.length - 1))],
                        values[values.length - 1],
                        java.util.Arrays.stream(values).average().orElse(Double.NaN),
                        values.length);
                Raster raster = VoxelRenderer.with(Camera.with(stack.axis, stack.top))
                        .withWidth(PANEL)
                        .withParallel(parallel)
                        .draw(FieldPaint.between(stack.field, least, greatest), Progress.NONE);
                panels.add(new ColorProcessor(raster.width(), raster.height(), raster.pixels()));
            }
            strips.add(strip(row, panels, left, columns));
        }
        int height = strips.stream().mapToInt(ColorProcessor::getHeight).sum();
        ColorProcessor all = new ColorProcessor(strips.get(0).getWidth(), height);
        int y = 0;
        for (ColorProcessor strip : strips) {
            all.insert(strip, 0, y);
            y += strip.getHeight();
        }
        Raster raster = new Raster(all.getWidth(), all.getHeight(), (int[]) all.getPixels());
        ColorProcessor picture = new ColourBar(least, greatest, title).beside(raster);
        return new Figure(name, caption, new ImagePlus(name, picture), data);
    }

    private static ColorProcessor strip(Row row, List<ColorProcessor> panels, int left, int columns) {
        int tallest = panels.stream().mapToInt(ColorProcessor::getHeight).max().orElseThrow();
        int head = 2 * FONT;
        ColorProcessor strip = new ColorProcessor(left + columns * (PANEL + GAP), head + tallest + GAP);
        strip.setColor(Color.WHITE);
        strip.fill();
        strip.setColor(Color.BLACK);
        strip.setAntialiasedText(true);
        strip.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
        strip.drawString(row.heading, GAP, head + tallest / 2);
        for (int c = 0; c < panels.size(); c++) {
            int x = left + c * (PANEL + GAP);
            strip.insert(panels.get(c), x, head);
            String heading = row.panels.get(c).heading;
            strip.drawString(heading, x + (PANEL - strip.getStringWidth(heading)) / 2, FONT + 6);
        }
        return strip;
    }

    private static int width(String text) {
        ColorProcessor probe = new ColorProcessor(1, 1);
        probe.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
        return probe.getStringWidth(text);
    }

    private record Stack(ScalarField field, Axis axis, Side top) {}

    private static Stack read(Panel panel) {
        ImagePlus image = open(panel.field);
        ScalarField mask = panel.where.equals(panel.field) ? null : field(open(panel.where));
        ScalarField field = field(image);
        if (mask != null) {
            for (int z = 0; z < field.grid().nz(); z++) {
                float[] plane = field.plane(z);
                float[] there = mask.plane(z);
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = Float.isNaN(there[i]) ? Float.NaN : plane[i];
                }
            }
        }
        Optional<StackInfo> info = StackInfo.of(image);
        boolean collectorIsLast = info.map(StackInfo::collector).orElse(Collector.LAST) == Collector.LAST;
        return new Stack(field, info.map(StackInfo::axis).orElse(Axis.Z), collectorIsLast ? Side.FIRST : Side.LAST);
    }

    private static ImagePlus open(Path file) {
        ImagePlus image = IJ.openImage(file.toString());
        if (image == null || image.getBitDepth() != 32) {
            throw new IllegalArgumentException(
                    file + " can't be read as a field; delete its folder and run the study" + " again.");
        }
        return image;
    }

    private static ScalarField field(ImagePlus image) {
        float[][] planes = IntStream.rangeClosed(1, image.getStackSize())
                .mapToObj(slice -> (float[]) image.getStack().getPixels(slice))
                .toArray(float[][]::new);
        var voxel = image.getCalibration();
        VoxelGrid grid = new VoxelGrid(
                image.getWidth(),
                image.getHeight(),
                image.getStackSize(),
                voxel.pixelWidth * LengthUnit.MICROMETRE,
                voxel.pixelHeight * LengthUnit.MICROMETRE,
                voxel.pixelDepth * LengthUnit.MICROMETRE);
        return new ScalarField(grid, planes);
    }

    /** All numbers of a field, in order. */
    private static double[] values(ScalarField field) {
        return IntStream.range(0, field.grid().nz())
                .boxed()
                .flatMapToDouble(z -> IntStream.range(0, field.plane(z).length).mapToDouble(i -> field.plane(z)[i]))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }
}
