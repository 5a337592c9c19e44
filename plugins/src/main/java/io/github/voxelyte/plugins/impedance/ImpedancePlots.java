package io.github.voxelyte.plugins.impedance;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.pictures.JournalPlot;
import io.github.voxelyte.solver.impedance.CellProcess;
import io.github.voxelyte.solver.impedance.ImpedancePoint;
import io.github.voxelyte.solver.impedance.ImpedanceResult;
import io.github.voxelyte.solver.spectrum.RelaxationTimes;
import io.github.voxelyte.solver.spectrum.Spectrum;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;

/** Spectra as electrochemists draw them: Nyquist with equal axes and capacitance upwards, Bode, shares, relaxation times. */
final class ImpedancePlots {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEAST_HEIGHT = 260;
    private static final int LARGEST_HEIGHT = 640;
    private static final int PANEL = 300;
    private static final float SCALE = 2;
    private static final int FONT = 18;
    private static final Color SIMULATED = new Color(0x0072B2);
    private static final Color MEASURED = new Color(0xD55E00);
    private static final Color FITTED = new Color(0x999999);
    private static final Color DARK = Color.DARK_GRAY;
    private static final double MARGIN = 0.06;
    /** In widths of the frame: least distance of labelled points, gap beside a point, half a letter. */
    private static final double LABEL_DISTANCE = 0.07;

    private static final double LABEL_GAP = 0.022;
    private static final double LETTER = 0.0055;
    /** If the separator is more than this share of all, the axis of the shares does not start at 0. */
    private static final double MUCH = 0.6;

    private static final Map<CellProcess, Color> COLORS = new EnumMap<>(Map.of(
            CellProcess.SEPARATOR, new Color(0xA6A6A6),
            CellProcess.ELECTROLYTE, new Color(0x56B4E9),
            CellProcess.LITHIUM_TRANSFER, new Color(0xE69F00),
            CellProcess.ACTIVE_TRANSFER, new Color(0xD55E00),
            CellProcess.FILM, new Color(0xCC79A7),
            CellProcess.DIFFUSION, new Color(0x009E73),
            CellProcess.ELECTRONIC, new Color(0x6A51A3),
            CellProcess.CONTACT, new Color(0x525252),
            CellProcess.GRAIN_CONTACT, new Color(0x8C510A),
            CellProcess.SALT, new Color(0x08519C)));

    private final ImpedanceResult result;
    private final Spectrum spectrum;
    private final double unit;

    /**
     * @param result the spectrum with its shares
     * @param spectrum the same in the unit of the plots
     * @param unit of the plots in Ω·m²
     */
    ImpedancePlots(ImpedanceResult result, Spectrum spectrum, double unit) {
        this.result = result;
        this.spectrum = spectrum;
        this.unit = unit;
    }

    private static Plot plot(String title, String x, String y, int height) {
        Plot plot = new JournalPlot(title, x, y, height).plot();
        plot.setLineWidth(2);
        return plot;
    }

    private interface Part {
        double of(Complex z);
    }

    private static double[] parts(Spectrum s, Part part) {
        double[] values = new double[s.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = part.of(s.impedance(i));
        }
        return values;
    }

    private static double[] frequencies(Spectrum s) {
        double[] values = new double[s.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = s.frequency(i);
        }
        return values;
    }

    /** −Im Z against Re Z with one scale for both axes. */
    ImagePlus nyquist(Optional<Spectrum> measured, Optional<Spectrum> fitted) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = 0;
        double top = Double.NEGATIVE_INFINITY;
        List<Spectrum> all = new ArrayList<>(List.of(spectrum));
        measured.ifPresent(all::add);
        for (Spectrum s : all) {
            for (int i = 0; i < s.size(); i++) {
                left = Math.min(left, s.impedance(i).getReal());
                right = Math.max(right, s.impedance(i).getReal());
                bottom = Math.min(bottom, -s.impedance(i).getImaginary());
                top = Math.max(top, -s.impedance(i).getImaginary());
            }
        }
        double size = Math.max(right - left, top - bottom);
        size = size > 0 ? size : Math.max(1, Math.abs(right));
        left -= MARGIN * size;
        right += MARGIN * size;
        top += 3 * MARGIN * size;
        bottom -= bottom < 0 ? MARGIN * size : 0;
        // The frame takes the shape of the ranges; where that would be too flat or too high, a range grows.
        double height = WIDTH * (top - bottom) / (right - left);
        if (height < LEAST_HEIGHT) {
            top = bottom + (right - left) * LEAST_HEIGHT / WIDTH;
            height = LEAST_HEIGHT;
        } else if (height > LARGEST_HEIGHT) {
            right = left + (top - bottom) * WIDTH / LARGEST_HEIGHT;
            height = LARGEST_HEIGHT;
        }
        Plot plot = plot("Nyquist", "Z' [Ω cm²]", "−Z'' [Ω cm²]", (int) Math.round(height));
        plot.setLimits(left, right, bottom, top);
        StringBuilder legend = new StringBuilder();
        if (fitted.isPresent()) {
            plot.setColor(FITTED);
            plot.add("line", parts(fitted.get(), Complex::getReal), parts(fitted.get(), z -> -z.getImaginary()));
            legend.append("R0 + 2 ZARC + Warburg\n");
        }
        if (measured.isPresent()) {
            plot.setColor(MEASURED, MEASURED);
            plot.add("box", parts(measured.get(), Complex::getReal), parts(measured.get(), z -> -z.getImaginary()));
            legend.append("measured\n");
        }
        plot.setColor(SIMULATED, SIMULATED);
        plot.add("circle", parts(spectrum, Complex::getReal), parts(spectrum, z -> -z.getImaginary()));
        legend.append("simulated");
        markDecades(plot, left, right, bottom, top);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.setFont(Font.PLAIN, FONT - 2f);
        plot.addLegend(legend.toString(), "top-right");
        plot.setFont(Font.PLAIN, FONT);
        return plot.makeHighResolution("nyquist", SCALE, true, false);
    }

    /** Writes the frequency beside the points nearest to powers of ten, inside the arcs, as far as they do not crowd. */
    private void markDecades(Plot plot, double left, double right, double bottom, double top) {
        plot.setFont(Font.PLAIN, FONT - 4f);
        plot.setJustification(Plot.CENTER);
        double shape = (top - bottom) / (right - left);
        double lastX = Double.NEGATIVE_INFINITY;
        double lastY = Double.NEGATIVE_INFINITY;
        for (int decade = 7; decade >= -5; decade--) {
            int best = nearest(Math.pow(10, decade));
            if (best < 0) {
                continue;
            }
            // Places in widths of the frame, y upwards.
            double x = (spectrum.impedance(best).getReal() - left) / (right - left);
            double y = (-spectrum.impedance(best).getImaginary() - bottom) / (right - left);
            Complex before = spectrum.impedance(Math.max(0, best - 1));
            Complex after = spectrum.impedance(Math.min(spectrum.size() - 1, best + 1));
            double dx = after.getReal() - before.getReal();
            double dy = before.getImaginary() - after.getImaginary();
            double length = Math.hypot(dx, dy);
            if (Math.hypot(x - lastX, y - lastY) < LABEL_DISTANCE || !(length > 0)) {
                continue;
            }
            String text = frequency(spectrum.frequency(best));
            plot.setColor(DARK, DARK);
            plot.add("circle", new double[] {spectrum.impedance(best).getReal()}, new double[] {
                -spectrum.impedance(best).getImaginary()
            });
            // To the right of the way to lower frequencies, that is inside.
            double reach = LABEL_GAP + Math.abs(dy) / length * LETTER * text.length();
            double labelX = Math.min(1 - LETTER * (text.length() + 1), x + reach * dy / length);
            double labelY = y - reach * dx / length;
            plot.addLabel(labelX, 1 - (labelY - LETTER) / shape, text);
            lastX = x;
            lastY = y;
        }
        plot.setFont(Font.PLAIN, FONT);
        plot.setJustification(Plot.LEFT);
    }

    /** Index of the point nearest to a frequency, −1 if none is near. */
    private int nearest(double wanted) {
        int best = 0;
        for (int i = 1; i < spectrum.size(); i++) {
            double now = Math.abs(Math.log(spectrum.frequency(i) / wanted));
            best = now < Math.abs(Math.log(spectrum.frequency(best) / wanted)) ? i : best;
        }
        return Math.abs(Math.log10(spectrum.frequency(best) / wanted)) > 0.2 ? -1 : best;
    }

    private static String frequency(double f) {
        double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.1e", f));
        if (rounded >= 1e6) {
            return Numbers.shortest(rounded / 1e6) + " MHz";
        }
        if (rounded >= 1e3) {
            return Numbers.shortest(rounded / 1e3) + " kHz";
        }
        return rounded >= 1 ? Numbers.shortest(rounded) + " Hz" : Numbers.shortest(rounded * 1e3) + " mHz";
    }

    /** Magnitude and phase against frequency, one above the other. */
    ImagePlus bode(Optional<Spectrum> measured) {
        ImageProcessor upper =
                panel("|Z| [Ω cm²]", measured, Complex::abs, false).getProcessor();
        ImageProcessor lower = panel("−Phase [°]", measured, z -> -Math.toDegrees(z.getArgument()), true)
                .getProcessor();
        int width = Math.max(upper.getWidth(), lower.getWidth());
        ColorProcessor both = new ColorProcessor(width, upper.getHeight() + lower.getHeight());
        both.setColor(Color.WHITE);
        both.fill();
        both.insert(upper.convertToRGB(), width - upper.getWidth(), 0);
        both.insert(lower.convertToRGB(), width - lower.getWidth(), upper.getHeight());
        return new ImagePlus("bode", both);
    }

    private ImagePlus panel(String label, Optional<Spectrum> measured, Part part, boolean fromZero) {
        Plot plot = plot("Bode", "Frequency [Hz]", label, PANEL);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        List<Spectrum> all = new ArrayList<>(List.of(spectrum));
        measured.ifPresent(all::add);
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Spectrum s : all) {
            for (double value : parts(s, part)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            least = Math.min(least, s.frequency(s.size() - 1));
            most = Math.max(most, s.frequency(0));
        }
        double margin = high > low ? MARGIN * (high - low) : 0.1 * Math.max(1, Math.abs(high));
        plot.setLimits(least / 1.3, most * 1.3, fromZero && low >= 0 ? 0 : low - margin, high + margin);
        plot.setAxisXLog(true);
        if (measured.isPresent()) {
            plot.setColor(MEASURED, MEASURED);
            plot.add("box", frequencies(measured.get()), parts(measured.get(), part));
        }
        plot.setColor(SIMULATED, SIMULATED);
        plot.add("connected circle", frequencies(spectrum), parts(spectrum, part));
        return plot.makeHighResolution("bode", SCALE, true, false);
    }

    /** Real parts of all processes, one upon the other: their sum is Z'. */
    ImagePlus shares() {
        List<ImpedancePoint> points = result.points();
        int n = points.size();
        List<CellProcess> shown = new ArrayList<>();
        double largest = 0;
        for (ImpedancePoint point : points) {
            largest = Math.max(largest, point.impedance().getReal() / unit);
        }
        for (CellProcess process : CellProcess.values()) {
            for (ImpedancePoint point : points) {
                if (point.shares().get(process).getReal() / unit > 1e-3 * largest) {
                    shown.add(process);
                    break;
                }
            }
        }
        double[] f = frequencies(spectrum);
        Plot plot = plot("Shares", "Frequency [Hz]", "Share of Z' [Ω cm²]", HEIGHT);
        double separator = Double.POSITIVE_INFINITY;
        for (ImpedancePoint point : points) {
            separator = Math.min(
                    separator, point.shares().get(CellProcess.SEPARATOR).getReal() / unit);
        }
        double bottom = separator > MUCH * largest ? separator - 0.1 * (largest - separator) : 0;
        plot.setLimits(f[n - 1] / 1.01, f[0] * 1.01, bottom, largest + 0.04 * (largest - bottom));
        plot.setAxisXLog(true);
        double[] sum = new double[n];
        List<double[]> curves = new ArrayList<>();
        for (CellProcess process : shown) {
            for (int i = 0; i < n; i++) {
                sum[i] += points.get(i).shares().get(process).getReal() / unit;
            }
            curves.add(sum.clone());
        }
        StringBuilder legend = new StringBuilder();
        plot.setLineWidth(1);
        for (int k = shown.size() - 1; k >= 0; k--) {
            Color color = COLORS.get(shown.get(k));
            plot.setColor(color, color);
            plot.add("filled", f, curves.get(k));
            legend.append(shown.get(k)).append('\n');
        }
        plot.setColor(Color.BLACK);
        plot.setFont(Font.PLAIN, FONT - 2f);
        if (bottom > 0) {
            plot.setColor(Color.WHITE);
            plot.addLabel(0.02, 0.97, "the axis does not start at 0");
            plot.setColor(Color.BLACK);
        }
        plot.addLegend(legend.toString().trim(), "top-right");
        plot.setFont(Font.PLAIN, FONT);
        return plot.makeHighResolution("shares", SCALE, true, false);
    }

    /** The distribution of relaxation times against frequency 1/(2πτ), which is how it is read beside a spectrum. */
    ImagePlus relaxationTimes(RelaxationTimes.Result times) {
        int n = times.tau().length;
        double[] f = new double[n];
        double largest = 0;
        for (int k = 0; k < n; k++) {
            f[k] = 1 / (2 * Math.PI * times.tau()[k]);
            largest = Math.max(largest, times.gamma()[k]);
        }
        Plot plot = plot("Relaxation times", "Frequency 1/(2πτ) [Hz]", "Distribution γ [Ω cm²]", HEIGHT);
        plot.setLimits(f[n - 1], f[0], 0, 1.15 * Math.max(largest, Double.MIN_NORMAL));
        plot.setAxisXLog(true);
        plot.setColor(SIMULATED);
        plot.add("line", f, times.gamma());
        plot.setFont(Font.PLAIN, FONT - 3f);
        plot.setColor(DARK);
        plot.addLabel(0.02, 0.07, "Tikhonov, λ = " + Numbers.shortest(times.parameter()));
        plot.setFont(Font.PLAIN, FONT);
        return plot.makeHighResolution("relaxation_times", SCALE, true, false);
    }
}
