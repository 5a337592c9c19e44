package io.github.voxelyte.microstructure.elliptic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the coarse levels: aggregates are the 2×2×2 blocks of the lattice, each split into its connected components
 * along strong edges; the coarse operator is the Galerkin one with piecewise-constant transfer, so conductances are
 * plain sums.
 *
 * <p>An edge is strong where its conductance is at least a tenth of the largest one at either row. A row
 * without edges is solved by the sweep and goes no further. Nodes off the lattice (position −1) stay by themselves.
 */
final class Coarsening {
    static final float STRONG = 0.1f;

    /** At this size the level is solved directly. */
    private static final int DIRECT_ROWS = 200;

    /** If splitting leaves more than this share of the rows, weak edges join aggregates too. */
    private static final double STALLED = 0.7;

    /** Edges a coarse row is expected to have. */
    private static final int EDGES_PER_ROW = 8;

    /** Numbers of cells of the lattice along x, y, z. */
    record Lattice(int nx, int ny, int nz) {
        Lattice coarse() {
            return new Lattice((nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2);
        }

        boolean isOneCell() {
            return nx == 1 && ny == 1 && nz == 1;
        }

        int coarseCell(int cell) {
            int x = cell % nx;
            int yz = cell / nx;
            int y = yz % ny;
            int z = yz / ny;
            return x / 2 + (nx + 1) / 2 * (y / 2 + (ny + 1) / 2 * (z / 2));
        }

        int size() {
            return nx * ny * nz;
        }
    }

    private Coarsening() {}

    /**
     * All levels from a given one down to the coarsest.
     *
     * @param finest the first level
     * @param cells lattice position x + nx·(y + ny·z) of every row, −1 for none
     * @param lattice the lattice
     */
    static List<GraphLevel> levels(GraphLevel finest, int[] cells, Lattice lattice) {
        List<GraphLevel> levels = new ArrayList<>();
        levels.add(finest);
        GraphLevel level = finest;
        int[] levelCells = cells;
        Lattice levelLattice = lattice;
        while (level.rows > DIRECT_ROWS && !levelLattice.isOneCell()) {
            Aggregates aggregates = Aggregates.of(level, levelCells, levelLattice, STRONG);
            if (aggregates.count() > STALLED * level.rows) {
                aggregates = Aggregates.of(level, levelCells, levelLattice, 0);
            }
            GraphLevel next = new Rows(level, aggregates).level();
            level.connect(aggregates.aggregate(), aggregates.boundaries());
            level = next;
            levelCells = aggregates.cells();
            levelLattice = levelLattice.coarse();
            levels.add(level);
        }
        return levels;
    }

    /** Coarse rows, one after the other. */
    private static final class Rows {
        private final GraphLevel fine;
        private final Aggregates aggregates;
        private final int[] rowStart;
        private final float[] ground;
        private final double[] sum;
        private int[] col;
        private float[] val;
        private int end;

        Rows(GraphLevel fine, Aggregates aggregates) {
            this.fine = fine;
            this.aggregates = aggregates;
            int count = aggregates.count();
            rowStart = new int[count + 1];
            ground = new float[count];
            sum = new double[count + 1];
            col = new int[EDGES_PER_ROW * count];
            val = new float[EDGES_PER_ROW * count];
        }

        GraphLevel level() {
            Batches.run(0, ground.length, Batches.FEW, this::append);
            return new GraphLevel(rowStart, Arrays.copyOf(col, end), Arrays.copyOf(val, end), ground);
        }

        private void append(int lo, int hi) {
            for (int a = lo; a < hi; a++) {
                append(a);
            }
        }

        /** Adds up the edges of an aggregate's rows to other aggregates. */
        private void append(int a) {
            int from = end;
            int[] aggregate = aggregates.aggregate();
            double toGround = 0;
            int row = aggregates.head(a);
            do {
                toGround += fine.ground[row];
                int last = fine.rowStart[row + 1];
                if (end + last - fine.rowStart[row] > col.length) {
                    grow(last - fine.rowStart[row]);
                }
                for (int k = fine.rowStart[row]; k < last; k++) {
                    int b = aggregate[fine.col[k]];
                    if (b != a) {
                        if (sum[b] == 0) {
                            col[end++] = b;
                        }
                        sum[b] += fine.val[k];
                    }
                }
                row = aggregates.follower(row);
            } while (row != 0);
            for (int k = from; k < end; k++) {
                val[k] = (float) sum[col[k]];
                sum[col[k]] = 0;
            }
            ground[a] = (float) toGround;
            rowStart[a + 1] = end;
        }

        private void grow(int more) {
            int capacity = Math.addExact(Math.addExact(end, end / 2), more);
            col = Arrays.copyOf(col, capacity);
            val = Arrays.copyOf(val, capacity);
        }
    }
}
