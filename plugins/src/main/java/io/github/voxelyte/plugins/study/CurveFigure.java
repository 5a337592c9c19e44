package io.github.voxelyte.plugins.study;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.voxelyte.plugins.pictures.JournalPlot;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A plot of several named curves; their points are the figure's table. A letter at the end of the figure's name stands in the
 * picture's corner.
 */
final class CurveFigure {
    private static final double BESIDE = 0.12; // between points of one category
    private static final String[] SHAPES = {"circle", "box", "triangle", "diamond"};
    private static final int LETTER = 40; // [pixels]
    private static final double ASIDE = 0.015; // a word from its point, as a share of the width

    private final String name;
    private final String caption;
    private final String xLabel;
    private final String yLabel;
    private final List<Curve> curves = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private String along = "";
    private double[] limits = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    private boolean marked;
    private double headroom;
    private int legend = Plot.AUTO_POSITION;
    private String categories = "";

    private record Curve(String name, int colour, boolean under, double[] x, double[] y, double[] along) {}

    private record Mark(String word, boolean right, int colour, double x, double y) {}

    CurveFigure(String name, String caption, String xLabel, String yLabel) {
        this.name = name;
        this.caption = caption;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** A curve in one of {@link JournalPlot}'s colours; left out if it has no point with two numbers. */
    CurveFigure curve(String curve, int colour, double[] x, double[] y) {
        return curve(new Curve(curve, colour, false, x, y, new double[0]));
    }

    /** A broad curve under those that follow. */
    CurveFigure underlay(String curve, int colour, double[] x, double[] y) {
        return curve(new Curve(curve, colour, true, x, y, new double[0]));
    }

    /** A curve with what its points go along, as in {@link #along}; the table has it in a column of its own. */
    CurveFigure curve(String curve, int colour, double[] x, double[] y, double[] values) {
        return curve(new Curve(curve, colour, false, x, y, values));
    }

    private CurveFigure curve(Curve curve) {
        double[] x = curve.x;
        if (IntStream.range(0, x.length).anyMatch(i -> Double.isFinite(x[i]) && Double.isFinite(curve.y[i]))) {
            curves.add(curve);
        }
        return this;
    }

    /** The head of a further column of the table. */
    CurveFigure along(String head) {
        along = head;
        return this;
    }

    /** A circle on a curve, with a word to its right or left, which may be empty. */
    CurveFigure mark(String word, boolean right, int colour, double x, double y) {
        marks.add(new Mark(word, right, colour, x, y));
        return this;
    }

    /** Draws circles at the points beside the lines. */
    CurveFigure marked() {
        marked = true;
        return this;
    }

    /** Words in place of 0, 1, 2 on the horizontal axis; points of several curves stand beside each other. */
    CurveFigure categories(String... words) {
        categories = "{" + String.join(",", words) + "}";
        return this;
    }

    /** One scale for both axes, as a Nyquist plot needs it, and room above the curves as a share of their height. */
    CurveFigure equalScales(double roomAbove) {
        headroom = roomAbove;
        return this;
    }

    /** What is shown, where the curves' own range is not wanted: NaN leaves a limit to the curves. */
    CurveFigure limits(double xLeast, double xGreatest, double yLeast, double yGreatest) {
        limits = new double[] {xLeast, xGreatest, yLeast, yGreatest};
        return this;
    }

    CurveFigure legendAt(int position) {
        legend = position;
        return this;
    }

    /** The figure; empty if it has no curve. */
    Optional<Figure> figure() {
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        double[] range = range();
        JournalPlot plot = new JournalPlot(name, categories.isEmpty() ? printed(xLabel) : categories, printed(yLabel));
        for (int c = 0; c < curves.size(); c++) {
            draw(plot, c);
        }
        plot.legend(curves.stream().map(Curve::name).toList(), legend);
        for (Mark mark : marks) {
            plot.points(new double[] {mark.x}, new double[] {mark.y}, JournalPlot.colour(mark.colour));
            double aside = ASIDE * (range[1] - range[0]);
            plot.word(
                    mark.word,
                    mark.x + (mark.right ? aside : -aside),
                    mark.y - (mark.right ? 0.5 : 2) * aside,
                    mark.right);
        }
        if (headroom > 0) {
            plot.equalScales(range[1] - range[0], range[3] - range[2]);
        }
        ImagePlus picture = plot.image(name, range[0], range[1], range[2], range[3]);
        PanelLetter.of(name).ifPresent(letter -> letter.draw(picture.getProcessor(), LETTER));
        return Optional.of(new Figure(name, caption, picture, data(), true));
    }

    private void draw(JournalPlot plot, int c) {
        Curve curve = curves.get(c);
        Color colour = JournalPlot.colour(curve.colour);
        if (!categories.isEmpty()) {
            double beside = BESIDE * (c - (curves.size() - 1) / 2.0);
            plot.points(Arrays.stream(curve.x).map(x -> x + beside).toArray(), curve.y, colour, SHAPES[c % 4]);
        } else if (marked) {
            plot.connected(curve.x, curve.y, colour);
        } else if (curve.under) {
            plot.underlay(curve.x, curve.y, colour);
        } else {
            plot.line(curve.x, curve.y, colour);
        }
    }

    private Table data() {
        Table data = along.isEmpty()
                ? new Table(name, "Curve", xLabel, yLabel)
                : new Table(name, "Curve", along, xLabel, yLabel);
        for (Curve curve : curves) {
            for (int i = 0; i < curve.x.length; i++) {
                if (along.isEmpty()) {
                    data.row(curve.name, curve.x[i], curve.y[i]);
                } else {
                    data.row(curve.name, curve.along[i], curve.x[i], curve.y[i]);
                }
            }
        }
        return data;
    }

    /** Tables write units in ASCII, figures as in print. */
    private static String printed(String head) {
        return head.replace("[um]", "[µm]").replace("Ohm cm2", "Ω cm²").replace("-Z", "−Z");
    }

    private double[] range() {
        double[] found = new double[4];
        for (int side = 0; side < 4; side++) {
            boolean ofX = side < 2;
            double[] all = curves.stream()
                    .flatMapToDouble(curve -> Arrays.stream(ofX ? curve.x : curve.y))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            double span = all[all.length - 1] - all[0];
            double margin = 0.04 * (span > 0 ? span : Math.max(1e-9, Math.abs(all[0])));
            found[side] = side % 2 == 0 ? all[0] - margin : all[all.length - 1] + margin;
        }
        found[3] += headroom * (found[3] - found[2]);
        for (int side = 0; side < 4; side++) {
            found[side] = Double.isNaN(limits[side]) ? found[side] : limits[side];
        }
        return found;
    }
}
