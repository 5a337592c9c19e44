package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolStep;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A protocol under way: its steps one after the other, step control in time, and events. Used once. */
final class DischargeRun {
    static final double LARGEST_VOLTAGE_STEP = 0.06;
    private static final double LARGEST_GROWTH = 2;
    private static final double SAFETY = 0.9;
    static final double LARGEST_ERROR = 1.5;
    /** The first step is backward Euler, of first order: it is kept short. Change of the fastest lithiation over the tolerance. */
    static final double FIRST_CHANGE = 0.1;

    static final double LEVEL_TOLERANCE = 1e-6;
    /** How near to the end current of a hold it ends, relative. */
    private static final double END_CURRENT_TOLERANCE = 1e-3;
    /**
     * Shortest step, as a share of the time that 1 in lithiation takes. At shorter ones the rounding of the lithiations would
     * exceed the tolerance of the currents.
     */
    static final double SHORTEST_STEP = 1e-9;

    /** The step that solves the potentials alone: no lithiation changes by more than about 1e-6 in it. */
    static final double FROZEN_STEP = 1e-8;

    private static final int RAMP_DOUBLINGS = 10;
    /** How often the last step of a hold is shortened to its end current. */
    private static final int MOST_CUTS = 3;

    private final Discharge options;
    private final VoxelCell cell;
    private final CellNetwork network;
    private final CellEquations equations;
    private final ImplicitStep solver;
    private final DischargeListener listener;
    private final Progress progress;
    private final Protocol protocol;
    /** Time in which the largest current passes the whole charge [s]. */
    private final double capacityTime;

    /** The largest current of the protocol: what the tolerance refers to in every step, also at rest [A]. */
    private final double currentScale;

    private final Trajectory trajectory;
    private final LumpedTemperature temperature;

    private int at;
    private boolean under;
    private ProtocolStep now;
    private double current;
    private double charge;
    private double stepStart;
    private double stepCharge;
    private double nextStep;
    private int nextSnapshot;
    private int nextTime;
    private int steps;
    private int rejected;
    private double largestImbalance;
    private final List<DischargePoint> points = new ArrayList<>();

    DischargeRun(Discharge options, VoxelCell cell, Protocol protocol, DischargeListener listener, Progress progress) {
        this.options = options;
        this.cell = cell;
        this.protocol = protocol;
        this.listener = listener;
        this.progress = progress;
        network = cell.network;
        equations = new CellEquations(network, options.faceRule, options.doubleLayer, options.parallel);
        temperature = new LumpedTemperature(equations);
        solver = new ImplicitStep(equations, options.currentTolerance);
        double largest = protocol.largestCurrent();
        double density = largest > 0 ? largest : cell.summary().oneC();
        currentScale = (largest > 0 ? 1 : 0.1) * density * cell.area();
        capacityTime = network.voxelCharge() * network.active / (density * cell.area());
        double x = cell.cell().activeMaterial().initialLithiation();
        trajectory = new Trajectory(
                equations,
                x,
                cell.cell().activeMaterial().openCircuitPotential().value(x));
        nextSnapshot = options.snapshots.length - 1;
    }

    DischargeResult run() {
        StopReason stop = null;
        try {
            while (stop == null && at < protocol.steps().size()) {
                now = protocol.steps().get(at);
                if (!under) {
                    stop = begin();
                }
                while (stop == null && under) {
                    stop = advance();
                    if (stop == null) {
                        listener.checkpoint(new DischargeCheckpoint(this::store), false);
                    }
                }
            }
        } catch (CancellationException e) {
            stop = StopReason.CANCELLED;
            listener.checkpoint(new DischargeCheckpoint(this::store), true);
        }
        return new DischargeResult(
                points,
                stop == null ? StopReason.PROTOCOL_COMPLETE : stop,
                options.faceRule,
                steps,
                rejected,
                solver.newtonSteps,
                solver.linearIterations,
                largestImbalance);
    }

    private double voltage() {
        return trajectory.u[network.collector];
    }

    private boolean isHold() {
        return now.control() == ProtocolStep.Control.VOLTAGE;
    }

    /** +1 where the voltage falls, −1 where it rises, 0 at rest or hold. */
    private double direction() {
        return isHold() ? 0 : Math.signum(now.value());
    }

    /** Potentials under the new control at the lithiations there are; a null reason to go on. */
    private StopReason begin() {
        TimeFormula frozen = frozen();
        double old = current;
        double[] state = trajectory.copy();
        stepStart = trajectory.time;
        stepCharge = 0;
        nextStep = 0;
        boolean solved = isHold() ? frozenHold(state, frozen) : frozenCurrent(state, frozen, old);
        if (!solved) {
            current = old;
            boolean beyond = direction() != 0 && direction() * (state[network.collector] - now.endVoltage()) <= 0;
            return beyond ? end(ProtocolEnd.VOLTAGE, true) : StopReason.NOT_CONVERGED;
        }
        trajectory.takePotentials(state);
        under = true;
        addPoint(0);
        equations.evaluate(trajectory.u, frozen);
        double[] r = new double[equations.unknowns];
        equations.residual(trajectory.u, trajectory.atRest(), current, r);
        trajectory.begin(r);
        skipSnapshots();
        snapshotsByTime(); // only one at the very start is still due
        boolean beyond = direction() != 0 && direction() * (voltage() - now.endVoltage()) <= 0;
        return beyond ? end(ProtocolEnd.VOLTAGE, true) : null;
    }

    /** A step in which only potentials move, with double layers only the ohmic drops. */
    private TimeFormula frozen() {
        double step = FROZEN_STEP * capacityTime;
        return trajectory.frozen(equations.layers == null ? step : Math.min(step, equations.layers.jump()));
    }

    private double shortestStep() {
        double step = SHORTEST_STEP * capacityTime;
        return equations.layers == null ? step : Math.min(step, equations.layers.shortestStep());
    }

    /** Solves at the new current, or raises it by and by; false if that fails or passes the end voltage on the way. */
    private boolean frozenCurrent(double[] state, TimeFormula frozen, double old) {
        double target = now.value() * cell.area();
        current = target;
        double[] before = state.clone();
        if (solver.atCurrent(state, frozen, target, scale(target), progress)) {
            return true;
        }
        for (int k = RAMP_DOUBLINGS; k >= 0; k--) {
            System.arraycopy(before, 0, state, 0, state.length);
            double part = old + (target - old) * Math.pow(2, -k);
            if (!solver.atCurrent(state, frozen, part, scale(part), progress)) {
                return false;
            }
            if (k > 0 && direction() * (state[network.collector] - now.endVoltage()) <= 0) {
                return false;
            }
            System.arraycopy(state, 0, before, 0, state.length);
        }
        return true;
    }

    private boolean frozenHold(double[] state, TimeFormula frozen) {
        double from = state[network.collector];
        int parts = 1 + (int) (Math.abs(now.value() - from) / LARGEST_VOLTAGE_STEP);
        for (int k = 1; k <= parts; k++) {
            double v = from + (now.value() - from) * k / parts;
            if (!solver.holding(state, frozen, current, v, currentScale, progress)) {
                return false;
            }
            current = solver.current;
        }
        return true;
    }

    private double scale(double amperes) {
        return Math.max(Math.abs(amperes), currentScale);
    }

    private void skipSnapshots() {
        while (direction() > 0 && nextSnapshot >= 0 && options.snapshots[nextSnapshot] >= voltage()) {
            nextSnapshot--;
        }
    }

    /** The next voltage at which something happens, in the direction the voltage goes. */
    private double level() {
        if (direction() > 0
                && nextSnapshot >= 0
                && (Double.isNaN(now.endVoltage()) || options.snapshots[nextSnapshot] > now.endVoltage())) {
            return options.snapshots[nextSnapshot];
        }
        return now.endVoltage();
    }

    /** Time until the step ends by duration or charge [s]. */
    private double remaining() {
        double byTime = stepStart + now.duration() - trajectory.time;
        double byCharge = isHold() || current == 0
                ? Double.POSITIVE_INFINITY
                : (now.charge() - Math.abs(stepCharge)) * cell.area() / Math.abs(current);
        return Math.min(byTime, byCharge);
    }

    /** Time until the next snapshot at a time [s]. */
    private double untilSnapshot() {
        return nextTime < options.snapshotTimes.length
                ? options.snapshotTimes[nextTime] - trajectory.time
                : Double.POSITIVE_INFINITY;
    }

    /** What is due now, or so soon that no step is short enough for it. */
    private void snapshotsByTime() {
        double tolerance = Math.max(1e-9 * trajectory.time, shortestStep());
        while (untilSnapshot() <= tolerance) {
            listener.snapshotAtTime(options.snapshotTimes[nextTime], fields());
            nextTime++;
        }
    }

    private CellFields fields() {
        return new CellFields(network, equations, trajectory.u, trajectory.time, temperature.field);
    }

    private double firstStep() {
        double fastest = trajectory.fastestRate();
        double step = fastest > 0 ? FIRST_CHANGE * options.lithiationTolerance / fastest : Double.POSITIVE_INFINITY;
        return equations.layers == null ? step : Math.max(step, shortestStep());
    }

    /** One accepted step in time; the reason to stop, or null. */
    private StopReason advance() {
        trajectory.beforeStep();
        double shortest = shortestStep();
        double remaining = Math.min(remaining(), untilSnapshot());
        double dt = trajectory.stretch == 0 ? firstStep() : nextStep;
        dt = Math.min(dt, temperature.longestStep());
        int cuts = 0;
        while (true) {
            if (dt < shortest && dt < 0.5 * remaining) {
                return collapse();
            }
            boolean last = dt >= remaining * (1 - 1e-9);
            dt = Math.min(dt, remaining);
            if (!last && dt > 0.6 * remaining) {
                dt = 0.5 * remaining;
            }
            boolean solved = isHold() ? tryHold(dt) : tryCurrent(dt);
            if (solved && solver.step > remaining * (1 + 1e-9)) {
                // The voltage comes later than the time or the charge: those end the step first.
                trajectory.predict(remaining);
                last = true;
                solved = tryFromPrediction(remaining, Double.NaN);
            }
            int order = trajectory.stretch < 2 ? 2 : 3;
            double error = solved ? trajectory.localError(solver.step) / options.lithiationTolerance : 0;
            if (solved && error <= LARGEST_ERROR) {
                if (isHold() && cuts < MOST_CUTS) {
                    double share = overshoot();
                    if (share < 1) {
                        dt = share * solver.step;
                        cuts++;
                        continue;
                    }
                }
                double full = last ? Math.max(solver.step, nextStep) : solver.step;
                double next = full * factor(error, order);
                accept(solver.step);
                nextStep = next;
                return reached();
            }
            rejected++;
            dt = solved ? Math.min(dt, solver.step) * Math.min(0.7, factor(error, order)) : 0.25 * dt;
        }
    }

    /** By how much the next step may be longer than one with an error, relative to the tolerance. */
    static double factor(double error, int order) {
        return Math.min(LARGEST_GROWTH, Math.max(0.2, SAFETY / Math.pow(Math.max(error, 1e-6), 1.0 / order)));
    }

    /** A step at constant current; at a level of the voltage, or where it moves too fast, the step that meets a voltage. */
    private boolean tryCurrent(double wanted) {
        double sign = direction();
        double dt = wanted;
        trajectory.predict(dt);
        if (sign == 0) {
            return tryFromPrediction(dt, Double.NaN);
        }
        double level = level();
        double room = Double.isNaN(level) ? Double.POSITIVE_INFINITY : sign * (voltage() - level);
        double fall = sign * (voltage() - trajectory.predicted[network.collector]);
        if (fall > LARGEST_VOLTAGE_STEP && room > LARGEST_VOLTAGE_STEP) {
            dt *= LARGEST_VOLTAGE_STEP / fall;
            trajectory.predict(dt);
            fall = LARGEST_VOLTAGE_STEP;
        }
        if (fall > room) {
            trajectory.predict(dt * room / fall);
            return tryFromPrediction(dt * room / fall, level);
        }
        boolean solved = tryFromPrediction(dt, Double.NaN);
        double fallen = sign * (voltage() - trajectory.trial[network.collector]);
        double part = Math.min(LARGEST_VOLTAGE_STEP, room);
        if (solved && (fallen > room + LEVEL_TOLERANCE || fallen > 2 * LARGEST_VOLTAGE_STEP)) {
            // Crossed a level, or fell too far: the same again to the voltage itself, from the point between.
            trajectory.predictBetween(part / fallen);
            return tryFromPrediction(dt * part / fallen, voltage() - sign * part);
        }
        if (!solved) {
            trajectory.predict(0.5 * dt);
            return tryFromPrediction(0.5 * dt, voltage() - sign * part);
        }
        return true;
    }

    private boolean tryFromPrediction(double dt, double voltage) {
        trajectory.tryPrediction();
        TimeFormula formula = trajectory.formula(dt);
        return Double.isNaN(voltage)
                ? solver.atCurrent(trajectory.trial, formula, current, scale(current), progress)
                : solver.atVoltage(trajectory.trial, formula, current, voltage, scale(current), progress);
    }

    private boolean tryHold(double dt) {
        trajectory.predict(dt);
        trajectory.tryPrediction();
        trajectory.trial[network.collector] = now.value();
        return solver.holding(trajectory.trial, trajectory.formula(dt), current, now.value(), scale(current), progress);
    }

    /** The share of the step after which the current of a hold meets its end; 1 if it doesn't in this step. */
    private double overshoot() {
        double end = now.endCurrent() * cell.area();
        double before = Math.abs(current);
        double after = Math.abs(solver.current);
        if (end == 0 || after >= end * (1 - END_CURRENT_TOLERANCE) || before <= end) {
            return 1;
        }
        return Math.max(0.02, Math.log(before / end) / Math.log(before / Math.max(after, 1e-3 * end)));
    }

    private void accept(double dt) {
        double amperes = isHold() ? solver.current : current;
        double lithium = trajectory.accept(dt, solver.residual(), amperes);
        current = amperes;
        // At a varying current the charge is what the time formula makes of it: that of the lithium.
        double passed = (isHold() ? lithium * equations.voxelCharge() : amperes * dt) / cell.area();
        charge += passed;
        stepCharge += passed;
        steps++;
        largestImbalance = Math.max(largestImbalance, solver.imbalance);
        addPoint(dt);
    }

    private StopReason reached() {
        // One at the end voltage itself counts too, and several closer than the tolerance come together.
        while (direction() > 0
                && nextSnapshot >= 0
                && !(options.snapshots[nextSnapshot] <= now.endVoltage() - LEVEL_TOLERANCE)
                && voltage() <= options.snapshots[nextSnapshot] + LEVEL_TOLERANCE) {
            listener.snapshot(options.snapshots[nextSnapshot], fields());
            nextSnapshot--;
        }
        snapshotsByTime();
        if (direction() * (voltage() - now.endVoltage()) <= LEVEL_TOLERANCE && direction() != 0) {
            return end(ProtocolEnd.VOLTAGE, false);
        }
        double endCurrent = now.endCurrent() * cell.area() * (1 + END_CURRENT_TOLERANCE);
        if (isHold() && Math.abs(current) <= endCurrent) {
            return end(ProtocolEnd.CURRENT, false);
        }
        if (timeEnds()) {
            return end(ProtocolEnd.TIME, false);
        }
        return chargeEnds() ? end(ProtocolEnd.CHARGE, false) : null;
    }

    private boolean timeEnds() {
        return now.duration() < Double.POSITIVE_INFINITY
                && stepStart + now.duration() - trajectory.time <= 1e-9 * now.duration();
    }

    private boolean chargeEnds() {
        return now.charge() - Math.abs(stepCharge) <= 1e-9 * now.charge() && now.charge() < Double.POSITIVE_INFINITY;
    }

    /** The step of the protocol is over; a reason if all is. */
    private StopReason end(ProtocolEnd how, boolean atOnce) {
        under = false;
        at++;
        boolean ends = protocol.steps().size() == 1 || now.endsProtocol();
        listener.step(new ProtocolStepResult(at, now, stepStart, trajectory.time, voltage(), stepCharge, how));
        if (how != ProtocolEnd.VOLTAGE || !ends) {
            return null;
        }
        return atOnce && at == 1 ? StopReason.LIMITING_CURRENT : StopReason.CUT_OFF;
    }

    /** Which kind of end it is if no step is short enough. */
    private StopReason collapse() {
        double largest = 0;
        for (double s : equations.surface) {
            largest = Math.max(largest, s);
        }
        return largest > 0.999 ? StopReason.SURFACE_SATURATED : StopReason.NOT_CONVERGED;
    }

    /** Reports where the cell is after a step, and lets the temperature follow it. */
    private void addPoint(double step) {
        LithiationRange lithiation = LithiationRange.of(cell, trajectory.u);
        // The fluxes of the last evaluation belong to the state before its conservative correction, 1e-6 of the current
        // away.
        LossBudget losses = LossBudget.of(equations, trajectory.u, options.faceRule, lithiation.mean(), current);
        if (!temperature.isConstant()) {
            temperature.updateHeat(losses, trajectory.u, current);
            temperature.advance(step);
        }
        DischargePoint point = new DischargePoint(
                trajectory.time,
                current / cell.area(),
                voltage(),
                charge,
                lithiation.mean(),
                lithiation.least(),
                lithiation.most(),
                losses,
                at + 1,
                now.cycle(),
                temperature.kelvin,
                temperature.heat,
                temperature.least(),
                temperature.largest());
        points.add(point);
        listener.point(point);
        if (!temperature.isConstant() && step > 0) {
            temperature.apply();
        }
    }

    private void store(DischargeCheckpoint.Writer out) {
        out.integer(at);
        out.integer(under ? 1 : 0);
        out.number(current);
        out.number(charge);
        out.number(stepStart);
        out.number(stepCharge);
        out.number(nextStep);
        out.integer(nextSnapshot);
        out.integer(nextTime);
        out.integer(steps);
        out.integer(rejected);
        out.integer(solver.newtonSteps);
        out.integer(solver.linearIterations);
        out.number(largestImbalance);
        temperature.store(out);
        trajectory.store(out);
    }

    /** Takes over the state that an earlier run of the same cell and protocol has written. */
    void load(InputStream stream) {
        DischargeCheckpoint.Reader in = DischargeCheckpoint.reader(stream);
        at = in.integer();
        under = in.integer() == 1;
        current = in.number();
        charge = in.number();
        stepStart = in.number();
        stepCharge = in.number();
        nextStep = in.number();
        nextSnapshot = in.integer();
        nextTime = in.integer();
        steps = in.integer();
        rejected = in.integer();
        solver.newtonSteps = in.integer();
        solver.linearIterations = in.integer();
        largestImbalance = in.number();
        temperature.load(in);
        trajectory.load(in);
        equations.evaluate(trajectory.u, frozen());
    }
}
