package io.github.voxelyte.plugins.segmentation;

import ij.process.AutoThresholder;
import io.github.voxelyte.microstructure.segmentation.GreyHistogram;
import java.util.List;

/**
 * Global thresholds by ImageJ's own {@link AutoThresholder}, on the histogram of the whole stack.
 *
 * <p>As in ImageJ, 8-bit stacks are thresholded on 256 grey levels, 16-bit and 32-bit ones on at most 256 bins between
 * their lowest and highest value; the threshold is the lower edge of the first bright bin. Several of ImageJ's methods
 * (Huang, IsoData, Li, MinError, Moments) add up counts in 32-bit integers and go astray on more than a few million
 * voxels or on more bins; so larger counts are scaled down to {@value #MOST_VOXELS} voxels in all, occupied bins kept.
 */
final class GlobalThreshold {
    /** Σ bin·count of 256 bins with so many voxels stays below 2^31. */
    static final int MOST_VOXELS = 4_000_000;

    private static final int BINS = 256;

    private GlobalThreshold() {}

    /** The names of all methods ImageJ has. */
    static List<String> methods() {
        return List.of(AutoThresholder.getMethods());
    }

    /** The lowest bright grey value by a method. */
    static double of(String method, GreyHistogram stack) {
        GreyHistogram histogram = stack.bins() == BINS ? stack : stack.coarsened(BINS);
        int lower = -1;
        int upper = -1;
        int occupied = 0;
        for (int b = 0; b < histogram.bins(); b++) {
            if (histogram.count(b) > 0) {
                lower = occupied++ == 0 ? b : lower;
                upper = b;
            }
        }
        if (occupied < 2) {
            stack.refuseConstant();
            throw new IllegalArgumentException("the grey values lie too close together for the method " + method
                    + "; use method=[Target fraction]");
        }
        if (occupied == 2) {
            return histogram.lowerEdge(upper);
        }
        int bin = new AutoThresholder().getThreshold(method, scaled(histogram));
        if (bin < lower || bin >= upper) {
            throw new IllegalArgumentException("the method " + method
                    + " finds no threshold in this histogram; try Otsu, or method=[Target fraction]");
        }
        return histogram.lowerEdge(bin + 1);
    }

    private static int[] scaled(GreyHistogram histogram) {
        double scale = Math.min(1, (double) MOST_VOXELS / histogram.total());
        int[] counts = new int[BINS];
        for (int b = 0; b < histogram.bins(); b++) {
            long count = histogram.count(b);
            counts[b] = count == 0 ? 0 : (int) Math.max(1, Math.round(count * scale));
        }
        return counts;
    }
}
