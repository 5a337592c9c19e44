package io.github.voxelyte.plugins.discharge;

import ij.IJ;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.FaceRule;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Menu command: constant-current discharge of the cell made of a label stack and a cell file. */
public final class DischargeCommand implements Command {
    static final Key<String> CELL = Key.text("cell", String.join(", ", CellFile.builtInNames()) + ", or a cell file")
            .orElse(CellFile.DEFAULT)
            .help("A built-in cell by its name, or the path of a cell file (JSON).");
    static final Key<List<Double>> C_RATE = Key.numbers("c_rate", Range.POSITIVE)
            .help("C-rate, or a list; 1C is the cell file's. Default 0.1 where no current is given.");
    static final Key<Double> CURRENT = Key.number("current_mA_per_cm2", Range.POSITIVE)
            .in("mA/cm2")
            .help("Current per cross-section, instead of c_rate.");
    static final Key<Double> CUTOFF = Key.number("cutoff_V", Range.open(0, 10))
            .orElse(Discharge.DEFAULT_CUT_OFF)
            .in("V")
            .help("Voltage at which the discharge ends.");
    static final Key<Double> SEPARATOR = Key.number("separator_um", Range.closed(0, 1e5))
            .in("um")
            .help("Separator outside the stack; 0: the stack holds it. Where absent the cell file's.");
    static final Key<List<Double>> SNAPSHOTS = Key.numbers("snapshots_V", Range.open(0, 10))
            .in("V")
            .help("Voltages at which fields and layer profiles are kept.");
    static final Key<String> FACE_RULE = Key.choice("face_rule", "half voxel", "cell centre", "parabolic")
            .orElse(Discharge.DEFAULT_FACE_RULE.toString())
            .help("What the reaction at a voxel face sees: the largest modelling error. See docs/solver.md.");

    private static final double DEFAULT_C_RATE = 0.1;
    private static final double BYTES_PER_VOXEL =
            800; // a potential, half a lithiation, three edges, multigrid, Krylov vectors

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Simulate Discharge...",
            "discharge",
            "Discharges the cell of a label stack and a cell file at constant current.",
            CommandDescription.Input.LABELS,
            List.of(
                    CELL,
                    C_RATE,
                    CURRENT,
                    CUTOFF,
                    SEPARATOR,
                    SNAPSHOTS,
                    FACE_RULE,
                    ImageKeys.AXIS,
                    ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        if (execution.find(C_RATE).isPresent() && execution.find(CURRENT).isPresent()) {
            throw new IllegalArgumentException("c_rate and current_mA_per_cm2 both say the current; give one of them.");
        }
        Cell parameters = CellFile.open(execution.get(CELL));
        Optional<Double> separator = execution.find(SEPARATOR);
        if (separator.isPresent()) {
            parameters = parameters.withSeparatorThickness(separator.get() * 1e-6);
        }
        LabelStack labels = execution.labels();
        labels.requirePhysical("a discharge");
        int voxels = labels.grid().size();
        execution.requireMemory(BYTES_PER_VOXEL * voxels, "A discharge of " + voxels + " voxels");
        VoxelCell cell = VoxelCell.of(
                labels.phases(),
                LabelMeaning.VOXELYTE,
                labels.axis(),
                labels.collector() == Collector.LAST,
                parameters);
        describe(execution, cell);
        Discharge discharge = Discharge.withDefaults()
                .withFaceRule(FaceRule.of(execution.get(FACE_RULE)))
                .withCutOff(execution.get(CUTOFF))
                .withSnapshots(execution.find(SNAPSHOTS).orElse(List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .withParallel(execution.parallel());
        List<DischargeOutput> runs = runs(execution, labels, cell);
        for (int i = 0; i < runs.size(); i++) {
            double from = (double) i / runs.size();
            runs.get(i).run(discharge, from, from + 1.0 / runs.size());
        }
    }

    /** One run for every current; the rate stands in the names where there are several. */
    private static List<DischargeOutput> runs(Execution execution, LabelStack labels, VoxelCell cell) {
        List<DischargeOutput> runs = new ArrayList<>();
        Optional<Double> current = execution.find(CURRENT);
        if (current.isPresent()) {
            runs.add(new DischargeOutput(execution, labels, cell, "", current.get() * Units.MILLIAMPERE_PER_CM2));
            return runs;
        }
        List<Double> rates = execution.find(C_RATE).orElse(List.of(DEFAULT_C_RATE));
        for (double rate : rates) {
            String suffix = rates.size() > 1 ? "_" + Numbers.shortest(rate) + "C" : "";
            runs.add(new DischargeOutput(
                    execution, labels, cell, suffix, rate * cell.summary().oneC()));
        }
        return runs;
    }

    /** Says what is known before anything is solved, in the log and in the summary. */
    private static void describe(Execution execution, VoxelCell cell) {
        CellSummary summary = cell.summary();
        double loading = summary.arealLoading() / Units.MILLIGRAM_PER_CM2;
        double capacity = summary.theoreticalCapacity() / Units.MILLIAMPERE_HOUR_PER_CM2;
        double specific = summary.theoreticalCapacity() / summary.arealLoading() / Units.MILLIAMPERE_HOUR_PER_G;
        double oneC = summary.oneC() / Units.MILLIAMPERE_PER_CM2;
        IJ.log(String.format(
                Locale.ROOT,
                "Cell %s: %.3f mg/cm2 active material, %.4f mAh/cm2 (%.1f mAh/g) theoretical, 1C = %.4f mA/cm2,"
                        + " contact ratio %.3f, connected active %.4f, connected electrolyte %.4f",
                cell.cell().name(),
                loading,
                capacity,
                specific,
                oneC,
                summary.contactRatio(),
                summary.connectedActive(),
                summary.connectedElectrolyte()));
        execution.record("areal loading [mg/cm2]", loading);
        execution.record("theoretical capacity [mAh/cm2]", capacity);
        execution.record("theoretical capacity [mAh/g]", specific);
        execution.record("1C current [mA/cm2]", oneC);
        execution.record("contact ratio", summary.contactRatio());
        execution.record("connected active material", summary.connectedActive());
        execution.record("connected electrolyte", summary.connectedElectrolyte());
        execution.record("floating active material (kept, net current zero)", summary.floatingActive());
        execution.record("dead active material (taken out)", summary.deadActive());
        execution.record("reactive area per cross-section (raw voxel faces)", summary.activeArea());
        execution.record("unknown potentials", summary.potentials());
        execution.record("unknown lithiations", summary.lithiations());
    }
}
