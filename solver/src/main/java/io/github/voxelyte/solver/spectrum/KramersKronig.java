package io.github.voxelyte.solver.spectrum;

import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Linear Kramers–Kronig test: a spectrum that obeys the relations is met by a row of RC elements with fixed time constants
 * spread evenly in log τ over the range of frequencies, a resistance, an inductance and a series capacitance. Source: M. Schönleber, D. Klotz,
 * E. Ivers-Tiffée, Electrochim. Acta 131 (2014) 20, doi:10.1016/j.electacta.2014.01.034.
 *
 * <p>The number of elements grows from {@value #LEAST_PER_DECADE} a decade until no residual exceeds {@value #GOOD_ENOUGH}, or until
 * μ = 1 − Σ|R&lt;0|/Σ|R≥0| is at most {@value #LEAST_MU} and one more element a decade would not reduce the residuals by a third; it never
 * exceeds the number of points. The source stops by μ alone: there a spectrum without noise is left with residuals that are not its own.
 */
public final class KramersKronig {
    /** μ at which more elements would fit noise. */
    public static final double LEAST_MU = 0.85;

    private static final int FEWEST = 3;
    private static final double LEAST_PER_DECADE = 1.5;
    /** Residuals below this are as good as zero: more elements are pointless. */
    private static final double GOOD_ENOUGH = 1e-4;

    private static final double WORTH_WHILE = 2.0 / 3;

    private KramersKronig() {}

    /**
     * How well a spectrum obeys the relations.
     *
     * @param real (Z′ − Z′ of the fit)/|Z| of every point
     * @param imaginary the same of Z″
     * @param elements number of RC elements
     * @param mu 1 for no sign of over-fitting
     */
    public record Result(double[] real, double[] imaginary, int elements, double mu) {
        private double meanSquare() {
            double sum = 0;
            for (int i = 0; i < real.length; i++) {
                sum += real[i] * real[i] + imaginary[i] * imaginary[i];
            }
            return sum / (2 * real.length);
        }

        /**
         * The largest residual.
         *
         * @return relative to |Z|
         */
        public double largest() {
            double largest = 0;
            for (int i = 0; i < real.length; i++) {
                largest = Math.max(largest, Math.max(Math.abs(real[i]), Math.abs(imaginary[i])));
            }
            return largest;
        }
    }

    /**
     * Tests a spectrum.
     *
     * @param spectrum at least 4 points
     * @return the residuals
     * @throws IllegalArgumentException if there are fewer points
     */
    public static Result of(Spectrum spectrum) {
        if (spectrum.size() < FEWEST + 1) {
            throw new IllegalArgumentException("a Kramers-Kronig test needs at least " + (FEWEST + 1)
                    + " frequencies; the spectrum has " + spectrum.size());
        }
        double decades = Math.log10(spectrum.frequency(0) / spectrum.frequency(spectrum.size() - 1));
        int start = Math.min(spectrum.size(), Math.max(FEWEST, (int) Math.ceil(LEAST_PER_DECADE * decades)));
        int further = (int) Math.ceil(decades);
        for (int m = start; ; m++) {
            Result result = fit(spectrum, m);
            if (m >= spectrum.size() || result.largest() <= GOOD_ENOUGH) {
                return result;
            }
            if (result.mu() <= LEAST_MU) {
                Result ahead = fit(spectrum, Math.min(spectrum.size(), m + further));
                if (ahead.meanSquare() > WORTH_WHILE * WORTH_WHILE * result.meanSquare()) {
                    return result;
                }
            }
        }
    }

    private static Result fit(Spectrum spectrum, int m) {
        int n = spectrum.size();
        double fastest = 1 / spectrum.omega(0);
        double slowest = 1 / spectrum.omega(n - 1);
        int unknowns = m + 3;
        double[][] rows = new double[2 * n][unknowns];
        double[] rhs = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double omega = spectrum.omega(i);
            Complex z = spectrum.impedance(i);
            double weight = 1 / z.abs();
            for (int k = 0; k < m; k++) {
                double tau = fastest * Math.pow(slowest / fastest, (double) k / (m - 1));
                Complex element = new Complex(1, omega * tau).reciprocal().multiply(weight);
                rows[i][k] = element.getReal();
                rows[n + i][k] = element.getImaginary();
            }
            rows[i][m] = weight;
            // Inductance and series capacitance in units in which their columns are as large as the others.
            rows[n + i][m + 1] = weight * omega * fastest;
            rows[n + i][m + 2] = -weight / (omega * slowest);
            rhs[i] = weight * z.getReal();
            rhs[n + i] = weight * z.getImaginary();
        }
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(rows, false);
        double[] solution = new SingularValueDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(rhs, false))
                .toArray();
        double[] met = matrix.operate(solution);
        double[] real = new double[n];
        double[] imaginary = new double[n];
        for (int i = 0; i < n; i++) {
            real[i] = rhs[i] - met[i];
            imaginary[i] = rhs[n + i] - met[n + i];
        }
        double negative = 0;
        double positive = 0;
        for (int k = 0; k < m; k++) {
            negative += Math.max(0, -solution[k]);
            positive += Math.max(0, solution[k]);
        }
        return new Result(real, imaginary, m, positive > 0 ? 1 - negative / positive : 0);
    }
}
