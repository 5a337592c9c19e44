package io.github.voxelyte.microstructure.connectivity;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/** A union-find forest over the runs of a grid, with path halving; the root of a tree is its first run. */
final class RunForest {
    /** Calls that number runs, about, for the reason given in {@link Runs#rowsAtOnce}; fewer if there are few runs. */
    private static final int CALLS = 4096;

    private static final int LEAST_RUNS_AT_ONCE = 8;

    private final VoxelGrid grid;
    private final Runs runs;
    private final int[] rowStart;

    /** How many runs each lies behind its parent: 0 for a root. In the end the number of its component. */
    private int[] back = new int[0];

    private int unions;

    RunForest(VoxelGrid grid, Runs runs) {
        this.grid = grid;
        this.runs = runs;
        rowStart = runs.rowStart();
    }

    /** Takes in all runs found so far, each a tree of its own until joined. */
    void grow() {
        if (back.length < runs.count()) {
            back = Arrays.copyOf(back, runs.capacity());
        }
    }

    /**
     * Joins the runs of some rows with those they touch of the rows a step before.
     *
     * @param from the first row
     * @param to one past the last row
     * @param step rows between one that is joined and the one it is joined with
     * @param reach how far beyond its ends, along x, a run touches others
     */
    void join(int from, int to, int step, int reach) {
        int[] ends = runs.bounds();
        int[] tree = back;
        int united = 0;
        for (int row = from; row < to; row++) {
            int a = rowStart[row];
            int b = rowStart[row - step];
            int endA = rowStart[row + 1];
            int endB = rowStart[row - step + 1];
            while (a < endA && b < endB) {
                int endOfA = ends[2 * a + 1];
                int endOfB = ends[2 * b + 1];
                boolean touch = Math.max(ends[2 * a] - endOfB, ends[2 * b] - endOfA) < reach;
                if (touch && a - tree[a] != b - tree[b]) {
                    united += unite(tree, a, b);
                }
                // Beyond the run that ends first, without a branch: which it is no processor foresees.
                int next = endOfA - endOfB >>> 31;
                a += next;
                b += 1 - next;
            }
        }
        unions += united;
    }

    private static int unite(int[] tree, int a, int b) {
        int rootA = root(tree, a);
        int rootB = root(tree, b);
        tree[Math.max(rootA, rootB)] = Math.abs(rootA - rootB);
        return rootA == rootB ? 0 : 1;
    }

    private static int root(int[] tree, int run) {
        int r = run;
        while (tree[r] != 0) {
            tree[r] += tree[r - tree[r]];
            r -= tree[r];
        }
        return r;
    }

    /** The trees as components; the forest is used up. */
    Components components() {
        int count = runs.count();
        long[] sizes = new long[count - unions];
        byte[] faces = new byte[sizes.length];
        int numbered = 0;
        int atOnce = Math.max(LEAST_RUNS_AT_ONCE, count / CALLS);
        for (long r = 0; r < count; r += atOnce) {
            numbered = number((int) r, (int) Math.min(count, r + atOnce), numbered, sizes, faces);
        }
        Components components = new Components(grid, runs, back, sizes, faces);
        int lastY = grid.ny() - 1;
        int lastZ = grid.nz() - 1;
        for (int z = 0; z <= lastZ; z++) {
            touch(z, 0, Components.faceBit(Axis.Y, false), faces);
            touch(z, lastY, Components.faceBit(Axis.Y, true), faces);
        }
        for (int y = 0; y <= lastY; y++) {
            touch(0, y, Components.faceBit(Axis.Z, false), faces);
            touch(lastZ, y, Components.faceBit(Axis.Z, true), faces);
        }
        return components;
    }

    /** Numbers the components of some runs; each root comes before the rest of its tree. */
    private int number(int from, int to, int numbered, long[] sizes, byte[] faces) {
        int[] ends = runs.bounds();
        int[] component = back;
        int next = numbered;
        for (int r = from; r < to; r++) {
            int c = component[r] == 0 ? next++ : component[r - component[r]];
            component[r] = c;
            sizes[c] += ends[2 * r + 1] - ends[2 * r];
            if (ends[2 * r] == 0) {
                faces[c] |= Components.FIRST_X;
            }
            if (ends[2 * r + 1] == grid.nx()) {
                faces[c] |= Components.LAST_X;
            }
        }
        return next;
    }

    private void touch(int z, int y, int face, byte[] faces) {
        int row = grid.ny() * z + y;
        for (int r = rowStart[row]; r < rowStart[row + 1]; r++) {
            faces[back[r]] |= (byte) face;
        }
    }
}
