package io.github.voxelyte.solver.spectrum;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Fit of R0 + ZARC1 + ZARC2 + Warburg:
 *
 * <pre>Z = R0 + Σ R/(1 + (iωτ)^φ) + W/√(iω)</pre>
 *
 * by Levenberg and Marquardt's method on ln R, ln τ, φ, ln W, residuals weighted with 1/|Z|, from several starts. Confidence
 * intervals are linearised: estimate ± t·standard error, in ln for positive parameters. They say how well the spectrum determines a parameter
 * of this circuit, not whether the circuit is right.
 */
public final class CircuitFit {
    /** Confidence level of the intervals. */
    public static final double CONFIDENCE = 0.95;

    private static final int PARAMETERS = 8;
    private static final double LEAST_EXPONENT = 0.4;
    private static final double STEP = 1e-6;
    private static final int EVALUATIONS = 400;
    private static final String[] NAMES = {"R0", "R1", "tau1", "phi1", "R2", "tau2", "phi2", "W"};

    private CircuitFit() {}

    /**
     * A fitted parameter.
     *
     * @param name R0, R1, tau1, phi1, R2, tau2, phi2, W; 1 is the faster ZARC
     * @param value best value
     * @param low lower end of its confidence interval; NaN if the spectrum does not determine it
     * @param high upper end
     */
    public record Parameter(String name, double value, double low, double high) {}

    /**
     * A fitted circuit.
     *
     * @param parameters in the order of the formula
     * @param misfit root mean square of the residuals relative to |Z|
     * @param impedance of the circuit at the spectrum's frequencies
     */
    public record Result(List<Parameter> parameters, double misfit, Spectrum impedance) {
        /** Keeps a copy. */
        public Result {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * Fits a spectrum.
     *
     * @param spectrum at least 8 points
     * @return the best circuit found
     * @throws IllegalArgumentException if there are too few points, or no start led to a fit
     */
    public static Result of(Spectrum spectrum) {
        if (spectrum.size() < PARAMETERS) {
            throw new IllegalArgumentException("a fit of " + PARAMETERS
                    + " parameters needs at least as many frequencies;" + " the spectrum has " + spectrum.size());
        }
        LeastSquaresOptimizer.Optimum best = null;
        for (double[] start : starts(spectrum)) {
            LeastSquaresOptimizer.Optimum found = optimize(spectrum, start).orElse(null);
            if (found != null && (best == null || found.getCost() < best.getCost())) {
                best = found;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    "the circuit R0 + 2 ZARC + Warburg cannot be fitted to the spectrum from any start");
        }
        return result(spectrum, best);
    }

    /** From one start; nothing if that did not end. */
    private static Optional<LeastSquaresOptimizer.Optimum> optimize(Spectrum spectrum, double[] start) {
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .start(start)
                .model(p -> residuals(spectrum, p), p -> jacobian(spectrum, p))
                .target(new double[2 * spectrum.size()])
                .parameterValidator(p -> {
                    for (int k : new int[] {3, 6}) {
                        p.setEntry(k, Math.min(1, Math.max(LEAST_EXPONENT, p.getEntry(k))));
                    }
                    return p;
                })
                .lazyEvaluation(false)
                .maxEvaluations(EVALUATIONS)
                .maxIterations(EVALUATIONS)
                .build();
        try {
            return Optional.of(new LevenbergMarquardtOptimizer().optimize(problem));
        } catch (MathIllegalStateException e) {
            // This start led nowhere; others may.
            return Optional.empty();
        }
    }

    private static double[][] starts(Spectrum spectrum) {
        double first = spectrum.impedance(0).getReal();
        int n = spectrum.size();
        double last = spectrum.impedance(n - 1).getReal();
        double arcs = Math.max(1e-3 * first, last - first);
        double warburg =
                Math.max(1e-6 * arcs, -spectrum.impedance(n - 1).getImaginary()) * Math.sqrt(2 * spectrum.omega(n - 1));
        List<Arcs.Top> tops = Arcs.of(spectrum);
        double middle = Math.sqrt(spectrum.frequency(0) * spectrum.frequency(n - 1));
        double high = tops.isEmpty() ? 10 * middle : tops.get(0).frequency();
        double low = tops.size() < 2 ? 0.1 * high : tops.get(1).frequency();
        double[][] pairs = {{high, low}, {high, 0.03 * high}, {3 * high, 0.3 * high}, {10 * high, high}};
        double[][] starts = new double[pairs.length][];
        for (int s = 0; s < pairs.length; s++) {
            starts[s] = new double[] {
                Math.log(Math.max(first, Double.MIN_NORMAL)),
                Math.log(0.5 * arcs),
                -Math.log(2 * Math.PI * pairs[s][0]),
                0.95,
                Math.log(0.5 * arcs),
                -Math.log(2 * Math.PI * pairs[s][1]),
                0.85,
                Math.log(warburg)
            };
        }
        return starts;
    }

    private static Complex model(double[] p, double omega) {
        Complex z = new Complex(Math.exp(p[0]));
        for (int k : new int[] {1, 4}) {
            double angle = 0.5 * Math.PI * p[k + 2];
            double size = Math.exp(p[k + 2] * (Math.log(omega) + p[k + 1]));
            Complex power = new Complex(size * Math.cos(angle), size * Math.sin(angle));
            z = z.add(power.add(1).reciprocal().multiply(Math.exp(p[k])));
        }
        return z.add(new Complex(0, omega).sqrt().reciprocal().multiply(Math.exp(p[7])));
    }

    private static double[] residuals(Spectrum spectrum, double[] p) {
        int n = spectrum.size();
        double[] r = new double[2 * n];
        for (int i = 0; i < n; i++) {
            Complex z = spectrum.impedance(i);
            Complex difference = model(p, spectrum.omega(i)).subtract(z).divide(z.abs());
            r[i] = difference.getReal();
            r[n + i] = difference.getImaginary();
        }
        return r;
    }

    private static double[][] jacobian(Spectrum spectrum, double[] p) {
        double[][] jacobian = new double[2 * spectrum.size()][PARAMETERS];
        for (int k = 0; k < PARAMETERS; k++) {
            double[] up = p.clone();
            double[] down = p.clone();
            up[k] += STEP;
            down[k] -= STEP;
            double[] high = residuals(spectrum, up);
            double[] low = residuals(spectrum, down);
            for (int i = 0; i < high.length; i++) {
                jacobian[i][k] = (high[i] - low[i]) / (2 * STEP);
            }
        }
        return jacobian;
    }

    private static Result result(Spectrum spectrum, LeastSquaresOptimizer.Optimum best) {
        double[] p = best.getPoint().toArray();
        int n = spectrum.size();
        int freedom = 2 * n - PARAMETERS;
        double squares = best.getCost() * best.getCost();
        double[] error = new double[PARAMETERS];
        try {
            RealMatrix covariance = best.getCovariances(1e-14);
            double t = new TDistribution(freedom).inverseCumulativeProbability(0.5 + 0.5 * CONFIDENCE);
            for (int k = 0; k < PARAMETERS; k++) {
                error[k] = t * Math.sqrt(covariance.getEntry(k, k) * squares / freedom);
            }
        } catch (SingularMatrixException e) {
            java.util.Arrays.fill(error, Double.NaN);
        }
        boolean swap = p[2] > p[5];
        int[] order = swap ? new int[] {0, 4, 5, 6, 1, 2, 3, 7} : new int[] {0, 1, 2, 3, 4, 5, 6, 7};
        Parameter[] parameters = new Parameter[PARAMETERS];
        for (int k = 0; k < PARAMETERS; k++) {
            double value = p[order[k]];
            double e = error[order[k]];
            boolean exponent = order[k] == 3 || order[k] == 6;
            parameters[k] = exponent
                    ? new Parameter(NAMES[k], value, value - e, value + e)
                    : new Parameter(NAMES[k], Math.exp(value), Math.exp(value - e), Math.exp(value + e));
        }
        double[] frequencies = new double[n];
        Complex[] impedance = new Complex[n];
        for (int i = 0; i < n; i++) {
            frequencies[i] = spectrum.frequency(i);
            impedance[i] = model(p, spectrum.omega(i));
        }
        return new Result(List.of(parameters), Math.sqrt(squares / (2 * n)), new Spectrum(frequencies, impedance));
    }
}
