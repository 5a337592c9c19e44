package io.github.voxelyte.plugins.segmentation;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.process.ColorProcessor;
import io.github.voxelyte.microstructure.segmentation.GreyHistogram;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.command.WindowPlace;
import io.github.voxelyte.plugins.images.GreyStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;

/**
 * Shows what the thresholds would do: an overlay on the current slice and the histogram with the chosen levels. The
 * thresholds are those of the whole stack before flattening, filtering and cleaning, so the result may differ a little.
 */
final class ThresholdPreview implements Preview {
    private static final double OPACITY = 0.5;
    private static final int HISTOGRAM_BINS = 256;
    private static final int PLOT_WIDTH = 440; // [pixels]
    private static final int PLOT_HEIGHT = 260;
    private static final Color[] COLORS = {
        new Color(0x0072B2), new Color(0xD55E00), new Color(0xF0E442), new Color(0x009E73), new Color(0xCC79A7)
    };

    private final ImagePlus image;
    private final Overlay before;
    private GreyStack grey;
    private GreyHistogram histogram;
    private Graded graded;
    private PlotWindow window;

    ThresholdPreview(ImagePlus image) {
        this.image = image;
        this.before = image.getOverlay();
    }

    @Override
    public void show(Options options) {
        BinarizeKeys.check(options);
        if (histogram == null) {
            grey = GreyStack.of(image, options);
            histogram = GreyHistogram.of(grey.volume(), Progress.NONE);
        }
        graded = Graded.of(options, Parallel.allProcessors(), grey.volume(), histogram, Progress.NONE);
        List<Double> levels = Levels.of(options, graded.volume(), graded.histogram(), Progress.NONE)
                .thresholds();
        int[] labels = BinarizeKeys.labels(options);
        image.setOverlay(overlay(levels, labels));
        if (!GraphicsEnvironment.isHeadless()) {
            plot(levels);
        }
        IJ.showStatus(String.format(Locale.ROOT, "%.4f active, threshold %s", active(levels, labels), text(levels)));
    }

    private static String text(List<Double> levels) {
        return String.join(", ", levels.stream().map(Numbers::shortest).toList());
    }

    /** Colours the current slice: the active material orange, other phases in other colours, the darkest left clear. */
    Overlay overlay(List<Double> levels, int[] labels) {
        float[] values = new float[grey.grid().planeSize()];
        graded.volume().read(Math.min(image.getCurrentSlice(), grey.grid().nz()) - 1, values);
        int[] colors = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int c = 0;
            while (c < levels.size() && values[i] >= levels.get(c)) {
                c++;
            }
            boolean clear = labels[c] != Phase.ACTIVE.label() && (c == 0 || labels.length == 2);
            colors[i] = clear ? 0 : COLORS[labels[c] % COLORS.length].getRGB() & 0xffffff;
        }
        Rectangle at = image.getRoi() == null ? new Rectangle() : image.getRoi().getBounds();
        ColorProcessor picture =
                new ColorProcessor(grey.grid().nx(), grey.grid().ny(), colors);
        ImageRoi roi = new ImageRoi(Math.max(0, at.x), Math.max(0, at.y), picture);
        roi.setZeroTransparent(true);
        roi.setOpacity(OPACITY);
        return new Overlay(roi);
    }

    private double active(List<Double> levels, int[] labels) {
        double voxels = 0;
        GreyHistogram counted = graded.histogram();
        for (int b = 0; b < counted.bins(); b++) {
            int c = 0;
            while (c < levels.size() && counted.lowerEdge(b) >= levels.get(c)) {
                c++;
            }
            voxels += labels[c] == Phase.ACTIVE.label() ? counted.count(b) : 0;
        }
        return voxels / counted.total();
    }

    private void plot(List<Double> levels) {
        GreyHistogram coarse = graded.histogram().coarsened(HISTOGRAM_BINS);
        double[] grays = new double[coarse.bins()];
        double[] counts = new double[coarse.bins()];
        double most = 0;
        for (int b = 0; b < grays.length; b++) {
            grays[b] = coarse.lowerEdge(b) + 0.5 * coarse.binWidth();
            counts[b] = coarse.count(b);
            most = Math.max(most, counts[b]);
        }
        Plot plot = new Plot(
                "Histogram of " + image.getTitle(),
                graded.local().isEmpty() ? "Grey value" : "Grey value above the local threshold",
                "Voxels");
        plot.setSize(PLOT_WIDTH, PLOT_HEIGHT); // there is room for it beside image and dialog
        plot.setColor(Color.DARK_GRAY);
        plot.add("line", grays, counts);
        plot.setColor(COLORS[Phase.ACTIVE.label()]);
        plot.setLineWidth(2);
        for (double level : levels) {
            plot.drawLine(level, 0, level, most);
        }
        plot.setLimits(grays[0], grays[grays.length - 1], 0, 1.05 * most);
        if (window == null || !window.isVisible()) {
            window = plot.show();
            WindowPlace.settle(window);
        } else {
            window.drawPlot(plot);
        }
    }

    @Override
    public void clear() {
        image.setOverlay(before);
        if (window != null) {
            window.close();
            window = null;
        }
    }
}
