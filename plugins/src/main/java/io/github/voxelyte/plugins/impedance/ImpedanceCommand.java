package io.github.voxelyte.plugins.impedance;

import ij.IJ;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.discharge.ParticleContacts;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.CellOptions;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.impedance.Impedance;
import io.github.voxelyte.solver.impedance.ImpedanceResult;
import io.github.voxelyte.solver.impedance.RestingState;
import io.github.voxelyte.solver.impedance.SurfaceRule;
import io.github.voxelyte.solver.spectrum.MeasuredSpectrum;
import io.github.voxelyte.solver.spectrum.RelaxationTimes;
import io.github.voxelyte.solver.spectrum.Spectrum;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Menu command: impedance spectrum of the cell made of a label stack and a cell file, at rest. */
public final class ImpedanceCommand implements Command {
    static final Key<String> CELL = Key.text("cell", String.join(", ", CellFile.builtInNames()) + ", or a cell file")
            .orElse(CellFile.DEFAULT)
            .help("A built-in cell by its name, or the path of a cell file (JSON).");
    static final Key<Double> F_MAX = Key.number("f_max_Hz", Range.POSITIVE)
            .orElse(Impedance.DEFAULT_HIGHEST)
            .in("Hz")
            .help("Highest frequency; the others are f_max*10^(-k/per_decade).");
    static final Key<Double> F_MIN = Key.number("f_min_Hz", Range.POSITIVE)
            .orElse(Impedance.DEFAULT_LOWEST)
            .in("Hz")
            .help("Lowest frequency.");
    static final Key<Long> PER_DECADE = Key.integer("per_decade", Range.closed(1, 1000))
            .orElse((long) Impedance.DEFAULT_PER_DECADE)
            .help("Frequencies per decade.");
    static final Key<Double> SEPARATOR = Key.number("separator_um", Range.closed(0, 1e5))
            .in("um")
            .help("Separator outside the stack; 0: the stack holds it. Where absent the cell file's.");
    static final Key<Double> LITHIATION = Key.number("lithiation", Range.open(0, 1))
            .help("State of the resting cell. Where neither this nor voltage_V is given, the cell file's.");
    static final Key<Double> VOLTAGE = Key.number("voltage_V", Range.open(0, 10))
            .in("V")
            .help("State of the resting cell by its open-circuit voltage, instead of lithiation.");
    static final Key<String> FACE_RULE = Key.choice(
                    "face_rule", "diffusion length", "matched length", "half voxel", "cell centre")
            .orElse(Impedance.DEFAULT_RULE.toString())
            .help("What the reaction at a voxel face sees. See docs/impedance.md.");
    static final Key<String> FACE_MASK = Key.text("face_mask", "the title of an open 8-bit stack, or the path of one")
            .help("Faces that do not react, as Delaminate Particles makes them.");
    static final Key<Boolean> SURFACE_CORRECTION = Key.flag("surface_correction")
            .help("Takes 2/3 of the area of every reactive voxel face: what they count too much of a smooth surface.");
    static final Key<String> SIDES = Key.choice("sides", "no flux", "periodic")
            .orElse("no flux")
            .help("Lateral sides: closed, or continued at the opposite side.");
    static final Key<Double> PASSIVE = Key.number("passive_uF_per_cm2", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("uF/cm2")
            .help("Double layer of faces between active material and electrolyte that do not react.");
    static final Key<List<Double>> MAPS = Key.numbers("maps_Hz", Range.POSITIVE)
            .in("Hz")
            .help("Frequencies at which the current into the active material is mapped.");
    static final Key<String> MEASURED = Key.file("measured")
            .help("A measured spectrum to compare with: CSV (frequency, Z', -Z''), Gamry .DTA, BioLogic .mpt.");
    static final Key<Double> MEASURED_AREA = Key.number("measured_area_cm2", Range.POSITIVE)
            .orElse(1.0)
            .in("cm2")
            .help("Area of the measured electrode; 1 if the file is in Ohm cm2.");
    static final Key<Boolean> SHIFT =
            Key.flag("shift_bulk").help("Shift the measured spectrum to the same high-frequency intercept.");
    static final Key<Double> REGULARIZATION = Key.number("regularization", Range.POSITIVE)
            .orElse(RelaxationTimes.DEFAULT_PARAMETER)
            .help("Parameter of the distribution of relaxation times; larger is smoother.");
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.closed(1e-9, 1e-2))
            .orElse(Impedance.DEFAULT_TOLERANCE)
            .help("Norm of the residual relative to the current; the error of Z is of the order of its square.");

    private static final double MICROMETRE = 1e-6;
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
                    CELL,
                    F_MAX,
                    F_MIN,
                    PER_DECADE,
                    SEPARATOR,
                    LITHIATION,
                    VOLTAGE,
                    FACE_RULE,
                    FACE_MASK,
                    ParticleContacts.GRAINS,
                    SURFACE_CORRECTION,
                    SIDES,
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
    public void execute(Execution execution) {
        double[] frequencies = Impedance.frequencies(
                execution.get(F_MAX), execution.get(F_MIN), Math.toIntExact(execution.get(PER_DECADE)));
        Cell parameters = parameters(execution);
        Optional<Spectrum> measured = execution.find(MEASURED).map(file -> MeasuredSpectrum.read(Path.of(file))
                .times(execution.get(MEASURED_AREA)));
        LabelStack labels = execution.labels();
        labels.requirePhysical("an impedance");
        int voxels = labels.grid().size();
        execution.requireMemory(BYTES_PER_VOXEL * voxels, "An impedance spectrum of " + voxels + " voxels");
        VoxelCell cell = VoxelCell.of(
                labels.phases(),
                LabelMeaning.VOXELYTE,
                labels.axis(),
                labels.collector() == Collector.LAST,
                parameters,
                ParticleContacts.add(execution, labels, parameters, options(execution, labels)));
        describe(execution, cell);
        warnWithoutDoubleLayer(execution, parameters, frequencies[0]);
        Impedance impedance = Impedance.withDefaults()
                .withRule(SurfaceRule.of(execution.get(FACE_RULE)))
                .withPassiveDoubleLayer(execution.get(PASSIVE) * MICROFARAD_PER_CM2)
                .withTolerance(execution.get(TOLERANCE))
                .withMaps(execution.find(MAPS).orElse(List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .withParallel(execution.parallel());
        ImpedanceResult result =
                impedance.run(cell, frequencies, execution.progress().part(0, 0.98));
        new ImpedanceOutput(execution, labels, result).deliver(measured);
        execution.progress().update(1);
    }

    private static CellOptions options(Execution execution, LabelStack labels) {
        CellOptions options =
                CellOptions.DEFAULT.withPeriodicSides(execution.get(SIDES).equals("periodic"));
        if (execution.get(SURFACE_CORRECTION)) {
            options = options.withSurfaceFactor(CellOptions.SMOOTH_SURFACE);
        }
        Optional<String> mask = execution.find(FACE_MASK);
        return mask.isEmpty()
                ? options
                : options.withFaceMask(
                        NamedImage.of(FACE_MASK.name(), mask.get()).labelsOn(labels.grid()));
    }

    private static Cell parameters(Execution execution) {
        Cell cell = CellFile.open(execution.get(CELL));
        Optional<Double> separator = execution.find(SEPARATOR);
        if (separator.isPresent()) {
            cell = cell.withSeparatorThickness(separator.get() * MICROMETRE);
        }
        Optional<Double> lithiation = execution.find(LITHIATION);
        Optional<Double> voltage = execution.find(VOLTAGE);
        if (lithiation.isPresent() && voltage.isPresent()) {
            throw new IllegalArgumentException("lithiation and voltage_V both say the state; give one of them.");
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
    private static void describe(Execution execution, VoxelCell cell) {
        CellSummary summary = cell.summary();
        double x = cell.cell().activeMaterial().initialLithiation();
        double open = cell.cell().activeMaterial().openCircuitPotential().value(x);
        IJ.log(String.format(
                Locale.ROOT,
                "Cell %s at rest: lithiation %.4f, %.4f V; contact ratio %.3f, connected active %.4f, connected electrolyte"
                        + " %.4f, reactive area %.3f per cross-section",
                cell.cell().name(),
                x,
                open,
                summary.contactRatio(),
                summary.connectedActive(),
                summary.connectedElectrolyte(),
                summary.activeArea()));
        execution.record("lithiation (fully relaxed)", x);
        execution.record("open-circuit voltage [V]", open);
        execution.record("contact ratio", summary.contactRatio());
        execution.record("connected active material", summary.connectedActive());
        execution.record("connected electrolyte", summary.connectedElectrolyte());
        execution.record("floating active material (kept, net current zero)", summary.floatingActive());
        execution.record("dead active material (taken out)", summary.deadActive());
        execution.record(
                "reactive area per cross-section ("
                        + (execution.get(SURFACE_CORRECTION) ? "2/3 of voxel faces)" : "raw voxel faces)"),
                summary.activeArea());
        ParticleContacts.describe(execution, cell);
        execution.record("unknown potentials", summary.potentials());
        execution.record("unknown lithiations", summary.lithiations());
    }
}
