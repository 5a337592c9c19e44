package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Slabs;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives each voxel the most frequent label of the 3×3×3 voxels around it, those inside the volume. On a draw the voxel
 * keeps its label if that is among the most frequent, else it takes the lowest of them. Smooths single-voxel roughness;
 * necks and cracks one voxel wide disappear.
 *
 * <p>27 reads per voxel; memory: a second set of labels. Instances are immutable and may be shared between threads.
 */
public final class ModeFilter {
    private final Parallel parallel;

    private ModeFilter(Parallel parallel) {
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * The filter, on all processors.
     *
     * @return the filter
     */
    public static ModeFilter overNeighbours() {
        return new ModeFilter(Parallel.allProcessors());
    }

    /**
     * Sets how many threads work; the result does not depend on it.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public ModeFilter withParallel(Parallel threads) {
        return new ModeFilter(threads);
    }

    /**
     * Filters labels once.
     *
     * @param phases the labels, not changed
     * @param progress told about the planes
     * @return the new labels and how many voxels changed
     */
    public CleanedLabels of(PhaseMap phases, Progress progress) {
        VoxelGrid grid = phases.grid();
        byte[][] planes = new byte[grid.nz()][];
        AtomicLong changed = new AtomicLong();
        Slabs.forEach(grid.nz(), parallel, progress, (from, to) -> {
            int[] counts = new int[256];
            for (int z = from; z < to; z++) {
                planes[z] = phases.plane(z).clone();
                changed.addAndGet(filter(phases, z, planes[z], counts));
            }
        });
        return new CleanedLabels(new PhaseMap(grid, planes), changed.get(), 0);
    }

    private static long filter(PhaseMap phases, int z, byte[] out, int[] counts) {
        VoxelGrid grid = phases.grid();
        long changed = 0;
        for (int y = 0; y < grid.ny(); y++) {
            for (int x = 0; x < grid.nx(); x++) {
                int i = x + grid.nx() * y;
                byte mode = mode(phases, x, y, z, counts);
                if (mode != out[i]) {
                    out[i] = mode;
                    changed++;
                }
            }
        }
        return changed;
    }

    private static byte mode(PhaseMap phases, int x, int y, int z, int[] counts) {
        VoxelGrid grid = phases.grid();
        int nx = grid.nx();
        int x0 = Math.max(0, x - 1);
        int x1 = Math.min(nx - 1, x + 1);
        int y0 = Math.max(0, y - 1);
        int y1 = Math.min(grid.ny() - 1, y + 1);
        int z0 = Math.max(0, z - 1);
        int z1 = Math.min(grid.nz() - 1, z + 1);
        byte own = phases.plane(z)[x + nx * y];
        boolean uniform = true;
        for (int k = z0; k <= z1; k++) {
            byte[] plane = phases.plane(k);
            for (int j = y0; j <= y1; j++) {
                for (int i = x0 + nx * j; i <= x1 + nx * j; i++) {
                    counts[plane[i] & 0xff]++;
                    uniform &= plane[i] == own;
                }
            }
        }
        int best = own & 0xff;
        if (!uniform) {
            for (int k = z0; k <= z1; k++) {
                byte[] plane = phases.plane(k);
                for (int j = y0; j <= y1; j++) {
                    for (int i = x0 + nx * j; i <= x1 + nx * j; i++) {
                        int label = plane[i] & 0xff;
                        boolean draw = counts[label] == counts[best] && best != (own & 0xff) && label < best;
                        best = counts[label] > counts[best] || draw ? label : best;
                    }
                }
            }
            for (int k = z0; k <= z1; k++) {
                byte[] plane = phases.plane(k);
                for (int j = y0; j <= y1; j++) {
                    for (int i = x0 + nx * j; i <= x1 + nx * j; i++) {
                        counts[plane[i] & 0xff] = 0;
                    }
                }
            }
        } else {
            counts[best] = 0;
        }
        return (byte) best;
    }
}
