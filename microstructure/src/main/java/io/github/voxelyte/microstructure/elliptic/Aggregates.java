package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/**
 * How the rows of a level fall into the rows of the next: connected components along strong edges within a cell of the
 * coarser lattice, numbered in the order of the cells.
 *
 * @param count number of aggregates
 * @param aggregate aggregate of every row; {@code count} for a row that goes no further
 * @param cells position of every aggregate in the coarser lattice, −1 for none
 * @param boundaries rows, ascending, such that no aggregate has rows on both sides
 */
record Aggregates(int count, int[] aggregate, int[] cells, int[] boundaries) {

    static Aggregates of(GraphLevel level, int[] cells, Coarsening.Lattice lattice, float strong) {
        int[] coarseCell = new int[level.rows];
        for (int i = 0; i < level.rows; i++) {
            coarseCell[i] = lattice.coarseCell(cells[i]);
        }
        int[] parent = components(level, coarseCell, strong);
        int coarseSize = lattice.coarse().size();
        int[] first = firstByCell(level, parent, coarseCell, coarseSize);
        int count = first[coarseSize + 1];
        int[] aggregateCells = new int[count];
        int[] aggregate = number(level, parent, coarseCell, first, aggregateCells);
        return new Aggregates(count, aggregate, aggregateCells, boundaries(coarseCell, lattice.coarse()));
    }

    /** First aggregate of every coarse cell, then of the rows off the lattice, then the number of aggregates. */
    private static int[] firstByCell(GraphLevel level, int[] parent, int[] coarseCell, int coarseSize) {
        int[] first = new int[coarseSize + 2];
        for (int i = 0; i < parent.length; i++) {
            if (parent[i] == i && continues(level, i)) {
                first[slot(coarseCell[i], coarseSize) + 1]++;
            }
        }
        for (int s = 0; s <= coarseSize; s++) {
            first[s + 1] += first[s];
        }
        return first;
    }

    /** Aggregate of every row; {@code next} is used up. */
    private static int[] number(GraphLevel level, int[] parent, int[] coarseCell, int[] next, int[] aggregateCells) {
        int[] aggregate = new int[parent.length];
        for (int i = 0; i < parent.length; i++) {
            // A root comes before the rest of its component.
            if (parent[i] != i) {
                aggregate[i] = aggregate[root(parent, i)];
            } else if (continues(level, i)) {
                aggregate[i] = next[slot(coarseCell[i], next.length - 2)]++;
                aggregateCells[aggregate[i]] = coarseCell[i];
            } else {
                aggregate[i] = aggregateCells.length;
            }
        }
        return aggregate;
    }

    private static int slot(int cell, int coarseSize) {
        return cell < 0 ? coarseSize : cell;
    }

    private static boolean continues(GraphLevel level, int row) {
        return level.rowStart[row + 1] > level.rowStart[row];
    }

    private static int[] components(GraphLevel level, int[] coarseCell, float strong) {
        int n = level.rows;
        float[] largest = new float[n];
        int[] parent = new int[n];
        for (int i = 0; i < n; i++) {
            parent[i] = i;
            largest[i] = largest(level, i);
        }
        boolean[] held = new boolean[n];
        for (int i = 0; i < n; i++) {
            // Columns ascend: from the end, as long as they are later rows.
            for (int k = level.rowStart[i + 1] - 1; k >= level.rowStart[i] && level.col[k] > i; k--) {
                int j = level.col[k];
                if (level.val[k] >= strong * Math.max(largest[i], largest[j])) {
                    held[i] = true;
                    held[j] = true;
                    joinWithin(coarseCell, parent, i, j);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (!held[i] && coarseCell[i] >= 0) {
                attachEnclosed(level, coarseCell, parent, i);
            }
        }
        return parent;
    }

    private static float largest(GraphLevel level, int row) {
        float largest = 0;
        for (int k = level.rowStart[row]; k < level.rowStart[row + 1]; k++) {
            largest = Math.max(largest, level.val[k]);
        }
        return largest;
    }

    private static void joinWithin(int[] coarseCell, int[] parent, int i, int j) {
        if (coarseCell[i] == coarseCell[j] && coarseCell[i] >= 0) {
            join(parent, i, j);
        }
    }

    /**
     * A row without any strong edge, in its cell or out of it, follows its strongest neighbour in the cell: the sweep
     * makes it the mean of its neighbours anyway, and by itself it would never be coarsened.
     */
    private static void attachEnclosed(GraphLevel level, int[] coarseCell, int[] parent, int i) {
        int best = -1;
        float conductance = 0;
        for (int k = level.rowStart[i]; k < level.rowStart[i + 1]; k++) {
            int j = level.col[k];
            if (coarseCell[j] == coarseCell[i] && level.val[k] > conductance) {
                conductance = level.val[k];
                best = j;
            }
        }
        if (best >= 0) {
            join(parent, i, best);
        }
    }

    private static void join(int[] parent, int i, int j) {
        int a = root(parent, i);
        int b = root(parent, j);
        parent[Math.max(a, b)] = Math.min(a, b);
    }

    private static int root(int[] parent, int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /** Rows where a new layer of coarse cells begins, if the rows come layer by layer. */
    private static int[] boundaries(int[] coarseCell, Coarsening.Lattice coarse) {
        int[] starts = new int[coarse.nz() + 1];
        int found = 0;
        int layer = -1;
        int planeSize = coarse.nx() * coarse.ny();
        for (int i = 0; i < coarseCell.length; i++) {
            if (coarseCell[i] < 0) {
                continue;
            }
            int z = coarseCell[i] / planeSize;
            if (z < layer) {
                return new int[0];
            }
            if (z > layer) {
                layer = z;
                starts[found++] = i;
            }
        }
        return Arrays.copyOf(starts, found);
    }
}
