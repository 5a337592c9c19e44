package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Objects;

/**
 * Separates touching particles by a watershed on the distance to the other phases.
 *
 * <p>The distance ({@link DistanceTransform}) is flooded from its summits down; where two floods meet, the one with the
 * lower summit is joined to the other if that summit rises less than the depth h above the meeting point, and a
 * particle boundary is drawn otherwise. So the particles are those of the h-maxima of the distance (Soille 2004,
 * Morphological Image Analysis, ch. 6.3 and 9; dynamics: Grimaud 1992, doi:10.1117/12.60650). Every voxel of the phase
 * belongs to a particle, voxels of one particle are joined by faces. A small h cuts irregular particles apart, a large
 * one leaves necks uncut: two balls of radius R whose centres are c apart are separated if
 * R − √(R² − c²/4) exceeds h by the roughness of the voxels, about half an edge.
 *
 * <p>Heights are sorted in 65 535 steps of the largest distance, below which meeting points are not resolved. Labels
 * have 32 bits. Time linear in the number of voxels; memory 4 bytes a voxel for the distance, 4 for the labels, 4 a
 * voxel of the phase for the order. The flooding runs on one thread, the rest on all; results do not depend on their
 * number. Instances are immutable and may be shared between threads.
 */
public final class ParticleSeparation {
    /** Depth h unless set, in multiples of the largest voxel edge. */
    public static final double DEFAULT_DEPTH_IN_VOXELS = 1;

    private static final int LEVELS = 65_535;
    private static final int REPORTS = 200;

    private final double depth;
    private final Parallel parallel;

    private ParticleSeparation(double depth, Parallel parallel) {
        this.depth = depth;
        this.parallel = parallel;
    }

    /**
     * Separation with the default depth, {@link #DEFAULT_DEPTH_IN_VOXELS}.
     *
     * @return the separation
     */
    public static ParticleSeparation create() {
        return new ParticleSeparation(Double.NaN, Parallel.allProcessors());
    }

    /**
     * Sets the depth of the h-maxima.
     *
     * @param metres how far a summit must rise above the neck to be a particle of its own, at least 0 [m]
     * @return a copy with it
     */
    public ParticleSeparation withDepth(double metres) {
        if (!(metres >= 0 && metres < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the h-maxima depth must be 0 or more and finite [m]: " + metres);
        }
        return new ParticleSeparation(metres, parallel);
    }

    /**
     * Sets the threads.
     *
     * @param threads the parallelism
     * @return a copy with it
     */
    public ParticleSeparation withParallel(Parallel threads) {
        return new ParticleSeparation(depth, Objects.requireNonNull(threads, "threads"));
    }

    /**
     * The depth used on a grid.
     *
     * @param grid the grid
     * @return the depth set, or the default in voxels of this grid [m]
     */
    public double depthOn(VoxelGrid grid) {
        double edge = Math.max(grid.dx(), Math.max(grid.dy(), grid.dz()));
        return Double.isNaN(depth) ? DEFAULT_DEPTH_IN_VOXELS * edge : depth;
    }

    /**
     * Separates the particles of a phase.
     *
     * @param phases the structure
     * @param progress told about the flooding; also the way to cancel
     * @param labels labels of the phase, 0 to 255
     * @return the particles
     */
    public ParticleLabels of(PhaseMap phases, Progress progress, int... labels) {
        VoxelGrid grid = phases.grid();
        ScalarField distance =
                DistanceTransform.create().withParallel(parallel).of(phases, progress.part(0, 0.25), labels);
        int[] order = descending(distance);
        progress.update(0.35);
        int[][] planes = new int[grid.nz()][grid.planeSize()];
        Basins basins = flood(distance, order, planes, (float) depthOn(grid), progress.part(0.35, 0.95));
        return new ParticleLabels(grid, planes, renumber(planes, basins));
    }

    /** Flat indices of the voxels with a positive distance, from the greatest down, equals in the order of the index. */
    private static int[] descending(ScalarField distance) {
        int planeSize = distance.grid().planeSize();
        int nz = distance.grid().nz();
        float top = 0;
        for (int z = 0; z < nz; z++) {
            for (float d : distance.plane(z)) {
                if (d < Float.POSITIVE_INFINITY) {
                    top = Math.max(top, d);
                }
            }
        }
        double scale = top > 0 ? LEVELS / (double) top : 1;
        int[] start = new int[LEVELS + 2];
        for (int z = 0; z < nz; z++) {
            for (float d : distance.plane(z)) {
                if (d > 0) {
                    start[LEVELS - level(d, scale) + 1]++;
                }
            }
        }
        for (int i = 1; i < start.length; i++) {
            start[i] += start[i - 1];
        }
        int[] order = new int[start[LEVELS + 1]];
        for (int z = 0; z < nz; z++) {
            float[] plane = distance.plane(z);
            for (int i = 0; i < planeSize; i++) {
                if (plane[i] > 0) {
                    order[start[LEVELS - level(plane[i], scale)]++] = z * planeSize + i;
                }
            }
        }
        return order;
    }

    private static int level(float distance, double scale) {
        return (int) Math.min(LEVELS, distance * scale);
    }

    private static Basins flood(ScalarField distance, int[] order, int[][] planes, float depth, Progress progress) {
        VoxelGrid grid = distance.grid();
        int nx = grid.nx();
        int planeSize = grid.planeSize();
        Basins basins = new Basins();
        Meeting meeting = new Meeting(basins, depth);
        int report = Math.max(1, order.length / REPORTS);
        for (int k = 0; k < order.length; k++) {
            int z = order[k] / planeSize;
            int i = order[k] - z * planeSize;
            int x = i % nx;
            int[] labels = planes[z];
            float[] heights = distance.plane(z);
            meeting.begin(heights[i]);
            if (x > 0) {
                meeting.with(labels[i - 1], heights[i - 1]);
            }
            if (x + 1 < nx) {
                meeting.with(labels[i + 1], heights[i + 1]);
            }
            if (i >= nx) {
                meeting.with(labels[i - nx], heights[i - nx]);
            }
            if (i + nx < planeSize) {
                meeting.with(labels[i + nx], heights[i + nx]);
            }
            if (z > 0) {
                meeting.with(planes[z - 1][i], distance.plane(z - 1)[i]);
            }
            if (z + 1 < planes.length) {
                meeting.with(planes[z + 1][i], distance.plane(z + 1)[i]);
            }
            labels[i] = meeting.join();
            if (k % report == 0) {
                progress.update((double) k / order.length);
            }
        }
        return basins;
    }

    /** Gives the basins consecutive numbers in the order of their first voxel and returns how many are left. */
    private int renumber(int[][] planes, Basins basins) {
        int[] number = new int[basins.opened() + 1];
        int count = 0;
        for (int[] plane : planes) {
            for (int label : plane) {
                if (label > 0) {
                    int root = basins.root(label);
                    if (number[root] == 0) {
                        number[root] = ++count;
                    }
                }
            }
        }
        int[] particle = new int[number.length];
        for (int b = 1; b < particle.length; b++) {
            particle[b] = number[basins.root(b)];
        }
        parallel.forEach(planes.length, z -> Arrays.setAll(planes[z], i -> particle[planes[z][i]]));
        return count;
    }

    /** The basins that meet in one voxel. A workspace. */
    private static final class Meeting {
        private final Basins basins;
        private final float depth;
        private final int[] roots = new int[6];
        private final float[] slopes = new float[6];
        private int count;
        private float height;

        Meeting(Basins basins, float depth) {
            this.basins = basins;
            this.depth = depth;
        }

        void begin(float here) {
            height = here;
            count = 0;
        }

        /** A neighbour that may have been flooded. */
        void with(int label, float itsHeight) {
            if (label == 0) {
                return;
            }
            int root = basins.root(label);
            for (int i = 0; i < count; i++) {
                if (roots[i] == root) {
                    slopes[i] = Math.max(slopes[i], itsHeight);
                    return;
                }
            }
            roots[count] = root;
            slopes[count++] = itsHeight;
        }

        /** Merges what is too shallow; returns the basin of the voxel: the one up the steepest slope. */
        int join() {
            if (count == 0) {
                return basins.open(height);
            }
            int highest = 0;
            int steepest = 0;
            for (int i = 1; i < count; i++) {
                if (basins.outranks(roots[i], roots[highest])) {
                    highest = i;
                }
                if (slopes[i] > slopes[steepest]
                        || (slopes[i] == slopes[steepest] && basins.outranks(roots[i], roots[steepest]))) {
                    steepest = i;
                }
            }
            int chosen = roots[steepest];
            for (int i = 0; i < count; i++) {
                float rise = basins.summit(roots[i]) - height;
                // Also joins plateaus, and the NaN of an image that is all one phase.
                if (i != highest && !(rise >= depth && rise > 0)) {
                    basins.merge(roots[i], roots[highest]);
                }
            }
            return basins.root(chosen);
        }
    }
}
