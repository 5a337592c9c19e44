package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Histogram of the grey values of a whole volume.
 *
 * <p>8-bit and 16-bit volumes: one bin per grey level, 256 or 65536. 32-bit volumes: 65536 equal bins from the lowest to
 * the highest value, found in a first pass. Bin b holds lowest + b·width ≤ g &lt; lowest + (b+1)·width; the highest value
 * of a 32-bit volume lies in the last bin. Memory: one slice and the bins.
 */
public final class GreyHistogram {
    private static final int LEVELS_8 = 256;
    private static final int LEVELS_16 = 65536;

    private final long[] counts;
    private final double lowest;
    private final double width;
    private final float minimum;
    private final float maximum;

    private GreyHistogram(long[] counts, double lowest, double width, float minimum, float maximum) {
        this.counts = counts;
        this.lowest = lowest;
        this.width = width;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /**
     * Counts the grey values of a volume.
     *
     * @param volume the grey values
     * @param progress told about each slice
     * @return the histogram
     * @throws IllegalArgumentException if a 32-bit volume holds NaN or infinite values
     */
    public static GreyHistogram of(GreyVolume volume, Progress progress) {
        return switch (volume.type()) {
            case UNSIGNED_8 -> ofLevels(volume, LEVELS_8, progress);
            case UNSIGNED_16 -> ofLevels(volume, LEVELS_16, progress);
            case FLOAT_32 -> ofFloats(volume, progress);
        };
    }

    private static GreyHistogram ofLevels(GreyVolume volume, int levels, Progress progress) {
        VoxelGrid grid = volume.grid();
        long[] counts = new long[levels];
        float[] values = new float[grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (float value : values) {
                counts[(int) value]++;
            }
            progress.update((z + 1.0) / grid.nz());
        }
        int first = 0;
        while (counts[first] == 0) {
            first++;
        }
        int last = levels - 1;
        while (counts[last] == 0) {
            last--;
        }
        return new GreyHistogram(counts, 0, 1, first, last);
    }

    private static GreyHistogram ofFloats(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        float[] values = new float[grid.planeSize()];
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (float value : values) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
            progress.update(0.5 * (z + 1) / grid.nz());
        }
        double width = maximum > minimum ? ((double) maximum - minimum) / LEVELS_16 : 1;
        long[] counts = new long[LEVELS_16];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (float value : values) {
                counts[Math.min(LEVELS_16 - 1, (int) (((double) value - minimum) / width))]++;
            }
            progress.update(0.5 + 0.5 * (z + 1) / grid.nz());
        }
        return new GreyHistogram(counts, minimum, width, minimum, maximum);
    }

    /**
     * The same histogram over the occupied grey values only, with at most so many bins: 8-bit and 16-bit bins are joined
     * in whole numbers, aligned to grey level 0, and empty bins at both ends are left out.
     *
     * @param most the largest number of bins, at least 2
     * @return the coarser histogram
     */
    public GreyHistogram coarsened(int most) {
        if (most < 2) {
            throw new IllegalArgumentException("a histogram needs at least 2 bins: " + most);
        }
        int join = 1;
        int first = bin(minimum);
        int last = bin(maximum);
        while (last / join - first / join >= most) {
            join++;
        }
        int from = first / join;
        long[] joined = new long[last / join - from + 1];
        for (int b = first; b <= last; b++) {
            joined[b / join - from] += counts[b];
        }
        return new GreyHistogram(joined, lowest + (double) from * join * width, width * join, minimum, maximum);
    }

    /**
     * Number of bins.
     *
     * @return bins
     */
    public int bins() {
        return counts.length;
    }

    /**
     * Voxels in a bin.
     *
     * @param bin the bin, from 0
     * @return how many
     */
    public long count(int bin) {
        return counts[bin];
    }

    /**
     * Voxels in all bins.
     *
     * @return how many
     */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /**
     * Lower edge of a bin: the threshold that puts this bin and all above it into the bright class.
     *
     * @param bin the bin, from 0
     * @return grey value
     */
    public double lowerEdge(int bin) {
        return lowest + bin * width;
    }

    /**
     * Width of a bin.
     *
     * @return in grey values
     */
    public double binWidth() {
        return width;
    }

    /**
     * The bin of a grey value; values outside fall into the first or last bin.
     *
     * @param value grey value
     * @return the bin, from 0
     */
    public int bin(double value) {
        double b = Math.floor((value - lowest) / width);
        return (int) Math.max(0, Math.min(counts.length - 1.0, b));
    }

    /**
     * Lowest grey value in the volume.
     *
     * @return grey value
     */
    public float minimum() {
        return minimum;
    }

    /**
     * Highest grey value in the volume.
     *
     * @return grey value
     */
    public float maximum() {
        return maximum;
    }

    /**
     * Makes sure that there is something to separate.
     *
     * @throws IllegalArgumentException if all voxels have the same grey value
     */
    public void refuseConstant() {
        if (minimum == maximum) {
            throw new IllegalArgumentException("all " + total() + " voxels have the grey value " + minimum
                    + ": nothing can be told apart in a constant image");
        }
    }
}
