package io.github.voxelyte.plugins.regions;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatProcessor;
import io.github.voxelyte.microstructure.regions.FractionMatch;
import io.github.voxelyte.microstructure.regions.RepresentativeCurve;
import io.github.voxelyte.microstructure.regions.RepresentativeCurve.Point;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.images.Phase;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the regions lie, and how a property settles with the size of the sub-volume. */
final class RegionPictures {
    private static final double UM = 1e-6; // [m]
    private static final int SMALLEST_PICTURE = 700;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final float SCALE = 2;
    private static final int FONT = 18;
    private static final int STRIPS = 40;
    private static final Color FRAME = new Color(0xE69F00);
    private static final Color LINE = new Color(0x0072B2);
    private static final Color BAND = new Color(0xCFE3F1);

    private RegionPictures() {}

    /** The active material's fraction averaged along z, dark where there is much, with the regions' frames. */
    static ImagePlus map(PhaseMap phases, List<FractionMatch> found) {
        int nx = phases.grid().nx();
        int ny = phases.grid().ny();
        int zoom = Math.max(1, (SMALLEST_PICTURE + nx - 1) / nx);
        float[] mean = new float[nx * ny];
        for (int z = 0; z < phases.grid().nz(); z++) {
            byte[] plane = phases.plane(z);
            for (int i = 0; i < plane.length; i++) {
                mean[i] += plane[i] == Phase.ACTIVE.label() ? 1f / phases.grid().nz() : 0;
            }
        }
        FloatProcessor projection = new FloatProcessor(nx, ny, mean);
        projection.setMinAndMax(0, 1);
        projection.invertLut();
        ImagePlus picture = new ImagePlus("regions", projection.resize(nx * zoom, ny * zoom));
        Overlay overlay = new Overlay();
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, Math.max(14, nx * zoom / 45));
        for (int i = 0; i < found.size(); i++) {
            var region = found.get(i).region();
            Roi frame = new Roi(region.x() * zoom, region.y() * zoom, region.nx() * zoom, region.ny() * zoom);
            frame.setStrokeColor(FRAME);
            frame.setStrokeWidth(Math.max(2, nx * zoom / 300.0));
            overlay.add(frame);
            String text =
                    String.format(Locale.ROOT, "%d: %.4f", i + 1, found.get(i).fraction());
            TextRoi label = new TextRoi((region.x() + 3.0) * zoom, (region.y() + 3.0) * zoom, text, font);
            label.setStrokeColor(FRAME);
            label.setFillColor(new Color(0, 0, 0, 190));
            overlay.add(label);
        }
        picture.setOverlay(overlay);
        return picture.flatten();
    }

    /** Mean, its 95 % confidence interval as bars, and the band of single sub-volumes. */
    static ImagePlus curve(RepresentativeProperty property, RepresentativeCurve curve) {
        List<Point> points = curve.points().stream().filter(p -> p.count() > 0).toList();
        int n = points.size();
        double[] edge = new double[n];
        double[] mean = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double[] error = new double[n];
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            Point p = points.get(i);
            edge[i] = p.edge() / UM;
            mean[i] = p.mean() * property.toUnit();
            double band = Double.isNaN(p.band()) ? 0 : p.band() * property.toUnit();
            error[i] = Double.isNaN(p.meanError()) ? 0 : p.meanError() * property.toUnit();
            low[i] = Math.max(0, mean[i] - band);
            high[i] = Math.min(property.largest(), mean[i] + band);
            bottom = Math.min(bottom, low[i]);
            top = Math.max(top, high[i]);
        }
        String unit = property.unit().equals("1") ? "" : " [" + property.unit().replace("um", "µm") + "]";
        Plot plot = new Plot(property.title(), "Edge of the sub-volume [µm]", property.title() + unit);
        plot.setSize(WIDTH, HEIGHT);
        plot.setFont(Font.PLAIN, FONT);
        plot.setAxisLabelFont(Font.PLAIN, FONT + 2f);
        double margin = Math.max(1e-9, 0.08 * (top - bottom));
        plot.setLimits(0, 1.03 * edge[n - 1], Math.max(0, bottom - margin), top + margin);
        plot.setColor(BAND, BAND);
        plot.setLineWidth(1);
        plot.drawShapes("rectangles", new ArrayList<>(strips(edge, low, high, points)));
        plot.setColor(LINE, LINE);
        plot.setLineWidth(2);
        plot.add("connected circle", edge, mean);
        plot.addErrorBars(error);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLabel(0.4, 0.08, "line: mean with its 95 % interval\nband: 95 % of single sub-volumes");
        return plot.makeHighResolution("representative_" + property.word(), SCALE, true, false);
    }

    /** The band as narrow upright rectangles, as far as there is more than one sub-volume. */
    private static List<float[]> strips(double[] edge, double[] low, double[] high, List<Point> points) {
        List<float[]> strips = new ArrayList<>();
        for (int i = 0; i + 1 < edge.length && points.get(i + 1).count() > 1; i++) {
            for (int s = 0; s < STRIPS; s++) {
                double middle = (s + 0.5) / STRIPS;
                double width = (edge[i + 1] - edge[i]) / STRIPS;
                // float, the type that ImageJ casts to
                strips.add(new float[] {
                    (float) (edge[i] + s * width),
                    (float) (low[i] + middle * (low[i + 1] - low[i])),
                    (float) (edge[i] + (s + 1) * width),
                    (float) (high[i] + middle * (high[i + 1] - high[i]))
                });
            }
        }
        return strips;
    }
}
