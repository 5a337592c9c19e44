package io.github.voxelyte.plugins.discharge;

import ij.IJ;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.discharge.CellFields;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.DischargeListener;
import io.github.voxelyte.solver.discharge.DischargePoint;
import io.github.voxelyte.solver.discharge.DischargeResult;
import io.github.voxelyte.solver.discharge.LossBudget;
import io.github.voxelyte.solver.discharge.StopReason;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** One discharge of the command: its growing table, its snapshots, and what is said at the end. */
final class DischargeOutput implements DischargeListener {
    private final Execution execution;
    private final LabelStack labels;
    private final VoxelCell cell;
    private final String suffix;
    private final double current;
    private final Table table;
    private final Table layers;
    private Runnable written = () -> {};
    private double done;

    DischargeOutput(Execution execution, LabelStack labels, VoxelCell cell, String suffix, double current) {
        this.execution = execution;
        this.labels = labels;
        this.cell = cell;
        this.suffix = suffix;
        this.current = current;
        table = new Table(
                "discharge" + suffix,
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
                "Remainder [V]");
        layers = new Table(
                "lithiation_profile" + suffix,
                "Voltage [V]",
                "Layer",
                "Position [um]",
                "Mean lithiation",
                "Standard deviation");
    }

    /** Runs the discharge; its share of the command's progress goes from one number to another. */
    void run(Discharge discharge, double from, double to) {
        written = execution.grow(table);
        Progress part = execution.progress().part(from, to);
        DischargeResult result = discharge.run(cell, current, this, step -> part.update(done));
        if (layers.size() > 0) {
            execution.add(layers);
        }
        conclude(result);
    }

    @Override
    public void point(DischargePoint point) {
        LossBudget losses = point.losses();
        table.row(
                point.time(),
                point.currentDensity() / Units.MILLIAMPERE_PER_CM2,
                point.voltage(),
                point.charge() / Units.MILLIAMPERE_HOUR_PER_CM2,
                point.charge() / cell.summary().arealLoading() / Units.MILLIAMPERE_HOUR_PER_G,
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
                losses.remainder());
        written.run();
        double initial = cell.cell().activeMaterial().initialLithiation();
        done = Math.min(1, (point.meanLithiation() - initial) / (1 - initial));
        IJ.showStatus(String.format(
                Locale.ROOT,
                "Discharge: %.3f V, %.1f mAh/g",
                point.voltage(),
                point.charge() / cell.summary().arealLoading() / Units.MILLIAMPERE_HOUR_PER_G));
    }

    @Override
    public void snapshot(double voltage, CellFields fields) {
        String at = "_" + Numbers.shortest(voltage) + "V" + suffix;
        keep("lithiation" + at, fields.lithiation());
        keep("electrolyte_potential" + at, fields.electrolytePotential());
        keep("electronic_potential" + at, fields.electronicPotential());
        double[][] profile = fields.lithiationByLayer();
        double thickness = labels.grid().spacing(labels.axis());
        int count = profile[0].length;
        for (int l = 0; l < count; l++) {
            // The profile runs from lithium; the table's layers run along the axis, as everywhere.
            int along = labels.collector() == Collector.LAST ? l : count - 1 - l;
            layers.row(voltage, along, (along + 0.5) * thickness / Units.MICROMETRE, profile[0][l], profile[1][l]);
        }
    }

    private void keep(String title, ScalarField field) {
        execution.add(ResultImages.field(
                title, field, labels.voxelSize(), execution.info(false, labels.axis(), labels.collector())));
    }

    private void conclude(DischargeResult result) {
        execution.record("stop reason" + suffix, result.stop().name());
        execution.record("face rule", result.faceRule().toString());
        execution.record("time steps" + suffix, result.steps());
        execution.record("Newton steps" + suffix, result.newtonSteps());
        execution.record("linear iterations" + suffix, result.linearIterations());
        execution.record("largest current imbalance" + suffix, result.largestImbalance());
        if (result.stop() == StopReason.CANCELLED) {
            throw new CancellationException("discharge");
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
    }
}
