package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.ScalarField;

/**
 * How local thickness is spread over the volume of a phase.
 *
 * @param voxels voxels of the phase
 * @param mean mean thickness [m]
 * @param deviation standard deviation [m]
 * @param d10 thickness below which 10 % of the volume lies [m]
 * @param d50 median [m]
 * @param d90 thickness below which 90 % of the volume lies [m]
 * @param largest the greatest thickness [m]
 */
public record ThicknessDistribution(
        long voxels, double mean, double deviation, double d10, double d50, double d90, double largest) {
    private static final int BINS = 65_536;

    /**
     * The distribution of a field of local thickness.
     *
     * @param thickness local thickness [m]; voxels with 0 are outside the phase
     * @return the distribution, quantiles to 1/65536 of the greatest thickness; NaN if the phase is empty
     */
    public static ThicknessDistribution of(ScalarField thickness) {
        int nz = thickness.grid().nz();
        double largest = 0;
        long voxels = 0;
        double sum = 0;
        double squares = 0;
        for (int z = 0; z < nz; z++) {
            for (float t : thickness.plane(z)) {
                if (t > 0) {
                    voxels++;
                    sum += t;
                    squares += (double) t * t;
                    largest = Math.max(largest, t);
                }
            }
        }
        double mean = sum / voxels;
        if (voxels == 0 || largest == Double.POSITIVE_INFINITY) {
            return new ThicknessDistribution(voxels, mean, Double.NaN, mean, mean, mean, voxels == 0 ? mean : largest);
        }
        long[] histogram = new long[BINS + 1];
        for (int z = 0; z < nz; z++) {
            for (float t : thickness.plane(z)) {
                if (t > 0) {
                    histogram[(int) (t / largest * BINS)]++;
                }
            }
        }
        double deviation = Math.sqrt(Math.max(0, squares / voxels - mean * mean));
        return new ThicknessDistribution(
                voxels,
                mean,
                deviation,
                quantile(histogram, 0.1 * voxels, largest),
                quantile(histogram, 0.5 * voxels, largest),
                quantile(histogram, 0.9 * voxels, largest),
                largest);
    }

    private static double quantile(long[] histogram, double at, double largest) {
        long below = 0;
        int bin = 0;
        while (bin < BINS && below + histogram[bin] < at) {
            below += histogram[bin++];
        }
        return largest * bin / BINS;
    }
}
