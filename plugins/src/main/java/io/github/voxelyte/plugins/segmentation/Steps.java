package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.CleanedLabels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.tables.Table;

/** The labels as they are cleaned step by step, and the table of what each step changed. */
final class Steps {
    private final Table table = new Table("binarize", "Step", "Changed voxels", "Changed parts", "Fraction active");
    private PhaseMap labels;
    private long[] counts;

    Steps(String first, PhaseMap labels) {
        this.labels = labels;
        counts = labels.counts();
        table.row(first, 0L, 0L, fraction(Phase.ACTIVE));
    }

    void add(String step, CleanedLabels cleaned) {
        labels = cleaned.labels();
        counts = labels.counts();
        table.row(step, cleaned.changedVoxels(), cleaned.changedComponents(), fraction(Phase.ACTIVE));
    }

    PhaseMap labels() {
        return labels;
    }

    long count(Phase phase) {
        return counts[phase.label()];
    }

    double fraction(Phase phase) {
        return (double) counts[phase.label()] / labels.grid().size();
    }

    Table table() {
        return table;
    }
}
