package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Progress;

/**
 * Solves one implicit step by an inexact Newton method on potentials and lithiations together: at a given current and
 * step, at a given current and voltage with the step unknown, or at a given voltage and step with the current unknown. The Jacobian is that of the discrete equations; it is
 * solved by flexible GMRES only as far as it pays (S. C. Eisenstat and H. F. Walker, SIAM J. Sci. Comput. 17 (1996) 16).
 */
final class ImplicitStep {
    private static final int MAX_NEWTON = 30;
    private static final int MAX_LINEAR = 150;
    private static final double FIRST_FORCING = 0.05;
    /** Of a solution that starts from one at another voltage: then one Newton step is often enough. */
    private static final double REPEATED_FORCING = 0.01;

    private static final double LARGEST_FORCING = 0.1;
    private static final double STEP_FORCING = 1e-5;
    private static final double LEAST_FORCING = 1e-4;
    /** After so many Newton steps the response to the current is found anew. */
    private static final int NEWTON_WITH_RESPONSE = 5;

    private static final int MAX_HALVINGS = 8;
    private static final double LARGEST_LITHIATION_STEP = 0.2;
    private static final double LARGEST_POTENTIAL_STEP = 1.0;
    /** Last bits of the collector's potential that rounding may leave in every electronic edge. */
    private static final double ROUNDING = 2;

    private static final double VOLTAGE_TOLERANCE = 1e-7;
    private static final int CHUNK = 8192;

    private final CellEquations equations;
    private final CellPreconditioner preconditioner;
    private final FlexibleGmres gmres;
    private final double tolerance;
    private final int nodes;

    private final double[] r;
    private final double[] rhs;
    private final double[] delta;
    private final double[] trial;

    long newtonSteps;
    long linearIterations;
    /** Step of the last solution at a voltage [s]. */
    double step;
    /** Current of the last solution [A]. */
    double current;
    /** Sum of the absolute residuals of the last solution, relative to the scale. */
    double imbalance;
    /** What an ampere more changes, at one of the states on the way to the last solution at a voltage [V/A, 1/A]. */
    double[] responseToCurrent = new double[0];
    /** Whether solutions at a voltage go on with that one while they converge, until it is forgotten. */
    boolean keepsResponse;

    ImplicitStep(CellEquations equations, double tolerance) {
        this.equations = equations;
        this.tolerance = tolerance;
        nodes = equations.network.nodes;
        preconditioner = new CellPreconditioner(equations);
        gmres = new FlexibleGmres(equations.unknowns, equations.parallel());
        r = new double[equations.unknowns];
        rhs = new double[equations.unknowns];
        delta = new double[equations.unknowns];
        trial = new double[equations.unknowns];
    }

    /** What is not given and follows from the voltage. */
    private enum Free {
        NOTHING,
        STEP,
        CURRENT
    }

    /**
     * Solves at a current and a step.
     *
     * @param u start; the solution if it was found
     * @param time derivative formula
     * @param cellCurrent I [A]
     * @param scale what the tolerance refers to [A]
     * @return whether it was found
     */
    boolean atCurrent(double[] u, TimeFormula time, double cellCurrent, double scale, Progress progress) {
        return solve(u, time, cellCurrent, Double.NaN, scale, Free.NOTHING, progress);
    }

    /**
     * Solves at a current and a voltage; the step is found in {@link #step}.
     *
     * @param u start; the solution if it was found
     * @param guess derivative formula with a guess of the step
     * @param cellCurrent I [A]
     * @param voltage of the collector [V]
     * @param scale what the tolerance refers to [A]
     * @return whether it was found
     */
    boolean atVoltage(
            double[] u, TimeFormula guess, double cellCurrent, double voltage, double scale, Progress progress) {
        return solve(u, guess, cellCurrent, voltage, scale, Free.STEP, progress);
    }

    /**
     * Solves at a voltage and a step; the current is found in {@link #current}.
     *
     * @param u start; the solution if it was found
     * @param time derivative formula
     * @param guess of the current [A]
     * @param voltage of the collector [V]
     * @param scale what the tolerance refers to, where the current is smaller [A]
     * @return whether it was found
     */
    boolean holding(double[] u, TimeFormula time, double guess, double voltage, double scale, Progress progress) {
        return solve(u, time, guess, voltage, scale, Free.CURRENT, progress);
    }

    private boolean solve(
            double[] u, TimeFormula start, double given, double voltage, double scale, Free free, Progress progress) {
        TimeFormula time = start;
        current = given;
        if (!keepsResponse) {
            forgetResponse();
        }
        equations.evaluate(u, time);
        equations.residual(u, time, current, r);
        double rounding = ROUNDING * equations.roundingCurrent(u);
        double sum = sumOfAbsolutes(r);
        double norm = Math.sqrt(gmres.dot(r, r));
        double lastNorm = Double.NaN;
        for (int n = 0; n <= MAX_NEWTON; n++) {
            // The current that holds a voltage may be far larger than any that was asked for.
            double target = Math.max(tolerance * Math.max(scale, Math.abs(current)), rounding);
            boolean voltageMet =
                    free == Free.NOTHING || Math.abs(u[equations.network.collector] - voltage) <= VOLTAGE_TOLERANCE;
            if (sum <= target && voltageMet && n > 0) {
                step = time.step();
                imbalance = sum / scale;
                return true;
            }
            if (n == MAX_NEWTON || !(sum < Double.POSITIVE_INFINITY)) {
                return false;
            }
            progress.update(0);
            newtonSteps++;
            double forcing = responseToCurrent.length == 0 ? FIRST_FORCING : REPEATED_FORCING;
            if (n > 0) {
                double ratio = norm / lastNorm;
                forcing = Math.min(LARGEST_FORCING, Math.max(LEAST_FORCING, 0.9 * ratio * ratio));
            }
            forcing = Math.min(LARGEST_FORCING, Math.max(forcing, 0.2 * target / sum));
            lastNorm = norm;
            preconditioner.updateLithium(time);
            if (n == 0) {
                // σ(x) moves by factors within a few steps: an older multigrid costs more iterations than a new one.
                preconditioner.rebuild(time);
            }
            solveLinear(r, time, delta, forcing, progress);
            if (free == Free.STEP) {
                time = correctStep(u, time, voltage, progress);
            } else if (free == Free.CURRENT) {
                if (!keepsResponse || n == NEWTON_WITH_RESPONSE) {
                    forgetResponse();
                }
                correctCurrent(u, time, voltage, progress);
            }
            norm = search(u, time, norm, target, free == Free.NOTHING ? 0 : 10 * scale);
            if (Double.isNaN(norm)) {
                return false;
            }
            sum = sumOfAbsolutes(r);
        }
        return false;
    }

    private void solveLinear(
            double[] residual, TimeFormula time, double[] solution, double forcing, Progress progress) {
        ranges((c, from, to) -> {
            for (int i = from; i < to; i++) {
                rhs[i] = -residual[i];
            }
        });
        int used = gmres.solve(
                (v, y) -> {
                    progress.update(0);
                    equations.multiply(v, time, y);
                },
                preconditioner,
                rhs,
                solution,
                forcing,
                MAX_LINEAR);
        linearIterations += Math.abs(used);
    }

    /** What a second more of the step changes at a given current, at a state that is solved or evaluated [V/s, 1/s]. */
    double[] responseToStep(double[] u, TimeFormula time, Progress progress) {
        double[] byStep = new double[equations.unknowns];
        double[] response = new double[equations.unknowns];
        for (int k = 0; k < equations.unknowns - nodes; k++) {
            byStep[nodes + k] = equations.capacity(k) * time.byStep(u[nodes + k], k);
        }
        if (equations.layers != null) {
            equations.addLayersByStep(byStep);
        }
        solveLinear(byStep, time, response, STEP_FORCING, progress);
        return response;
    }

    /** Chooses the step so that the collector meets the voltage; adds the step's part to the correction. */
    private TimeFormula correctStep(double[] u, TimeFormula time, double voltage, Progress progress) {
        double[] response = responseToStep(u, time, progress);
        int collector = equations.network.collector;
        double change = (voltage - u[collector] - delta[collector]) / response[collector];
        double dt = time.step();
        if (!(Math.abs(change) < Double.POSITIVE_INFINITY)) {
            return time;
        }
        change = Math.min(2 * dt, Math.max(-0.8 * dt, change));
        for (int i = 0; i < delta.length; i++) {
            delta[i] += change * response[i];
        }
        return time.withStep(dt + change);
    }

    /** Chooses the current so that the collector meets the voltage; adds its part to the correction. */
    private void correctCurrent(double[] u, TimeFormula time, double voltage, Progress progress) {
        int collector = equations.network.collector;
        if (responseToCurrent.length == 0) {
            double[] byCurrent = new double[equations.unknowns];
            byCurrent[collector] = 1;
            double[] found = new double[equations.unknowns];
            solveLinear(byCurrent, time, found, STEP_FORCING, progress);
            responseToCurrent = found;
        }
        double[] response = responseToCurrent;
        double change = (voltage - u[collector] - delta[collector]) / response[collector];
        if (!(Math.abs(change) < Double.POSITIVE_INFINITY)) {
            return;
        }
        for (int i = 0; i < delta.length; i++) {
            delta[i] += change * response[i];
        }
        current += change;
    }

    void forgetResponse() {
        responseToCurrent = new double[0];
    }

    /** Steps along the correction, shortened until the residual falls; its new norm, NaN if it does not fall. */
    private double search(double[] u, TimeFormula time, double norm, double target, double mayRiseTo) {
        double length = 1;
        length = Math.min(length, LARGEST_POTENTIAL_STEP / largest(delta, 0, nodes));
        length = Math.min(length, LARGEST_LITHIATION_STEP / largest(delta, nodes, delta.length));
        for (int halving = 0; halving <= MAX_HALVINGS; halving++) {
            double share = length;
            ranges((c, from, to) -> {
                for (int i = from; i < to; i++) {
                    trial[i] = u[i] + share * delta[i];
                }
            });
            equations.evaluate(trial, time);
            equations.residual(trial, time, current, r);
            double changed = Math.sqrt(gmres.dot(r, r));
            // At a voltage the step or the current changes too, so the residual may rise at first.
            boolean accepted = changed <= (1 - 1e-4 * length) * norm || changed <= target || changed < mayRiseTo;
            if (accepted) {
                System.arraycopy(trial, 0, u, 0, u.length);
                return changed;
            }
            length /= 2;
        }
        return Double.NaN;
    }

    /** The residual of the last solution, by unknown [A]. */
    double[] residual() {
        return r;
    }

    private double sumOfAbsolutes(double[] values) {
        double[] parts = new double[chunks()];
        ranges((c, from, to) -> {
            for (int i = from; i < to; i++) {
                parts[c] += Math.abs(values[i]);
            }
        });
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    /** Largest magnitude from one place to before another. */
    private double largest(double[] values, int first, int end) {
        double[] parts = new double[chunks()];
        ranges((c, from, to) -> {
            for (int i = Math.max(first, from); i < Math.min(end, to); i++) {
                parts[c] = Math.max(parts[c], Math.abs(values[i]));
            }
        });
        double largest = 0;
        for (double part : parts) {
            largest = Math.max(largest, part);
        }
        return largest;
    }

    private interface Range {
        void run(int chunk, int from, int to);
    }

    private int chunks() {
        return (rhs.length + CHUNK - 1) / CHUNK;
    }

    /** Runs over all unknowns in chunks that depend on their number alone. */
    private void ranges(Range range) {
        equations.parallel().forEach(chunks(), c -> range.run(c, c * CHUNK, Math.min(rhs.length, (c + 1) * CHUNK)));
    }
}
