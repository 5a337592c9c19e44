package io.github.voxelyte.plugins.impedance;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.cell.CellOutlook;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.Outlook;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.impedance.Impedance;
import io.github.voxelyte.solver.impedance.ImpedanceResult;
import io.github.voxelyte.solver.impedance.LithiationState;
import io.github.voxelyte.solver.impedance.RestingState;
import io.github.voxelyte.solver.impedance.SurfaceRule;
import io.github.voxelyte.solver.spectrum.MeasuredSpectrum;
import io.github.voxelyte.solver.spectrum.RelaxationTimes;
import io.github.voxelyte.solver.spectrum.Spectrum;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Menu command: impedance spectrum of the cell made of a label stack and a cell file, at rest or as a discharge left it. */
public final class ImpedanceCommand implements Command {
    static final Key<Double> F_MAX = Key.number("f_max_Hz", Range.POSITIVE)
            .orElse(Impedance.DEFAULT_HIGHEST)
            .in("Hz")
            .help("Highest frequency; the others are f_max*10^(-k/per_decade).")
            .asked("From")
            .under("Frequencies");
    static final Key<Double> F_MIN = Key.number("f_min_Hz", Range.POSITIVE)
            .orElse(Impedance.DEFAULT_LOWEST)
            .in("Hz")
            .help("Lowest frequency.")
            .asked("Down to")
            .under("Frequencies");
    static final Key<Long> PER_DECADE = Key.integer("per_decade", Range.closed(1, 1000))
            .orElse((long) Impedance.DEFAULT_PER_DECADE)
            .help("Frequencies per decade.")
            .asked("Per decade")
            .under("Frequencies");
    static final Key<String> STATE = Key.text(
                    "state", "the title of an open lithiation snapshot of Simulate Discharge, or the path of one")
            .help("State of the cell: a snapshot of a discharge of the same stack, instead of lithiation or voltage_V.")
            .asked("State of a discharge")
            .under("Cell");
    static final Key<Double> VOLTAGE = Key.number("voltage_V", Range.open(0, 10))
            .in("V")
            .help("State of the resting cell by its open-circuit voltage, instead of lithiation.")
            .asked("Rest at voltage")
            .under("Cell")
            .when(Applies.absent(STATE));
    static final Key<Double> LITHIATION = Key.number("lithiation", Range.open(0, 1))
            .help("State of the resting cell. Where neither this nor voltage_V is given, the cell file's.")
            .asked("Rest at lithiation")
            .under("Cell")
            .when(Applies.absent(STATE).and(Applies.absent(VOLTAGE)));
    static final Key<String> RELAX = Key.choice("relax", "full", "none")
            .orElse("full")
            .help(
                    "What becomes of a state= first: lithium evens out wherever it can (full), or is held as it is (none).")
            .asked("Relaxed first")
            .under("Cell")
            .when(Applies.given(STATE));
    static final Key<String> FACE_RULE = Key.choice(
                    "face_rule", "diffusion length", "matched length", "half voxel", "cell centre")
            .orElse(Impedance.DEFAULT_RULE.toString())
            .help("What the reaction at a voxel face sees. See docs/impedance.md.")
            .asked("Reaction at a voxel face")
            .under("Model");
    static final Key<Double> PASSIVE = Key.number("passive_uF_per_cm2", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("uF/cm2")
            .help("Double layer of faces between active material and electrolyte that do not react.")
            .asked("Double layer of passive faces")
            .under("Model");
    static final Key<List<Double>> MAPS = Key.numbers("maps_Hz", Range.POSITIVE)
            .in("Hz")
            .help("Frequencies at which the current into the active material is mapped.")
            .asked("Map the current at")
            .under("Evaluation");
    static final Key<String> MEASURED = Key.file("measured")
            .help("A measured spectrum to compare with: CSV (frequency, Z', -Z''), Gamry .DTA, BioLogic .mpt.")
            .asked("Measured spectrum")
            .under("Evaluation");
    static final Key<Double> MEASURED_AREA = Key.number("measured_area_cm2", Range.POSITIVE)
            .orElse(1.0)
            .in("cm2")
            .help("Area of the measured electrode; 1 if the file is in Ohm cm2.")
            .asked("Area measured")
            .under("Evaluation")
            .when(Applies.given(MEASURED));
    static final Key<Boolean> SHIFT = Key.flag("shift_bulk")
            .help("Shift the measured spectrum to the same high-frequency intercept.")
            .asked("Shift it to the same bulk resistance")
            .under("Evaluation")
            .when(Applies.given(MEASURED));
    static final Key<Double> REGULARIZATION = Key.number("regularization", Range.POSITIVE)
            .orElse(RelaxationTimes.DEFAULT_PARAMETER)
            .help("Parameter of the distribution of relaxation times; larger is smoother.")
            .asked("Regularization of relaxation times")
            .under("Evaluation");
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.closed(1e-9, 1e-2))
            .orElse(Impedance.DEFAULT_TOLERANCE)
            .help("Norm of the residual relative to the current; the error of Z is of the order of its square.")
            .asked("Tolerance of the solve")
            .under("Evaluation");

    private static final double MICROFARAD_PER_CM2 = 1e-2;
    private static final double BYTES_PER_VOXEL =
            1300; // the cell's network, some 20 basis vectors, some 10 Krylov vectors
    /** A double layer counts from about here on [Hz]. */
    private static final double DOUBLE_LAYER_FREQUENCY = 100;

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Simulate Impedance...",
            "impedance",
            "Impedance spectrum of the resting cell of a label stack and a cell file, with the share of every process.",
            CommandDescription.Input.LABELS,
            List.of(
                    CellAssembly.CELL,
                    F_MAX,
                    F_MIN,
                    PER_DECADE,
                    CellAssembly.SEPARATOR,
                    LITHIATION,
                    VOLTAGE,
                    STATE,
                    RELAX,
                    FACE_RULE,
                    CellAssembly.FACE_MASK,
                    CellAssembly.GRAINS,
                    CellAssembly.SURFACE_CORRECTION,
                    CellAssembly.SIDES,
                    PASSIVE,
                    MAPS,
                    MEASURED,
                    MEASURED_AREA,
                    SHIFT,
                    REGULARIZATION,
                    TOLERANCE,
                    ImageKeys.AXIS,
                    ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Optional<Outlook> outlook(ImagePlus image) {
        return CellOutlook.of(image, ImpedanceCommand::parameters, new ImpedancePlan());
    }

    static double[] frequencies(Options options) {
        return Impedance.frequencies(options.get(F_MAX), options.get(F_MIN), Math.toIntExact(options.get(PER_DECADE)));
    }

    /** What it needs of the heap, beside the cell itself. */
    static double bytes(int voxels, double forCell) {
        return Math.max(BYTES_PER_VOXEL * voxels, forCell);
    }

    @Override
    public void execute(Execution execution) {
        double[] frequencies = frequencies(execution.options());
        Cell parameters = parameters(execution.options());
        Optional<Spectrum> measured = execution.find(MEASURED).map(file -> MeasuredSpectrum.read(Path.of(file))
                .times(execution.get(MEASURED_AREA)));
        LabelStack labels = execution.labels();
        labels.requirePhysical("an impedance");
        int voxels = labels.grid().size();
        double bytes = bytes(voxels, VoxelCell.bytesFor(labels.grid(), labels.axis(), parameters));
        execution.requireMemory(bytes, "An impedance spectrum of " + voxels + " voxels");
        Optional<ScalarField> given = DischargeState.find(execution, labels);
        VoxelCell cell = CellAssembly.assemble(execution, labels, parameters);
        LithiationState state = DischargeState.of(execution, cell, given);
        describe(execution, cell, state);
        warnWithoutDoubleLayer(execution, parameters, frequencies[0]);
        Impedance impedance = Impedance.withDefaults()
                .withRule(SurfaceRule.of(execution.get(FACE_RULE)))
                .withPassiveDoubleLayer(execution.get(PASSIVE) * MICROFARAD_PER_CM2)
                .withTolerance(execution.get(TOLERANCE))
                .withMaps(execution.find(MAPS).orElse(List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .withParallel(execution.parallel());
        GrowingSpectrum rows = new GrowingSpectrum(execution, cell);
        ImpedanceResult result = impedance.run(
                cell, state, frequencies, rows::add, execution.progress().part(0, 0.98));
        new ImpedanceOutput(execution, labels, result, rows).deliver(measured);
        execution.progress().update(1);
    }

    private static Cell parameters(Options options) {
        Cell cell = CellAssembly.parameters(options);
        Optional<Double> lithiation = options.find(LITHIATION);
        Optional<Double> voltage = options.find(VOLTAGE);
        long given = Stream.of(LITHIATION, VOLTAGE, STATE)
                .filter(key -> options.find(key).isPresent())
                .count();
        if (given > 1) {
            throw new IllegalArgumentException("lithiation, voltage_V and state all say the state; give one of them.");
        }
        if (options.find(STATE).isPresent()) {
            return cell;
        }
        if (options.get(RELAX).equals("none")) {
            throw new IllegalArgumentException(
                    "relax=none keeps the lithiation of a snapshot as it is: give one by state=, or leave relax out.");
        }
        if (voltage.isPresent()) {
            return RestingState.atVoltage(cell, voltage.get());
        }
        return RestingState.atLithiation(
                cell, lithiation.orElse(cell.activeMaterial().initialLithiation()));
    }

    private static void warnWithoutDoubleLayer(Execution execution, Cell cell, double highest) {
        boolean active = cell.activeMaterial().doubleLayer() == 0;
        boolean lithium = cell.counterElectrode().doubleLayer() == 0;
        if ((active || lithium) && highest > DOUBLE_LAYER_FREQUENCY) {
            String where = active && lithium ? "active material and lithium" : active ? "active material" : "lithium";
            execution.warn("The cell file gives no double layer at " + where
                    + ": its charge transfer is a plain resistance at all frequencies and has no arc.");
        }
    }

    /** Says what is known before anything is solved, in the log and in the summary. */
    private static void describe(Execution execution, VoxelCell cell, LithiationState state) {
        CellSummary summary = cell.summary();
        execution.log(String.format(
                Locale.ROOT,
                "Cell %s %s: lithiation %.4f, %.4f V; contact ratio %.3f, connected active %.4f, connected electrolyte"
                        + " %.4f, reactive area %.3f per cross-section",
                cell.cell().name(),
                state.isFrozen() ? "held before its rest" : "at rest",
                state.mean(),
                state.voltage(),
                summary.contactRatio(),
                summary.connectedActive(),
                summary.connectedElectrolyte(),
                summary.activeArea()));
        execution.record(
                state.isFrozen() ? "mean lithiation (not relaxed)" : "lithiation (fully relaxed)", state.mean());
        execution.record(
                state.isFrozen() ? "voltage at which the reactions cancel [V]" : "open-circuit voltage [V]",
                state.voltage());
        CellAssembly.record(execution, cell);
    }
}
