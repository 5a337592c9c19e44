package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.GradientWatershed;
import io.github.voxelyte.microstructure.segmentation.GreyHistogram;
import io.github.voxelyte.microstructure.segmentation.Hysteresis;
import io.github.voxelyte.microstructure.segmentation.TargetFraction;
import io.github.voxelyte.microstructure.segmentation.Thresholding;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Labels from grey values before any clean-up, and how they came about.
 *
 * @param method the method
 * @param levels the thresholds
 * @param labels the labels
 * @param activeIsDark whether the active material is the dark one of two phases
 * @param local how the threshold follows the place, in words; empty where it is one for all
 * @param facts numbers for the summary
 */
record Segmentation(
        String method,
        List<Double> levels,
        PhaseMap labels,
        boolean activeIsDark,
        String local,
        Map<String, Object> facts) {

    static Segmentation of(Execution execution, Graded graded, Progress progress) {
        Options options = execution.options();
        GreyVolume volume = graded.volume();
        GreyHistogram histogram = graded.histogram();
        String method = options.get(BinarizeKeys.METHOD);
        int[] labels = BinarizeKeys.labels(options);
        boolean dark = Levels.isActiveDark(options);
        histogram.refuseConstant();
        Map<String, Object> facts = new LinkedHashMap<>(graded.facts());
        if (method.equals(BinarizeKeys.TARGET)) {
            TargetFraction.Segmented segmented = Levels.search(options).apply(volume, progress);
            record(segmented.result(), dark, facts);
            return new Segmentation(
                    method,
                    List.of(segmented.result().level()),
                    relabelled(segmented.labels(), labels),
                    dark,
                    graded.local(),
                    facts);
        }
        List<Double> levels = Levels.of(options, volume, histogram, progress).thresholds();
        double[] thresholds = levels.stream().mapToDouble(Double::doubleValue).toArray();
        refuseOutside(thresholds, histogram);
        PhaseMap map =
                switch (method) {
                    case BinarizeKeys.HYSTERESIS -> relabelled(
                            Hysteresis.between(thresholds[0], thresholds[1]).apply(volume, progress), labels);
                    case BinarizeKeys.WATERSHED -> relabelled(
                            GradientWatershed.between(thresholds[0], thresholds[1])
                                    .apply(volume, progress),
                            labels);
                    default -> Thresholding.at(thresholds)
                            .withLabels(labels)
                            .withParallel(execution.parallel())
                            .apply(volume, progress);
                };
        return new Segmentation(method, levels, map, dark, graded.local(), facts);
    }

    private static void refuseOutside(double[] thresholds, GreyHistogram histogram) {
        for (double threshold : thresholds) {
            if (threshold <= histogram.minimum() || threshold > histogram.maximum()) {
                throw new IllegalArgumentException("The threshold " + Numbers.shortest(threshold)
                        + " tells nothing apart: the grey values go from "
                        + Numbers.shortest(histogram.minimum()) + " to "
                        + Numbers.shortest(histogram.maximum()) + ".");
            }
        }
    }

    /** Fractions of the active material, whichever side of the threshold it is on. */
    private static void record(TargetFraction.Result found, boolean dark, Map<String, Object> facts) {
        facts.put("target_fraction", dark ? 1 - found.target() : found.target());
        facts.put("fraction_reached_by_threshold", dark ? 1 - found.fraction() : found.fraction());
        facts.put("next_fraction_below", dark ? 1 - found.fractionAbove() : found.fractionBelow());
        facts.put("its_threshold_below", dark ? found.levelAbove() : found.levelBelow());
        facts.put("next_fraction_above", dark ? 1 - found.fractionBelow() : found.fractionAbove());
        facts.put("its_threshold_above", dark ? found.levelBelow() : found.levelAbove());
        facts.put("tied_voxels", found.tied());
    }

    /** Class numbers replaced by labels. */
    static PhaseMap relabelled(PhaseMap classes, int[] labels) {
        if (IntStream.range(0, labels.length).allMatch(c -> labels[c] == c)) {
            return classes;
        }
        VoxelGrid grid = classes.grid();
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int z = 0; z < planes.length; z++) {
            byte[] from = classes.plane(z);
            for (int i = 0; i < from.length; i++) {
                planes[z][i] = (byte) labels[from[i]];
            }
        }
        return new PhaseMap(grid, planes);
    }

    /** What was done, for the table. */
    String step() {
        if (!local.isEmpty()) {
            return method + ", " + local;
        }
        return method + ", threshold " + levels.stream().map(Numbers::shortest).collect(Collectors.joining(", "));
    }
}
