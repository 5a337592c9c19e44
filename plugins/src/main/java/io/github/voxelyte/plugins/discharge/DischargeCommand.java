package io.github.voxelyte.plugins.discharge;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.cell.CellOutlook;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.Outlook;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.solver.cell.BpxImport;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.FaceRule;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolText;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Menu command: discharge, or any protocol, of the cell made of a label stack and a cell file. */
public final class DischargeCommand implements Command {
    static final double DEFAULT_C_RATE = 0.1;

    /** A discharge of fewer points ended at once, and says nothing of how long others take. */
    private static final int ROWS_OF_A_CURVE = 10;

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Simulate Discharge...",
            "discharge",
            "Discharges the cell of a label stack and a cell file at constant current, or takes it through a protocol.",
            CommandDescription.Input.LABELS,
            DischargeKeys.ALL);

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Optional<Outlook> outlook(ImagePlus image) {
        return CellOutlook.of(image, DischargeCommand::parameters, new DischargePlan());
    }

    @Override
    public void execute(Execution execution) {
        requireOneOf(execution);
        boolean hasFolder = execution.find(ImageKeys.OUTPUT).isPresent();
        if (execution.get(DischargeKeys.RESUME) && !hasFolder) {
            throw new IllegalArgumentException(
                    "resume needs the output= folder of the interrupted run: give it, or leave out resume.");
        }
        if (execution.get(DischargeKeys.VTI) && !hasFolder) {
            throw new IllegalArgumentException("vti needs output=, the folder that the files go into.");
        }
        warnWithoutSnapshots(execution);
        Optional<MeasuredCurve> measured =
                execution.find(DischargeKeys.MEASURED).map(MeasuredCurve::read);
        Cell parameters = parameters(execution.options());
        LabelStack labels = execution.labels();
        labels.requirePhysical("a discharge");
        double bytes = VoxelCell.bytesFor(labels.grid(), labels.axis(), parameters);
        execution.requireMemory(bytes, "A discharge of " + labels.grid().size() + " voxels");
        VoxelCell cell = CellAssembly.assemble(execution, labels, parameters);
        describe(execution, cell);
        warnOfLayers(execution, cell.cell());
        Discharge discharge = Discharge.withDefaults()
                .withFaceRule(FaceRule.of(execution.get(DischargeKeys.FACE_RULE)))
                .withDoubleLayer(execution.get(DischargeKeys.DOUBLE_LAYER))
                .withTolerances(execution.get(DischargeKeys.STEP_TOLERANCE), execution.get(DischargeKeys.TOLERANCE))
                .withCutOff(execution.get(DischargeKeys.CUTOFF))
                .withSnapshots(execution.find(DischargeKeys.SNAPSHOTS).orElse(List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .withSnapshotTimes(execution.find(DischargeKeys.SNAPSHOT_TIMES).orElse(List.of()).stream()
                        .mapToDouble(hours -> hours * Units.HOUR)
                        .toArray())
                .withParallel(execution.parallel());
        List<DischargeOutput> runs = runs(execution, labels, cell, discharge);
        RunControl control = new RunControl();
        boolean watched = execution.isAttended()
                && !GraphicsEnvironment.isHeadless()
                && !Interpreter.isBatchMode()
                && IJ.getInstance() != null;
        Optional<DischargeWindow> window =
                watched ? Optional.of(DischargeWindow.open(labels, cell, bytes, control)) : Optional.empty();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < runs.size() && !control.isStopped(); i++) {
                double from = (double) i / runs.size();
                runs.get(i).run(discharge, from, from + 1.0 / runs.size(), control, window);
            }
        } finally {
            window.ifPresent(DischargeWindow::close);
        }
        if (watched && !IJ.isMacro() && !control.isStopped() && isWhole(execution, runs)) {
            double unknowns =
                    (double) cell.summary().potentials() + cell.summary().lithiations();
            RunTime.keep((System.nanoTime() - start) / 1e9, unknowns, runs.size());
        }
        DischargePlots.add(execution, runs, measured);
    }

    private static void warnWithoutSnapshots(Execution execution) {
        if (execution.find(DischargeKeys.SNAPSHOTS).isPresent()
                || execution.find(DischargeKeys.SNAPSHOT_TIMES).isPresent()) {
            return;
        }
        for (Key<Boolean> key : List.of(DischargeKeys.MAPS, DischargeKeys.VTI, DischargeKeys.VIEWS)) {
            if (execution.get(key)) {
                execution.warn(key.name()
                        + " changes nothing: it is about snapshots; ask for some by snapshots_V or snapshots_h.");
            }
        }
    }

    /** Whether discharges at constant current were run from their beginning to an end that says something. */
    private static boolean isWhole(Execution execution, List<DischargeOutput> runs) {
        return execution.find(DischargeKeys.PROTOCOL).isEmpty()
                && !execution.get(DischargeKeys.RESUME)
                && runs.stream().allMatch(run -> run.curve().size() >= ROWS_OF_A_CURVE);
    }

    private static void requireOneOf(Execution execution) {
        long given = Stream.of(DischargeKeys.C_RATE, DischargeKeys.CURRENT, DischargeKeys.PROTOCOL)
                .filter(key -> execution.find(key).isPresent())
                .count();
        if (given > 1) {
            throw new IllegalArgumentException(
                    "c_rate, current_mA_per_cm2 and protocol all say the current; give one of them.");
        }
    }

    static Cell parameters(Options options) {
        Cell parameters = CellAssembly.parameters(options);
        Optional<String> bpx = options.find(DischargeKeys.BPX);
        if (options.get(DischargeKeys.BPX_ELECTROLYTE) && bpx.isEmpty()) {
            throw new IllegalArgumentException(
                    "bpx_electrolyte needs bpx=, the file whose electrolyte is to be taken.");
        }
        if (bpx.isPresent()) {
            try {
                String text = Files.readString(Path.of(bpx.get()));
                parameters = BpxImport.positiveElectrode(parameters, text);
                if (options.get(DischargeKeys.BPX_ELECTROLYTE)) {
                    parameters = BpxImport.electrolyte(parameters, text);
                }
            } catch (IOException e) {
                throw new IllegalArgumentException("bpx=" + bpx.get() + " can't be read: " + e.getMessage(), e);
            }
        }
        return parameters;
    }

    private static void warnOfLayers(Execution execution, Cell cell) {
        boolean none = cell.activeMaterial().doubleLayer() == 0
                && cell.counterElectrode().doubleLayer() == 0;
        if (execution.get(DischargeKeys.DOUBLE_LAYER) && none) {
            execution.warn("double_layer changes nothing: the cell file gives no double_layer_F_per_cm2 above 0.");
        }
    }

    /** One run for every current; the rate stands in the names where there are several. */
    private static List<DischargeOutput> runs(
            Execution execution, LabelStack labels, VoxelCell cell, Discharge discharge) {
        double oneC = cell.summary().oneC();
        Optional<String> text = execution.find(DischargeKeys.PROTOCOL);
        if (text.isPresent()) {
            Protocol protocol = new ProtocolText(
                            oneC,
                            execution.get(DischargeKeys.CUTOFF),
                            execution.get(DischargeKeys.UPPER),
                            CurrentProfile::read)
                    .parse(text.get());
            return List.of(new DischargeOutput(execution, labels, cell, "", "protocol", protocol));
        }
        Optional<Double> current = execution.find(DischargeKeys.CURRENT);
        if (current.isPresent()) {
            Protocol protocol = discharge.protocol(cell, current.get() * Units.MILLIAMPERE_PER_CM2);
            return List.of(new DischargeOutput(
                    execution, labels, cell, "", Numbers.shortest(current.get()) + " mA/cm²", protocol));
        }
        List<DischargeOutput> runs = new ArrayList<>();
        List<Double> rates = execution.find(DischargeKeys.C_RATE).orElse(List.of(DEFAULT_C_RATE));
        for (double rate : rates) {
            String name = Numbers.shortest(rate) + "C";
            String suffix = rates.size() > 1 ? "_" + name : "";
            runs.add(new DischargeOutput(execution, labels, cell, suffix, name, discharge.protocol(cell, rate * oneC)));
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
        execution.log(String.format(
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
        CellAssembly.record(execution, cell);
    }
}
