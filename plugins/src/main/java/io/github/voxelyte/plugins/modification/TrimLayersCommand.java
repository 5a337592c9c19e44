package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.LayerRange;
import io.github.voxelyte.microstructure.modification.TrimLayers;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** Trim Layers...: takes layers off at either side, by number or those without electrode. */
public final class TrimLayersCommand implements Command {
    static final Key<Long> FIRST = Key.integer("first", Range.closed(0, Integer.MAX_VALUE))
            .orElse(0L)
            .help("How many layers to take off at the first side.")
            .asked("Layers off at the first side");
    static final Key<Long> LAST = Key.integer("last", Range.closed(0, Integer.MAX_VALUE))
            .orElse(0L)
            .help("How many layers to take off at the last side.")
            .asked("Layers off at the last side");
    static final Key<Boolean> EMPTY = Key.flag("empty")
            .help("Takes off the outer layers without active material or additive first, at both sides.")
            .asked("Empty outer layers before that");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Trim Layers...",
            "trim",
            "Takes layers off the electrode at either side.",
            Input.LABELS,
            List.of(FIRST, LAST, EMPTY, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        TrimLayers trim = TrimLayers.along(stack.axis());
        int layers = labels.grid().count(stack.axis());
        LayerRange range = execution.get(EMPTY) ? trim.electrode(labels) : new LayerRange(0, layers);
        long first = execution.get(FIRST) + range.first();
        long last = execution.get(LAST) + layers - 1 - range.last();
        int most = Integer.MAX_VALUE;
        PhaseMap rest = trim.of(labels, (int) Math.min(most, first), (int) Math.min(most, last));
        int left = rest.grid().count(stack.axis());
        Change.report(
                execution,
                DESCRIPTION,
                "layers",
                layers,
                (double) layers - first - last,
                left,
                (long) labels.grid().size() - rest.grid().size());
        execution.record("trimmed_first", first);
        execution.record("trimmed_last", last);
        Change.deliver(execution, stack, rest);
    }
}
