package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Particle size against the distance of the particle's centre from the current collector.
 *
 * <p>A particle's centre cannot come closer to a flat collector than about its radius, so the bins next to both planes
 * hold small particles only; judge a trend with that in mind.
 *
 * @param bins equal slices from the collector to the other plane
 * @param rankCorrelation Spearman's coefficient of diameter and distance, negative if large particles lie near the
 *     collector [1]; NaN for fewer than three particles
 */
public record SizeAgainstDistance(List<Bin> bins, double rankCorrelation) {
    /** Makes the list immutable. */
    public SizeAgainstDistance {
        bins = List.copyOf(bins);
    }

    /**
     * The particles whose centre lies in a slice.
     *
     * @param from distance of the slice's near side from the collector [m]
     * @param to distance of its far side [m]
     * @param count number of particles
     * @param meanByNumber mean equivalent diameter [m]; NaN if there are none
     * @param meanByVolume mean weighted by volume [m]; NaN if there are none
     */
    public record Bin(double from, double to, int count, double meanByNumber, double meanByVolume) {}

    /**
     * Sorts particles into slices.
     *
     * @param particles the particles
     * @param grid the grid they were measured on
     * @param axis through-plane axis
     * @param collectorLast whether the collector lies at the end of the axis, otherwise at its start
     * @param slices number of slices, at least 1
     * @return size against distance
     */
    public static SizeAgainstDistance of(
            List<Particle> particles, VoxelGrid grid, Axis axis, boolean collectorLast, int slices) {
        if (slices < 1) {
            throw new IllegalArgumentException("the number of slices must be at least 1: " + slices);
        }
        double length = grid.length(axis);
        double[] distance = new double[particles.size()];
        double[] diameter = new double[particles.size()];
        int[] count = new int[slices];
        double[] sum = new double[slices];
        double[] volume = new double[slices];
        double[] moment = new double[slices];
        for (int i = 0; i < distance.length; i++) {
            Particle p = particles.get(i);
            double position =
                    switch (axis) {
                        case X -> p.x();
                        case Y -> p.y();
                        case Z -> p.z();
                    };
            distance[i] = collectorLast ? length - position : position;
            diameter[i] = p.equivalentDiameter();
            int slice = Math.max(0, Math.min(slices - 1, (int) (distance[i] / length * slices)));
            count[slice]++;
            sum[slice] += diameter[i];
            volume[slice] += p.volume();
            moment[slice] += p.volume() * diameter[i];
        }
        List<Bin> bins = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            bins.add(new Bin(
                    s * length / slices,
                    (s + 1) * length / slices,
                    count[s],
                    sum[s] / count[s],
                    moment[s] / volume[s]));
        }
        double rank = distance.length < 3 ? Double.NaN : new SpearmansCorrelation().correlation(distance, diameter);
        return new SizeAgainstDistance(bins, rank);
    }
}
