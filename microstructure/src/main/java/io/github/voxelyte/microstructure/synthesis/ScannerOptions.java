package io.github.voxelyte.microstructure.synthesis;

/**
 * How a tomograph images a cathode. Immutable; start from {@link #DEFAULTS} and the {@code with…} copies. "Contrast" is
 * the difference between the mean grey values of active material and electrolyte.
 *
 * @param bits 8 or 16 bits a voxel
 * @param blur standard deviation of the point spread, along all three axes, 0 to {@value #MAX_BLUR} [voxels]
 * @param noise standard deviation of the noise, 0 to {@value #MAX_NOISE} [contrast]
 * @param cupping beam hardening: how much darker the rotation axis is than the corners of a slice, 0 to
 *     {@value #MAX_CUPPING} [1]
 * @param rings standard deviation of the ring artefacts over the radius, 0 to {@value #MAX_RINGS} [contrast]
 * @param drift how much brighter the last slice is than the first, −{@value #MAX_DRIFT} to {@value #MAX_DRIFT} [1]
 * @param seed the same seed gives the same noise and rings
 */
public record ScannerOptions(
        int bits, double blur, double noise, double cupping, double rings, double drift, long seed) {
    /** Largest blur. */
    public static final double MAX_BLUR = 10;

    /** Largest noise. */
    public static final double MAX_NOISE = 2;

    /** Largest cupping. */
    public static final double MAX_CUPPING = 0.5;

    /** Largest rings. */
    public static final double MAX_RINGS = 1;

    /** Largest drift. */
    public static final double MAX_DRIFT = 0.5;

    /** A good laboratory scan: what the tomograms of NMC electrodes show that the structure is modelled on. */
    public static final ScannerOptions DEFAULTS = new ScannerOptions(8, 0.8, 0.12, 0.04, 0.03, 0.03, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ScannerOptions {
        if (bits != 8 && bits != 16) {
            throw new IllegalArgumentException("bits must be 8 or 16: " + bits);
        }
        check("blur", blur, 0, MAX_BLUR, "voxels");
        check("noise", noise, 0, MAX_NOISE, "of the contrast");
        check("cupping", cupping, 0, MAX_CUPPING, "of the grey value");
        check("rings", rings, 0, MAX_RINGS, "of the contrast");
        check("drift", drift, -MAX_DRIFT, MAX_DRIFT, "of the grey value");
    }

    private static void check(String name, double value, double min, double max, String unit) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    name + " must lie between " + min + " and " + max + " " + unit + ": " + value);
        }
    }

    /**
     * A copy with another depth.
     *
     * @param newBits 8 or 16
     * @return the copy
     */
    public ScannerOptions withBits(int newBits) {
        return new ScannerOptions(newBits, blur, noise, cupping, rings, drift, seed);
    }

    /**
     * A copy with another point spread.
     *
     * @param newBlur standard deviation [voxels]
     * @return the copy
     */
    public ScannerOptions withBlur(double newBlur) {
        return new ScannerOptions(bits, newBlur, noise, cupping, rings, drift, seed);
    }

    /**
     * A copy with other noise.
     *
     * @param newNoise standard deviation [contrast]
     * @return the copy
     */
    public ScannerOptions withNoise(double newNoise) {
        return new ScannerOptions(bits, blur, newNoise, cupping, rings, drift, seed);
    }

    /**
     * A copy with other artefacts.
     *
     * @param newCupping darkening of the rotation axis [1]
     * @param newRings standard deviation of the rings [contrast]
     * @param newDrift brightening from the first to the last slice [1]
     * @return the copy
     */
    public ScannerOptions withArtifacts(double newCupping, double newRings, double newDrift) {
        return new ScannerOptions(bits, blur, noise, newCupping, newRings, newDrift, seed);
    }

    /**
     * A copy with all artefacts (cupping, rings, drift) stronger or weaker by the same factor.
     *
     * @param factor 0 for none [1]
     * @return the copy
     */
    public ScannerOptions scaleArtifacts(double factor) {
        return withArtifacts(cupping * factor, rings * factor, drift * factor);
    }

    /**
     * A copy with another seed.
     *
     * @param newSeed the seed
     * @return the copy
     */
    public ScannerOptions withSeed(long newSeed) {
        return new ScannerOptions(bits, blur, noise, cupping, rings, drift, newSeed);
    }
}
