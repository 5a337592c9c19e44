package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.GreyHistogram;
import io.github.voxelyte.microstructure.segmentation.PhansalkarThreshold;
import io.github.voxelyte.microstructure.segmentation.TiledFraction;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.util.List;
import java.util.Map;

/**
 * What a threshold is laid through: the grey values, or what lies above a threshold that follows the place.
 *
 * @param volume the values
 * @param histogram their histogram
 * @param local how the threshold follows the place, in words; empty where it is one for all
 * @param facts numbers for the summary
 */
record Graded(GreyVolume volume, GreyHistogram histogram, String local, Map<String, Object> facts) {
    static Graded of(
            Options options, Parallel parallel, GreyVolume volume, GreyHistogram histogram, Progress progress) {
        if (options.get(BinarizeKeys.METHOD).equals(BinarizeKeys.PHANSALKAR)) {
            histogram.refuseConstant();
            int radius = Math.toIntExact(options.get(BinarizeKeys.LOCAL_RADIUS));
            GreyVolume relief = PhansalkarThreshold.over(radius)
                    .withParallel(parallel)
                    .relief(volume, histogram.minimum(), histogram.maximum(), progress.part(0, 0.8));
            return new Graded(
                    relief,
                    GreyHistogram.of(relief, progress.part(0.8, 1)),
                    "radius " + radius,
                    Map.of("threshold_is_above_the_local_one", true));
        }
        long tile = options.get(BinarizeKeys.TILE);
        if (options.get(BinarizeKeys.METHOD).equals(BinarizeKeys.TARGET) && tile > 0) {
            TiledFraction.Tiled tiled = TiledFraction.of(
                            Levels.brightFraction(options), (int) Math.min(Integer.MAX_VALUE, tile))
                    .of(volume, progress.part(0, 0.6));
            return new Graded(
                    tiled.relief(),
                    GreyHistogram.of(tiled.relief(), progress.part(0.6, 1)),
                    "thresholds of " + tiled.tiles() + " tiles " + Numbers.shortest(rounded(tiled.lowest())) + " to "
                            + Numbers.shortest(rounded(tiled.highest())),
                    Map.of(
                            "threshold_is_above_the_local_one",
                            true,
                            "tiles",
                            tiled.tiles(),
                            "tile_thresholds_lowest_highest",
                            List.of(tiled.lowest(), tiled.highest())));
        }
        progress.update(1);
        return new Graded(volume, histogram, "", Map.of());
    }

    private static double rounded(double level) {
        return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.5g", level));
    }

    /** Bytes that a voxel needs for it. */
    static int bytesPerVoxel(Options options) {
        return options.get(BinarizeKeys.METHOD).equals(BinarizeKeys.PHANSALKAR) ? Float.BYTES : 0;
    }
}
