package io.github.voxelyte.plugins.profile;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.voxelyte.microstructure.profile.FacePeaks;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Layer;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Profile;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The profile as a plot for a paper: fraction against position, a band of one standard deviation over the tiles, the
 * mean as a dashed line, and the distinct peaks near the faces marked.
 */
final class ProfilePlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final float SCALE = 2;
    private static final int FONT = 18;
    private static final double MICROMETRE = 1e-6; // [m]
    private static final int MOST_MARKERS = 80;
    private static final double CAPTION_SHARE = 0.12; // of the height, left free for the caption
    private static final Color LINE = new Color(0x0072B2);
    private static final Color BAND = new Color(0xCFE3F1);
    private static final Color PEAK = new Color(0xD55E00);

    private ProfilePlot() {}

    static ImagePlus of(String title, Profile profile, FacePeaks peaks, boolean physical) {
        List<Layer> layers = profile.layers();
        int n = layers.size();
        double[] position = new double[n];
        double[] fraction = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double lowest = 1;
        double highest = 0;
        for (int i = 0; i < n; i++) {
            Layer layer = layers.get(i);
            double deviation = Double.isNaN(layer.standardDeviation()) ? 0 : layer.standardDeviation();
            position[i] = physical ? layer.position() / MICROMETRE : i;
            fraction[i] = layer.fraction();
            low[i] = Math.max(0, fraction[i] - deviation);
            high[i] = Math.min(1, fraction[i] + deviation);
            lowest = Math.min(lowest, low[i]);
            highest = Math.max(highest, high[i]);
        }
        String axis = profile.axis().name().toLowerCase(Locale.ROOT);
        Plot plot = new Plot(
                "Volume fraction profile of " + title,
                physical ? "Position along " + axis + " [µm]" : "Layer along " + axis,
                "Active-material volume fraction");
        plot.setSize(WIDTH, HEIGHT);
        plot.setFont(Font.PLAIN, FONT);
        plot.setAxisLabelFont(Font.PLAIN, FONT + 2f);
        plot.setFormatFlags(Plot.X_NUMBERS
                | Plot.Y_NUMBERS
                | Plot.X_TICKS
                | Plot.Y_TICKS
                | Plot.X_MINOR_TICKS
                | Plot.Y_MINOR_TICKS);
        double step = niceStep(Math.max(0.02, highest - lowest));
        double bottom = Math.max(0, step * Math.floor(lowest / step));
        double top = step * Math.ceil((highest + CAPTION_SHARE * (highest - bottom)) / step);
        double half = n > 1 ? 0.5 * (position[1] - position[0]) : 0.5;
        plot.setLimits(position[0] - half, position[n - 1] + half, bottom, top);

        plot.setColor(BAND, BAND);
        plot.setLineWidth(1);
        plot.drawShapes("rectangles", new ArrayList<>(bandOf(position, low, high, half)));
        plot.setColor(Color.GRAY);
        plot.setLineWidth(2);
        plot.drawDottedLine(position[0] - half, profile.mean(), position[n - 1] + half, profile.mean(), 3);
        plot.setColor(LINE, LINE);
        plot.setLineWidth(2);
        plot.add(n <= MOST_MARKERS ? "connected circle" : "line", position, fraction);
        markPeaks(plot, position, peaks);
        caption(plot, profile, peaks);
        return plot.makeHighResolution("profile", SCALE, true, false);
    }

    /** Says what is drawn, above the curves. */
    private static void caption(Plot plot, Profile profile, FacePeaks peaks) {
        String band = profile.tiles() > 1 ? "; band: ± one s.d. over " + profile.tiles() + " tiles" : "";
        boolean marked = peaks.first().distinct() || peaks.last().distinct();
        plot.setFont(Font.PLAIN, FONT - 3f);
        plot.setColor(Color.DARK_GRAY);
        plot.setJustification(Plot.LEFT);
        plot.addLabel(
                0.02,
                0.08,
                String.format(
                        Locale.ROOT, "dotted: mean %.3f%s%s", profile.mean(), band, marked ? "; diamond: peak" : ""));
        plot.setFont(Font.PLAIN, FONT);
    }

    /** One rectangle a layer, as wide as the layer. */
    private static List<float[]> bandOf(double[] position, double[] low, double[] high, double half) {
        List<float[]> band = new ArrayList<>();
        for (int i = 0; i < position.length; i++) {
            band.add(new float[] {
                (float) (position[i] - half), (float) low[i], (float) (position[i] + half), (float) high[i]
            });
        }
        return band;
    }

    private static void markPeaks(Plot plot, double[] position, FacePeaks peaks) {
        plot.setColor(PEAK, PEAK);
        plot.setLineWidth(3);
        for (FacePeaks.Peak peak : List.of(peaks.first(), peaks.last())) {
            if (peak.distinct()) {
                plot.add("diamond", new double[] {position[peak.layer()]}, new double[] {peak.fraction()});
            }
        }
    }

    /** The largest of 1, 2, 5 times a power of ten of which at least four fit into the range. */
    private static double niceStep(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / 4)));
        double rest = range / 4 / power;
        return power * (rest >= 5 ? 5 : rest >= 2 ? 2 : 1);
    }
}
