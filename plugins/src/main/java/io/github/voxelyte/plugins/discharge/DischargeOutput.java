package io.github.voxelyte.plugins.discharge;

import ij.IJ;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.cell.HeatBalance;
import io.github.voxelyte.solver.discharge.CellFields;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.DischargeCheckpoint;
import io.github.voxelyte.solver.discharge.DischargeListener;
import io.github.voxelyte.solver.discharge.DischargePoint;
import io.github.voxelyte.solver.discharge.DischargeResult;
import io.github.voxelyte.solver.discharge.LossBudget;
import io.github.voxelyte.solver.discharge.ProtocolStepResult;
import io.github.voxelyte.solver.discharge.StopReason;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.material.PhysicalConstants;
import io.github.voxelyte.solver.material.TabulatedFunction;
import io.github.voxelyte.solver.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One run of the command: its growing table, its snapshots and checkpoints, and what is said at the end. */
final class DischargeOutput implements DischargeListener {
    private static final long CHECKPOINT_INTERVAL = 30_000_000_000L; // [ns]

    private static final List<String> COLUMNS = List.of(
            "Time [s]",
            "Current [mA/cm2]",
            "Voltage [V]",
            "Capacity [mAh/cm2]",
            "Capacity [mAh/g]",
            "Mean lithiation",
            "Min lithiation",
            "Max lithiation",
            "Separator loss [V]",
            "Electrolyte loss [V]",
            "Li charge transfer loss [V]",
            "Active charge transfer loss [V]",
            "Film loss [V]",
            "Electronic loss [V]",
            "Contact loss [V]",
            "Concentration loss [V]",
            "Remainder [V]",
            "Step",
            "Cycle");

    private final Execution execution;
    private final LabelStack labels;
    private final VoxelCell cell;
    private final String suffix;
    private final String name;
    private final Protocol protocol;
    private final boolean grainContacts;
    private final Table table;
    private final Table layers;
    private final Table steps;
    private final List<String> files = new ArrayList<>();
    private final SnapshotFiles snapshots;
    private final Optional<Path> checkpoint;
    private Runnable written = () -> {};
    private RunControl control = new RunControl();
    private Optional<DischargeWindow> window = Optional.empty();
    private double done;
    private double shareBefore;
    private double shareOfRun = 1;
    private double leastLithiation = 1;
    private double mostLithiation;
    private long lastCheckpoint;

    DischargeOutput(
            Execution execution, LabelStack labels, VoxelCell cell, String suffix, String name, Protocol protocol) {
        this.execution = execution;
        this.labels = labels;
        this.cell = cell;
        this.suffix = suffix;
        this.name = name;
        this.protocol = protocol;
        grainContacts = !Double.isNaN(cell.grainContactArea());
        table = new Table("discharge" + suffix, columns().toArray(String[]::new));
        layers = new Table(
                "lithiation_profile" + suffix,
                "Voltage [V]",
                "Layer",
                "Position [um]",
                "Mean lithiation",
                "Standard deviation",
                "Time [s]",
                "Snapshot");
        steps = new Table(
                "protocol" + suffix,
                "Step",
                "Cycle",
                "Text",
                "Start [s]",
                "End [s]",
                "End voltage [V]",
                "Charge [mAh/cm2]",
                "Charge [mAh/g]",
                "Ended by");
        snapshots = new SnapshotFiles(execution, labels, cell.cell());
        checkpoint = execution.checkpoint("discharge" + suffix);
    }

    private boolean hasField() {
        return cell.cell().heatBalance().flatMap(HeatBalance::conduction).isPresent();
    }

    /** The columns others script against, and behind them what not every cell has. */
    private List<String> columns() {
        List<String> columns = new ArrayList<>(COLUMNS);
        if (grainContacts) {
            columns.add("Grain contact loss [V]");
        }
        if (cell.cell().heatBalance().isPresent()) {
            columns.addAll(List.of("Temperature [C]", "Heat [W/m2]"));
        }
        if (hasField()) {
            columns.addAll(List.of("Min temperature [C]", "Max temperature [C]"));
        }
        return columns;
    }

    /** Runs it; its share of the command's progress goes from one number to another. */
    void run(Discharge discharge, double from, double to, RunControl runControl, Optional<DischargeWindow> shown) {
        control = runControl;
        window = shown;
        shareBefore = from;
        shareOfRun = to - from;
        Optional<CheckpointFile.Content> kept = Optional.empty();
        if (execution.get(DischargeKeys.RESUME)
                && checkpoint.filter(Files::isRegularFile).isPresent()) {
            Table curve = new Table(table.name(), table.columns().toArray(String[]::new));
            kept = Optional.of(CheckpointFile.read(checkpoint.orElseThrow(), asked(), List.of(curve, layers, steps)));
            kept.get().files().forEach(this::keepFile);
            written = execution.grow(table);
            for (int row = 0; row < curve.size(); row++) {
                table.row(curve.cells(row).toArray());
                written.run();
            }
        } else {
            written = execution.grow(table);
        }
        lastCheckpoint = System.nanoTime();
        Progress part = execution.progress().part(from, to);
        Progress progress = step -> {
            control.obey();
            part.update(done);
        };
        if (kept.isEmpty()) {
            conclude(discharge.run(cell, protocol, this, progress));
        } else if (!kept.get().complete()) {
            try (InputStream state = kept.get().state()) {
                conclude(discharge.resume(cell, protocol, state, this, progress));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (layers.size() > 0) {
            execution.add(layers);
        }
        if (protocol.steps().size() > 1) {
            execution.add(steps);
        }
    }

    String name() {
        return name;
    }

    String suffix() {
        return suffix;
    }

    Table curve() {
        return table;
    }

    Table layers() {
        return layers;
    }

    private void keepFile(String file) {
        execution.keepWritten(file);
        files.add(file);
    }

    /** All that a run must have in common with the one it resumes. */
    private String asked() {
        StringBuilder text = new StringBuilder(io.github.voxelyte.plugins.about.Version.CURRENT);
        for (Map.Entry<String, Object> entry : execution.options().inForce().entrySet()) {
            boolean itself = entry.getKey().equals(DischargeKeys.RESUME.name())
                    || entry.getKey().equals(ImageKeys.OUTPUT.name());
            text.append(itself ? "" : "; " + entry.getKey() + "=" + entry.getValue());
        }
        long[] counts = labels.phases().counts();
        long checksum = 17;
        for (int z = 0; z < labels.grid().nz(); z++) {
            checksum = 31 * checksum + java.util.Arrays.hashCode(labels.phases().plane(z));
        }
        return text.append("; ")
                .append(labels.grid())
                .append(java.util.Arrays.hashCode(counts))
                .append(' ')
                .append(checksum)
                .toString();
    }

    @Override
    public void point(DischargePoint point) {
        leastLithiation = Math.min(leastLithiation, point.minLithiation());
        mostLithiation = Math.max(mostLithiation, point.maxLithiation());
        LossBudget losses = point.losses();
        List<Object> row = new ArrayList<>(List.of(
                point.time(),
                point.currentDensity() / Units.MILLIAMPERE_PER_CM2,
                point.voltage(),
                point.charge() / Units.MILLIAMPERE_HOUR_PER_CM2,
                perGram(point.charge()),
                point.meanLithiation(),
                point.minLithiation(),
                point.maxLithiation(),
                losses.separator(),
                losses.electrolyte(),
                losses.lithiumTransfer(),
                losses.activeTransfer(),
                losses.film(),
                losses.electronic(),
                losses.contact(),
                losses.concentration(),
                losses.remainder(),
                point.step(),
                point.cycle()));
        if (grainContacts) {
            row.add(losses.grainContact());
        }
        if (cell.cell().heatBalance().isPresent()) {
            row.add(point.temperature() - PhysicalConstants.ZERO_CELSIUS);
            row.add(point.heat());
        }
        if (hasField()) {
            row.add(point.minTemperature() - PhysicalConstants.ZERO_CELSIUS);
            row.add(point.maxTemperature() - PhysicalConstants.ZERO_CELSIUS);
        }
        table.row(row.toArray());
        written.run();
        double initial = cell.cell().activeMaterial().initialLithiation();
        int count = protocol.steps().size();
        done = count > 1
                ? (point.step() - 1.0) / count
                : Math.min(1, Math.max(0, (point.meanLithiation() - initial) / (1 - initial)));
        String line = String.format(
                Locale.ROOT,
                "%.3f V, %.1f mAh/g, %.2f h",
                point.voltage(),
                perGram(point.charge()),
                point.time() / 3600);
        IJ.showStatus("Discharge " + name + ": " + line);
        window.ifPresent(open -> open.show(name, table, count > 1, line, shareBefore + shareOfRun * done));
    }

    private double perGram(double charge) {
        return charge / cell.summary().arealLoading() / Units.MILLIAMPERE_HOUR_PER_G;
    }

    @Override
    public void step(ProtocolStepResult result) {
        steps.row(
                result.number(),
                result.step().cycle(),
                result.step().text(),
                result.start(),
                result.end(),
                result.voltage(),
                result.charge() / Units.MILLIAMPERE_HOUR_PER_CM2,
                perGram(result.charge()),
                result.reason().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void checkpoint(DischargeCheckpoint state, boolean last) {
        boolean due = System.nanoTime() - lastCheckpoint > CHECKPOINT_INTERVAL;
        if (checkpoint.isPresent() && (last || due)) {
            keep(state);
        }
    }

    private void keep(DischargeCheckpoint state) {
        try {
            CheckpointFile.write(checkpoint.orElseThrow(), asked(), List.of(table, layers, steps), files, state);
            lastCheckpoint = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The checkpoint can't be written any more (" + e.getMessage() + "); the curve so far is in "
                            + table.name() + ".csv.",
                    e);
        }
    }

    @Override
    public void snapshot(double voltage, CellFields fields) {
        snapshot(Numbers.shortest(voltage) + " V", voltage, fields);
    }

    @Override
    public void snapshotAtTime(double time, CellFields fields) {
        snapshot(Numbers.tenDigits(time / Units.HOUR) + " h", fields.voltage(), fields);
    }

    private void snapshot(String when, double voltage, CellFields fields) {
        files.addAll(snapshots.write("_" + when.replace(" ", "") + suffix, fields));
        double[][] profile = fields.lithiationByLayer();
        double thickness = labels.grid().spacing(labels.axis());
        int count = profile[0].length;
        for (int l = 0; l < count; l++) {
            // The profile runs from lithium; the table's layers run along the axis, as everywhere.
            int along = labels.collector() == Collector.LAST ? l : count - 1 - l;
            layers.row(
                    voltage,
                    along,
                    (along + 0.5) * thickness / Units.MICROMETRE,
                    profile[0][l],
                    profile[1][l],
                    fields.time(),
                    when);
        }
    }

    /** Tables go on straight beyond their ends; whoever comes there is told. */
    private void warnOfExtrapolation() {
        if (cell.cell().activeMaterial().openCircuitPotential() instanceof TabulatedFunction potential
                && (leastLithiation < potential.first() || mostLithiation > potential.last())) {
            execution.warn(String.format(
                    Locale.ROOT,
                    "The lithiation came to %.4g … %.4g, beyond the table of the open-circuit potential (x = %.4g … %.4g),"
                            + " which was continued straight.",
                    leastLithiation,
                    mostLithiation,
                    potential.first(),
                    potential.last()));
        }
    }

    private void conclude(DischargeResult result) {
        warnOfExtrapolation();
        execution.record("stop reason" + suffix, result.stop().name());
        execution.record("face rule", result.faceRule().toString());
        execution.record("time steps" + suffix, result.steps());
        execution.record("Newton steps" + suffix, result.newtonSteps());
        execution.record("linear iterations" + suffix, result.linearIterations());
        execution.record("largest current imbalance" + suffix, result.largestImbalance());
        if (result.stop() == StopReason.CANCELLED) {
            if (!control.isStopped()) {
                throw new CancellationException("discharge");
            }
            execution.warn("The run was stopped by hand; its results are those so far.");
            return;
        }
        String reached = result.points().isEmpty()
                ? "before any charge passed"
                : String.format(Locale.ROOT, "at %.4f V", result.last().voltage());
        if (result.stop() == StopReason.NOT_CONVERGED) {
            throw new IllegalArgumentException("The discharge stopped " + reached
                    + " because a step could not be solved; with output= the curve so far is in " + table.name()
                    + ".csv. Try a smaller current, or report the case.");
        }
        if (result.stop() == StopReason.LIMITING_CURRENT) {
            execution.warn(
                    "The current is above what the cell can give: its voltage is below the cut-off as soon as the"
                            + " current flows; the discharge ended " + reached + ".");
        } else if (result.stop() == StopReason.SURFACE_SATURATED) {
            execution.warn(
                    "The active material's surface is full; the discharge ended " + reached + ", above the cut-off.");
        }
        if (!result.points().isEmpty()) {
            execution.record(
                    "capacity" + suffix + " [mAh/g]", perGram(result.last().charge()));
        }
        if (checkpoint.isPresent()) {
            keep((DischargeCheckpoint) null); // complete, should a later run of the same command be interrupted
        }
    }
}
