package io.github.voxelyte.microstructure.morphology;

/**
 * The covariance of a phase and the error of its volume fraction that follows. Made by {@link TwoPointCorrelation}.
 *
 * @param fraction volume fraction of the phase in the image [1]
 * @param spacing distance between the values of the covariance [m]
 * @param cutoff distance up to which the covariance was integrated: where it falls below 1 % of its
 *     value at 0, or half the image [m]
 * @param reachedZero whether the covariance fell that far before half the image; otherwise the error is too small
 * @param integralRange ∫C dV/(ε(1−ε)): the volume of structure that counts as one independent sample [m³]
 * @param standardError standard error of the image's volume fraction [1]
 */
public record CorrelationCurve(
        double fraction,
        double spacing,
        double cutoff,
        boolean reachedZero,
        double integralRange,
        double standardError) {

    /**
     * Standard error of the fraction in another volume, large against the integral range.
     *
     * @param volume the volume [m³]
     * @return the standard error [1]
     */
    public double standardErrorIn(double volume) {
        return Math.sqrt(fraction * (1 - fraction) * integralRange / volume);
    }

    /**
     * The volume in which the fraction has a wanted relative error with 95 % confidence.
     *
     * @param relativeError the error, above 0 [1]
     * @return the volume [m³]
     */
    public double volumeForError(double relativeError) {
        if (!(relativeError > 0)) {
            throw new IllegalArgumentException("the relative error must be above 0: " + relativeError);
        }
        double allowed = relativeError * fraction / 1.959964;
        return fraction * (1 - fraction) * integralRange / (allowed * allowed);
    }
}
