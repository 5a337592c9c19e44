package io.github.voxelyte.solver.spectrum;

import java.util.ArrayList;
import java.util.List;

/** Characteristic frequencies: where −Im Z has a maximum over log f, by a parabola through ln(−Im Z) of three points. */
public final class Arcs {
    private Arcs() {}

    /**
     * Top of an arc.
     *
     * @param frequency [Hz]
     * @param height −Im Z there
     */
    public record Top(double frequency, double height) {}

    /**
     * Tops of all arcs, from high to low frequency; the ends of the spectrum do not count.
     *
     * @param spectrum the spectrum
     * @return the tops
     */
    public static List<Top> of(Spectrum spectrum) {
        List<Top> tops = new ArrayList<>();
        for (int i = 1; i + 1 < spectrum.size(); i++) {
            double left = -spectrum.impedance(i - 1).getImaginary();
            double middle = -spectrum.impedance(i).getImaginary();
            double right = -spectrum.impedance(i + 1).getImaginary();
            if (middle > left && middle >= right && left > 0 && right > 0) {
                tops.add(top(spectrum, i, Math.log(left), Math.log(middle), Math.log(right)));
            }
        }
        return tops;
    }

    private static Top top(Spectrum spectrum, int i, double left, double middle, double right) {
        double a = Math.log(spectrum.frequency(i - 1) / spectrum.frequency(i));
        double b = Math.log(spectrum.frequency(i) / spectrum.frequency(i + 1));
        // Parabola with value 0 at the middle point: p·t² + q·t, t = ln f − ln f_i.
        double p = ((left - middle) / a + (right - middle) / b) / (a + b);
        double q = (left - middle) / a - p * a;
        double t = p < 0 ? -q / (2 * p) : 0;
        return new Top(spectrum.frequency(i) * Math.exp(t), Math.exp(middle + p * t * t + q * t));
    }
}
