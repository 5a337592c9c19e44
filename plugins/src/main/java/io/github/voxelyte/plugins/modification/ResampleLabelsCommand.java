package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.LabelResampling;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Optional;

/** Resample Labels...: another voxel size, the volume fractions conserved. */
public final class ResampleLabelsCommand implements Command {
    static final Key<List<Double>> NEW_VOXEL = Key.numbers("new_voxel_um", Range.POSITIVE)
            .in("um")
            .help("New edge of a voxel, one number or three as in 0.4,0.4,1; adjusted so that the outer size stays.")
            .asked("New voxel edge(s)");
    static final Key<List<Double>> FACTOR = Key.numbers("factor", Range.POSITIVE)
            .help("New edge over old, one number or three; instead of new_voxel_um. 2 coarsens, 0.5 refines.")
            .asked("New edge over old")
            .when(Applies.absent(NEW_VOXEL));

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Resample Labels...",
            "resample",
            "Resamples the labels to another voxel size by majority, with the volume fractions conserved.",
            Input.LABELS,
            List.of(NEW_VOXEL, FACTOR, Change.SEED, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        VoxelGrid target = target(execution, stack);
        execution.requireMemory(7.0 * target.size(), "resampling to " + target.size() + " voxels");
        PhaseMap result = LabelResampling.withSeed(execution.get(Change.SEED))
                .withParallel(execution.parallel())
                .of(labels, target, execution.progress());
        double unit = stack.voxelSize().isPhysical() ? Change.MICROMETRE : 1;
        double[] asked = edges(execution, stack);
        Change.report(
                execution,
                DESCRIPTION,
                stack.voxelSize().isPhysical() ? "voxel edge along x [um]" : "voxel edge along x",
                stack.grid().dx() / unit,
                asked[0] / unit,
                target.dx() / unit,
                (long) target.size() - labels.grid().size());
        Table fractions = new Table("resample_fractions", "Phase", "Fraction before", "Fraction after");
        long[] before = labels.counts();
        long[] after = result.counts();
        for (Phase phase : Phase.values()) {
            if (before[phase.label()] > 0) {
                fractions.row(
                        phase.word(),
                        (double) before[phase.label()] / labels.grid().size(),
                        (double) after[phase.label()] / target.size());
            }
        }
        execution.add(fractions);
        Change.deliver(execution, stack, result);
    }

    private static VoxelGrid target(Execution execution, LabelStack stack) {
        double[] edges = edges(execution, stack);
        return LabelResampling.gridFor(stack.grid(), edges[0], edges[1], edges[2]);
    }

    private static double[] edges(Execution execution, LabelStack stack) {
        Optional<List<Double>> edge = execution.find(NEW_VOXEL);
        Optional<List<Double>> factor = execution.find(FACTOR);
        if (edge.isPresent() == factor.isPresent()) {
            throw new IllegalArgumentException("Give either new_voxel_um= or factor= (new edge over old).");
        }
        List<Double> values = edge.or(() -> factor).orElseThrow();
        if (values.size() != 1 && values.size() != 3) {
            throw new IllegalArgumentException("The new voxel edge is one number or three (x, y, z): " + values + ".");
        }
        if (edge.isPresent()) {
            stack.requirePhysical("a voxel edge in micrometres");
        }
        double[] old = {stack.grid().dx(), stack.grid().dy(), stack.grid().dz()};
        double[] edges = new double[3];
        for (int k = 0; k < 3; k++) {
            double value = values.get(values.size() == 1 ? 0 : k);
            edges[k] = edge.isPresent() ? value * Change.MICROMETRE : value * old[k];
        }
        return edges;
    }
}
