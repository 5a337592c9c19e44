package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Discharge of sub-cells in parallel: one cell voltage, and a given current that is shared out among them.
 *
 * <p>All sub-cells take the same time steps. A step is solved in every sub-cell at a given voltage, which gives its current Iᵢ and
 * ∂Iᵢ/∂V; the one unknown that is left, the voltage at the end of the step, follows from Σ Iᵢ(V) = I by Newton's method in a bracket, for Iᵢ falls
 * with V. That is the same implicit discretization (variable-step BDF2) as if all sub-cells were one cell. Where the voltage falls fast, and at the
 * cut-off, the voltage is given instead and the step is the unknown: Iᵢ falls with that as well, and there is always a solution.
 *
 * <p>The step follows the largest estimated error of a lithiation in any sub-cell, as in {@link Discharge}. Immutable.
 */
public final class ParallelDischarge {
    /** How far the sum of the currents may be from the current, relative. */
    public static final double CURRENT_TOLERANCE = 5e-5;

    private static final double FIRST_DROP = 1e-3; // [V]
    private static final int MOST_TRIES = 40;
    private static final double LARGEST_STEP_FACTOR = 4;
    private static final double CUT_AFTER_FAILURE = 0.25;

    private final Cell cell;
    private final Discharge options;

    private ParallelDischarge(Cell cell, Discharge options) {
        this.cell = cell;
        this.options = options;
    }

    /**
     * A discharge.
     *
     * @param cell what all sub-cells have in common
     * @param options cut-off; face rule and tolerances are the sub-cells'
     * @return the discharge
     */
    public static ParallelDischarge of(Cell cell, Discharge options) {
        return new ParallelDischarge(cell, options);
    }

    /**
     * Discharges.
     *
     * @param cells the sub-cells, at rest or wherever the steps have brought them
     * @param facts one a sub-cell
     * @param current of all together, positive [A]
     * @param before steps that were taken before an interruption; empty to start
     * @param listener told of every new step before the next one is tried
     * @param progress told the share of the charge that has passed; cancels
     * @return the curve, also when cancelled or not converged, as far as it came
     * @throws IllegalArgumentException if the current is not positive, the cut-off not below the open-circuit potential, or no
     *     sub-cell carries current
     */
    public ElectrodeResult run(
            SubCells cells,
            List<SubCellFacts> facts,
            double current,
            List<ElectrodeStep> before,
            Consumer<ElectrodeStep> listener,
            Progress progress) {
        double area = facts.stream().mapToDouble(SubCellFacts::area).sum();
        options.protocol(cell, current / area); // refuses what cannot be
        if (facts.stream().noneMatch(SubCellFacts::isWorking)) {
            throw new IllegalArgumentException(
                    "no tile carries current; the first: " + facts.get(0).idle());
        }
        return new Run(cells, facts, current, before, listener, progress).run();
    }

    /** The answers to a try. */
    private record Answers(StepTrial trial, List<SubCellResponse> all) {
        boolean areSolved() {
            return all.stream().allMatch(SubCellResponse::isSolved);
        }

        double current() {
            return all.stream().mapToDouble(SubCellResponse::current).sum();
        }

        double byVoltage() {
            return all.stream().mapToDouble(SubCellResponse::byVoltage).sum();
        }

        double byStep() {
            return all.stream().mapToDouble(SubCellResponse::byStep).sum();
        }

        double error() {
            return all.stream().mapToDouble(SubCellResponse::error).max().orElse(0);
        }
    }

    /** What became of an attempt at a step. */
    private enum Found {
        SOLUTION,
        /** The voltage would be lower than the lowest allowed. */
        BELOW,
        NOTHING
    }

    /** One discharge under way. */
    private final class Run {
        private final SubCells cells;
        private final double current;
        private final double density;
        private final Consumer<ElectrodeStep> listener;
        private final Progress progress;
        private final double start;
        /** Charge from the start to full active material, and time in which the current passes all of it. */
        private final double charge;

        private final double capacityTime;

        private final ElectrodeCurve curve;
        private final List<List<StepTrial>> accepted = new ArrayList<>();
        private List<StepTrial> attempt = new ArrayList<>();
        private Answers answers = new Answers(new StepTrial(0, 0, false), List.of());
        private double nextStep;
        private int rejected;
        private int allRejected;

        Run(
                SubCells cells,
                List<SubCellFacts> facts,
                double current,
                List<ElectrodeStep> before,
                Consumer<ElectrodeStep> listener,
                Progress progress) {
            this.cells = cells;
            this.current = current;
            this.listener = listener;
            ActiveMaterial material = cell.activeMaterial();
            double x = material.initialLithiation();
            start = material.openCircuitPotential().value(x);
            density = current / facts.stream().mapToDouble(SubCellFacts::area).sum();
            double full = facts.stream()
                    .filter(SubCellFacts::isWorking)
                    .mapToDouble(SubCellFacts::fullCharge)
                    .sum();
            charge = full * (1 - x);
            capacityTime = full / current;
            curve = new ElectrodeCurve(facts.size());
            this.progress = fraction -> progress.update(Math.min(1, curve.charge() / charge));
            before.forEach(this::take);
        }

        private void take(ElectrodeStep step) {
            curve.add(step);
            accepted.add(step.tries());
            nextStep = step.nextStep();
            allRejected += step.rejected();
        }

        ElectrodeResult run() {
            List<SubCellResponse> end = List.of();
            StopReason stop = null;
            try {
                if (accepted.isEmpty()) {
                    stop = begin();
                }
                while (stop == null) {
                    stop = curve.voltage() <= options.cutOff + DischargeRun.LEVEL_TOLERANCE
                            ? StopReason.CUT_OFF
                            : advance();
                }
                end = accepted.isEmpty() ? List.of() : state();
            } catch (CancellationException e) {
                stop = StopReason.CANCELLED;
            }
            return curve.result(stop, end, allRejected);
        }

        private List<SubCellResponse> state() {
            return cells.respond(new StepRequest(density, accepted, List.of()), progress);
        }

        /** Potentials under load, at the lithiations of the start. */
        private StopReason begin() {
            attempt = new ArrayList<>();
            Found found =
                    findVoltage(DischargeRun.FROZEN_STEP * capacityTime, start - FIRST_DROP, start, options.cutOff);
            if (found != Found.SOLUTION) {
                return found == Found.BELOW ? StopReason.LIMITING_CURRENT : StopReason.NOT_CONVERGED;
            }
            accept(0);
            return null;
        }

        private void accept(double next) {
            ElectrodeStep step = new ElectrodeStep(attempt, answers.all(), next, rejected);
            rejected = 0;
            take(step);
            listener.accept(step);
        }

        private double firstStep() {
            double fastest = state().stream()
                    .mapToDouble(SubCellResponse::fastestRate)
                    .max()
                    .orElse(0);
            return DischargeRun.FIRST_CHANGE * options.lithiationTolerance / fastest;
        }

        /** One accepted step; the reason to stop, or null. */
        private StopReason advance() {
            int stretch = accepted.size() - 1;
            double step = stretch == 0 ? firstStep() : nextStep;
            while (step >= DischargeRun.SHORTEST_STEP * capacityTime) {
                boolean solved = tryStep(step);
                double error = solved ? answers.error() : 0;
                double taken = answers.trial().step();
                int order = stretch < 2 ? 2 : 3;
                if (solved && error <= DischargeRun.LARGEST_ERROR) {
                    accept(taken * DischargeRun.factor(error, order));
                    return null;
                }
                rejected++;
                step = solved
                        ? Math.min(step, taken) * Math.min(0.7, DischargeRun.factor(error, order))
                        : CUT_AFTER_FAILURE * step;
            }
            return StopReason.NOT_CONVERGED;
        }

        /** A step of the wanted length; where the voltage falls far in it, one as long as a fall of the voltage takes. */
        private boolean tryStep(double wanted) {
            double now = curve.voltage();
            double target = Math.max(options.cutOff, now - DischargeRun.LARGEST_VOLTAGE_STEP);
            double fall = now - curve.predict(wanted);
            double room = now - target;
            attempt = new ArrayList<>();
            if (fall > room) {
                return findStep(target, wanted * room / fall) == Found.SOLUTION;
            }
            double lowest = Math.max(options.cutOff, now - 2 * DischargeRun.LARGEST_VOLTAGE_STEP);
            Found found = findVoltage(wanted, now - fall, Double.POSITIVE_INFINITY, lowest);
            if (found != Found.BELOW) {
                return found == Found.SOLUTION;
            }
            attempt = new ArrayList<>();
            return findStep(target, wanted * room / (now - lowest)) == Found.SOLUTION;
        }

        private void ask(StepTrial trial) {
            attempt.add(trial);
            answers = new Answers(trial, cells.respond(new StepRequest(density, accepted, attempt), progress));
        }

        /** What the sum of the currents is too large by; 0 if it is right to the tolerance. */
        private double miss() {
            double miss = answers.current() - current;
            return Math.abs(miss) <= CURRENT_TOLERANCE * current ? 0 : miss;
        }

        /** The voltage at which the currents add up to the current after a given step. */
        private Found findVoltage(double step, double guess, double highest, double lowest) {
            double high = highest;
            double low = Double.NEGATIVE_INFINITY;
            double voltage = Math.max(guess, lowest);
            while (attempt.size() < MOST_TRIES) {
                ask(new StepTrial(step, voltage, false));
                if (!answers.areSolved()) {
                    return Found.NOTHING;
                }
                double miss = miss();
                if (miss == 0) {
                    return Found.SOLUTION;
                }
                if (miss < 0 && voltage <= lowest) {
                    return Found.BELOW;
                }
                high = miss < 0 ? voltage : high;
                low = miss > 0 ? voltage : low;
                double change = -miss / answers.byVoltage();
                double next = voltage
                        + Math.max(
                                -DischargeRun.LARGEST_VOLTAGE_STEP,
                                Math.min(DischargeRun.LARGEST_VOLTAGE_STEP, change));
                voltage = inside(next, Math.max(low, lowest), high, low);
            }
            return Found.NOTHING;
        }

        /** A value within bounds; where it has passed one that is known to lie on the other side of the root, the middle. */
        private static double inside(double value, double least, double most, double known) {
            if (value > least && value < most) {
                return value;
            }
            return value <= least && least > known ? least : 0.5 * (least + most);
        }

        /** The step after which the currents add up to the current at a given voltage. */
        private Found findStep(double voltage, double guess) {
            double low = 0;
            double high = Double.POSITIVE_INFINITY;
            double step = guess;
            while (attempt.size() < MOST_TRIES) {
                ask(new StepTrial(step, voltage, true));
                if (!answers.areSolved()) {
                    return Found.NOTHING;
                }
                double miss = miss();
                if (miss == 0) {
                    return Found.SOLUTION;
                }
                low = miss > 0 ? step : low;
                high = miss < 0 ? step : high;
                double next = step - miss / answers.byStep();
                boolean isInside = next > Math.max(low, step / LARGEST_STEP_FACTOR)
                        && next < Math.min(high, step * LARGEST_STEP_FACTOR);
                if (!isInside) {
                    next = high < Double.POSITIVE_INFINITY ? 0.5 * (low + high) : 2 * step;
                }
                step = next;
            }
            return Found.NOTHING;
        }
    }
}
