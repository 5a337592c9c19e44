package io.github.voxelyte.plugins.morphology;

import static io.github.voxelyte.plugins.morphology.MorphologyTable.UM;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.voxelyte.microstructure.morphology.Particle;
import io.github.voxelyte.microstructure.morphology.SizeAgainstDistance;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.plugins.images.Phase;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Plots of particle sizes and of local thickness. */
final class MorphologyPlots {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final float SCALE = 2;
    private static final int FONT = 18;
    private static final int BINS = 200;
    private static final Color BY_NUMBER = new Color(0xD55E00);
    private static final Color DOTS = new Color(0x7FA6C4);
    private static final Color BY_VOLUME = new Color(0x0072B2);

    private MorphologyPlots() {}

    private static Plot plot(String title, String x, String y) {
        Plot plot = new Plot(title, x, y);
        plot.setSize(WIDTH, HEIGHT);
        plot.setFont(Font.PLAIN, FONT);
        plot.setAxisLabelFont(Font.PLAIN, FONT + 2f);
        plot.setLineWidth(2);
        return plot;
    }

    /** Cumulative share of the particles by number and by volume against the equivalent diameter. */
    static ImagePlus sizes(List<Particle> particles) {
        List<Particle> sorted = particles.stream()
                .sorted(Comparator.comparingLong(Particle::voxels))
                .toList();
        int n = sorted.size();
        double[] diameter = new double[n];
        double[] number = new double[n];
        double[] volume = new double[n];
        double total = sorted.stream().mapToDouble(Particle::volume).sum();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            Particle p = sorted.get(i);
            diameter[i] = p.equivalentDiameter() / UM;
            number[i] = (i + 0.5) / n;
            volume[i] = (sum + p.volume() / 2) / total;
            sum += p.volume();
        }
        Plot plot = plot("Particle sizes", "Equivalent diameter [µm]", "Cumulative share");
        plot.setLimits(0, 1.02 * diameter[n - 1], 0, 1);
        plot.setColor(BY_NUMBER);
        plot.add("line", diameter, number);
        plot.setColor(BY_VOLUME);
        plot.add("line", diameter, volume);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLegend("by number\nby volume", "bottom-right");
        return plot.makeHighResolution("particle_sizes", SCALE, true, false);
    }

    /** Every particle as a dot, and the mean by volume in slices. */
    static ImagePlus sizeAgainstDistance(
            List<Particle> particles, double length, SizeAgainstDistance against, ToDoubleFunction<Particle> distance) {
        double[] x = particles.stream().mapToDouble(distance).map(d -> d / UM).toArray();
        double[] y =
                particles.stream().mapToDouble(p -> p.equivalentDiameter() / UM).toArray();
        double largest = particles.stream()
                .mapToDouble(Particle::equivalentDiameter)
                .max()
                .orElse(0);
        Plot plot = plot("Particle size", "Distance from the current collector [µm]", "Equivalent diameter [µm]");
        plot.setLimits(0, length / UM, 0, 1.1 * largest / UM);
        plot.setColor(DOTS);
        plot.setLineWidth(4);
        plot.add("dot", x, y);
        List<SizeAgainstDistance.Bin> filled =
                against.bins().stream().filter(bin -> bin.count() > 0).toList();
        plot.setColor(BY_NUMBER, BY_NUMBER);
        plot.setLineWidth(3);
        plot.add(
                "connected circle",
                filled.stream().mapToDouble(b -> (b.from() + b.to()) / 2 / UM).toArray(),
                filled.stream().mapToDouble(b -> b.meanByVolume() / UM).toArray());
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLegend("particles\nmean by volume", "top-right");
        return plot.makeHighResolution("size_against_distance", SCALE, true, false);
    }

    /**
     * Share of a phase's volume up to each thickness. Thickness takes few values on voxels, so a density would be spikes.
     *
     * @param phase the phase
     * @param thickness upper ends of the bins [um]
     * @param share share of the volume that is at most as thick [1]
     */
    record ThicknessCurve(Phase phase, List<Double> thickness, List<Double> share) {
        static ThicknessCurve of(Phase phase, ScalarField field, double largest) {
            double width = (Double.isFinite(largest) && largest > 0 ? largest : 1) / BINS;
            long[] counts = new long[BINS];
            long all = 0;
            for (int z = 0; z < field.grid().nz(); z++) {
                for (float t : field.plane(z)) {
                    if (t > 0 && Float.isFinite(t)) {
                        counts[(int) Math.min(BINS - 1.0, t / width)]++;
                        all++;
                    }
                }
            }
            List<Double> thickness = new ArrayList<>(List.of(0.0));
            List<Double> share = new ArrayList<>(List.of(0.0));
            long sum = 0;
            for (int b = 0; b < BINS; b++) {
                sum += counts[b];
                thickness.add((b + 1) * width / UM);
                share.add((double) sum / Math.max(1, all));
            }
            return new ThicknessCurve(phase, thickness, share);
        }

        private double[] x() {
            return thickness.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private double[] y() {
            return share.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** Cumulative share of each phase's volume against local thickness. */
    static ImagePlus thickness(List<ThicknessCurve> curves) {
        Plot plot = plot("Local thickness", "Local thickness [µm]", "Cumulative share of the volume");
        double widest = 0;
        StringBuilder legend = new StringBuilder();
        for (ThicknessCurve curve : curves) {
            widest = Math.max(widest, curve.x()[BINS]);
            legend.append(curve.phase().word()).append('\n');
        }
        plot.setLimits(0, 1.02 * widest, 0, 1);
        for (ThicknessCurve curve : curves) {
            plot.setColor(
                    curve.phase() == Phase.VOID ? Color.GRAY : curve.phase().color());
            plot.setLineWidth(2);
            plot.add("line", curve.x(), curve.y());
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.addLegend(legend.toString().strip(), "bottom-right");
        return plot.makeHighResolution("local_thickness", SCALE, true, false);
    }
}
