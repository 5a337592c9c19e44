package io.github.voxelyte.solver.spectrum;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.complex.Complex;

/** Impedances at frequencies, from the highest to the lowest; all of one unit, such as Ω·cm². Immutable. */
public final class Spectrum {
    private final double[] frequency;
    private final Complex[] impedance;

    /**
     * Takes over points in any order.
     *
     * @param frequencies [Hz], above 0
     * @param impedances at these
     * @throws IllegalArgumentException if the numbers of both differ, there is none, or one is not finite
     */
    public Spectrum(double[] frequencies, Complex[] impedances) {
        if (frequencies.length != impedances.length || frequencies.length == 0) {
            throw new IllegalArgumentException("a spectrum needs as many impedances as frequencies, at least one: "
                    + frequencies.length + " and " + impedances.length);
        }
        int[] order = IntStream.range(0, frequencies.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -frequencies[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        frequency = Arrays.stream(order).mapToDouble(i -> frequencies[i]).toArray();
        impedance = Arrays.stream(order).mapToObj(i -> impedances[i]).toArray(Complex[]::new);
        for (int i = 0; i < frequency.length; i++) {
            boolean finite = Double.isFinite(impedance[i].getReal()) && Double.isFinite(impedance[i].getImaginary());
            if (!(frequency[i] > 0 && frequency[i] < Double.POSITIVE_INFINITY) || !finite) {
                throw new IllegalArgumentException("a spectrum holds " + impedance[i] + " at " + frequency[i]
                        + " Hz; frequencies must be above 0 and all numbers finite");
            }
        }
    }

    /**
     * Number of points.
     *
     * @return 1 or more
     */
    public int size() {
        return frequency.length;
    }

    /**
     * A frequency.
     *
     * @param i 0 for the highest
     * @return [Hz]
     */
    public double frequency(int i) {
        return frequency[i];
    }

    /**
     * Angular frequency.
     *
     * @param i 0 for the highest
     * @return ω = 2πf [1/s]
     */
    public double omega(int i) {
        return 2 * Math.PI * frequency[i];
    }

    /**
     * An impedance.
     *
     * @param i 0 for the highest frequency
     * @return Z
     */
    public Complex impedance(int i) {
        return impedance[i];
    }

    /**
     * The same with something added to all impedances.
     *
     * @param resistance what is added to the real parts
     * @return the changed copy
     */
    public Spectrum shifted(double resistance) {
        return new Spectrum(
                frequency, Arrays.stream(impedance).map(z -> z.add(resistance)).toArray(Complex[]::new));
    }

    /**
     * The same in another unit.
     *
     * @param factor what impedances are multiplied with, as the electrode's area
     * @return the changed copy
     */
    public Spectrum times(double factor) {
        return new Spectrum(
                frequency, Arrays.stream(impedance).map(z -> z.multiply(factor)).toArray(Complex[]::new));
    }

    /**
     * Where the spectrum meets the real axis at high frequency: the real part of the capacitive point nearest to it among those above the
     * first arc's top.
     *
     * @return the bulk resistance
     */
    public double highFrequencyIntercept() {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < frequency.length; i++) {
            double size = Math.abs(impedance[i].getImaginary());
            if (size < least) {
                least = size;
                best = i;
            }
            boolean rising = i > 0
                    && impedance[i].getImaginary() < 0
                    && impedance[i].getImaginary() > impedance[i - 1].getImaginary()
                    && impedance[i - 1].getImaginary() < 0;
            if (rising) {
                break;
            }
        }
        return impedance[best].getReal();
    }

    /**
     * Impedance between the points, straight in log f; NaN outside.
     *
     * @param f [Hz]
     * @return Z
     */
    public Complex at(double f) {
        for (int i = 0; i + 1 < frequency.length; i++) {
            if (f <= frequency[i] * (1 + 1e-9) && f >= frequency[i + 1] * (1 - 1e-9)) {
                double t = Math.log(frequency[i] / f) / Math.log(frequency[i] / frequency[i + 1]);
                return impedance[i].multiply(1 - t).add(impedance[i + 1].multiply(t));
            }
        }
        return Complex.NaN;
    }
}
