package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Objects;

/**
 * Areas of the interfaces between all pairs of labels, from one pass that counts how often lines in 13 directions
 * through the voxel centres go from one label to another.
 *
 * <p>The three axis directions count voxel faces. All thirteen give the Cauchy-Crofton estimate S = 2·Σᵢ wᵢ·Nᵢ·v/|dᵢ|
 * with N crossings, v the voxel's volume, d the step and w the share of directions (Ohser and Mücklich 2000,
 * Statistical Analysis of Microstructures in Materials Science; Ohser and Schladitz 2009). Lines that leave the image
 * sideways are reflected at its faces, so no part of an interface is seen by fewer lines than another; the outer faces
 * themselves are no interface.
 *
 * <p>Linear time; memory a table of pairs. Counts are whole numbers: results do not depend on the number of threads.
 * Instances are immutable and may be shared between threads.
 */
public final class InterfaceAreas {
    private final Parallel parallel;

    private InterfaceAreas(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * The measurement on all processors.
     *
     * @return the measurement
     */
    public static InterfaceAreas create() {
        return new InterfaceAreas(Parallel.allProcessors());
    }

    /**
     * Sets the threads.
     *
     * @param threads the parallelism
     * @return a copy with it
     */
    public InterfaceAreas withParallel(Parallel threads) {
        return new InterfaceAreas(Objects.requireNonNull(threads, "threads"));
    }

    /**
     * Measures all interfaces of a structure.
     *
     * @param phases the structure
     * @param progress told about the planes; also the way to cancel
     * @return areas of all pairs
     */
    public Interfaces of(PhaseMap phases, Progress progress) {
        VoxelGrid grid = phases.grid();
        long[] voxels = phases.counts();
        int[] rank = new int[voxels.length];
        int[] labels = new int[voxels.length];
        int present = 0;
        for (int label = 0; label < voxels.length; label++) {
            rank[label] = voxels[label] > 0 ? present : -1;
            if (voxels[label] > 0) {
                labels[present++] = label;
            }
        }
        int n = present;
        long[][] total = new long[LatticeDirections.COUNT][n * n];
        Sweep.over(parallel, grid.nz(), progress, z -> {
            int[][] counts = countPlane(phases, z, rank, n);
            synchronized (total) {
                for (int d = 0; d < counts.length; d++) {
                    for (int pair = 0; pair < counts[d].length; pair++) {
                        total[d][pair] += counts[d][pair];
                    }
                }
            }
        });
        return new Interfaces(grid, Arrays.copyOf(labels, n), rank, total);
    }

    private static int[][] countPlane(PhaseMap phases, int z, int[] rank, int n) {
        VoxelGrid grid = phases.grid();
        int nx = grid.nx();
        int[][] counts = new int[LatticeDirections.COUNT][n * n];
        byte[] here = phases.plane(z);
        for (int d = 0; d < counts.length; d++) {
            int[] step = LatticeDirections.STEPS[d];
            byte[] there = phases.plane(Math.min(z + step[2], grid.nz() - 1));
            for (int y = 0; y < grid.ny(); y++) {
                int neighbourRow = Math.max(0, Math.min(y + step[1], grid.ny() - 1));
                countRow(here, y * nx, there, neighbourRow * nx, nx, step[0], rank, n, counts[d]);
            }
        }
        return counts;
    }

    private static void countRow(
            byte[] here, int row, byte[] there, int neighbour, int nx, int dx, int[] rank, int n, int[] counts) {
        for (int x = Math.max(0, -dx); x < nx - Math.max(0, dx); x++) {
            byte a = here[row + x];
            byte b = there[neighbour + x + dx];
            if (a != b) {
                counts[rank[a & 0xff] * n + rank[b & 0xff]]++;
            }
        }
        if (dx != 0) {
            int edge = dx > 0 ? nx - 1 : 0;
            byte a = here[row + edge];
            byte b = there[neighbour + edge];
            if (a != b) {
                counts[rank[a & 0xff] * n + rank[b & 0xff]]++;
            }
        }
    }
}
