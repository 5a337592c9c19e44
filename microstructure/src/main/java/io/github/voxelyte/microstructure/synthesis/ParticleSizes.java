package io.github.voxelyte.microstructure.synthesis;

import java.util.Arrays;

/**
 * Radii of particles with lognormal diameters, enough of them to fill a volume. Sizes beyond {@value #CUT} standard
 * deviations are drawn anew: 0.3 % of the particles.
 */
final class ParticleSizes {
    private static final double CUT = 3;

    private ParticleSizes() {}

    /**
     * Radii [m], largest first, whose spheres sum up to the volume as nearly as one particle allows.
     *
     * @param median of the diameters, by number [m]
     * @param spread standard deviation of ln(diameter) [1]
     * @param largest no diameter above this [m]
     * @param volume to be filled [m³]
     */
    static double[] radii(double median, double spread, double largest, double volume, RandomStream random) {
        double[] radii = new double[1024];
        int count = 0;
        double filled = 0;
        while (filled < volume) {
            double deviate = random.nextGaussian();
            if (Math.abs(deviate) > CUT) {
                continue;
            }
            double radius = Math.min(median * StrictMath.exp(spread * deviate), largest) / 2;
            double sphere = 4.0 / 3.0 * StrictMath.PI * radius * radius * radius;
            if (filled + sphere / 2 > volume && count > 0) {
                break;
            }
            if (count == radii.length) {
                radii = Arrays.copyOf(radii, count * 3 / 2);
            }
            radii[count++] = radius;
            filled += sphere;
        }
        double[] ordered = Arrays.copyOf(radii, count);
        Arrays.sort(ordered);
        for (int i = 0; i < count / 2; i++) {
            double swap = ordered[i];
            ordered[i] = ordered[count - 1 - i];
            ordered[count - 1 - i] = swap;
        }
        return ordered;
    }
}
