package io.github.voxelyte.solver.spectrum;

/**
 * Distribution of relaxation times γ(ln τ) of a spectrum:
 *
 * <pre>Z = R∞ + iωL + 1/(iωC) + ∫ γ/(1 + iωτ) d ln τ,   γ ≥ 0</pre>
 *
 * by least squares weighted with 1/|Z| and Tikhonov's penalty λ²·∫(γ″)²; γ is linear between nodes, here {@value #PER_DECADE}
 * per decade, one decade beyond the frequencies. Source: M. Saccoccio, T. H. Wan, C. Chen, F. Ciucci, Electrochim. Acta 147
 * (2014) 470, doi:10.1016/j.electacta.2014.09.058 (penalty and sign constraint). The result depends on λ: it is part of it.
 */
public final class RelaxationTimes {
    /** λ if none is named. */
    public static final double DEFAULT_PARAMETER = 1e-3;

    private static final int PER_DECADE = 10;
    private static final int EXTRA_DECADES = 1;
    /** Keeps R∞, L and C determined. */
    private static final double RIDGE = 1e-12;

    private RelaxationTimes() {}

    /**
     * A distribution.
     *
     * @param tau relaxation times, ascending [s]
     * @param gamma γ(ln τ) at these, in the spectrum's unit
     * @param resistance R∞
     * @param inductance L [unit·s]
     * @param inverseCapacitance 1/C [unit/s]; 0 for none
     * @param parameter λ
     * @param misfit root mean square of the residuals relative to |Z|
     */
    public record Result(
            double[] tau,
            double[] gamma,
            double resistance,
            double inductance,
            double inverseCapacitance,
            double parameter,
            double misfit) {}

    /**
     * The distribution of a spectrum.
     *
     * @param spectrum at least 3 points
     * @param parameter λ, above 0
     * @return the distribution
     * @throws IllegalArgumentException if there are fewer points or λ is not positive
     */
    public static Result of(Spectrum spectrum, double parameter) {
        int n = spectrum.size();
        if (n < 3 || !(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a distribution of relaxation times needs at least 3 frequencies and a"
                    + " regularization above 0; given were " + n + " and " + parameter);
        }
        double fastest = 1 / spectrum.omega(0) * Math.pow(10, -EXTRA_DECADES);
        double slowest = 1 / spectrum.omega(n - 1) * Math.pow(10, EXTRA_DECADES);
        int m = 1 + (int) Math.ceil(PER_DECADE * Math.log10(slowest / fastest));
        double step = Math.log(slowest / fastest) / (m - 1);
        double[] tau = new double[m];
        for (int k = 0; k < m; k++) {
            tau[k] = fastest * Math.exp(k * step);
        }
        double[][] rows = rows(spectrum, tau, step);
        double[] rhs = new double[2 * n];
        for (int i = 0; i < n; i++) {
            rhs[i] = spectrum.impedance(i).getReal() / spectrum.impedance(i).abs();
            rhs[n + i] =
                    spectrum.impedance(i).getImaginary() / spectrum.impedance(i).abs();
        }
        int unknowns = m + 3;
        double[][] normal = new double[unknowns][unknowns];
        double[] side = new double[unknowns];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < unknowns; i++) {
                side[i] += rows[r][i] * rhs[r];
                for (int j = 0; j < unknowns; j++) {
                    normal[i][j] += rows[r][i] * rows[r][j];
                }
            }
        }
        // γ is scaled to the size of the spectrum, so that λ is a pure number.
        double size = spectrum.impedance(n - 1).subtract(spectrum.impedance(0)).abs();
        double weight = parameter / Math.max(size, Double.MIN_NORMAL);
        penalize(normal, m, weight * weight / (step * step * step));
        for (int i = 0; i < unknowns; i++) {
            normal[i][i] += RIDGE * normal[i][i] + Double.MIN_NORMAL;
        }
        double[] x = NonNegativeLeastSquares.solve(normal, side);
        double squares = 0;
        for (int r = 0; r < rows.length; r++) {
            double rest = rhs[r];
            for (int i = 0; i < unknowns; i++) {
                rest -= rows[r][i] * x[i];
            }
            squares += rest * rest;
        }
        return new Result(
                tau,
                java.util.Arrays.copyOf(x, m),
                x[m],
                x[m + 1] / spectrum.omega(0),
                x[m + 2] * spectrum.omega(n - 1),
                parameter,
                Math.sqrt(squares / rows.length));
    }

    private static double[][] rows(Spectrum spectrum, double[] tau, double step) {
        int n = spectrum.size();
        int m = tau.length;
        double[][] rows = new double[2 * n][m + 3];
        for (int i = 0; i < n; i++) {
            double omega = spectrum.omega(i);
            double weight = 1 / spectrum.impedance(i).abs();
            for (int k = 0; k < m; k++) {
                double a = omega * tau[k];
                // Trapezoidal rule: nodes are close on the scale of the kernel.
                double part = weight * step * (k == 0 || k == m - 1 ? 0.5 : 1) / (1 + a * a);
                rows[i][k] = part;
                rows[n + i][k] = -a * part;
            }
            rows[i][m] = weight;
            rows[n + i][m + 1] = weight * omega / spectrum.omega(0);
            rows[n + i][m + 2] = -weight * spectrum.omega(n - 1) / omega;
        }
        return rows;
    }

    /** Adds the square of second differences; beyond the ends γ is 0. */
    private static void penalize(double[][] normal, int m, double weight) {
        for (int k = -1; k <= m; k++) {
            int[] index = {k - 1, k, k + 1};
            double[] factor = {1, -2, 1};
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    if (index[a] >= 0 && index[a] < m && index[b] >= 0 && index[b] < m) {
                        normal[index[a]][index[b]] += weight * factor[a] * factor[b];
                    }
                }
            }
        }
    }
}
