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
            if (cell < 0) {
                return cell;
            }
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
            GraphLevel next = galerkin(level, aggregates);
            level.connect(aggregates.aggregate(), aggregates.boundaries());
            level = next;
            levelCells = aggregates.cells();
            levelLattice = levelLattice.coarse();
            levels.add(level);
        }
        return levels;
    }

    private static float[] sums(float[] ground, Aggregates aggregates) {
        float[] sums = new float[aggregates.count() + 1];
        for (int i = 0; i < ground.length; i++) {
            sums[aggregates.aggregate()[i]] += ground[i];
        }
        return Arrays.copyOf(sums, aggregates.count());
    }

    private static GraphLevel galerkin(GraphLevel fine, Aggregates aggregates) {
        int count = aggregates.count();
        int[] aggregate = aggregates.aggregate();
        int[] childStart = new int[count + 2];
        for (int a : aggregate) {
            childStart[a + 1]++;
        }
        for (int a = 0; a <= count; a++) {
            childStart[a + 1] += childStart[a];
        }
        int[] child = new int[fine.rows];
        int[] fill = childStart.clone();
        for (int i = 0; i < fine.rows; i++) {
            child[fill[aggregate[i]]++] = i;
        }
        int[] rowStart = new int[count + 1];
        int[] col = new int[EDGES_PER_ROW * count];
        float[] val = new float[EDGES_PER_ROW * count];
        double[] sum = new double[count + 1];
        int end = 0;
        for (int a = 0; a < count; a++) {
            for (int c = childStart[a]; c < childStart[a + 1]; c++) {
                int entries = fine.rowStart[child[c] + 1] - fine.rowStart[child[c]];
                if (end + entries > col.length) {
                    int capacity = Math.addExact(Math.addExact(end, end / 2), entries);
                    col = Arrays.copyOf(col, capacity);
                    val = Arrays.copyOf(val, capacity);
                }
                for (int k = fine.rowStart[child[c]]; k < fine.rowStart[child[c] + 1]; k++) {
                    int b = aggregate[fine.col[k]];
                    if (b != a) {
                        if (sum[b] == 0) {
                            col[end++] = b;
                        }
                        sum[b] += fine.val[k];
                    }
                }
            }
            Arrays.sort(col, rowStart[a], end);
            for (int k = rowStart[a]; k < end; k++) {
                val[k] = (float) sum[col[k]];
                sum[col[k]] = 0;
            }
            rowStart[a + 1] = end;
        }
        col = Arrays.copyOf(col, end);
        val = Arrays.copyOf(val, end);
        return new GraphLevel(rowStart, col, val, sums(fine.ground, aggregates));
    }
}
