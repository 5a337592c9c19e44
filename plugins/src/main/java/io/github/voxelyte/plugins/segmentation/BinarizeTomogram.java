package io.github.voxelyte.plugins.segmentation;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.segmentation.ComponentRemoval;
import io.github.voxelyte.microstructure.segmentation.GreyHistogram;
import io.github.voxelyte.microstructure.segmentation.ModeFilter;
import io.github.voxelyte.microstructure.segmentation.SliceDrift;
import io.github.voxelyte.microstructure.segmentation.ThresholdBand;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.GreyStack;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Binarize Tomogram...: grey stack to label stack. Filters, thresholds the whole stack, cleans the labels, and reports
 * after each step how many voxels changed and which fraction is active.
 */
public final class BinarizeTomogram implements Command {
    private static final double CUBIC_MICROMETRE = 1e-18; // [m³]

    /** Share of the contrast by which grey values may drift over the stack without a word about it. */
    private static final double NOTABLE_DRIFT = 0.05;

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Binarize Tomogram...",
            "binarize",
            "Turns a grey tomogram into labels: 0 electrolyte, 1 active material.",
            Input.GREY,
            BinarizeKeys.ALL);

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Optional<Preview> preview(ImagePlus image) {
        return Optional.of(new ThresholdPreview(image));
    }

    @Override
    public void execute(Execution execution) {
        BinarizeKeys.check(execution.options());
        GreyStack grey = execution.grey();
        refuseVolumesWithoutUnit(execution, grey);
        Options options = execution.options();
        boolean transport = execution.get(BinarizeKeys.UNCERTAINTY_TRANSPORT);
        double bytes = Preparation.bytesPerVoxel(options, grey.volume().type()) + Graded.bytesPerVoxel(options) + 2.0;
        execution.requireMemory(
                (bytes + (transport ? TransportBand.BYTES_PER_VOXEL : 0))
                        * grey.grid().size(),
                "binarizing " + grey.grid().size() + " voxels");

        Progress progress = execution.progress().part(0, transport ? 0.5 : 1);
        GreyVolume volume = Preparation.apply(execution, grey.volume(), progress.part(0, 0.5));
        GreyHistogram histogram = GreyHistogram.of(volume, progress.part(0.5, 0.55));
        Graded graded = Graded.of(options, execution.parallel(), volume, histogram, progress.part(0.55, 0.6));
        Segmentation segmentation = Segmentation.of(execution, graded, progress.part(0.6, 0.7));
        Steps steps = new Steps(segmentation.step(), segmentation.labels());
        Axis axis = axis(execution, grey);
        clean(execution, steps, axis, progress.part(0.7, 0.9));
        report(execution, segmentation, steps);
        execution.add(steps.table());
        if (segmentation.levels().size() == 1) {
            ThresholdBand band = band(execution, segmentation, graded, progress.part(0.9, 0.98));
            double level = segmentation.levels().get(0);
            drift(execution, SliceDrift.of(graded.volume(), level, progress.part(0.98, 1)));
            if (transport) {
                new TransportBand(execution, axis)
                        .measure(
                                segmentation,
                                band,
                                graded.volume(),
                                steps.labels(),
                                (raw, part) -> cleaned(execution, raw, axis, part),
                                execution.progress().part(0.5, 1));
            }
        }
        ImagePlus labels = ResultImages.labels("labels", steps.labels(), grey.voxelSize(), info(execution, grey, axis));
        execution.add(labels);
    }

    private static PhaseMap cleaned(Execution execution, PhaseMap raw, Axis axis, Progress progress) {
        Steps steps = new Steps("", raw);
        clean(execution, steps, axis, progress);
        return steps.labels();
    }

    private static void refuseVolumesWithoutUnit(Execution execution, GreyStack grey) {
        if (execution.get(BinarizeKeys.ISLANDS) > 0 || execution.get(BinarizeKeys.HOLES) > 0) {
            grey.voxelSize().requirePhysical("the volume of islands and holes", grey.title());
        }
    }

    private static void clean(Execution execution, Steps steps, Axis axis, Progress progress) {
        double islands = execution.get(BinarizeKeys.ISLANDS);
        if (islands > 0) {
            steps.add(
                    "islands below " + Numbers.shortest(islands) + " um3 removed",
                    ComponentRemoval.smallerThan(islands * CUBIC_MICROMETRE)
                            .from(steps.labels(), Phase.ACTIVE.label(), progress.part(0, 0.25)));
        }
        double holes = execution.get(BinarizeKeys.HOLES);
        if (holes > 0) {
            steps.add(
                    "holes below " + Numbers.shortest(holes) + " um3 filled",
                    ComponentRemoval.smallerThan(holes * CUBIC_MICROMETRE)
                            .from(steps.labels(), Phase.ELECTROLYTE.label(), progress.part(0.25, 0.5)));
        }
        long passes = execution.get(BinarizeKeys.SMOOTH);
        for (int pass = 1; pass <= passes; pass++) {
            steps.add(
                    "mode filter, pass " + pass,
                    ModeFilter.overNeighbours()
                            .withParallel(execution.parallel())
                            .of(steps.labels(), progress.part(0.5, 0.75)));
        }
        if (execution.get(BinarizeKeys.THROUGH)) {
            steps.add(
                    "electrolyte not connected through " + axis.name().toLowerCase(Locale.ROOT) + " filled",
                    ComponentRemoval.notThrough(axis)
                            .from(steps.labels(), Phase.ELECTROLYTE.label(), progress.part(0.75, 1)));
        }
        progress.update(1);
    }

    private static void report(Execution execution, Segmentation segmentation, Steps steps) {
        execution.record("method", segmentation.method());
        execution.record("threshold", segmentation.levels());
        segmentation.facts().forEach(execution::record);
        for (Phase phase : Phase.values()) {
            if (steps.count(phase) > 0) {
                execution.record("fraction_" + phase.word(), steps.fraction(phase));
            }
        }
    }

    private static ThresholdBand band(
            Execution execution, Segmentation segmentation, Graded graded, Progress progress) {
        double level = segmentation.levels().get(0);
        ThresholdBand band = ThresholdBand.around(graded.volume(), graded.histogram(), level, progress);
        boolean bright = !segmentation.activeIsDark();
        execution.record("threshold_half_width", band.halfWidth());
        execution.record(
                "fraction_active_low_mid_high_before_cleaning",
                bright
                        ? List.of(band.fractionLow(), band.fraction(), band.fractionHigh())
                        : List.of(1 - band.fractionHigh(), 1 - band.fraction(), 1 - band.fractionLow()));
        return band;
    }

    private static void drift(Execution execution, SliceDrift drift) {
        execution.record("grey_drift_over_stack_per_contrast", drift.drift());
        if (Math.abs(drift.drift()) > NOTABLE_DRIFT) {
            execution.warn(String.format(
                    Locale.ROOT,
                    "the grey values drift by %.1f per cent of the contrast from the first slice to the last; one"
                            + " threshold for all slices misplaces the boundary there.",
                    100 * drift.drift()));
        }
    }

    private static StackInfo info(Execution execution, GreyStack grey, Axis axis) {
        Collector collector = execution
                .find(ImageKeys.COLLECTOR)
                .map(Collector::named)
                .or(() -> grey.info().map(StackInfo::collector))
                .orElse(StackInfo.DEFAULT_COLLECTOR);
        return execution.info(true, axis, collector);
    }

    private static Axis axis(Execution execution, GreyStack grey) {
        return execution
                .find(ImageKeys.AXIS)
                .map(word -> Axis.valueOf(word.toUpperCase(Locale.ROOT)))
                .or(() -> grey.info().map(StackInfo::axis))
                .orElse(StackInfo.DEFAULT_AXIS);
    }
}
