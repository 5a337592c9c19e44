package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.ConductiveAdditive;
import io.github.voxelyte.microstructure.modification.ConductiveAdditive.Placement;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;
import java.util.Locale;

/** Add Conductive Additive...: turns electrolyte into additive up to a volume fraction, clustered at contacts. */
public final class AddConductiveAdditiveCommand implements Command {
    static final Key<Double> FRACTION = Key.number("fraction", Range.FRACTION)
            .help("Volume fraction of additive wanted, of the total volume.")
            .asked("Volume fraction, 0 to 1");
    static final Key<String> PLACEMENT = Key.choice("placement", "contacts", "surface", "anywhere")
            .orElse("contacts")
            .help("Where additive goes first: gaps between particles, their surface, or anywhere.")
            .asked("Where first");
    static final Key<Double> CLUSTER = Key.number("cluster_um", Range.POSITIVE)
            .in("um")
            .orElse(ConductiveAdditive.DEFAULT_CLUSTER / Change.MICROMETRE)
            .help("Size of the clusters.")
            .asked("Size of clusters");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Add Conductive Additive...",
            "additive",
            "Turns electrolyte into conductive additive up to a volume fraction.",
            Input.LABELS,
            List.of(FRACTION, PLACEMENT, CLUSTER, Change.SEED, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        double fraction = execution.get(FRACTION);
        Placement placement = Placement.valueOf(execution.get(PLACEMENT).toUpperCase(Locale.ROOT));
        LabelStack stack = execution.labels();
        stack.requirePhysical("the size of clusters");
        execution.requireMemory(
                12.0 * stack.grid().size(), "adding additive to " + stack.grid().size() + " voxels");
        ConductiveAdditive.Result result = ConductiveAdditive.at(placement, execution.get(Change.SEED))
                .withCluster(execution.get(CLUSTER) * Change.MICROMETRE)
                .withParallel(execution.parallel())
                .of(stack.phases(), fraction, execution.progress());
        Change.report(
                execution,
                DESCRIPTION,
                "volume fraction of additive",
                result.before(),
                fraction,
                result.reached(),
                result.voxelsChanged());
        Change.deliver(execution, stack, result.labels());
    }
}
