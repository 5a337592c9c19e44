package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Axis;
import java.util.Objects;

/**
 * What a synthetic composite cathode is to be like. Immutable; start from {@link #DEFAULTS} and the {@code with…} copies.
 *
 * @param fraction volume fraction of active material (AMSVF), {@value #MIN_FRACTION} to {@value #MAX_FRACTION} [1]
 * @param diameter median diameter of the particles by number; by volume, the median is larger by exp(3·spread²) [m]
 * @param spread standard deviation of the logarithm of the diameter, 0 to {@value #MAX_SPREAD} [1]
 * @param roughness relative standard deviation of a particle's radius over directions: 0 gives spheres, 0.1 potatoes;
 *     at most {@value #MAX_ROUGHNESS} [1]
 * @param sinter how far touching particles have grown together: relative overlap of the radii, 0 to {@value #MAX_SINTER}
 *     [1]
 * @param gradient rise of the AMSVF from the first to the last face along the axis, of the regression line through the
 *     layers [1]
 * @param denseFaces how far the AMSVF of the layers next to both faces lies above the one of the middle; 0 gives a cut
 *     out of a larger electrode, with no layers of their own at its faces [1]
 * @param contactRatio share of active material in the outermost layer at both faces; without dense faces it is not used
 *     [1]
 * @param axis the through-plane axis
 * @param seed the same seed gives the same voxels
 */
public record CathodeOptions(
        double fraction,
        double diameter,
        double spread,
        double roughness,
        double sinter,
        double gradient,
        double denseFaces,
        double contactRatio,
        Axis axis,
        long seed) {
    /** Smallest fraction: below it the particles no longer form one network. */
    public static final double MIN_FRACTION = 0.30;

    /** Largest fraction: near random close packing of slightly sintered particles. */
    public static final double MAX_FRACTION = 0.65;

    /** Largest spread. */
    public static final double MAX_SPREAD = 0.6;

    /** Largest roughness. */
    public static final double MAX_ROUGHNESS = 0.2;

    /** Largest sintering. */
    public static final double MAX_SINTER = 0.4;

    /** Largest gradient, either way. */
    public static final double MAX_GRADIENT = 0.2;

    /** Largest excess of the dense faces. */
    public static final double MAX_DENSE_FACES = 0.15;

    /** The standard electrode: 46 % active material in 10 µm particles, dense layers at both faces, 30 % contact. */
    public static final CathodeOptions DEFAULTS =
            new CathodeOptions(0.46, 10e-6, 0.25, 0.07, 0.25, 0, 0.06, 0.30, Axis.Z, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public CathodeOptions {
        Objects.requireNonNull(axis, "axis");
        if (!(fraction >= MIN_FRACTION && fraction <= MAX_FRACTION)) {
            throw new IllegalArgumentException("amsvf must lie between " + MIN_FRACTION + " and " + MAX_FRACTION
                    + " (a share of the volume, not per cent): " + fraction);
        }
        if (!(diameter > 0 && diameter < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the particle diameter must be positive and finite: " + micrometres(diameter));
        }
        check("spread", spread, 0, MAX_SPREAD);
        check("roughness", roughness, 0, MAX_ROUGHNESS);
        check("sinter", sinter, 0, MAX_SINTER);
        check("gradient", gradient, -MAX_GRADIENT, MAX_GRADIENT);
        check("dense_faces", denseFaces, 0, MAX_DENSE_FACES);
        check("contact", contactRatio, 0, fraction);
        double lowest = fraction - Math.abs(gradient) / 2;
        double highest = fraction + Math.abs(gradient) / 2 + denseFaces;
        if (lowest < 0.25 || highest > 0.75) {
            throw new IllegalArgumentException("amsvf " + fraction + " with gradient " + gradient + " and dense_faces "
                    + denseFaces + " gives layers from " + (float) lowest + " to " + (float) highest
                    + ", outside 0.25 to 0.75: take a smaller gradient or less dense faces");
        }
    }

    private static void check(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " must lie between " + min + " and " + max + ": " + value);
        }
    }

    static String micrometres(double metres) {
        return (float) (metres * 1e6) + " um";
    }

    /**
     * A copy with another volume fraction.
     *
     * @param newFraction of active material [1]
     * @return the copy
     */
    public CathodeOptions withFraction(double newFraction) {
        return new CathodeOptions(
                newFraction, diameter, spread, roughness, sinter, gradient, denseFaces, contactRatio, axis, seed);
    }

    /**
     * A copy with other particle sizes.
     *
     * @param newDiameter median diameter by number [m]
     * @param newSpread standard deviation of the logarithm of the diameter [1]
     * @return the copy
     */
    public CathodeOptions withParticles(double newDiameter, double newSpread) {
        return new CathodeOptions(
                fraction, newDiameter, newSpread, roughness, sinter, gradient, denseFaces, contactRatio, axis, seed);
    }

    /**
     * A copy with other particle shapes.
     *
     * @param newRoughness relative standard deviation of the radius over directions [1]
     * @param newSinter relative overlap of touching particles [1]
     * @return the copy
     */
    public CathodeOptions withShape(double newRoughness, double newSinter) {
        return new CathodeOptions(
                fraction, diameter, spread, newRoughness, newSinter, gradient, denseFaces, contactRatio, axis, seed);
    }

    /**
     * A copy with another gradient.
     *
     * @param newGradient rise of the AMSVF from the first to the last face [1]
     * @return the copy
     */
    public CathodeOptions withGradient(double newGradient) {
        return new CathodeOptions(
                fraction, diameter, spread, roughness, sinter, newGradient, denseFaces, contactRatio, axis, seed);
    }

    /**
     * A copy with other faces.
     *
     * @param newDenseFaces excess AMSVF of the layers next to the faces; 0 for a cut out of a larger electrode [1]
     * @param newContactRatio share of active material in the outermost layers [1]
     * @return the copy
     */
    public CathodeOptions withFaces(double newDenseFaces, double newContactRatio) {
        return new CathodeOptions(
                fraction, diameter, spread, roughness, sinter, gradient, newDenseFaces, newContactRatio, axis, seed);
    }

    /**
     * A copy along another axis.
     *
     * @param newAxis the through-plane axis
     * @return the copy
     */
    public CathodeOptions withAxis(Axis newAxis) {
        return new CathodeOptions(
                fraction, diameter, spread, roughness, sinter, gradient, denseFaces, contactRatio, newAxis, seed);
    }

    /**
     * A copy with another seed.
     *
     * @param newSeed the seed
     * @return the copy
     */
    public CathodeOptions withSeed(long newSeed) {
        return new CathodeOptions(
                fraction, diameter, spread, roughness, sinter, gradient, denseFaces, contactRatio, axis, newSeed);
    }
}
