package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.ResizeParticles;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** Resize Particles...: swells or shrinks every particle by a share of its volume. */
public final class ResizeParticlesCommand implements Command {
    private static final double REPORTED_MISS = 1e-3;

    static final Key<Double> CHANGE = Key.number(
                    "change", Range.closed(-ResizeParticles.LARGEST_CHANGE, ResizeParticles.LARGEST_CHANGE))
            .help("Change of every particle's volume: 0.05 swells by 5 %, -0.05 shrinks.")
            .asked("Change of volume, 0.05 for 5 %");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Resize Particles...",
            "resize",
            "Swells or shrinks every particle, its centre staying where it is.",
            Input.LABELS,
            List.of(CHANGE, Change.SEED, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        double change = execution.get(CHANGE);
        LabelStack stack = execution.labels();
        execution.requireMemory(
                22.0 * stack.grid().size(),
                "resizing particles in " + stack.grid().size() + " voxels");
        ResizeParticles.Result result =
                ResizeParticles.withSeed(execution.get(Change.SEED)).of(stack.phases(), change, execution.progress());
        if (Math.abs(result.reached() - change) > REPORTED_MISS) {
            execution.warn("some particles found no more room without touching others: the volume changed by "
                    + result.reached() + " instead of " + change + ".");
        }
        Change.report(
                execution, DESCRIPTION, "change of active volume", 0, change, result.reached(), result.voxelsChanged());
        execution.record("particles", result.particles());
        Change.deliver(execution, stack, result.labels());
    }
}
