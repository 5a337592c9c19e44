package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.DistanceTransform;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Adds conductive additive to an electrode: turns electrolyte into additive until its volume fraction is met to one
 * voxel, in clusters whose size follows a correlation length ℓ.
 *
 * <p>Voxels are taken by the score g/ℓ + n, smallest first, with n smoothed noise of that correlation length and variance
 * 1, and g what the placement wants small: the width of the gap between active material, or the distance to it. Fractions
 * of one seed are nested. Linear in the voxels; 8 bytes per voxel. Instances are immutable and may be shared between
 * threads.
 */
public final class ConductiveAdditive {
    /** Correlation length of the clusters unless set [m]. */
    public static final double DEFAULT_CLUSTER = 2e-6;

    private static final double NO_GAP = 1e6; // beyond any gap, but noise still counts in a float

    /** Where additive goes first. */
    public enum Placement {
        /** Into the gaps between active material, where it joins particles. */
        CONTACTS,
        /** On the surface of active material. */
        SURFACE,
        /** Anywhere in the electrolyte. */
        ANYWHERE
    }

    private final Placement placement;
    private final double cluster;
    private final long seed;
    private final Parallel parallel;

    private ConductiveAdditive(Placement placement, double cluster, long seed, Parallel parallel) {
        this.placement = Objects.requireNonNull(placement, "placement");
        this.cluster = cluster;
        this.seed = seed;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * Additive at a place.
     *
     * @param placement where it goes first
     * @param seed the seed of the clusters
     * @return the operation, with clusters of {@link #DEFAULT_CLUSTER}
     */
    public static ConductiveAdditive at(Placement placement, long seed) {
        return new ConductiveAdditive(placement, DEFAULT_CLUSTER, seed, Parallel.allProcessors());
    }

    /**
     * Sets the size of the clusters.
     *
     * @param length where the autocorrelation of the clusters' noise has fallen to 1/e [m]
     * @return a copy with it
     */
    public ConductiveAdditive withCluster(double length) {
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cluster length must be positive [m]: " + length);
        }
        return new ConductiveAdditive(placement, length, seed, parallel);
    }

    /**
     * Sets the number of threads, which changes nothing but the time.
     *
     * @param threads the parallelism
     * @return a copy with these threads
     */
    public ConductiveAdditive withParallel(Parallel threads) {
        return new ConductiveAdditive(placement, cluster, seed, threads);
    }

    /**
     * What was added.
     *
     * @param labels the electrode with additive
     * @param asked volume fraction of additive asked for [1]
     * @param reached volume fraction of additive reached [1]
     * @param before volume fraction of additive in the input [1]
     * @param voxelsChanged number of voxels that became additive
     */
    public record Result(PhaseMap labels, double asked, double reached, double before, long voxelsChanged) {}

    /**
     * Adds additive.
     *
     * @param labels the electrode
     * @param fraction volume fraction of additive that the result is to have, of the total volume [1]
     * @param progress told about the scores
     * @return the electrode with additive
     * @throws IllegalArgumentException if the electrode has more additive already, or not enough electrolyte
     */
    public Result of(PhaseMap labels, double fraction, Progress progress) {
        Fractions.require("volume fraction of additive", fraction);
        VoxelGrid grid = labels.grid();
        long[] counts = labels.counts();
        double before = (double) counts[Labels.ADDITIVE] / grid.size();
        double most = (double) (counts[Labels.ADDITIVE] + counts[Labels.ELECTROLYTE]) / grid.size();
        long wanted = Math.round(fraction * grid.size()) - counts[Labels.ADDITIVE];
        if (wanted < 0 || wanted > counts[Labels.ELECTROLYTE]) {
            throw new IllegalArgumentException("the volume fraction of additive can lie between " + before
                    + ", what the stack has, and " + most + ", all its electrolyte: " + fraction);
        }
        ScalarField score = score(labels, progress.part(0, 0.7));
        RandomOrder random = RandomOrder.stream(seed, 0);
        VoxelSelection.Candidates candidates = new VoxelSelection.Candidates() {
            @Override
            public double weight(int z, int i) {
                return labels.plane(z)[i] == Labels.ELECTROLYTE ? 1 : 0;
            }

            @Override
            public long key(int z, int i) {
                return VoxelSelection.orderedBits(score.plane(z)[i]) << Integer.SIZE
                        | random.rank(z * grid.planeSize() + i);
            }
        };
        VoxelSelection.Cut cut = new VoxelSelection(grid.nz(), grid.planeSize(), parallel)
                .cut(candidates, (double) wanted, progress.part(0.7, 1));
        byte[][] planes = new byte[grid.nz()][];
        parallel.forEach(planes.length, z -> {
            byte[] plane = labels.plane(z).clone();
            for (int i = 0; i < plane.length; i++) {
                if (plane[i] == Labels.ELECTROLYTE && cut.takes(candidates.key(z, i))) {
                    plane[i] = Labels.ADDITIVE;
                }
            }
            planes[z] = plane;
        });
        PhaseMap result = new PhaseMap(grid, planes);
        long after = result.counts()[Labels.ADDITIVE];
        return new Result(result, fraction, (double) after / grid.size(), before, after - counts[Labels.ADDITIVE]);
    }

    private ScalarField score(PhaseMap labels, Progress progress) {
        VoxelGrid grid = labels.grid();
        ScalarField noise =
                CorrelatedNoise.of(grid, cluster, RandomOrder.stream(seed, 1), parallel, progress.part(0, 0.5));
        if (placement == Placement.ANYWHERE) {
            return noise;
        }
        double deviation = deviation(noise);
        ScalarField near = placement == Placement.CONTACTS
                ? GapWidth.of(labels, parallel, progress.part(0.5, 1))
                : DistanceTransform.create()
                        .withParallel(parallel)
                        .of(
                                labels,
                                progress.part(0.5, 1),
                                Labels.ELECTROLYTE,
                                Labels.PASSIVATED,
                                Labels.ADDITIVE,
                                Labels.VOID);
        parallel.forEach(grid.nz(), z -> {
            float[] score = noise.plane(z);
            float[] wanted = near.plane(z);
            for (int i = 0; i < score.length; i++) {
                double gap = Math.min(wanted[i] / cluster, NO_GAP);
                score[i] = (float) (gap + (deviation > 0 ? score[i] / deviation : 0));
            }
        });
        return noise;
    }

    private double deviation(ScalarField noise) {
        double square = parallel.sum(noise.grid().nz(), z -> {
            double sum = 0;
            for (float value : noise.plane(z)) {
                sum += (double) value * value;
            }
            return sum;
        });
        return Math.sqrt(square / noise.grid().size());
    }
}
