package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.StackElectrode;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;

/** Stack Electrode...: a thicker electrode from copies of one, and its tortuosity factor against the original's. */
public final class StackElectrodeCommand implements Command {
    static final Key<Long> TIMES = Key.integer("times", Range.closed(1, Integer.MAX_VALUE))
            .orElse(2L)
            .help("How many copies are stacked along the axis.");
    static final Key<Boolean> MIRROR =
            Key.flag("mirror").help("Mirrors every second copy, so that copies meet in equal layers.");
    static final Key<String> TORTUOSITY = Key.choice("tortuosity", "auto", "yes", "no")
            .orElse("auto")
            .help("Whether the electrolyte's tortuosity factor is computed before and after; auto: up to 8 million "
                    + "voxels.");

    private static final long AUTOMATIC = 8_000_000;
    private static final double BYTES_A_VOXEL = 24; // of the solve

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Stack Electrode...",
            "stack",
            "Stacks copies of the electrode along its axis, repeated or mirrored.",
            Input.LABELS,
            List.of(TIMES, MIRROR, TORTUOSITY, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        int times = Math.toIntExact(execution.get(TIMES));
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        execution.requireMemory(
                (double) labels.grid().size() * times,
                times + " copies of " + labels.grid().size() + " voxels");
        PhaseMap stacked = StackElectrode.along(stack.axis())
                .withMirroring(execution.get(MIRROR))
                .of(labels, times);
        double unit = stack.voxelSize().isPhysical() ? Change.MICROMETRE : 1;
        double before = labels.grid().length(stack.axis()) / unit;
        Change.report(
                execution,
                DESCRIPTION,
                stack.voxelSize().isPhysical() ? "thickness [um]" : "thickness [voxel edges]",
                before,
                before * times,
                stacked.grid().length(stack.axis()) / unit,
                (long) stacked.grid().size() - labels.grid().size());
        String wish = execution.get(TORTUOSITY);
        if ("yes".equals(wish) || ("auto".equals(wish) && stacked.grid().size() <= AUTOMATIC)) {
            compare(execution, stack, labels, stacked);
        }
        Change.deliver(execution, stack, stacked);
    }

    private static void compare(Execution execution, LabelStack stack, PhaseMap one, PhaseMap stacked) {
        execution.requireMemory(
                BYTES_A_VOXEL * stacked.grid().size(),
                "the tortuosity factor of " + stacked.grid().size() + " voxels (tortuosity=no leaves it out)");
        Progress progress = execution.progress();
        EffectiveTransport before = electrolyte(execution, stack, one, progress.part(0, 0.33));
        EffectiveTransport after = electrolyte(execution, stack, stacked, progress.part(0.33, 1));
        double change = after.tortuosityFactor() / before.tortuosityFactor() - 1;
        execution.add(new Table(
                        "stack_transport",
                        "Structure",
                        "Phase",
                        "Fraction",
                        "D_eff/D",
                        "Tortuosity factor",
                        "Tortuosity",
                        "Status")
                .row(
                        "original",
                        "electrolyte",
                        before.fraction(),
                        before.relativeConductivity(),
                        before.tortuosityFactor(),
                        before.tortuosity(),
                        before.status().name())
                .row(
                        "stack",
                        "electrolyte",
                        after.fraction(),
                        after.relativeConductivity(),
                        after.tortuosityFactor(),
                        after.tortuosity(),
                        after.status().name()));
        execution.record("tortuosity_factor_before", before.tortuosityFactor());
        execution.record("tortuosity_factor_after", after.tortuosityFactor());
        execution.record("tortuosity_factor_relative_change", change);
    }

    /** Electrolyte and passivated electrolyte conduct alike. */
    private static EffectiveTransport electrolyte(
            Execution execution, LabelStack stack, PhaseMap labels, Progress progress) {
        double[] conductivity = new double[256];
        conductivity[Labels.ELECTROLYTE] = 1;
        conductivity[Labels.PASSIVATED] = 1;
        return EffectiveConductivity.along(stack.axis())
                .withParallel(execution.parallel())
                .of(labels, conductivity, Labels.ELECTROLYTE, progress);
    }
}
