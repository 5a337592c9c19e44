package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.StackElectrode;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.TransportMaps;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
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
import java.util.Locale;
import java.util.Optional;

/** Stack Electrode...: a thicker electrode from copies of one, and its tortuosity factor against the original's. */
public final class StackElectrodeCommand implements Command {
    static final Key<Long> TIMES = Key.integer("times", Range.closed(1, Integer.MAX_VALUE))
            .orElse(2L)
            .help("How many copies are stacked along the axis.")
            .asked("Copies");
    static final Key<Boolean> MIRROR = Key.flag("mirror")
            .help("Mirrors every second copy, so that copies meet in equal layers.")
            .asked("Mirror every second copy");
    static final Key<String> TORTUOSITY = Key.choice("tortuosity", "auto", "yes", "no")
            .orElse("auto")
            .help("Whether the electrolyte's tortuosity factor is computed before and after; auto: up to 8 million "
                    + "voxels.")
            .asked("Compare tortuosity factors");

    private static final long AUTOMATIC = 8_000_000;
    private static final double BYTES_A_VOXEL = 28; // of the solve and its start
    private static final double BYTES_OF_MAPS = 12; // of one copy, per voxel
    private static final double NOTEWORTHY = 0.01; // relative change of the tortuosity factor
    private static final double[] CONDUCTIVITY = new double[256];

    static {
        CONDUCTIVITY[Labels.ELECTROLYTE] = 1;
        CONDUCTIVITY[Labels.PASSIVATED] = 1; // conducts like electrolyte
    }

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
        double voxels = (double) labels.grid().size() * times;
        if (voxels <= Integer.MAX_VALUE) { // beyond, stacking itself refuses, whatever the memory
            execution.requireMemory(
                    voxels, times + " copies of " + labels.grid().size() + " voxels");
        }
        StackElectrode stacking = StackElectrode.along(stack.axis()).withMirroring(execution.get(MIRROR));
        PhaseMap stacked = stacking.of(labels, times);
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
            compare(execution, stack, stacking, labels, stacked);
        }
        Change.deliver(execution, stack, stacked);
    }

    private static void compare(
            Execution execution, LabelStack stack, StackElectrode stacking, PhaseMap one, PhaseMap stacked) {
        execution.requireMemory(
                BYTES_A_VOXEL * stacked.grid().size()
                        + BYTES_OF_MAPS * one.grid().size(),
                "the tortuosity factor of " + stacked.grid().size() + " voxels (tortuosity=no leaves it out)");
        EffectiveConductivity measure =
                EffectiveConductivity.along(stack.axis()).withParallel(execution.parallel());
        Optional<TransportMaps> maps = measure.mapsOf(
                one, CONDUCTIVITY, Labels.ELECTROLYTE, execution.progress().part(0, 0.4));
        EffectiveTransport before = maps.isPresent()
                ? maps.get().transport()
                : measure.of(
                        one,
                        CONDUCTIVITY,
                        Labels.ELECTROLYTE,
                        execution.progress().part(0, 0.4));
        if (maps.isPresent()) {
            measure = measure.withStart(stacking.potentialOf(
                    maps.get().potential(),
                    stacked.grid().count(stack.axis()) / one.grid().count(stack.axis())));
        }
        EffectiveTransport after = measure.of(
                stacked, CONDUCTIVITY, Labels.ELECTROLYTE, execution.progress().part(0.4, 1));
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
        if (Math.abs(change) > NOTEWORTHY) {
            execution.warn(String.format(
                    Locale.ROOT,
                    "The stack's tortuosity factor (%.4f) differs from that of one copy (%.4f) by %+.1f %%: the paths do"
                            + " not continue where the copies meet; mirror avoids that.",
                    after.tortuosityFactor(),
                    before.tortuosityFactor(),
                    100 * change));
        }
    }
}
