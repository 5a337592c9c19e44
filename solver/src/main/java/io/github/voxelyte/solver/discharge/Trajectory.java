package io.github.voxelyte.solver.discharge;

import java.util.Arrays;

/**
 * The states of a cell in time as far as an integration needs them: the last ones, what they predict, and the state that
 * is being tried. A jump of the current begins a new stretch: its first step is backward Euler from the rates at its start.
 *
 * <p>The prediction is the polynomial through the last three states (a straight line while there are fewer). What the solution of BDF2
 * differs from it by tells the local error of the step, −h²(h+h₁)²/(6(2h+h₁))·x‴, since the prediction's own is
 * h(h+h₁)(h+h₁+h₂)/6·x‴, h, h₁ and h₂ being the last steps. Source: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary
 * Differential Equations I, section III.5.
 */
final class Trajectory {
    private final int nodes;
    private final int active;
    private final int stored;
    private final CellEquations equations;
    private final DoubleLayers layers;

    /** Potentials and lithiations now. */
    double[] u;

    private double[] last;
    private double[] beforeLast;
    /** The state that is being tried. */
    double[] trial;

    final double[] predicted;
    private final double[] x0;
    private final double[] xBefore;
    private final double[] startRate;
    private double[] rest = new double[0];

    double time;
    private double lastStep;
    private double stepBeforeLast;
    /** Accepted steps since the last jump. */
    int stretch;

    Trajectory(CellEquations equations, double lithiation, double openCircuit) {
        this.equations = equations;
        CellNetwork network = equations.network;
        nodes = network.nodes;
        active = network.active;
        stored = equations.unknowns - nodes;
        u = new double[nodes + stored];
        last = new double[nodes + stored];
        beforeLast = new double[nodes + stored];
        trial = new double[nodes + stored];
        predicted = new double[nodes + stored];
        x0 = new double[stored];
        xBefore = new double[stored];
        startRate = new double[stored];
        for (int i = 0; i < nodes; i++) {
            u[i] = network.isElectronic(i) ? openCircuit : 0;
        }
        Arrays.fill(u, nodes, nodes + active, lithiation);
        Arrays.fill(u, nodes + active, u.length, 1); // concentrations are relative to the initial one
        layers = equations.layers;
        if (layers != null) {
            layers.rest(openCircuit);
        }
    }

    /** A formula for a step so short that only the potentials move. */
    TimeFormula frozen(double step) {
        System.arraycopy(u, nodes, x0, 0, stored);
        return new TimeFormula(step, 0, x0, xBefore);
    }

    /** Takes potentials for a new start, at the lithiations there are. */
    void takePotentials(double[] state) {
        System.arraycopy(state, 0, u, 0, nodes);
    }

    /**
     * Begins a new stretch at the present state.
     *
     * @param residual of the equations at x = x0 and any step: without storage
     */
    void begin(double[] residual) {
        for (int k = 0; k < stored; k++) {
            startRate[k] = -residual[nodes + k] / equations.capacity(k);
        }
        System.arraycopy(u, 0, last, 0, u.length);
        if (layers != null) {
            layers.begin();
        }
        stretch = 0;
        lastStep = 0;
    }

    /** The formula that gives a residual without storage. */
    TimeFormula atRest() {
        System.arraycopy(u, nodes, x0, 0, stored);
        return new TimeFormula(1, 0, x0, xBefore);
    }

    /** Of a lithiation [1/s], or of a double layer's potential difference [V/s]. */
    double fastestRate() {
        double fastest = layers == null ? 0 : layers.fastestRate();
        for (double rate : startRate) {
            fastest = Math.max(fastest, Math.abs(rate));
        }
        return fastest;
    }

    void beforeStep() {
        System.arraycopy(u, nodes, x0, 0, stored);
    }

    /** The derivative formula of a step from the present state. */
    TimeFormula formula(double dt) {
        return new TimeFormula(dt, lastStep, x0, xBefore);
    }

    /** Goes on straight, in {@link #predicted}. */
    void predict(double dt) {
        if (stretch == 0) {
            System.arraycopy(u, 0, predicted, 0, u.length);
            for (int k = 0; k < stored; k++) {
                predicted[nodes + k] += dt * startRate[k];
            }
            return;
        }
        double w = dt / lastStep;
        double curvature = curvature(dt);
        double bend = curvature * lastStep / stepBeforeLast;
        for (int i = 0; i < u.length; i++) {
            double step = u[i] - last[i];
            predicted[i] = u[i] + w * step;
            if (curvature > 0) {
                predicted[i] += curvature * step - bend * (last[i] - beforeLast[i]);
            }
        }
    }

    /** Weight of the second divided difference, over the last step, in the prediction; 0 where there are too few states. */
    private double curvature(double dt) {
        return stretch < 2 ? 0 : dt * (dt + lastStep) / (lastStep * (lastStep + stepBeforeLast));
    }

    /** A point on the way to the state that was tried becomes the prediction. */
    void predictBetween(double share) {
        for (int i = 0; i < trial.length; i++) {
            predicted[i] = u[i] + share * (trial[i] - u[i]);
        }
    }

    void tryPrediction() {
        System.arraycopy(predicted, 0, trial, 0, trial.length);
    }

    /** Estimate of the largest local error of a tried lithiation, or of a double layer's potential difference in V, over a step. */
    double localError(double dt) {
        double largest = 0;
        if (stretch < 2) {
            // Backward Euler, or BDF2 without enough states: judged by the straight line, which is on the safe side.
            double w = stretch == 0 ? 0 : dt / lastStep;
            for (int i = nodes; i < u.length; i++) {
                double linear = stretch == 0 ? u[i] + dt * startRate[i - nodes] : u[i] + w * (u[i] - last[i]);
                largest = Math.max(largest, Math.abs(trial[i] - linear));
            }
            if (layers != null) {
                largest = Math.max(largest, layers.deviation(stretch == 0 ? dt : 0, w, 0));
            }
            return 0.5 * largest;
        }
        double w = dt / lastStep;
        double curvature = curvature(dt);
        double bend = curvature * lastStep / stepBeforeLast;
        for (int i = nodes; i < u.length; i++) {
            double step = u[i] - last[i];
            double value = u[i] + (w + curvature) * step - bend * (last[i] - beforeLast[i]);
            largest = Math.max(largest, Math.abs(trial[i] - value));
        }
        if (layers != null) {
            largest = Math.max(largest, layers.deviation(0, w + curvature, bend));
        }
        double own = dt * dt * (dt + lastStep) * (dt + lastStep) / (2 * dt + lastStep);
        double predictions = dt * (dt + lastStep) * (dt + lastStep + stepBeforeLast);
        return largest * own / (own + predictions);
    }

    /**
     * Accepts the state that was tried. Conservative: the lithiations follow from the currents, and their sum from the cell
     * current, so the mean follows the charge to rounding. So do the concentrations, whose sum stays.
     *
     * @param dt the step [s]
     * @param residual of the tried state [A]
     * @param current I [A]
     * @return the change of the sum of all lithiations, with what double layers hold
     */
    double accept(double dt, double[] residual, double current) {
        TimeFormula formula = formula(dt);
        double factor = formula.factor();
        double sum = 0;
        double salt = 0;
        double room = 0;
        for (int k = 0; k < stored; k++) {
            trial[nodes + k] -= residual[nodes + k] / (equations.capacity(k) * factor);
            double rate = formula.derivative(trial[nodes + k], k);
            if (k < active) {
                sum += rate;
            } else {
                salt += equations.capacity(k) * rate;
                room += equations.capacity(k);
            }
        }
        for (int k = active; k < stored; k++) {
            trial[nodes + k] -= salt / room / factor;
        }
        // What charges double layers is no lithium yet.
        double charging = layers == null ? 0 : layers.chargingCurrent();
        double missing = ((current + charging) / equations.voxelCharge() - sum) / active / factor;
        double change = 0;
        for (int k = 0; k < active; k++) {
            trial[nodes + k] += missing;
            change += trial[nodes + k] - x0[k];
        }
        if (layers != null) {
            change -= layers.accept() / equations.voxelCharge();
        }
        System.arraycopy(x0, 0, xBefore, 0, stored);
        double[] free = beforeLast;
        beforeLast = last;
        last = u;
        u = trial;
        trial = free;
        time += dt;
        stepBeforeLast = lastStep;
        lastStep = dt;
        stretch++;
        return change;
    }

    /** A copy of the present state, kept until the next call. */
    double[] copy() {
        if (rest.length == 0) {
            rest = new double[u.length];
        }
        System.arraycopy(u, 0, rest, 0, u.length);
        return rest;
    }

    void store(DischargeCheckpoint.Writer out) {
        out.numbers(u);
        out.numbers(last);
        out.numbers(beforeLast);
        out.numbers(xBefore);
        out.numbers(startRate);
        out.number(time);
        out.number(lastStep);
        out.number(stepBeforeLast);
        out.integer(stretch);
        if (layers != null) {
            layers.store(out);
        }
    }

    void load(DischargeCheckpoint.Reader in) {
        in.numbers(u);
        in.numbers(last);
        in.numbers(beforeLast);
        in.numbers(xBefore);
        in.numbers(startRate);
        time = in.number();
        lastStep = in.number();
        stepBeforeLast = in.number();
        stretch = in.integer();
        if (layers != null) {
            layers.load(in);
        }
    }
}
