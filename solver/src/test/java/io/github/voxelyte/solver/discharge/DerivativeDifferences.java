package io.github.voxelyte.solver.discharge;

/** The change of the residual along a direction, twice: by the derivative and by central differences. */
record DerivativeDifferences(double[] derivative, double[] difference) {
    private static final double STEP = 1e-6;

    static DerivativeDifferences at(CellEquations equations, double[] u, double[] v, TimeFormula time) {
        int n = equations.unknowns;
        double[][] r = new double[2][n];
        for (int side = 0; side < 2; side++) {
            double[] w = u.clone();
            for (int i = 0; i < n; i++) {
                w[i] += (side == 0 ? -STEP : STEP) * v[i];
            }
            equations.evaluate(w, time);
            equations.residual(w, time, 0, r[side]);
        }
        equations.evaluate(u, time);
        double[] y = new double[n];
        equations.multiply(v, time, y);
        for (int i = 0; i < n; i++) {
            r[1][i] = (r[1][i] - r[0][i]) / (2 * STEP);
        }
        return new DerivativeDifferences(y, r[1]);
    }

    /** Of the derivative. */
    double largest() {
        double largest = 0;
        for (double value : derivative) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
