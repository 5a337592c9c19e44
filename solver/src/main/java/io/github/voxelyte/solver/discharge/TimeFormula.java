package io.github.voxelyte.solver.discharge;

/**
 * The time derivative of the lithiations by the variable-step second-order backward differentiation formula,
 *
 * <pre>ẋ = [(1+2ω)/(1+ω)·x₁ − (1+ω)·x₀ + ω²/(1+ω)·x₋₁]/Δt,   ω = Δt/Δt₋₁,</pre>
 *
 * or backward Euler where there is no x₋₁. Linear in x, so lithium is conserved whatever the steps. Source: E. Hairer, S. P. Nørsett,
 * G. Wanner, Solving Ordinary Differential Equations I, section III.5.
 *
 * @param step Δt [s]
 * @param lastStep Δt₋₁ [s], 0 for backward Euler
 * @param last x₀
 * @param beforeLast x₋₁; not read with backward Euler
 */
record TimeFormula(double step, double lastStep, double[] last, double[] beforeLast) {
    private double ratio() {
        return lastStep > 0 ? step / lastStep : 0;
    }

    /** ∂ẋ/∂x₁ [1/s]. */
    double factor() {
        double w = ratio();
        return (1 + 2 * w) / (1 + w) / step;
    }

    /** ẋ of voxel k at x₁ [1/s]. */
    double derivative(double x, int k) {
        return derivative(x, last[k], lastStep > 0 ? beforeLast[k] : 0);
    }

    private double derivative(double x, double x0, double old) {
        double w = ratio();
        return ((1 + 2 * w) / (1 + w) * x - (1 + w) * x0 + w * w / (1 + w) * old) / step;
    }

    /** What the derivative holds of an earlier change: ẋ = {@link #factor}·(x₁ − x₀) − this [1/s]. */
    double memory(double x0, double old) {
        double w = ratio();
        return lastStep > 0 ? w * w / (1 + w) * (x0 - old) / step : 0;
    }

    /** ∂ẋ/∂Δt of voxel k at fixed x₁ [1/s²]. */
    double byStep(double x, int k) {
        return byStep(x, last[k], lastStep > 0 ? beforeLast[k] : 0);
    }

    /** The same of something else, by its own states. */
    double byStep(double x, double x0, double old) {
        double w = ratio();
        double slope = 0;
        if (lastStep > 0) {
            double q = (1 + w) * (1 + w);
            slope = (x / q - x0 + (w * w + 2 * w) / q * old) / lastStep;
        }
        return slope / step - derivative(x, x0, old) / step;
    }

    TimeFormula withStep(double changed) {
        return new TimeFormula(changed, lastStep, last, beforeLast);
    }
}
