package io.github.voxelyte.plugins.transport;

import io.github.voxelyte.microstructure.transport.ConductivityBounds;
import io.github.voxelyte.microstructure.transport.ConductivityTensor;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.PeriodicConductivity;
import io.github.voxelyte.microstructure.transport.TransportMaps;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Menu command: effective conductivity, tortuosity factor and MacMullin number of the phases of a label stack. */
public final class TransportCommand implements Command {
    static final Key<String> PHASE = Key.text(
                    "phase", "electrolyte, active, passivated, additive, void or a label; or a list")
            .orElse(Phase.ELECTROLYTE.word())
            .help("Phase that conducts, or a label of the stack; of a list each one alone, one after the other.");
    static final Key<String> CONDUCTIVITIES = Key.text(
                    "conductivities_S_per_cm", "numbers in the order of phase, or electrolyte=1.2e-4,active=0.01")
            .in("S/cm")
            .help("Lets several phases conduct together; in the order of phase where that is given, else of the labels,"
                    + " or by name. Ratios refer to the first that conducts.");
    static final Key<String> AXIS =
            Key.choice("axis", "all", "x", "y", "z").orElse("all").help("Direction of transport: all three, or one.");
    private static final String NO_FLUX = "no flux";
    private static final String PERIODIC = "periodic";
    private static final String FULLY_PERIODIC = "fully periodic";
    static final Key<String> BOUNDARY = Key.choice("boundary", NO_FLUX, PERIODIC, FULLY_PERIODIC)
            .orElse(NO_FLUX)
            .help(
                    "What the side faces do: let nothing through, or join the opposite side. Fully periodic: the stack"
                            + " repeats in all directions, and the whole tensor is computed for a mean field instead of planes.");
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.open(0, 1))
            .orElse(EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE)
            .help("Relative residual of the linear solve at which to stop.");

    static final Key<Boolean> MAPS = Key.flag("maps")
            .help("Also gives the potential for 1 V between the faces, and the flux over the mean one, as stacks.");

    private static final double BYTES_PER_MAPPED_VOXEL = 12; // and direction, beside those of the solve
    private static final double BYTES_PER_VOXEL = 24; // 20 of the solver, the rest for what is not connected
    private static final double BYTES_PER_PERIODIC_VOXEL = 450;

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Transport Properties...",
            "transport",
            "Effective conductivity, tortuosity factor and MacMullin number between the two outer faces.",
            CommandDescription.Input.LABELS,
            List.of(PHASE, CONDUCTIVITIES, AXIS, BOUNDARY, TOLERANCE, MAPS));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack labels = execution.labels();
        List<Conductors> cases = cases(execution, labels);
        List<Axis> axes = axes(execution.get(AXIS));
        boolean tensors = execution.get(BOUNDARY).equals(FULLY_PERIODIC);
        if (tensors && execution.get(MAPS)) {
            throw new IllegalArgumentException(
                    "maps belongs to electrode planes; with boundary=[fully periodic] leave it out.");
        }
        requireMemory(execution, labels.grid().size(), tensors, cases.size() * axes.size());
        Table table = new Table(
                "transport",
                "Phase",
                "Axis",
                "Fraction",
                "Connected fraction",
                "D_eff/D",
                "Tortuosity factor",
                "Tortuosity factor (connected)",
                "Tortuosity",
                "MacMullin number",
                "Effective conductivity [S/cm]",
                "Iterations",
                "Residual",
                "Flux imbalance",
                "Status");
        double worst = tensors
                ? solveTensors(execution, labels, cases, axes, table)
                : solvePlanes(execution, labels, cases, axes, table);
        execution.record("largest relative residual", worst);
        execution.add(table);
    }

    private static void requireMemory(Execution execution, int voxels, boolean tensors, int solves) {
        double mapped = execution.get(MAPS) ? BYTES_PER_MAPPED_VOXEL * solves : 0;
        double each = tensors ? BYTES_PER_PERIODIC_VOXEL : BYTES_PER_VOXEL + mapped;
        execution.requireMemory(each * voxels, "A solve of " + voxels + " voxels");
    }

    /** One solve between planes for each case and axis; returns the largest residual. */
    private static double solvePlanes(
            Execution execution, LabelStack labels, List<Conductors> cases, List<Axis> axes, Table table) {
        double solves = (double) cases.size() * axes.size();
        double worst = 0;
        for (Conductors conductors : cases) {
            for (Axis axis : axes) {
                Progress part = execution.progress().part(table.size() / solves, (table.size() + 1) / solves);
                EffectiveConductivity measure = EffectiveConductivity.along(axis)
                        .withRelativeTolerance(execution.get(TOLERANCE))
                        .withPeriodicSides(execution.get(BOUNDARY).equals(PERIODIC))
                        .withParallel(execution.parallel());
                EffectiveTransport result = execution.get(MAPS)
                        ? mapped(execution, labels, conductors, measure, part)
                        : conductors.solve(measure, labels, part);
                add(execution, table, conductors, result);
                worst = Math.max(worst, result.residual());
            }
        }
        return worst;
    }

    /** One tensor for each case: its diagonal into the table, all of it into a table of its own; returns the largest residual. */
    private static double solveTensors(
            Execution execution, LabelStack labels, List<Conductors> cases, List<Axis> axes, Table table) {
        Table whole = new Table("transport_tensor", "Phase", "Current along", "D_eff/D x", "D_eff/D y", "D_eff/D z");
        PeriodicConductivity measure = PeriodicConductivity.create()
                .withRelativeTolerance(execution.get(TOLERANCE))
                .withParallel(execution.parallel());
        double worst = 0;
        for (int i = 0; i < cases.size(); i++) {
            Conductors conductors = cases.get(i);
            Progress part = execution.progress().part((double) i / cases.size(), (i + 1.0) / cases.size());
            ConductivityTensor tensor = conductors.tensor(measure, labels, part);
            worst = Math.max(worst, tensor.residual());
            ConductivityBounds bounds = conductors.bounds(labels);
            axes.forEach(axis -> add(execution, table, conductors, tensor.along(axis, bounds)));
            for (Axis current : Axis.values()) {
                whole.row(
                        conductors.name(),
                        word(current),
                        tensor.relative(current, Axis.X),
                        tensor.relative(current, Axis.Y),
                        tensor.relative(current, Axis.Z));
            }
        }
        execution.add(whole);
        return worst;
    }

    /** Solves, and hands over the maps of what percolates. */
    private static EffectiveTransport mapped(
            Execution execution,
            LabelStack labels,
            Conductors conductors,
            EffectiveConductivity measure,
            Progress part) {
        Optional<TransportMaps> maps = conductors.maps(measure, labels, part);
        if (maps.isEmpty()) {
            return conductors.solve(measure, labels, part); // no path, hence no solve: only the fractions
        }
        EffectiveTransport result = maps.get().transport();
        String place = conductors.name() + "_" + word(result.axis());
        StackInfo info = execution.info(false, labels.axis(), labels.collector());
        execution.add(ResultImages.field("potential_V_" + place, maps.get().potential(), labels.voxelSize(), info));
        execution.add(ResultImages.field("flux_over_mean_" + place, maps.get().flux(), labels.voxelSize(), info));
        return result;
    }

    private static List<Conductors> cases(Execution execution, LabelStack labels) {
        Optional<String> together = execution.find(CONDUCTIVITIES);
        List<String> phases = Conductors.names(execution.get(PHASE));
        if (together.isPresent()) {
            boolean named = execution.options().isGiven(PHASE);
            return List.of(Conductors.together(labels, named ? phases : List.of(), together.get()));
        }
        List<Conductors> cases = new ArrayList<>();
        phases.forEach(phase -> cases.add(Conductors.alone(labels, phase)));
        return cases;
    }

    private static List<Axis> axes(String choice) {
        return choice.equals("all") ? List.of(Axis.values()) : List.of(Axis.valueOf(choice.toUpperCase(Locale.ROOT)));
    }

    private static String word(Axis axis) {
        return axis.name().toLowerCase(Locale.ROOT);
    }

    private static void add(Execution execution, Table table, Conductors conductors, EffectiveTransport result) {
        if (result.status() == EffectiveTransport.Status.NOT_PERCOLATING) {
            execution.warn(conductors.name() + " does not join the two faces along " + word(result.axis())
                    + ": D_eff = 0, the tortuosity factor is infinite.");
        }
        table.row(
                conductors.name(),
                word(result.axis()),
                result.fraction(),
                result.connectedFraction(),
                result.relativeConductivity(),
                result.tortuosityFactor(),
                result.connectedTortuosityFactor(),
                result.tortuosity(),
                result.macMullinNumber(),
                conductors.effectiveSiemensPerCentimetre(result),
                result.iterations(),
                result.residual(),
                result.fluxImbalance(),
                result.status().name());
    }
}
