package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Objects;

/**
 * Local thickness of a phase: in every voxel the diameter of the largest ball that contains it and lies in the phase.
 *
 * <p>Balls are centred on voxels c and hold the voxels p with |p − c| &lt; D(c), where D is the distance to the nearest
 * voxel outside ({@link DistanceTransform}); the thickness is 2·max D(c) over the balls that contain p (Hildebrand and
 * Rüegsegger 1997, doi:10.1046/j.1365-2818.1997.1340694.x). Exact for that definition, also on unequal edges: only balls
 * that lie wholly in a neighbour's are left out ({@link BallCover}); the rest are painted from the largest down, each
 * row of voxels once. What lies beyond the image does not limit the balls.
 *
 * <p>Known bias: distances run between voxel centres, so a plate of n voxels has thickness n for even and n + 1 for odd
 * n, and a ball whose centre lies at a corner of voxels comes out up to √3 voxels too thin. Trust it for bodies of at
 * least some ten voxels.
 *
 * <p>Memory: 8 bytes a voxel (distance and result), one bit a voxel, 8 bytes a ball kept. Time: linear for the
 * distances, then the number of balls kept times their cross-section. Results do not depend on the number of threads.
 * Instances are immutable and may be shared between threads.
 */
public final class LocalThickness {
    private static final int STRIPS = 48;
    private static final double ROUNDING = 1e-6;

    private final Parallel parallel;

    private LocalThickness(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * The measurement on all processors.
     *
     * @return the measurement
     */
    public static LocalThickness create() {
        return new LocalThickness(Parallel.allProcessors());
    }

    /**
     * Sets the threads.
     *
     * @param threads the parallelism
     * @return a copy with it
     */
    public LocalThickness withParallel(Parallel threads) {
        return new LocalThickness(Objects.requireNonNull(threads, "threads"));
    }

    /**
     * Local thickness of a phase.
     *
     * @param phases the structure
     * @param progress told about the passes; also the way to cancel
     * @param labels labels of the phase, 0 to 255
     * @return the thickness [m]; 0 outside the phase, infinite if the whole image is the phase
     */
    public ScalarField of(PhaseMap phases, Progress progress, int... labels) {
        VoxelGrid grid = phases.grid();
        ScalarField squared = DistanceTransform.create()
                .withParallel(parallel)
                .squared(phases, progress.part(0, 0.2), PhaseSet.of(labels));
        if (squared.value(0, 0, 0) == Float.POSITIVE_INFINITY) {
            return squared;
        }
        long[] balls = balls(squared, progress.part(0.2, 0.4));
        ScalarField thickness = ScalarField.zeros(grid);
        boolean alongY = grid.ny() >= grid.nz();
        int rows = alongY ? grid.ny() : grid.nz();
        int strips = Math.min(STRIPS, rows);
        Sweep.over(parallel, strips, progress.part(0.4, 1), s -> {
            int from = (int) ((long) rows * s / strips);
            int to = (int) ((long) rows * (s + 1) / strips);
            Strip strip = alongY
                    ? new Strip(squared, thickness, from, to, 0, grid.nz())
                    : new Strip(squared, thickness, 0, grid.ny(), from, to);
            strip.paint(balls);
        });
        return thickness;
    }

    /** The balls that no neighbour's covers, squared radius in the upper 32 bits, index in the lower; ascending. */
    private long[] balls(ScalarField squared, Progress progress) {
        VoxelGrid grid = squared.grid();
        float[] largest = new float[grid.nz()];
        parallel.forEach(grid.nz(), z -> {
            for (float s : squared.plane(z)) {
                largest[z] = Math.max(largest[z], s);
            }
        });
        float top = 0;
        for (float s : largest) {
            top = Math.max(top, s);
        }
        BallCover cover = new BallCover(
                DistanceTransform.curvature(grid.dy(), grid.dx()),
                DistanceTransform.curvature(grid.dz(), grid.dx()),
                Math.max(1, top));
        long[][] kept = new long[grid.nz()][];
        Sweep.over(parallel, grid.nz(), progress, z -> kept[z] = ballsOfPlane(squared, z, cover));
        long count = 0;
        for (long[] plane : kept) {
            count += plane.length;
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("local thickness needs " + count
                    + " balls, more than fit into memory: crop the stack or resample it");
        }
        long[] all = new long[(int) count];
        int at = 0;
        for (long[] plane : kept) {
            System.arraycopy(plane, 0, all, at, plane.length);
            at += plane.length;
        }
        Arrays.sort(all);
        return all;
    }

    private static long[] ballsOfPlane(ScalarField squared, int z, BallCover cover) {
        VoxelGrid grid = squared.grid();
        int nx = grid.nx();
        float[] plane = squared.plane(z);
        long[] kept = new long[256];
        int count = 0;
        for (int i = 0; i < plane.length; i++) {
            if (plane[i] > 0 && !coveredByNeighbour(squared, i % nx, i / nx, z, cover)) {
                if (count == kept.length) {
                    kept = Arrays.copyOf(kept, 2 * count);
                }
                kept[count++] = (long) Float.floatToIntBits(plane[i]) << 32 | (z * grid.planeSize() + i);
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean coveredByNeighbour(ScalarField squared, int x, int y, int z, BallCover cover) {
        VoxelGrid grid = squared.grid();
        int nx = grid.nx();
        float own = squared.plane(z)[x + nx * y];
        for (int k = Math.max(0, z - 1); k <= Math.min(grid.nz() - 1, z + 1); k++) {
            float[] plane = squared.plane(k);
            int stepZ = k == z ? 0 : 4;
            for (int j = Math.max(0, y - 1); j <= Math.min(grid.ny() - 1, y + 1); j++) {
                int stepYZ = stepZ + (j == y ? 0 : 2);
                for (int i = Math.max(0, x - 1); i <= Math.min(nx - 1, x + 1); i++) {
                    int step = stepYZ + (i == x ? 0 : 1);
                    if (step != 0 && cover.covered(step, own, plane[i + nx * j])) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Part of the image that one thread paints: rows from y0 to y1 and planes z0 to z1, ends excluded. */
    private static final class Strip {
        private final ScalarField thickness;
        private final VoxelGrid grid;
        private final double wy;
        private final double wz;
        private final int y0;
        private final int y1;
        private final int z0;
        private final int z1;
        private final double shrink;
        private final int words;
        private final long[] unpainted;

        Strip(ScalarField squared, ScalarField thickness, int y0, int y1, int z0, int z1) {
            this.thickness = thickness;
            this.grid = squared.grid();
            this.y0 = y0;
            this.y1 = y1;
            this.z0 = z0;
            this.z1 = z1;
            wy = DistanceTransform.curvature(grid.dy(), grid.dx());
            wz = DistanceTransform.curvature(grid.dz(), grid.dx());
            // Squared radii are whole numbers on cubic voxels; otherwise rounding must not let a ball reach its limit.
            shrink = wy == 1 && wz == 1 ? 1 : 1 - ROUNDING;
            words = (grid.nx() + 63) / 64;
            unpainted = new long[words * (y1 - y0) * (z1 - z0)];
            for (int z = z0; z < z1; z++) {
                for (int y = y0; y < y1; y++) {
                    for (int x = 0; x < grid.nx(); x++) {
                        if (squared.plane(z)[x + grid.nx() * y] > 0) {
                            unpainted[word(y, z) + (x >> 6)] |= 1L << x;
                        }
                    }
                }
            }
        }

        private int word(int y, int z) {
            return words * (y - y0 + (y1 - y0) * (z - z0));
        }

        void paint(long[] balls) {
            for (int b = balls.length - 1; b >= 0; b--) {
                float squared = Float.intBitsToFloat((int) (balls[b] >>> 32));
                int index = (int) balls[b];
                int cz = index / grid.planeSize();
                int inPlane = index - cz * grid.planeSize();
                int cy = inPlane / grid.nx();
                int reachY = reach(squared / wy);
                int reachZ = reach(squared / wz);
                if (cy + reachY < y0 || cy - reachY >= y1 || cz + reachZ < z0 || cz - reachZ >= z1) {
                    continue;
                }
                float value = (float) (2 * Math.sqrt(squared) * grid.dx());
                int cx = inPlane - cy * grid.nx();
                for (int z = Math.max(z0, cz - reachZ); z <= Math.min(z1 - 1, cz + reachZ); z++) {
                    double left = squared * shrink - (z - cz) * (z - cz) * wz;
                    for (int y = Math.max(y0, cy - reachY); y <= Math.min(y1 - 1, cy + reachY); y++) {
                        double s = left - (y - cy) * (y - cy) * wy;
                        if (s > 0) {
                            int half = reach(s);
                            row(y, z, Math.max(0, cx - half), Math.min(grid.nx() - 1, cx + half), value);
                        }
                    }
                }
            }
        }

        /** Largest whole n with n² < s. */
        private static int reach(double s) {
            return (int) Math.ceil(Math.sqrt(s)) - 1;
        }

        private void row(int y, int z, int from, int to, float value) {
            float[] plane = thickness.plane(z);
            int row = y * grid.nx();
            int start = word(y, z);
            for (int w = from >> 6; w <= to >> 6; w++) {
                long mask = -1L;
                if (w == from >> 6) {
                    mask &= -1L << from;
                }
                if (w == to >> 6) {
                    mask &= -1L >>> (63 - (to & 63));
                }
                long bits = unpainted[start + w] & mask;
                unpainted[start + w] &= ~mask;
                while (bits != 0) {
                    plane[row + (w << 6) + Long.numberOfTrailingZeros(bits)] = value;
                    bits &= bits - 1;
                }
            }
        }
    }
}
