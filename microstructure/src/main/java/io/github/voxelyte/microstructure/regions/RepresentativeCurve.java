package io.github.voxelyte.microstructure.regions;

import java.util.List;

/**
 * A property against the size of the sub-volume it is measured on. Made by {@link RepresentativeVolume}.
 *
 * <p>The scatter is taken to fall with the volume as s² = (V₀/V)^α, fitted to the three largest sizes that have eight
 * sub-volumes or more (to all if there are fewer than two such); α is 1 for a volume fraction once the sub-volume is
 * much larger than the structure's correlation length (Kanit et al. 2003, doi:10.1016/S0020-7683(03)00143-4).
 *
 * @param points in ascending order of the edge
 * @param exponent α of the fit [1]; NaN if fewer than two sizes have a scatter
 * @param logConstant natural logarithm of the squared scatter at a volume of 1 m³ by the fit
 */
public record RepresentativeCurve(List<Point> points, double exponent, double logConstant) {
    /** Two-sided 95 % of a normal distribution, in standard deviations. */
    private static final double NORMAL_95 = 1.959964;

    /** Makes the list immutable. */
    public RepresentativeCurve {
        points = List.copyOf(points);
    }

    /**
     * One size.
     *
     * @param edge edge of the sub-volumes; along an axis the image is shorter in, its whole length [m]
     * @param volume of one sub-volume [m³]
     * @param count independent (not overlapping) sub-volumes that have a finite value
     * @param excluded sub-volumes without one, say because the phase does not percolate in them
     * @param mean over the sub-volumes
     * @param scatter standard deviation of the sub-volumes (count − 1 in the denominator); NaN for one
     * @param meanError half-width of the 95 % confidence interval of the mean, by Student's t; NaN for one
     */
    public record Point(
            double edge, double volume, int count, int excluded, double mean, double scatter, double meanError) {
        /**
         * The band in which 95 % of single sub-volumes of this size are expected.
         *
         * @return half of its width, 1.96 standard deviations
         */
        public double band() {
            return NORMAL_95 * scatter;
        }
    }

    /**
     * The volume at which a single sub-volume is within a relative error of the mean with 95 % confidence, by the fit.
     *
     * @param relativeError the wanted error, above 0 [1]
     * @return the volume [m³]; NaN if there is no fit or the scatter does not fall with the volume
     */
    public double volumeForError(double relativeError) {
        if (!(relativeError > 0)) {
            throw new IllegalArgumentException("the relative error must be above 0: " + relativeError);
        }
        if (!(exponent > 0)) {
            return Double.NaN;
        }
        double allowed = relativeError * Math.abs(reference()) / NORMAL_95;
        return Math.exp((logConstant - 2 * Math.log(allowed)) / exponent);
    }

    /**
     * Whether a volume lies beyond the largest sub-volume with a scatter, so that the fit is extrapolated.
     *
     * @param volume a volume [m³]
     * @return true if nothing that large was measured twice
     */
    public boolean isExtrapolated(double volume) {
        return points.stream().noneMatch(p -> p.count() > 1 && p.volume() >= volume);
    }

    /** The mean over the largest sub-volumes. */
    private double reference() {
        return points.get(points.size() - 1).mean();
    }
}
