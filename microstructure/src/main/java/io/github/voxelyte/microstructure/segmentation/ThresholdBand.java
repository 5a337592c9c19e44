package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * How uncertain a threshold is, and what that makes of the volume fraction: the error bar of a binarization.
 *
 * <p>Voxels that the boundary cuts have grey values between those of the two phases (partial volume), so a threshold
 * anywhere in that transition draws the boundary through the same voxels. Its half-width is estimated as half the median
 * step |g − g′| over all voxel faces with g ≥ t &gt; g′: moving the threshold by it moves the boundary by about half a
 * voxel. It is at most a quarter of the contrast, the difference between the mean grey values of both sides: where edges
 * are sharper than a voxel, the band spans boundary voxels filled to between a quarter and three quarters. The band is
 * t ± half-width. Noise widens the steps and with them the band; smooth first for a narrower one.
 *
 * <p>Two passes; memory: two slices and 65536 counts.
 *
 * @param level the threshold t
 * @param halfWidth half-width of the partial-volume transition, in grey values
 * @param fraction share of voxels with g ≥ t [1]
 * @param fractionLow share with g ≥ t + half-width [1]
 * @param fractionHigh share with g ≥ t − half-width [1]
 * @param boundaryFaces number of voxel faces between the two sides of the threshold
 */
public record ThresholdBand(
        double level, double halfWidth, double fraction, double fractionLow, double fractionHigh, long boundaryFaces) {
    private static final int BINS = 1 << 16;
    private static final double MOST_CONTRAST = 0.25;

    /**
     * The band around a threshold.
     *
     * @param volume the grey values
     * @param histogram their histogram
     * @param level the threshold
     * @param progress told about the slices
     * @return the band; of no width if the threshold separates nothing
     */
    public static ThresholdBand around(GreyVolume volume, GreyHistogram histogram, double level, Progress progress) {
        boolean whole = volume.type().isInteger();
        double binWidth = whole
                ? 1
                : Math.max(Float.MIN_NORMAL, ((double) histogram.maximum() - histogram.minimum())) / (BINS - 1);
        long[] steps = steps(volume, level, binWidth, progress.part(0, 0.6));
        long faces = 0;
        for (long count : steps) {
            faces += count;
        }
        double halfWidth = faces == 0
                ? 0
                : Math.min(0.5 * binWidth * median(steps, faces), MOST_CONTRAST * contrast(histogram, level));
        long[] counts = new long[3];
        VoxelGrid grid = volume.grid();
        float[] values = new float[grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (float value : values) {
                counts[0] += value >= level ? 1 : 0;
                counts[1] += value >= level + halfWidth ? 1 : 0;
                counts[2] += value >= level - halfWidth ? 1 : 0;
            }
            progress.update(0.6 + 0.4 * (z + 1) / grid.nz());
        }
        double n = grid.size();
        return new ThresholdBand(level, halfWidth, counts[0] / n, counts[1] / n, counts[2] / n, faces);
    }

    /** Difference between the mean grey values of both sides of the threshold. */
    private static double contrast(GreyHistogram histogram, double level) {
        double[] voxels = new double[2];
        double[] sums = new double[2];
        for (int b = 0; b < histogram.bins(); b++) {
            int side = histogram.lowerEdge(b) >= level ? 1 : 0;
            voxels[side] += histogram.count(b);
            sums[side] += histogram.count(b) * histogram.lowerEdge(b);
        }
        return voxels[0] > 0 && voxels[1] > 0 ? sums[1] / voxels[1] - sums[0] / voxels[0] : 0;
    }

    private static double median(long[] steps, long faces) {
        long below = 0;
        int bin = 0;
        while (2 * (below + steps[bin]) < faces) {
            below += steps[bin++];
        }
        return bin;
    }

    private static long[] steps(GreyVolume volume, double level, double binWidth, Progress progress) {
        VoxelGrid grid = volume.grid();
        int nx = grid.nx();
        long[] steps = new long[BINS];
        float[] here = new float[grid.planeSize()];
        float[] below = new float[grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, here);
            for (int i = 0; i < here.length; i++) {
                boolean bright = here[i] >= level;
                if (i % nx > 0 && here[i - 1] >= level != bright) {
                    count(steps, here[i] - here[i - 1], binWidth);
                }
                if (i >= nx && here[i - nx] >= level != bright) {
                    count(steps, here[i] - here[i - nx], binWidth);
                }
                if (z > 0 && below[i] >= level != bright) {
                    count(steps, here[i] - below[i], binWidth);
                }
            }
            float[] swap = below;
            below = here;
            here = swap;
            progress.update((z + 1.0) / grid.nz());
        }
        return steps;
    }

    private static void count(long[] steps, double step, double binWidth) {
        steps[(int) Math.min(BINS - 1.0, Math.rint(Math.abs(step) / binWidth))]++;
    }
}
