package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** One discharge under way: step control, events, and what is kept of the last steps. Used once. */
final class DischargeRun {
    private static final double LARGEST_VOLTAGE_STEP = 0.06;
    private static final double LARGEST_GROWTH = 2;
    private static final double SAFETY = 0.9;
    private static final double LARGEST_ERROR = 1.5;
    /** The first step is backward Euler, of first order: it is kept short. Change of the fastest lithiation over the tolerance. */
    private static final double FIRST_CHANGE = 0.1;

    private static final double LEVEL_TOLERANCE = 1e-6;
    /**
     * Shortest step, as a share of the time that 1 in lithiation takes. At shorter ones the rounding of the lithiations would
     * exceed the tolerance of the currents.
     */
    private static final double SHORTEST_STEP = 1e-9;

    /** The step that solves the potentials alone: no lithiation changes by more than about 1e-6 in it. */
    private static final double FROZEN_STEP = 1e-8;

    private final Discharge options;
    private final VoxelCell cell;
    private final CellNetwork network;
    private final CellEquations equations;
    private final ImplicitStep solver;
    private final DischargeListener listener;
    private final Progress progress;
    private final double currentDensity;
    private final double current;
    private final double capacityTime;
    private final int nodes;
    private final int active;

    private double[] u;
    private double[] last;
    private double[] trial;
    private final double[] predicted;
    private final double[] x0;
    private final double[] xBefore;
    private final double[] startRate;
    private double time;
    private double lastStep;
    private double nextStep;
    private int nextSnapshot;
    private int steps;
    private int rejected;
    private double largestImbalance;
    private final List<DischargePoint> points = new ArrayList<>();

    DischargeRun(
            Discharge options, VoxelCell cell, double currentDensity, DischargeListener listener, Progress progress) {
        this.options = options;
        this.cell = cell;
        this.currentDensity = currentDensity;
        this.listener = listener;
        this.progress = progress;
        network = cell.network;
        current = currentDensity * cell.area();
        equations = new CellEquations(network, options.faceRule, options.parallel);
        solver = new ImplicitStep(equations, options.currentTolerance);
        nodes = network.nodes;
        active = network.active;
        capacityTime = network.voxelCharge() * active / current;
        u = new double[equations.unknowns];
        last = new double[equations.unknowns];
        trial = new double[equations.unknowns];
        predicted = new double[equations.unknowns];
        x0 = new double[active];
        xBefore = new double[active];
        startRate = new double[active];
        nextSnapshot = options.snapshots.length - 1;
    }

    DischargeResult run() {
        StopReason stop;
        try {
            stop = start();
            while (stop == null) {
                stop = advance();
            }
        } catch (CancellationException e) {
            stop = StopReason.CANCELLED;
        }
        return new DischargeResult(
                points,
                stop,
                options.faceRule,
                steps,
                rejected,
                solver.newtonSteps,
                solver.linearIterations,
                largestImbalance);
    }

    private double voltage(double[] state) {
        return state[network.collector];
    }

    /** Potentials under load at uniform lithiation; a null reason to go on. */
    private StopReason start() {
        double x = cell.cell().activeMaterial().initialLithiation();
        double open = cell.cell().activeMaterial().openCircuitPotential().value(x);
        for (int i = 0; i < nodes; i++) {
            boolean electronic = network.isElectronic(i);
            u[i] = electronic ? open : 0;
        }
        Arrays.fill(u, nodes, u.length, x);
        Arrays.fill(x0, x);
        TimeFormula frozen = new TimeFormula(FROZEN_STEP * capacityTime, 0, x0, xBefore);
        double[] rested = u.clone();
        if (!solver.atCurrent(u, frozen, current, progress)) {
            StopReason failed = ramp(rested, frozen);
            if (failed != null) {
                return failed;
            }
        }
        Arrays.fill(u, nodes, u.length, x);
        addPoint();
        equations.evaluate(u);
        TimeFormula rest = new TimeFormula(1, 0, x0, xBefore);
        double[] r = new double[equations.unknowns];
        equations.residual(u, rest, current, r);
        for (int k = 0; k < active; k++) {
            startRate[k] = -r[nodes + k] / equations.voxelCharge();
        }
        System.arraycopy(u, 0, last, 0, u.length);
        skipSnapshots();
        return voltage(u) <= options.cutOff ? StopReason.LIMITING_CURRENT : null;
    }

    /** Raises the current by and by where it cannot be reached at once; the voltage falls with the current. */
    private StopReason ramp(double[] rested, TimeFormula frozen) {
        System.arraycopy(rested, 0, u, 0, u.length);
        for (double share = 1.0 / 1024; share <= 1; share *= 2) {
            if (!solver.atCurrent(u, frozen, share * current, progress)) {
                return StopReason.NOT_CONVERGED;
            }
            if (share < 1 && voltage(u) <= options.cutOff) {
                return StopReason.LIMITING_CURRENT;
            }
        }
        return null;
    }

    private void skipSnapshots() {
        while (nextSnapshot >= 0 && options.snapshots[nextSnapshot] >= voltage(u)) {
            nextSnapshot--;
        }
    }

    /** The next voltage at which something happens. */
    private double level() {
        return nextSnapshot >= 0 && options.snapshots[nextSnapshot] > options.cutOff
                ? options.snapshots[nextSnapshot]
                : options.cutOff;
    }

    /** One accepted step; the reason to stop, or null. */
    private StopReason advance() {
        System.arraycopy(u, nodes, x0, 0, active);
        double dt = nextStep;
        if (steps == 0) {
            double fastest = 0;
            for (double rate : startRate) {
                fastest = Math.max(fastest, Math.abs(rate));
            }
            dt = FIRST_CHANGE * options.lithiationTolerance / fastest;
        }
        while (true) {
            if (dt < SHORTEST_STEP * capacityTime) {
                return collapse();
            }
            predict(dt);
            double fall = voltage(u) - voltage(predicted);
            double room = voltage(u) - level();
            if (fall > LARGEST_VOLTAGE_STEP && room > LARGEST_VOLTAGE_STEP) {
                dt *= LARGEST_VOLTAGE_STEP / fall;
                predict(dt);
                fall = LARGEST_VOLTAGE_STEP;
            }
            boolean solved;
            if (fall > room) {
                solved = tryAtVoltage(dt * room / fall, level());
            } else {
                solved = tryAtCurrent(dt);
                double fallen = voltage(u) - voltage(trial);
                if (solved && (fallen > room + LEVEL_TOLERANCE || fallen > 2 * LARGEST_VOLTAGE_STEP)) {
                    // Crossed a level, or fell too far: the same again to the voltage itself, from the point between.
                    double wanted = Math.min(LARGEST_VOLTAGE_STEP, room);
                    double share = wanted / fallen;
                    for (int i = 0; i < trial.length; i++) {
                        predicted[i] = u[i] + share * (trial[i] - u[i]);
                    }
                    solved = tryFromPrediction(dt * share, voltage(u) - wanted);
                } else if (!solved) {
                    double wanted = Math.min(LARGEST_VOLTAGE_STEP, room);
                    solved = tryAtVoltage(0.5 * dt, voltage(u) - wanted);
                }
            }
            double error = solved ? predictionError() : Double.POSITIVE_INFINITY;
            if (solved && error <= LARGEST_ERROR) {
                double next = solver.step * factor(error);
                accept(solver.step);
                nextStep = next;
                return reached();
            }
            rejected++;
            dt = solved ? Math.min(dt, solver.step) * Math.min(0.7, factor(error)) : 0.25 * dt;
        }
    }

    private double factor(double error) {
        return Math.min(LARGEST_GROWTH, Math.max(0.2, SAFETY / Math.sqrt(Math.max(error, 1e-6))));
    }

    private void predict(double dt) {
        if (steps == 0) {
            System.arraycopy(u, 0, predicted, 0, u.length);
            for (int k = 0; k < active; k++) {
                predicted[nodes + k] += dt * startRate[k];
            }
            return;
        }
        double w = dt / lastStep;
        for (int i = 0; i < u.length; i++) {
            predicted[i] = u[i] + w * (u[i] - last[i]);
        }
    }

    private TimeFormula formula(double dt) {
        return new TimeFormula(dt, lastStep, x0, xBefore);
    }

    private boolean tryAtCurrent(double dt) {
        System.arraycopy(predicted, 0, trial, 0, trial.length);
        return solver.atCurrent(trial, formula(dt), current, progress);
    }

    private boolean tryAtVoltage(double dt, double voltage) {
        predict(dt);
        return tryFromPrediction(dt, voltage);
    }

    private boolean tryFromPrediction(double dt, double voltage) {
        System.arraycopy(predicted, 0, trial, 0, trial.length);
        return solver.atVoltage(trial, formula(dt), current, voltage, progress);
    }

    /** Largest deviation from the linear prediction over the step taken, relative to the tolerance. */
    private double predictionError() {
        double w = steps == 0 ? 0 : solver.step / lastStep;
        double largest = 0;
        for (int k = 0; k < active; k++) {
            int i = nodes + k;
            double linear = steps == 0 ? u[i] + solver.step * startRate[k] : u[i] + w * (u[i] - last[i]);
            largest = Math.max(largest, Math.abs(trial[i] - linear));
        }
        return largest / options.lithiationTolerance;
    }

    private void accept(double dt) {
        TimeFormula formula = formula(dt);
        double storage = equations.voxelCharge() * formula.factor();
        double[] r = solver.residual();
        double sum = 0;
        for (int k = 0; k < active; k++) {
            // Conservative: the lithiations follow from the currents, and their sum from the cell current.
            trial[nodes + k] -= r[nodes + k] / storage;
            sum += formula.derivative(trial[nodes + k], k);
        }
        double missing = (current / equations.voxelCharge() - sum) / active / formula.factor();
        for (int k = 0; k < active; k++) {
            trial[nodes + k] += missing;
        }
        System.arraycopy(x0, 0, xBefore, 0, active);
        double[] free = last;
        last = u;
        u = trial;
        trial = free;
        time += dt;
        lastStep = dt;
        steps++;
        largestImbalance = Math.max(largestImbalance, solver.imbalance);
        addPoint();
    }

    private StopReason reached() {
        // One at the cut-off itself counts too, and several closer than the tolerance come together.
        while (nextSnapshot >= 0
                && options.snapshots[nextSnapshot] > options.cutOff - LEVEL_TOLERANCE
                && voltage(u) <= options.snapshots[nextSnapshot] + LEVEL_TOLERANCE) {
            listener.snapshot(options.snapshots[nextSnapshot], new CellFields(network, u, time));
            nextSnapshot--;
        }
        return voltage(u) <= options.cutOff + LEVEL_TOLERANCE ? StopReason.CUT_OFF : null;
    }

    /** Which kind of end it is if no step is short enough. */
    private StopReason collapse() {
        double largest = 0;
        for (double s : equations.surface) {
            largest = Math.max(largest, s);
        }
        return largest > 0.999 ? StopReason.SURFACE_SATURATED : StopReason.NOT_CONVERGED;
    }

    private void addPoint() {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < active; k++) {
            double x = u[nodes + k];
            sum += x;
            least = Math.min(least, x);
            most = Math.max(most, x);
        }
        double initial = cell.cell().activeMaterial().initialLithiation();
        double mean = (sum + network.deadActive * initial) / cell.activeVoxels();
        // The fluxes of the last evaluation belong to the state before its conservative correction, 1e-6 of the current
        // away.
        LossBudget losses = LossBudget.of(equations, u, options.faceRule, mean, current);
        DischargePoint point =
                new DischargePoint(time, currentDensity, voltage(u), currentDensity * time, mean, least, most, losses);
        points.add(point);
        listener.point(point);
    }
}
