package io.github.voxelyte.plugins.transport;

import static io.github.voxelyte.plugins.transport.TransportKeys.BLOCKING;
import static io.github.voxelyte.plugins.transport.TransportKeys.BOTTLENECKS;
import static io.github.voxelyte.plugins.transport.TransportKeys.BOUNDARY;
import static io.github.voxelyte.plugins.transport.TransportKeys.FULLY_PERIODIC;
import static io.github.voxelyte.plugins.transport.TransportKeys.MAPS;
import static io.github.voxelyte.plugins.transport.TransportKeys.OF_PLANES;
import static io.github.voxelyte.plugins.transport.TransportKeys.TOLERANCE;

import io.github.voxelyte.microstructure.elliptic.SolveMemory;
import io.github.voxelyte.microstructure.transport.ConductivityBounds;
import io.github.voxelyte.microstructure.transport.ConductivityTensor;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.PeriodicConductivity;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Menu command: effective conductivity, tortuosity factor and MacMullin number of the phases of a label stack. */
public final class TransportCommand implements Command {
    private static final double BYTES_PER_MAPPED_VOXEL = 12; // and direction, beside those of the solve
    private static final double BYTES_PER_VOXEL = 24; // 20 of the solver, the rest for what is not connected

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Transport Properties...",
            "transport",
            "Effective conductivity, tortuosity factor and MacMullin number between the two outer faces.",
            CommandDescription.Input.LABELS,
            TransportKeys.ALL);

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack labels = execution.labels();
        List<Conductors> cases = cases(execution, labels);
        String choice = execution.get(TransportKeys.AXIS);
        List<Axis> axes =
                choice.equals("all") ? List.of(Axis.values()) : List.of(Axis.valueOf(choice.toUpperCase(Locale.ROOT)));
        if (execution.get(BOUNDARY).equals(FULLY_PERIODIC)) {
            solveTensors(execution, labels, cases, axes);
        } else {
            requireMemory(execution, labels, cases, axes.size());
            new PlaneSolves(execution, labels, cases, axes).run();
        }
    }

    /** Before anything is computed: what a solve needs, with the maps that are kept to the end. */
    private static void requireMemory(Execution execution, LabelStack labels, List<Conductors> cases, int axes) {
        int voxels = labels.grid().size();
        boolean fields = execution.find(BOTTLENECKS).isPresent() || execution.get(TransportKeys.LAYERS);
        double kept = execution.get(MAPS) ? BYTES_PER_MAPPED_VOXEL * cases.size() * axes : 0;
        double mapped = kept > 0 ? kept : fields ? BYTES_PER_MAPPED_VOXEL : 0;
        execution.requireMemory((BYTES_PER_VOXEL + mapped) * voxels, "A solve of " + voxels + " voxels");
        if (execution.find(BLOCKING).isPresent()) {
            cases.forEach(conductors -> SolveMemory.requireCharging(voxels, conductors.voxels(labels)));
        }
    }

    /** One tensor for each case: its diagonal into the table, all of it into a table of its own. */
    private static void solveTensors(Execution execution, LabelStack labels, List<Conductors> cases, List<Axis> axes) {
        for (Key<?> key : OF_PLANES) {
            Optional<?> value = execution.find(key);
            if (value.isPresent() && !Boolean.FALSE.equals(value.get())) {
                throw new IllegalArgumentException(
                        key.name() + " belongs to electrode planes; with boundary=[fully periodic] leave it out.");
            }
        }
        cases.forEach(conductors -> PeriodicConductivity.requireMemory(labels.grid(), conductors.voxels(labels)));
        TransportTable table = new TransportTable(labels.voxelSize().isPhysical(), false, false, false);
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
            for (Axis axis : axes) {
                EffectiveTransport result = tensor.along(axis, bounds);
                warnIfClosed(execution, conductors, result);
                table.add(conductors, result, null, null);
            }
            for (Axis current : Axis.values()) {
                whole.row(
                        conductors.name(),
                        current.name().toLowerCase(Locale.ROOT),
                        tensor.relative(current, Axis.X),
                        tensor.relative(current, Axis.Y),
                        tensor.relative(current, Axis.Z));
            }
        }
        execution.add(whole);
        execution.record("largest relative residual", worst);
        execution.add(table.table());
    }

    /** A phase that joins nothing is a result, which the user is told about. */
    static void warnIfClosed(Execution execution, Conductors conductors, EffectiveTransport result) {
        if (result.status() == EffectiveTransport.Status.NOT_PERCOLATING) {
            execution.warn(conductors.name() + " does not join the two faces along "
                    + result.axis().name().toLowerCase(Locale.ROOT)
                    + ": D_eff = 0, the tortuosity factor is infinite.");
        }
    }

    private static List<Conductors> cases(Execution execution, LabelStack labels) {
        Optional<String> together = execution.find(TransportKeys.CONDUCTIVITIES);
        List<String> phases = Conductors.names(execution.get(TransportKeys.PHASE));
        if (together.isPresent()) {
            boolean named = execution.options().isGiven(TransportKeys.PHASE);
            return List.of(Conductors.together(labels, named ? phases : List.of(), together.get()));
        }
        List<Conductors> cases = new ArrayList<>();
        phases.forEach(phase -> cases.add(Conductors.alone(labels, phase)));
        return cases;
    }
}
