package io.github.voxelyte.plugins.modification;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.VoxelSize;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;

/** What all modifications have in common: the seed's key, the table's row, the new label stack with its history. */
final class Change {
    static final Key<Long> SEED = Key.integer("seed", Range.closed(0, 1L << 53))
            .orElse(1L)
            .help("Seed of the random choices; the same seed gives the same voxels.");

    static final double MICROMETRE = 1e-6; // [m]

    private static final String NO_SEED = "none";

    private Change() {}

    /** The side of the collector in the core's words. */
    static Side collector(LabelStack labels) {
        return Side.valueOf(labels.collector().name());
    }

    /** Reports what was asked and reached; voxels that go or come both count as changed. */
    static void report(
            Execution execution,
            CommandDescription command,
            String quantity,
            double before,
            double asked,
            double reached,
            long voxelsChanged) {
        // By name: a command may have the key under a condition of its own.
        Object written = command.keys().stream()
                .filter(key -> key.name().equals(SEED.name()))
                .findFirst()
                .flatMap(key -> execution.find(key).map(Object.class::cast))
                .orElse(NO_SEED);
        execution.add(new Table(command.id(), "Quantity", "Before", "Asked", "Reached", "Voxels changed", "Seed")
                .row(quantity, before, asked, reached, Math.abs(voxelsChanged), written));
        execution.record("asked", asked);
        execution.record("reached", reached);
        execution.record("voxels_changed", Math.abs(voxelsChanged));
    }

    /** Hands over the new label stack. */
    static void deliver(Execution execution, LabelStack from, PhaseMap labels) {
        execution.add(image(execution, from, labels));
    }

    /** The new label stack, with the voxel edges of the new grid and the history of the old one. */
    static ImagePlus image(Execution execution, LabelStack from, PhaseMap labels) {
        VoxelSize size = new VoxelSize(
                labels.grid().dx(),
                labels.grid().dy(),
                labels.grid().dz(),
                from.voxelSize().unknownUnit());
        return ResultImages.labels("labels", labels, size, execution.info(true, from.axis(), from.collector()));
    }
}
