package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Two phases whose boundary follows the steepest grey-value slope: voxels with g &lt; low are dark, voxels with g ≥ high
 * are bright, and those between, partial volume for the most part, are flooded from both in the order of the gradient's
 * magnitude (Meyer 1994, doi:10.1016/0165-1684(94)90060-4). The boundary then depends little on where exactly the two
 * thresholds lie. A region between the thresholds that touches no certain voxel is flooded through its surroundings.
 *
 * <p>Gradient by central differences, one-sided at the edge of the volume, scaled by the voxel edges, in 256 steps of its
 * largest value. Linear time; memory: 2 bytes per voxel and 4 per uncertain voxel.
 */
public final class GradientWatershed {
    private static final byte UNCERTAIN = 2;
    private static final int STEPS = 256;

    private final double low;
    private final double high;

    private GradientWatershed(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /**
     * Watershed between two confident thresholds.
     *
     * @param low voxels below this grey value are dark for certain
     * @param high voxels from this grey value on are bright for certain, above {@code low}
     * @return the method
     */
    public static GradientWatershed between(double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("the low threshold must lie below the high one: " + low + ", " + high);
        }
        return new GradientWatershed(low, high);
    }

    /**
     * Labels a volume.
     *
     * @param volume the grey values
     * @param progress told about the slices and the flooding
     * @return 1 where bright, 0 where dark
     * @throws IllegalArgumentException if no voxel is certain to be dark, or none certain to be bright
     */
    public PhaseMap apply(GreyVolume volume, Progress progress) {
        PhaseMap certain =
                Thresholding.at(low, high).withLabels(0, UNCERTAIN, 1).apply(volume, progress.part(0, 0.2));
        long[] counts = certain.counts();
        if (counts[0] == 0 || counts[1] == 0) {
            throw new IllegalArgumentException("no voxel is "
                    + (counts[0] == 0
                            ? "darker than the low threshold " + low
                            : "as bright as the high threshold " + high)
                    + ": the watershed needs both phases to start from");
        }
        byte[][] steepness = steepness(volume, progress.part(0.2, 0.7));
        new Flood(certain, steepness).run(progress.part(0.7, 1));
        return certain;
    }

    private static byte[][] steepness(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        float[] largest = new float[1];
        slopes(volume, progress.part(0, 0.5), (z, i, slope) -> largest[0] = Math.max(largest[0], slope));
        byte[][] steepness = new byte[grid.nz()][grid.planeSize()];
        float scale = (STEPS - 1) / Math.max(Float.MIN_NORMAL, largest[0]);
        slopes(volume, progress.part(0.5, 1), (z, i, slope) -> steepness[z][i] = (byte) (int) (scale * slope));
        return steepness;
    }

    @FunctionalInterface
    private interface SlopeVisitor {
        void visit(int z, int index, float slope);
    }

    private static void slopes(GreyVolume volume, Progress progress, SlopeVisitor visitor) {
        VoxelGrid grid = volume.grid();
        int nx = grid.nx();
        float[][] ring = new float[3][grid.planeSize()];
        volume.read(0, ring[0]);
        for (int z = 0; z < grid.nz(); z++) {
            if (z + 1 < grid.nz()) {
                volume.read(z + 1, ring[(z + 1) % 3]);
            }
            int zl = Math.max(0, z - 1);
            int zr = Math.min(grid.nz() - 1, z + 1);
            float[] here = ring[z % 3];
            for (int y = 0; y < grid.ny(); y++) {
                int yl = Math.max(0, y - 1);
                int yr = Math.min(grid.ny() - 1, y + 1);
                for (int x = 0; x < nx; x++) {
                    int xl = Math.max(0, x - 1);
                    int xr = Math.min(nx - 1, x + 1);
                    int i = x + nx * y;
                    double gx = (here[xr + nx * y] - here[xl + nx * y]) / (Math.max(1, xr - xl) * grid.dx());
                    double gy = (here[x + nx * yr] - here[x + nx * yl]) / (Math.max(1, yr - yl) * grid.dy());
                    double gz = (ring[zr % 3][i] - ring[zl % 3][i]) / (Math.max(1, zr - zl) * grid.dz());
                    visitor.visit(z, i, (float) Math.sqrt(gx * gx + gy * gy + gz * gz));
                }
            }
            progress.update((z + 1.0) / grid.nz());
        }
    }

    /** Flooding with one first-in-first-out queue per step of the gradient; a voxel gets its label when it is queued. */
    private static final class Flood {
        private final VoxelGrid grid;
        private final PhaseMap labels;
        private final byte[][] steepness;
        private final int[][] queue = new int[STEPS][16];
        private final int[] head = new int[STEPS];
        private final int[] tail = new int[STEPS];
        private int step;

        Flood(PhaseMap labels, byte[][] steepness) {
            this.grid = labels.grid();
            this.labels = labels;
            this.steepness = steepness;
        }

        void run(Progress progress) {
            for (int z = 0; z < grid.nz(); z++) {
                byte[] plane = labels.plane(z);
                for (int i = 0; i < plane.length; i++) {
                    if (plane[i] != UNCERTAIN && touchesUncertain(z, i)) {
                        push(z, i);
                    }
                }
            }
            for (int level = 0; level < STEPS; level++) {
                step = level;
                while (head[step] < tail[step]) {
                    int index = queue[step][head[step]++];
                    flow(index / grid.planeSize(), index % grid.planeSize());
                }
                queue[step] = null;
                progress.update((level + 1.0) / STEPS);
            }
        }

        private boolean touchesUncertain(int z, int i) {
            int x = i % grid.nx();
            int y = i / grid.nx();
            byte[] plane = labels.plane(z);
            return (x > 0 && plane[i - 1] == UNCERTAIN)
                    || (x < grid.nx() - 1 && plane[i + 1] == UNCERTAIN)
                    || (y > 0 && plane[i - grid.nx()] == UNCERTAIN)
                    || (y < grid.ny() - 1 && plane[i + grid.nx()] == UNCERTAIN)
                    || (z > 0 && labels.plane(z - 1)[i] == UNCERTAIN)
                    || (z < grid.nz() - 1 && labels.plane(z + 1)[i] == UNCERTAIN);
        }

        private void flow(int z, int i) {
            int x = i % grid.nx();
            int y = i / grid.nx();
            byte label = labels.plane(z)[i];
            if (x > 0) {
                take(z, i - 1, label);
            }
            if (x < grid.nx() - 1) {
                take(z, i + 1, label);
            }
            if (y > 0) {
                take(z, i - grid.nx(), label);
            }
            if (y < grid.ny() - 1) {
                take(z, i + grid.nx(), label);
            }
            if (z > 0) {
                take(z - 1, i, label);
            }
            if (z < grid.nz() - 1) {
                take(z + 1, i, label);
            }
        }

        private void take(int z, int i, byte label) {
            if (labels.plane(z)[i] == UNCERTAIN) {
                labels.plane(z)[i] = label; // the planes were made here, by the thresholding
                push(z, i);
            }
        }

        /** Into the queue of its own steepness, but never below the step that is being flooded. */
        private void push(int z, int i) {
            int s = Math.max(step, steepness[z][i] & 0xff);
            if (tail[s] == queue[s].length) {
                queue[s] = Arrays.copyOf(queue[s], (int) Math.min(Integer.MAX_VALUE - 8L, 2L * tail[s]));
            }
            queue[s][tail[s]++] = i + grid.planeSize() * z;
        }
    }
}
