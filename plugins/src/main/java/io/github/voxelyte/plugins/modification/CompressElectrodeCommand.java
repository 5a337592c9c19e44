package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.Compression;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compress Electrode...: makes the electrode thinner, with particles rigid or squeezed. */
public final class CompressElectrodeCommand implements Command {
    static final Key<Double> THICKNESS = Key.number("thickness_um", Range.POSITIVE)
            .in("um")
            .help("New thickness; instead of factor.")
            .asked("New thickness");
    static final Key<Double> FACTOR = Key.number("factor", new Range(0, true, 1, false))
            .help("New thickness over old.")
            .asked("New thickness over old")
            .when(Applies.absent(THICKNESS));
    static final Key<String> MODE = Key.choice("mode", "calendering", "resampling")
            .orElse("calendering")
            .help("calendering: particles stay rigid as far as possible; resampling: everything is squeezed alike.");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Compress Electrode...",
            "compress",
            "Makes the electrode thinner along its axis.",
            Input.LABELS,
            List.of(FACTOR, THICKNESS, MODE, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        double factor = factor(execution, stack);
        Compression.Mode mode = Compression.Mode.valueOf(execution.get(MODE).toUpperCase(Locale.ROOT));
        if (mode == Compression.Mode.CALENDERING) {
            execution.requireMemory(
                    14.0 * labels.grid().size(), "compressing " + labels.grid().size() + " voxels");
        }
        Compression.Result result = Compression.along(stack.axis(), mode).of(labels, factor, execution.progress());
        long changed = (long) labels.grid().size() - result.labels().grid().size();
        Change.report(execution, DESCRIPTION, "new over old thickness", 1, factor, result.reached(), changed);
        execution.record("mode", execution.get(MODE));
        execution.record("active_voxels_before", result.activeBefore());
        execution.record("active_voxels_after", result.activeAfter());
        execution.record(
                "amsvf_before", (double) result.activeBefore() / labels.grid().size());
        execution.record(
                "amsvf_after",
                (double) result.activeAfter() / result.labels().grid().size());
        execution.record("active_voxels_displaced", result.displaced());
        Change.deliver(execution, stack, result.labels());
    }

    private static double factor(Execution execution, LabelStack stack) {
        Optional<Double> factor = execution.find(FACTOR);
        Optional<Double> thickness = execution.find(THICKNESS);
        if (factor.isPresent() == thickness.isPresent()) {
            throw new IllegalArgumentException("Give either factor= (new thickness over old) or thickness_um=.");
        }
        if (factor.isPresent()) {
            return factor.get();
        }
        stack.requirePhysical("a thickness");
        double now = stack.grid().length(stack.axis()) / Change.MICROMETRE;
        if (thickness.orElseThrow() > now) {
            throw new IllegalArgumentException("thickness_um=" + thickness.orElseThrow()
                    + " is more than the electrode's thickness, " + now + " um: it can only get thinner.");
        }
        return thickness.orElseThrow() / now;
    }
}
