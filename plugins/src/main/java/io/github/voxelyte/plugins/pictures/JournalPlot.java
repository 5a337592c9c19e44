package io.github.voxelyte.plugins.pictures;

import ij.ImagePlus;
import ij.gui.Plot;
import java.awt.Color;
import java.awt.Font;
import java.util.List;

/** A plot as it stands in a paper: large type, ticks, colours that colour-blind readers tell apart, twice the screen's resolution. */
public final class JournalPlot {
    /** Width of the plot with its labels [pixels at the screen's resolution]. */
    public static final int WIDTH = 760;
    /** Height of the plot with its labels [pixels at the screen's resolution]. */
    public static final int HEIGHT = 500;

    private static final float SCALE = 2;
    private static final int FRAME_WIDTH = 636; // within WIDTH, beside the labels
    private static final float UNDERLAY = 6;
    private static final int FONT = 18;
    /** Free above and below the curves, as a share of their height: a level line is not to lie on the frame. */
    private static final double MARGIN = 0.03;

    /** M. Okabe and K. Ito, Color Universal Design (2008), without yellow, which is too light for lines. */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0x56B4E9),
        new Color(0xE69F00),
        new Color(0x000000)
    };

    private final Plot plot;
    private boolean empty = true;
    private double top = Double.NaN;

    /**
     * An empty plot.
     *
     * @param title of the window
     * @param xLabel with unit
     * @param yLabel with unit
     */
    public JournalPlot(String title, String xLabel, String yLabel) {
        this(title, xLabel, yLabel, HEIGHT);
    }

    /**
     * An empty plot of its own height.
     *
     * @param title of the window
     * @param xLabel with unit
     * @param yLabel with unit
     * @param height of the whole on the screen [pixels]
     */
    public JournalPlot(String title, String xLabel, String yLabel, int height) {
        plot = new Plot(title, xLabel, yLabel);
        plot.setSize(WIDTH, height);
        plot.setFont(Font.PLAIN, FONT);
        plot.setAxisLabelFont(Font.PLAIN, FONT + 2f);
        plot.setFormatFlags(Plot.X_NUMBERS
                | Plot.Y_NUMBERS
                | Plot.X_TICKS
                | Plot.Y_TICKS
                | Plot.X_MINOR_TICKS
                | Plot.Y_MINOR_TICKS);
    }

    /**
     * The colour of a curve by its number; they repeat.
     *
     * @param number from 0
     * @return the colour
     */
    public static Color colour(int number) {
        return COLOURS[number % COLOURS.length];
    }

    /**
     * Adds a curve.
     *
     * @param x along the horizontal axis
     * @param y as many
     * @param colour of the line
     */
    public void line(double[] x, double[] y, Color colour) {
        add("line", x, y, colour);
    }

    /**
     * Adds points.
     *
     * @param x along the horizontal axis
     * @param y as many
     * @param colour of the circles
     */
    public void points(double[] x, double[] y, Color colour) {
        add("circle", x, y, colour);
    }

    /**
     * Adds points of a shape of their own.
     *
     * @param x along the horizontal axis
     * @param y as many
     * @param colour of the shapes
     * @param shape one of {@link Plot}: circle, box, triangle, diamond, cross
     */
    public void points(double[] x, double[] y, Color colour, String shape) {
        add(shape, x, y, colour);
    }

    /**
     * Adds a broad, pale curve, to be seen on both sides of another that lies on it.
     *
     * @param x along the horizontal axis
     * @param y as many
     * @param colour of the line
     */
    public void underlay(double[] x, double[] y, Color colour) {
        plot.setColor(pale(colour));
        plot.setLineWidth(UNDERLAY);
        plot.add("line", x, y);
        empty = false;
    }

    private static Color pale(Color colour) {
        return new Color(
                (2 * colour.getRed() + 255) / 3, (2 * colour.getGreen() + 255) / 3, (2 * colour.getBlue() + 255) / 3);
    }

    /**
     * Writes a word beside a point.
     *
     * @param word the word
     * @param x where it begins, or where it ends
     * @param y its base line
     * @param begins whether it begins there
     */
    public void word(String word, double x, double y, boolean begins) {
        plot.setColor(Color.DARK_GRAY);
        plot.setFont(Font.PLAIN, FONT - 3f);
        plot.setJustification(begins ? Plot.LEFT : Plot.RIGHT);
        plot.addText(word, x, y);
        plot.setFont(Font.PLAIN, FONT);
    }

    /**
     * Makes the frame so high that both axes have one scale.
     *
     * @param width what the horizontal axis spans
     * @param height what the vertical axis spans, in the same unit
     */
    public void equalScales(double width, double height) {
        plot.setFrameSize(FRAME_WIDTH, (int) Math.round(FRAME_WIDTH * height / width));
    }

    /**
     * Adds points joined by lines.
     *
     * @param x along the horizontal axis
     * @param y as many
     * @param colour of circles and lines
     */
    public void connected(double[] x, double[] y, Color colour) {
        add("connected circle", x, y, colour);
    }

    private void add(String shape, double[] x, double[] y, Color colour) {
        plot.setColor(colour, colour);
        plot.setLineWidth(2);
        plot.add(shape, x, y);
        empty = false;
    }

    /**
     * Cuts the vertical axis off above a value, if curves go beyond it.
     *
     * @param highest what is still shown
     */
    public void upTo(double highest) {
        top = highest;
    }

    /**
     * Names the curves in their order, if there are several.
     *
     * @param names one a curve
     * @param position of {@link Plot}
     */
    public void legend(List<String> names, int position) {
        if (names.size() < 2) {
            return;
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.setFont(Font.PLAIN, FONT - 3f);
        plot.setLegend(String.join("\t", names), position | Plot.LEGEND_TRANSPARENT);
        plot.setFont(Font.PLAIN, FONT);
    }

    /**
     * The plot itself, for limits, labels and more.
     *
     * @return ImageJ's plot
     */
    public Plot plot() {
        return plot;
    }

    /**
     * The picture.
     *
     * @param title of the image
     * @return an RGB image
     */
    public ImagePlus image(String title) {
        if (!empty) {
            plot.setLimitsToFit(true);
            double[] limits = plot.getLimits();
            double highest = Double.isNaN(top) ? limits[3] : Math.min(top, limits[3]);
            double room = MARGIN * (highest - limits[2]);
            plot.setLimits(limits[0], limits[1], limits[2] - room, highest + room);
        }
        plot.setLineWidth(1); // the frame's
        return plot.makeHighResolution(title, SCALE, true, false);
    }

    /**
     * The picture of a part.
     *
     * @param title of the image
     * @param left least x
     * @param right greatest x
     * @param bottom least y
     * @param top greatest y
     * @return an RGB image
     */
    public ImagePlus image(String title, double left, double right, double bottom, double top) {
        plot.setLineWidth(1); // the frame's
        plot.setLimits(left, right, bottom, top);
        return plot.makeHighResolution(title, SCALE, true, false);
    }
}
