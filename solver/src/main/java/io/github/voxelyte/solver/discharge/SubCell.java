package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.PhysicalConstants;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A tile of an electrode as a cell of its own, connected in parallel with others: at every time step it answers which current it carries at a
 * given voltage, by the same implicit step as {@link Discharge}. What it answers depends on the request alone, not on what it was asked
 * before: a state that was written elsewhere, or is not there, is made up for by taking the accepted steps again.
 *
 * <p>Not safe for use by several threads at the same time.
 */
public final class SubCell {
    private final Discharge options;
    private final VoxelCell cell;
    private final CellEquations equations;
    private final ImplicitStep solver;
    private final int collector;

    private Trajectory trajectory;
    private final List<List<StepTrial>> accepted = new ArrayList<>();
    private final List<StepTrial> tried = new ArrayList<>();
    private double[] state = new double[0];
    private double[] byStep = new double[0];
    private double current;
    private double charge;
    private double fastestRate;
    private long newtonBefore;
    private long linearBefore;
    private SubCellResponse answer = SubCellResponse.IDLE;

    private SubCell(VoxelCell cell, Discharge options) {
        this.cell = cell;
        this.options = options;
        equations = new CellEquations(cell.network, options.faceRule, false, options.parallel);
        solver = new ImplicitStep(equations, options.currentTolerance);
        solver.keepsResponse = true;
        collector = cell.network.collector;
        rest();
    }

    /**
     * A sub-cell at rest.
     *
     * @param cell the tile
     * @param options face rule, tolerances and threads count
     * @return the sub-cell
     * @throws IllegalArgumentException if the cell has an energy balance, or double layers are asked for
     */
    public static SubCell of(VoxelCell cell, Discharge options) {
        if (cell.cell().heatBalance().isPresent()) {
            throw new IllegalArgumentException("the cell file has a block 'thermal': sub-cells in parallel are computed"
                    + " at one constant temperature; leave the block out");
        }
        if (options.doubleLayer) {
            throw new IllegalArgumentException("double layers in time are not computed for sub-cells in parallel");
        }
        return new SubCell(cell, options);
    }

    /**
     * What is known of a tile without a cell.
     *
     * @param labels the tile
     * @param meaning what the labels mean
     * @param axis the through-plane axis
     * @param cell everything else
     * @param idle why it carries no current; empty if it does
     * @return area, mass and charge
     */
    public static SubCellFacts facts(PhaseMap labels, LabelMeaning meaning, Axis axis, Cell cell, String idle) {
        VoxelGrid grid = labels.grid();
        long[] counts = labels.counts();
        long active = 0;
        for (int label = 0; label < counts.length; label++) {
            active += meaning.of(label) == CellMaterial.ACTIVE ? counts[label] : 0;
        }
        double volume = active * grid.voxelVolume();
        ActiveMaterial material = cell.activeMaterial();
        return new SubCellFacts(
                grid.crossSection(axis),
                (double) active / grid.size(),
                volume * material.density(),
                volume * cell.oneCPerVolume(),
                volume * material.maximumConcentration() * PhysicalConstants.FARADAY,
                idle);
    }

    private void rest() {
        double x = cell.cell().activeMaterial().initialLithiation();
        trajectory = new Trajectory(
                equations,
                x,
                cell.cell().activeMaterial().openCircuitPotential().value(x));
        accepted.clear();
        tried.clear();
        current = 0;
        charge = 0;
        fastestRate = 0;
    }

    /**
     * How many steps it has taken.
     *
     * @return the number of accepted steps
     */
    public int steps() {
        return accepted.size();
    }

    /**
     * Answers, after taking the accepted steps that it has not taken yet.
     *
     * @param request what is tried
     * @param progress told at every Newton step; cancels
     * @return the answer
     */
    public SubCellResponse respond(StepRequest request, Progress progress) {
        int taken = accepted.size();
        List<List<StepTrial>> wanted = request.accepted();
        if (taken > wanted.size() || !accepted.equals(wanted.subList(0, taken))) {
            rest();
        }
        double scale = request.density() * cell.area();
        try {
            while (accepted.size() < wanted.size()) {
                List<StepTrial> step = wanted.get(accepted.size());
                attempt(step, scale, progress);
                accept(step);
            }
            if (request.attempt().isEmpty()) {
                tried.clear();
                answer = answer(current, 0, 0, 0);
            } else {
                attempt(request.attempt(), scale, progress);
            }
        } catch (RuntimeException e) {
            tried.clear(); // cancelled in the middle of one
            throw e;
        } catch (OutOfMemoryError e) {
            rest();
            throw e;
        }
        return answer;
    }

    /** Takes the tries that have not been taken; the answer is that of the last. */
    private void attempt(List<StepTrial> wanted, double scale, Progress progress) {
        boolean goesOn = tried.size() <= wanted.size() && tried.equals(wanted.subList(0, tried.size()));
        if (!goesOn) {
            tried.clear();
        }
        while (tried.size() < wanted.size()) {
            StepTrial trial = wanted.get(tried.size());
            start(trial);
            answer = solve(trial, scale, progress);
            tried.add(trial);
        }
    }

    /** Where a try starts: the prediction, or the solution of the try before, moved along its derivatives. */
    private void start(StepTrial trial) {
        if (tried.isEmpty()) {
            trajectory.beforeStep();
            newtonBefore = solver.newtonSteps;
            linearBefore = solver.linearIterations;
            // Guesses that earlier tries have left would change the last bits.
            equations.forget();
            solver.forgetResponse();
            equations.evaluate(trajectory.u, trajectory.frozen(trial.step()));
            if (accepted.isEmpty()) {
                state = trajectory.copy();
            } else {
                trajectory.predict(trial.step());
                trajectory.tryPrediction();
                state = trajectory.trial;
            }
            state[collector] = trial.voltage();
            solver.current = current;
            return;
        }
        StepTrial before = tried.get(tried.size() - 1);
        double rise = trial.voltage() - before.voltage();
        double longer = trial.step() - before.step();
        double perVolt = 1 / solver.responseToCurrent[collector];
        for (int i = 0; i < state.length; i++) {
            state[i] += rise * perVolt * solver.responseToCurrent[i];
            if (longer != 0) {
                state[i] += longer * byStep[i];
            }
        }
        solver.current += rise * perVolt;
    }

    private SubCellResponse solve(StepTrial trial, double scale, Progress progress) {
        TimeFormula formula = accepted.isEmpty() ? trajectory.frozen(trial.step()) : trajectory.formula(trial.step());
        boolean solved = solver.holding(state, formula, solver.current, trial.voltage(), scale, progress);
        if (!solved) {
            return answer(Double.NaN, 0, 0, 0);
        }
        double slope = 1 / solver.responseToCurrent[collector];
        double currentByStep = 0;
        byStep = new double[0];
        if (trial.asksForStep()) {
            byStep = solver.responseToStep(state, formula, progress);
            currentByStep = -byStep[collector] * slope;
            for (int i = 0; i < byStep.length; i++) {
                byStep[i] += currentByStep * solver.responseToCurrent[i];
            }
        }
        double error = accepted.isEmpty() ? 0 : trajectory.localError(trial.step()) / options.lithiationTolerance;
        return answer(solver.current, slope, currentByStep, error);
    }

    private void accept(List<StepTrial> step) {
        if (!answer.isSolved()) {
            throw new IllegalStateException("a step was accepted that this sub-cell cannot take");
        }
        current = solver.current;
        double length = step.get(step.size() - 1).step();
        if (accepted.isEmpty()) {
            trajectory.takePotentials(state);
            double[] r = new double[equations.unknowns];
            equations.residual(trajectory.u, trajectory.atRest(), current, r);
            trajectory.begin(r);
            fastestRate = trajectory.fastestRate();
        } else {
            charge += trajectory.accept(length, solver.residual(), current) * equations.voxelCharge();
        }
        accepted.add(List.copyOf(step));
        tried.clear();
    }

    private SubCellResponse answer(double found, double byVoltage, double foundByStep, double error) {
        LithiationRange lithiation = LithiationRange.of(cell, trajectory.u);
        return new SubCellResponse(
                found,
                byVoltage,
                foundByStep,
                error,
                fastestRate,
                charge,
                lithiation.mean(),
                lithiation.least(),
                lithiation.most(),
                solver.newtonSteps - newtonBefore,
                solver.linearIterations - linearBefore);
    }

    /**
     * Writes the state after the accepted steps, some 24 bytes per unknown.
     *
     * @param stream where to; not closed
     * @throws IOException if it can't be written
     */
    public void write(OutputStream stream) throws IOException {
        new DischargeCheckpoint(out -> {
                    out.integer(accepted.size());
                    for (List<StepTrial> step : accepted) {
                        out.integer(step.size());
                        for (StepTrial trial : step) {
                            out.number(trial.step());
                            out.number(trial.voltage());
                            out.integer(trial.asksForStep() ? 1 : 0);
                        }
                    }
                    out.number(current);
                    out.number(charge);
                    out.number(fastestRate);
                    trajectory.store(out);
                })
                .write(stream);
    }

    /**
     * Takes over a state that was written. If it is broken or belongs to another cell, the sub-cell is at rest.
     *
     * @param stream what {@link #write} wrote
     * @return whether it could be taken
     */
    public boolean read(InputStream stream) {
        Objects.requireNonNull(stream, "stream");
        rest();
        try {
            DischargeCheckpoint.Reader in = DischargeCheckpoint.reader(stream);
            int steps = in.integer();
            for (int n = 0; n < steps; n++) {
                int count = in.integer();
                List<StepTrial> step = new ArrayList<>();
                for (int k = 0; k < count; k++) {
                    step.add(new StepTrial(in.number(), in.number(), in.integer() == 1));
                }
                accepted.add(List.copyOf(step));
            }
            current = in.number();
            charge = in.number();
            fastestRate = in.number();
            trajectory.load(in);
            return true;
        } catch (IllegalArgumentException broken) {
            rest();
            return false;
        }
    }
}
