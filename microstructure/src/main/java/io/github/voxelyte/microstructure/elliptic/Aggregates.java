package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/**
 * How the rows of a level fall into the rows of the next: connected components along strong edges within a cell of the
 * coarser lattice, numbered in the order of the cells.
 */
final class Aggregates {
    private final GraphLevel level;
    private final float strong;
    private final Coarsening.Lattice lattice;
    private final int coarseSize;

    /** Cell of the coarser lattice of every row, −1 for none. */
    private final int[] coarseCell;

    /** Largest conductance at every row; negative once an edge of the row is strong. */
    private final float[] largest;

    /** An earlier row of the same component, or the row itself; finally its aggregate. */
    private final int[] parent;

    /** Components of every coarse cell, in the place after its own; then the number of the next one. */
    private final int[] next;

    /** Rows without a strong edge to an earlier one. */
    private int[] loose = new int[0];

    private int looseRows;

    /** First row of every layer of coarse cells, as long as rows come layer by layer. */
    private final int[] starts;

    private int layers;
    private int layer = -1;

    private int[] cells;
    private int[] head;
    private final int[] follower;

    /** Last row of every aggregate so far. */
    private int[] tail;

    private Aggregates(GraphLevel level, Coarsening.Lattice lattice, float strong) {
        this.level = level;
        this.lattice = lattice;
        this.strong = strong;
        Coarsening.Lattice coarse = lattice.coarse();
        coarseSize = coarse.size();
        coarseCell = new int[level.rows];
        largest = new float[level.rows];
        parent = new int[level.rows];
        follower = new int[level.rows];
        next = new int[coarseSize + 2];
        starts = new int[coarse.nz()];
    }

    /**
     * Aggregates the rows of a level.
     *
     * @param level in compressed rows
     * @param cells lattice position of every row, −1 for none
     * @param lattice the lattice
     * @param strong an edge of at least this share of the largest at both its rows is strong
     */
    static Aggregates of(GraphLevel level, int[] cells, Coarsening.Lattice lattice, float strong) {
        Aggregates aggregates = new Aggregates(level, lattice, strong);
        aggregates.joinAll(cells);
        aggregates.numberAll();
        return aggregates;
    }

    private void joinAll(int[] fineCell) {
        int rows = level.rows;
        Batches.run(0, rows, Batches.MANY, (from, to) -> place(from, to, fineCell));
        Batches.run(0, rows, Batches.FEW, this::joinEarlier);
        for (int k = 0; k < looseRows; k++) {
            attachEnclosed(loose[k]);
        }
    }

    private void numberAll() {
        Batches.run(0, coarseSize + 1, Batches.MANY, this::addUp);
        int count = next[coarseSize + 1];
        cells = new int[count];
        head = new int[count];
        tail = new int[count];
        Batches.run(0, level.rows, Batches.MANY, this::number);
    }

    int count() {
        return cells.length;
    }

    /** Aggregate of every row; {@link #count} for a row that goes no further. */
    int[] aggregate() {
        return parent;
    }

    /** Position of every aggregate in the coarser lattice, −1 for none. */
    int[] cells() {
        return cells;
    }

    /** Rows, ascending, such that no aggregate has rows on both sides. */
    int[] boundaries() {
        return Arrays.copyOf(starts, layers);
    }

    /** First row of an aggregate. */
    int head(int aggregate) {
        return head[aggregate];
    }

    /** The next row of the same aggregate, 0 for none. */
    int follower(int row) {
        return follower[row];
    }

    /** Every row by itself. */
    private void place(int lo, int hi, int[] fineCell) {
        int nx = lattice.nx();
        int from = 0;
        int coarseFrom = -1;
        for (int i = lo; i < hi; i++) {
            int cell = fineCell[i];
            if (cell >= 0) {
                if (coarseFrom < 0 || cell < from || cell >= from + nx) {
                    from = cell - cell % nx;
                    coarseFrom = lattice.coarseCell(from);
                    enterLayer(i, coarseFrom);
                }
                cell = coarseFrom + (cell - from >> 1);
            }
            coarseCell[i] = cell;
            parent[i] = i;
            next[slot(cell) + 1] += continues(i) ? 1 : 0;
        }
    }

    /** Notes where a new layer of coarse cells begins, as long as the rows come layer by layer. */
    private void enterLayer(int row, int cell) {
        int z = cell / (((lattice.nx() + 1) / 2) * ((lattice.ny() + 1) / 2));
        if (z < layer) {
            layer = Integer.MAX_VALUE;
            layers = 0;
        } else if (z > layer) {
            layer = z;
            starts[layers++] = row;
        }
    }

    private int slot(int cell) {
        return cell < 0 ? coarseSize : cell;
    }

    private boolean continues(int row) {
        return level.rowStart[row + 1] > level.rowStart[row];
    }

    /** Joins rows with earlier ones of their cell along strong edges. */
    private void joinEarlier(int lo, int hi) {
        for (int i = lo; i < hi; i++) {
            int from = level.rowStart[i];
            int to = level.rowStart[i + 1];
            float most = 0;
            for (int k = from; k < to; k++) {
                most = level.val[k] > most ? level.val[k] : most;
            }
            boolean held = false;
            for (int k = from; k < to; k++) {
                int j = level.col[k];
                float g = level.val[k];
                if (j < i && g >= strong * most && g >= strong * Math.abs(largest[j])) {
                    held = true;
                    largest[j] = -Math.abs(largest[j]);
                    if (coarseCell[i] == coarseCell[j] && coarseCell[i] >= 0) {
                        join(coarseCell[i], root(i), root(j));
                    }
                }
            }
            largest[i] = held ? -most : most;
            if (!held && coarseCell[i] >= 0) {
                note(i);
            }
        }
    }

    /** A row without a strong edge to an earlier row: maybe it has none to a later one either. */
    private void note(int i) {
        if (looseRows == loose.length) {
            loose = Arrays.copyOf(loose, 2 * looseRows + 64);
        }
        loose[looseRows++] = i;
    }

    /**
     * A row without any strong edge, in its cell or out of it, follows its strongest neighbour in the cell: the sweep
     * makes it the mean of its neighbours anyway, and by itself it would never be coarsened.
     */
    private void attachEnclosed(int i) {
        if (largest[i] < 0) {
            return;
        }
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
            join(coarseCell[i], root(i), root(best));
        }
    }

    private void join(int cell, int a, int b) {
        if (a != b) {
            parent[Math.max(a, b)] = Math.min(a, b);
            next[cell + 1]--;
        }
    }

    private int root(int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /** From numbers of components to the first one's number. */
    private void addUp(int lo, int hi) {
        for (int s = lo; s < hi; s++) {
            next[s + 1] += next[s];
        }
    }

    private void number(int lo, int hi) {
        int count = cells.length;
        for (int i = lo; i < hi; i++) {
            int p = parent[i];
            if (p != i) {
                // What it follows comes before it and has its number.
                int a = parent[p];
                parent[i] = a;
                follower[tail[a]] = i;
                tail[a] = i;
            } else if (continues(i)) {
                int a = next[slot(coarseCell[i])]++;
                cells[a] = coarseCell[i];
                head[a] = i;
                tail[a] = i;
                parent[i] = a;
            } else {
                parent[i] = count;
            }
        }
    }
}
