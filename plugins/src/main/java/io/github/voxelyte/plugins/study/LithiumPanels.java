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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fields on the active material in three dimensions, several beside and below each other, with one colour bar for all. Panels
 * with the same heading stand in one column; separator on top where nothing else is said.
 */
final class LithiumPanels {
    private static final int PANEL = 300;
    private static final int FONT = 17;
    private static final int GAP = 12;
    private static final double NEARLY_ALL = 0.95;

    private final String name;
    private final String caption;
    private final String title;
    private final Parallel parallel;
    private final List<Row> rows = new ArrayList<>();
    private boolean collectorOnTop;

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

    /** Turns the electrodes over, so that the collector's side is seen. */
    LithiumPanels fromCollector() {
        collectorOnTop = true;
        return this;
    }

    /** Between two values; the statistics of every panel are the figure's table. */
    Optional<Figure> figure(double least, double greatest) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(draw(least, greatest, new ColourBar(least, greatest, title), UnaryOperator.identity()));
    }

    /** Equal steps of colour for equal ratios: a number of powers of ten, down from the one above nearly all of the first panel. */
    Optional<Figure> figureOfPowers(int powers) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[] values = values(read(rows.get(0).panels.get(0)).field);
        int greatest = (int) Math.ceil(Math.log10(values[(int) (NEARLY_ALL * (values.length - 1))]));
        int least = greatest - powers;
        ColourBar bar = ColourBar.ofPowers(least, greatest, title);
        return Optional.of(draw(least, greatest, bar, LithiumPanels::logarithm));
    }

    private static ScalarField logarithm(ScalarField field) {
        float[][] planes = IntStream.range(0, field.grid().nz())
                .mapToObj(z -> {
                    float[] plane = field.plane(z).clone();
                    for (int i = 0; i < plane.length; i++) {
                        plane[i] = (float) Math.log10(plane[i]);
                    }
                    return plane;
                })
                .toArray(float[][]::new);
        return new ScalarField(field.grid(), planes);
    }

    private Figure draw(double least, double greatest, ColourBar bar, UnaryOperator<ScalarField> scale) {
        Table data =
                new Table(name, "Row", "Panel", "Least", "5 %", "Median", "95 %", "Greatest", "Mean", "Voxels drawn");
        List<String> columns = rows.stream()
                .flatMap(row -> row.panels.stream().map(Panel::heading))
                .distinct()
                .toList();
        int left = rows.stream().mapToInt(row -> width(row.heading)).max().orElseThrow() + 2 * GAP;
        List<ColorProcessor> strips = new ArrayList<>();
        String box = "";
        for (Row row : rows) {
            List<ColorProcessor> panels = new ArrayList<>();
            for (Panel panel : row.panels) {
                Stack stack = read(panel);
                box = box.isEmpty() ? size(stack.field.grid()) : box;
                statistics(data, row.heading, panel.heading, values(stack.field));
                Side top = (stack.top == Side.FIRST) == collectorOnTop ? Side.LAST : Side.FIRST;
                Raster raster = VoxelRenderer.with(Camera.with(stack.axis, top))
                        .withWidth(PANEL)
                        .withParallel(parallel)
                        .draw(FieldPaint.between(scale.apply(stack.field), least, greatest), Progress.NONE);
                panels.add(new ColorProcessor(raster.width(), raster.height(), raster.pixels()));
            }
            strips.add(strip(row, panels, left, columns, strips.isEmpty()));
        }
        int height = strips.stream().mapToInt(ColorProcessor::getHeight).sum();
        ColorProcessor all = new ColorProcessor(strips.get(0).getWidth(), height);
        int y = 0;
        for (ColorProcessor strip : strips) {
            all.insert(strip, 0, y);
            y += strip.getHeight();
        }
        ColorProcessor picture = bar.beside(new Raster(all.getWidth(), all.getHeight(), (int[]) all.getPixels()));
        PanelLetter.of(name).ifPresent(letter -> letter.draw(picture, FONT + 4));
        String said =
                caption + (collectorOnTop ? " Collector" : " Separator") + " on top; the first box is " + box + ".";
        return new Figure(name, said, new ImagePlus(name, picture), data, false);
    }

    private static void statistics(Table data, String row, String panel, double[] values) {
        int last = values.length - 1;
        data.row(
                row,
                panel,
                values[0],
                values[(int) (0.05 * last)],
                values[last / 2],
                values[(int) (0.95 * last)],
                values[last],
                Arrays.stream(values).average().orElse(Double.NaN),
                values.length);
    }

    private static String size(VoxelGrid grid) {
        return Stream.of(grid.nx() * grid.dx(), grid.ny() * grid.dy(), grid.nz() * grid.dz())
                .map(edge -> String.format(Locale.ROOT, "%.3g", edge / LengthUnit.MICROMETRE))
                .collect(Collectors.joining(" × ", "", " µm"));
    }

    private static ColorProcessor strip(
            Row row, List<ColorProcessor> panels, int left, List<String> columns, boolean headed) {
        int tallest = panels.stream().mapToInt(ColorProcessor::getHeight).max().orElseThrow();
        int head = headed ? 2 * FONT : GAP / 2;
        ColorProcessor strip = new ColorProcessor(left + columns.size() * (PANEL + GAP), head + tallest + GAP);
        strip.setColor(Color.WHITE);
        strip.fill();
        strip.setColor(Color.BLACK);
        strip.setAntialiasedText(true);
        strip.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
        strip.drawString(row.heading, GAP, head + tallest / 2);
        for (int p = 0; p < panels.size(); p++) {
            int column = columns.indexOf(row.panels.get(p).heading);
            strip.insert(panels.get(p), left + column * (PANEL + GAP), head);
        }
        for (int c = 0; headed && c < columns.size(); c++) {
            String heading = columns.get(c);
            int x = left + c * (PANEL + GAP) + (PANEL - strip.getStringWidth(heading)) / 2;
            strip.drawString(heading, x, FONT + 6);
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
