package io.github.voxelyte.microstructure.morphology;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A distribution of equivalent diameters.
 *
 * <p>The cumulative share at a particle is that of all smaller ones plus half its own; between particles it is
 * interpolated linearly, so d50 of a single size is that size.
 *
 * @param count number of particles
 * @param d10 diameter below which 10 % lie [m]
 * @param d50 median diameter [m]
 * @param d90 diameter below which 90 % lie [m]
 * @param mean weighted mean diameter [m]
 */
public record SizeDistribution(int count, double d10, double d50, double d90, double mean) {
    /** What a particle counts for. */
    public enum Weight {
        /** Every particle counts once. */
        NUMBER,
        /** Every particle counts by its volume. */
        VOLUME
    }

    /**
     * The distribution of some particles.
     *
     * @param particles the particles
     * @param weight what each counts for
     * @return the distribution; NaN diameters if there are no particles
     */
    public static SizeDistribution of(List<Particle> particles, Weight weight) {
        Objects.requireNonNull(weight, "weight");
        double[] diameters = particles.stream()
                .mapToDouble(Particle::equivalentDiameter)
                .sorted()
                .toArray();
        double[] cumulative = new double[diameters.length];
        double total = 0;
        double sum = 0;
        for (int i = 0; i < diameters.length; i++) {
            double w = weight == Weight.NUMBER ? 1 : Math.pow(diameters[i], 3);
            cumulative[i] = total + w / 2;
            total += w;
            sum += w * diameters[i];
        }
        return new SizeDistribution(
                diameters.length,
                quantile(diameters, cumulative, 0.1 * total),
                quantile(diameters, cumulative, 0.5 * total),
                quantile(diameters, cumulative, 0.9 * total),
                sum / total);
    }

    private static double quantile(double[] diameters, double[] cumulative, double at) {
        int n = diameters.length;
        if (n == 0) {
            return Double.NaN;
        }
        int above = IntStream.range(0, n)
                .filter(i -> cumulative[i] >= at)
                .findFirst()
                .orElse(n);
        if (above == 0 || above == n) {
            return diameters[Math.min(above, n - 1)];
        }
        double t = (at - cumulative[above - 1]) / (cumulative[above] - cumulative[above - 1]);
        return diameters[above - 1] + t * (diameters[above] - diameters[above - 1]);
    }
}
