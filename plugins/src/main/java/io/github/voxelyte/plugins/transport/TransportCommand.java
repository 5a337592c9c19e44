package io.github.voxelyte.plugins.transport;

import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
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
    static final Key<String> BOUNDARY = Key.choice("boundary", "no flux", "periodic")
            .orElse("no flux")
            .help("What the side faces do: let nothing through, or join the opposite side.");
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.open(0, 1))
            .orElse(EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE)
            .help("Relative residual of the linear solve at which to stop.");

    static final Key<Boolean> MAPS = Key.flag("maps")
            .help("Also gives the potential for 1 V between the faces, and the flux over the mean one, as stacks.");

    private static final double BYTES_PER_MAPPED_VOXEL = 12; // and direction, beside those of the solve
    private static final double BYTES_PER_VOXEL = 24; // 20 of the solver, the rest for what is not connected

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
        int voxels = labels.grid().size();
        double mapped = execution.get(MAPS) ? BYTES_PER_MAPPED_VOXEL * cases.size() * axes.size() : 0;
        execution.requireMemory((BYTES_PER_VOXEL + mapped) * voxels, "A solve of " + voxels + " voxels");
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
        double solves = (double) cases.size() * axes.size();
        double worst = 0;
        for (Conductors conductors : cases) {
            for (Axis axis : axes) {
                Progress part = execution.progress().part(table.size() / solves, (table.size() + 1) / solves);
                EffectiveConductivity measure = EffectiveConductivity.along(axis)
                        .withRelativeTolerance(execution.get(TOLERANCE))
                        .withPeriodicSides(execution.get(BOUNDARY).equals("periodic"))
                        .withParallel(execution.parallel());
                EffectiveTransport result = execution.get(MAPS)
                        ? mapped(execution, labels, conductors, measure, part)
                        : conductors.solve(measure, labels, part);
                add(table, conductors, result);
                worst = Math.max(worst, result.residual());
                if (result.status() == EffectiveTransport.Status.NOT_PERCOLATING) {
                    execution.warn(conductors.name() + " does not join the two faces along " + word(axis)
                            + ": D_eff = 0, the tortuosity factor is infinite.");
                }
            }
        }
        execution.record("largest relative residual", worst);
        execution.add(table);
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

    private static void add(Table table, Conductors conductors, EffectiveTransport result) {
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
