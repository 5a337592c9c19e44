package io.github.voxelyte.plugins.study;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.voxelyte.plugins.pictures.JournalPlot;
import io.github.voxelyte.plugins.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A plot of several named curves; their points are the figure's table. */
final class CurveFigure {
    private static final double BESIDE = 0.12; // between points of one category

    private final String name;
    private final String caption;
    private final String xLabel;
    private final String yLabel;
    private final List<Curve> curves = new ArrayList<>();
    private double[] limits = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    private boolean marked;
    private boolean equalScales;
    private int legend = Plot.AUTO_POSITION;
    private String categories = "";

    private record Curve(String name, double[] x, double[] y) {}

    CurveFigure(String name, String caption, String xLabel, String yLabel) {
        this.name = name;
        this.caption = caption;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** A curve; left out if it has no point with two numbers. */
    CurveFigure curve(String curve, double[] x, double[] y) {
        if (IntStream.range(0, x.length).anyMatch(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))) {
            curves.add(new Curve(curve, x, y));
        }
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

    /** One scale for both axes, as a Nyquist plot needs it. */
    CurveFigure equalScales() {
        equalScales = true;
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
        Table data = new Table(name, "Curve", xLabel, yLabel);
        boolean counts = !categories.isEmpty();
        JournalPlot plot = new JournalPlot(name, counts ? categories : printed(xLabel), printed(yLabel));
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            for (int i = 0; i < curve.x.length; i++) {
                data.row(curve.name, curve.x[i], curve.y[i]);
            }
            double beside = BESIDE * (c - (curves.size() - 1) / 2.0);
            if (counts) {
                double[] places = Arrays.stream(curve.x).map(x -> x + beside).toArray();
                plot.points(places, curve.y, JournalPlot.colour(c));
            } else if (marked) {
                plot.connected(curve.x, curve.y, JournalPlot.colour(c));
            } else {
                plot.line(curve.x, curve.y, JournalPlot.colour(c));
            }
        }
        plot.legend(curves.stream().map(Curve::name).toList(), legend);
        double[] range = range();
        ImagePlus picture = plot.image(name, range[0], range[1], range[2], range[3]);
        return Optional.of(new Figure(name, caption, picture, data));
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
        if (equalScales) {
            double perPixel =
                    Math.max((found[1] - found[0]) / JournalPlot.WIDTH, (found[3] - found[2]) / JournalPlot.HEIGHT);
            found[1] = found[0] + perPixel * JournalPlot.WIDTH;
            found[3] = found[2] + perPixel * JournalPlot.HEIGHT;
        }
        for (int side = 0; side < 4; side++) {
            found[side] = Double.isNaN(limits[side]) ? found[side] : limits[side];
        }
        return found;
    }
}
