package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.GreyHistogram;
import io.github.voxelyte.microstructure.segmentation.MultiOtsu;
import io.github.voxelyte.microstructure.segmentation.TargetFraction;
import io.github.voxelyte.microstructure.segmentation.TieBreak;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The thresholds that the options ask for.
 *
 * @param thresholds the lowest grey value of each class but the darkest, ascending
 * @param target what the search for a fraction found, if that was the method
 */
record Levels(List<Double> thresholds, Optional<TargetFraction.Result> target) {
    static Levels of(Options options, GreyVolume volume, GreyHistogram histogram, Progress progress) {
        String method = options.get(BinarizeKeys.METHOD);
        return switch (method) {
            case BinarizeKeys.TARGET -> {
                TargetFraction.Result found = search(options).threshold(volume, progress);
                yield new Levels(List.of(found.level()), Optional.of(found));
            }
            case BinarizeKeys.MANUAL, BinarizeKeys.HYSTERESIS, BinarizeKeys.WATERSHED -> plain(
                    options.get(BinarizeKeys.THRESHOLD));
            case BinarizeKeys.PHANSALKAR -> plain(List.of(0.0)); // of the relief above the local threshold
            case BinarizeKeys.MULTI_OTSU -> {
                int phases = Math.toIntExact(options.get(BinarizeKeys.PHASES));
                double[] levels = MultiOtsu.into(phases).of(histogram).levels();
                yield plain(Arrays.stream(levels).boxed().toList());
            }
            default -> plain(List.of(GlobalThreshold.of(method, histogram)));
        };
    }

    private static Levels plain(List<Double> thresholds) {
        return new Levels(thresholds, Optional.empty());
    }

    /** The bright fraction that is wanted: that of the active material, or all else where the active is dark. */
    static double brightFraction(Options options) {
        double fraction = options.get(BinarizeKeys.FRACTION);
        return isActiveDark(options) ? 1 - fraction : fraction;
    }

    /** The search for the bright fraction. */
    static TargetFraction search(Options options) {
        long seed = options.get(BinarizeKeys.SEED);
        TieBreak ties =
                switch (options.get(BinarizeKeys.TIES)) {
                    case BinarizeKeys.TIES_SMOOTHED -> TieBreak.smoothed(seed);
                    case BinarizeKeys.TIES_RANDOM -> TieBreak.random(seed);
                    default -> TieBreak.NONE;
                };
        return TargetFraction.of(brightFraction(options)).withTieBreak(ties);
    }

    /** Whether, of two classes, the dark one is the active material. */
    static boolean isActiveDark(Options options) {
        int[] labels = BinarizeKeys.labels(options);
        return labels.length == 2 && labels[0] == Phase.ACTIVE.label() && labels[1] != Phase.ACTIVE.label();
    }
}
