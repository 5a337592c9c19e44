package io.github.voxelyte.microstructure.synthesis;

/**
 * A reproducible stream of random numbers: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom
 * number generators, OOPSLA 2014, doi:10.1145/2660193.2660195).
 *
 * <p>Kept in the project, with {@link StrictMath} only, so that a seed gives the same voxels on every machine and Java
 * version. Not for several threads: each piece of work makes its own stream from the seed and its number.
 */
final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;

    private long state;

    RandomStream(long seed) {
        this.state = seed;
    }

    /** The stream numbered {@code number} of a seed; streams of different numbers are unrelated. */
    static RandomStream numbered(long seed, long number) {
        return new RandomStream(mix(mix(seed + GOLDEN) ^ (number + 1) * 0xD1B54A32D192ED03L));
    }

    /** The output function of SplitMix64: every bit of the result depends on every bit of the argument. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double nextDouble() {
        return (nextLong() >>> 11) * TO_UNIT;
    }

    /** Normal with mean 0 and standard deviation 1, by the polar method. */
    double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * Math.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** A direction, uniform on the unit sphere (G. Marsaglia 1972, doi:10.1214/aoms/1177692644). */
    double[] nextDirection() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s < 1) {
                double t = 2 * Math.sqrt(1 - s);
                return new double[] {u * t, v * t, 1 - 2 * s};
            }
        }
    }
}
