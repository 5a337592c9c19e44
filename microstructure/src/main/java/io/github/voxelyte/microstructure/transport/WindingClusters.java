package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Clusters of conducting voxels on a periodic box that join one of their own repetitions: the only ones that carry a
 * mean current.
 *
 * <p>A flood fill that counts the crossings of the box's faces along each axis: a voxel reached again with another count
 * closes a loop around the box. Time linear; memory 12 bytes per voxel.
 */
final class WindingClusters {
    private static final byte UNSEEN = 0;
    private static final byte SEEN = 1;
    private static final byte WINDING = 2;

    /** Voxels between two looks at whether to stop. */
    private static final int REPORT = 1 << 16;

    private final VoxelGrid grid;
    private final Progress progress;
    private final byte[] state;
    private final short[][] crossings;
    private final int[] queue;

    /** Voxels of the clusters done. */
    private int done;

    /** First voxel of every one, and its number of voxels. */
    private final List<int[]> firsts = new ArrayList<>();

    private WindingClusters(VoxelGrid grid, Progress progress) {
        this.grid = grid;
        this.progress = progress;
        state = new byte[grid.size()];
        crossings = new short[3][grid.size()];
        queue = new int[grid.size()];
    }

    /**
     * Finds them.
     *
     * @param phases the structure, one period
     * @param conductivity conductivity of every label [S/m]
     * @param progress told about the fill; cancels
     */
    static WindingClusters of(PhaseMap phases, double[] conductivity, Progress progress) {
        WindingClusters clusters = new WindingClusters(phases.grid(), progress);
        boolean[] conducts = new boolean[phases.grid().size()];
        for (int i = 0; i < conducts.length; i++) {
            conducts[i] = conductivity[phases.phase(i)] > 0;
        }
        for (int i = 0; i < conducts.length; i++) {
            if (conducts[i] && clusters.state[i] == UNSEEN) {
                clusters.fill(i, conducts);
            }
        }
        return clusters;
    }

    /** Whether a voxel belongs to one of them. */
    boolean isWinding(int voxel) {
        return state[voxel] == WINDING;
    }

    /** First voxel of every one, the largest cluster's first. */
    int[] firsts() {
        return firsts.stream()
                .sorted(Comparator.comparingInt((int[] first) -> first[1]).reversed())
                .mapToInt(first -> first[0])
                .toArray();
    }

    private void fill(int start, boolean[] conducts) {
        int end = 0;
        boolean winds = false;
        queue[end++] = start;
        state[start] = SEEN;
        for (int begin = 0; begin < end; begin++) {
            int i = queue[begin];
            if (begin % REPORT == 0) {
                progress.update((double) (done + begin) / state.length);
            }
            for (int axis = 0; axis < 3; axis++) {
                for (int step = -1; step <= 1; step += 2) {
                    int j = neighbour(grid, i, axis, step);
                    if (!conducts[j]) {
                        continue;
                    }
                    int crossed = step > 0 && j <= i ? 1 : step < 0 && j >= i ? -1 : 0;
                    if (state[j] == UNSEEN) {
                        state[j] = SEEN;
                        for (int a = 0; a < 3; a++) {
                            crossings[a][j] = (short) (crossings[a][i] + (a == axis ? crossed : 0));
                        }
                        queue[end++] = j;
                    } else {
                        for (int a = 0; a < 3; a++) {
                            winds |= crossings[a][j] != (short) (crossings[a][i] + (a == axis ? crossed : 0));
                        }
                    }
                }
            }
        }
        done += end;
        if (winds) {
            for (int k = 0; k < end; k++) {
                state[queue[k]] = WINDING;
            }
            firsts.add(new int[] {start, end});
        }
    }

    /** The next voxel (step 1) or the one before (step −1) along an axis, round the end. */
    static int neighbour(VoxelGrid grid, int voxel, int axis, int step) {
        int stride = axis == 0 ? 1 : axis == 1 ? grid.nx() : grid.planeSize();
        int count = axis == 0 ? grid.nx() : axis == 1 ? grid.ny() : grid.nz();
        int position = voxel / stride % count;
        int next = (position + step + count) % count;
        return voxel + (next - position) * stride;
    }
}
