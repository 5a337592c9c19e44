package io.github.voxelyte.solver.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumAnalysisTest {
    private static Spectrum sample(DoubleFunction<Complex> z) {
        int n = 71;
        double[] f = new double[n];
        Complex[] values = new Complex[n];
        for (int k = 0; k < n; k++) {
            f[k] = 1e6 * Math.pow(10, -0.1 * k);
            values[k] = z.apply(2 * Math.PI * f[k]);
        }
        return new Spectrum(f, values);
    }

    private static Complex zarc(double r, double tau, double phi, double omega) {
        return new Complex(0, omega * tau).pow(phi).add(1).reciprocal().multiply(r);
    }

    private static Complex circuit(double omega) {
        return zarc(30, 5e-6, 1, omega)
                .add(zarc(50, 8e-4, 0.85, omega))
                .add(new Complex(0, omega).sqrt().reciprocal().multiply(4))
                .add(350);
    }

    @Test
    void pointsAreSortedFromTheHighestFrequency() {
        Spectrum s = new Spectrum(new double[] {1, 100}, new Complex[] {new Complex(2), new Complex(1)});
        assertEquals(100, s.frequency(0));
        assertEquals(1, s.impedance(0).getReal());
        assertEquals(1.5, s.at(10).getReal(), 1e-12);
        assertTrue(s.at(0.5).isNaN());
        assertEquals(4, s.shifted(1).times(2).impedance(0).getReal(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new Spectrum(new double[] {1}, new Complex[0]));
        assertThrows(IllegalArgumentException.class, () -> new Spectrum(new double[] {0}, new Complex[] {Complex.ONE}));
    }

    @Test
    void theInterceptIsTheBulk() {
        Spectrum s = sample(SpectrumAnalysisTest::circuit);
        assertEquals(350, s.highFrequencyIntercept(), 1);
        // With a cable's inductance the crossing of the real axis.
        Spectrum inductive = sample(w -> circuit(w).add(new Complex(0, w * 1e-6)));
        assertEquals(350, inductive.highFrequencyIntercept(), 3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 2750, 30000})
    void theTopOfAnArcIsItsFrequency(double f) {
        Spectrum s = sample(w -> zarc(30, 1 / (2 * Math.PI * f), 1, w).add(10));
        List<Arcs.Top> tops = Arcs.of(s);
        assertEquals(1, tops.size());
        assertEquals(1, tops.get(0).frequency() / f, 5e-3);
        assertEquals(15, tops.get(0).height(), 0.05);
    }

    @Test
    void aPhysicalSpectrumObeysKramersAndKronig() {
        KramersKronig.Result result = KramersKronig.of(sample(SpectrumAnalysisTest::circuit));
        assertTrue(result.largest() < 1e-3, "largest " + result.largest());
        assertEquals(71, result.real().length);
    }

    @Test
    void noiseShowsAtItsSizeAndADriftIsSeen() {
        Random random = new Random(1);
        Spectrum noisy = sample(w -> {
            Complex z = circuit(w);
            return z.add(new Complex(random.nextGaussian(), random.nextGaussian()).multiply(3e-3 * z.abs()));
        });
        double largest = KramersKronig.of(noisy).largest();
        assertTrue(largest > 3e-3 && largest < 2e-2, "largest " + largest);
        // Real part of one, imaginary part of another cell.
        Spectrum wrong =
                sample(w -> new Complex(circuit(w).getReal(), -circuit(w).getReal() + 340));
        assertTrue(KramersKronig.of(wrong).largest() > 0.02);
    }

    @Test
    void relaxationTimesShowTheArcs() {
        Spectrum s =
                sample(w -> zarc(30, 5e-6, 0.95, w).add(zarc(50, 8e-4, 0.85, w)).add(350));
        RelaxationTimes.Result result = RelaxationTimes.of(s, RelaxationTimes.DEFAULT_PARAMETER);
        assertEquals(350, result.resistance(), 0.5);
        assertTrue(result.misfit() < 1e-3, "misfit " + result.misfit());
        double sum = 0;
        int best = 0;
        double step = Math.log(result.tau()[1] / result.tau()[0]);
        for (int k = 0; k < result.tau().length; k++) {
            assertTrue(result.gamma()[k] >= 0);
            sum += result.gamma()[k] * step;
            best = result.tau()[k] > 1e-4 && result.gamma()[k] > result.gamma()[best]
                            || best == 0 && result.tau()[k] > 1e-4
                    ? k
                    : best;
        }
        assertEquals(80, sum, 1);
        assertEquals(0, Math.log10(result.tau()[best] / 8e-4), 0.11);
        assertEquals(RelaxationTimes.DEFAULT_PARAMETER, result.parameter());
        assertThrows(IllegalArgumentException.class, () -> RelaxationTimes.of(s, 0));
    }

    @Test
    void theCircuitIsFoundAgain() {
        CircuitFit.Result result = CircuitFit.of(sample(SpectrumAnalysisTest::circuit));
        double[] expected = {350, 30, 5e-6, 1, 50, 8e-4, 0.85, 4};
        for (int k = 0; k < expected.length; k++) {
            CircuitFit.Parameter p = result.parameters().get(k);
            assertEquals(1, p.value() / expected[k], 1e-3, p.name());
        }
        assertTrue(result.misfit() < 1e-5);
    }

    /** With noise the truth lies in the intervals: 8 parameters at 95 %, at most two outside. */
    @Test
    void intervalsHoldTheTruth() {
        Random random = new Random(7);
        CircuitFit.Result result = CircuitFit.of(sample(w -> {
            Complex z = circuit(w);
            return z.add(new Complex(random.nextGaussian(), random.nextGaussian()).multiply(2e-4 * z.abs()));
        }));
        double[] expected = {350, 30, 5e-6, 1, 50, 8e-4, 0.85, 4};
        int outside = 0;
        for (int k = 0; k < expected.length; k++) {
            CircuitFit.Parameter p = result.parameters().get(k);
            assertTrue(p.low() < p.value() && p.value() < p.high(), p.name());
            outside += expected[k] < p.low() || expected[k] > p.high() ? 1 : 0;
        }
        assertTrue(outside <= 2, "outside: " + outside);
        assertThrows(
                IllegalArgumentException.class,
                () -> CircuitFit.of(new Spectrum(new double[] {1}, new Complex[] {Complex.ONE})));
    }
}
