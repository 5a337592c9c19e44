package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/**
 * A network of nodes joined by conductances: the general form of the voxel operator.
 *
 * <p>(A·φ)_i = ground_i·φ_i + Σ_j g_ij·(φ_i − φ_j). Nodes may sit anywhere on a lattice, several on one cell, or off it
 * (position −1: an equipotential plane as a super-node); the multigrid coarsens along the lattice. Any edge is allowed:
 * interfaces, contact resistances, linearised reactions, periodic closure.
 *
 * <p>Memory: 12 bytes per direction of an edge, 16 bytes per node. Not changed after construction.
 */
public final class ConductanceGraph implements LinearOperator {
    private final int[] rowStart;
    private final int[] col;
    private final double[] val;
    private final double[] ground;
    private final int[] position;
    private final int[] latticeSize;

    /**
     * Builds the network. Edges named twice add up; edges of conductance 0 are left out.
     *
     * @param ends the two nodes of every edge, one edge after the other, length 2·edges
     * @param conductance conductance of every edge, not negative [S, or any unit common to all]
     * @param ground conductance of every node to a fixed potential, not negative [same unit]; its length is the number of
     *     nodes
     * @param position position of every node in the lattice, x + nx·(y + ny·z), or −1; best in ascending order
     * @param latticeSize nx, ny, nz of the lattice
     * @throws IllegalArgumentException if lengths differ, or a conductance is negative or not finite
     */
    public ConductanceGraph(int[] ends, double[] conductance, double[] ground, int[] position, int... latticeSize) {
        if (ends.length != 2 * conductance.length || position.length != ground.length || latticeSize.length != 3) {
            throw new IllegalArgumentException("lengths do not fit: " + ends.length + " ends for " + conductance.length
                    + " edges, " + position.length + " positions for " + ground.length + " nodes");
        }
        this.ground = ground.clone();
        this.position = position.clone();
        this.latticeSize = latticeSize.clone();
        int n = ground.length;
        int[] start = new int[n + 1];
        for (int e = 0; e < conductance.length; e++) {
            requireConductance(conductance[e]);
            if (conductance[e] > 0) {
                start[ends[2 * e] + 1]++;
                start[ends[2 * e + 1] + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            requireConductance(ground[i]);
            start[i + 1] += start[i];
        }
        int[] columns = new int[start[n]];
        double[] values = new double[start[n]];
        int[] fill = Arrays.copyOf(start, n);
        for (int e = 0; e < conductance.length; e++) {
            if (conductance[e] > 0) {
                int a = ends[2 * e];
                int b = ends[2 * e + 1];
                columns[fill[a]] = b;
                values[fill[a]++] = conductance[e];
                columns[fill[b]] = a;
                values[fill[b]++] = conductance[e];
            }
        }
        rowStart = new int[n + 1];
        int end = 0;
        for (int i = 0; i < n; i++) {
            sortRow(columns, values, start[i], start[i + 1]);
            for (int k = start[i]; k < start[i + 1]; k++) {
                if (end > rowStart[i] && columns[end - 1] == columns[k]) {
                    values[end - 1] += values[k];
                } else {
                    columns[end] = columns[k];
                    values[end++] = values[k];
                }
            }
            rowStart[i + 1] = end;
        }
        col = Arrays.copyOf(columns, end);
        val = Arrays.copyOf(values, end);
    }

    private static void requireConductance(double g) {
        if (!(g >= 0 && g < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a conductance must be finite and not negative: " + g);
        }
    }

    /** Insertion sort; heap sort through a packed copy would pay only for super-nodes, whose edges arrive in order. */
    private static void sortRow(int[] columns, double[] values, int from, int to) {
        for (int k = from + 1; k < to; k++) {
            int c = columns[k];
            double v = values[k];
            int m = k - 1;
            while (m >= from && columns[m] > c) {
                columns[m + 1] = columns[m];
                values[m + 1] = values[m];
                m--;
            }
            columns[m + 1] = c;
            values[m + 1] = v;
        }
    }

    /**
     * Number of nodes.
     *
     * @return the number of unknowns
     */
    public int nodes() {
        return ground.length;
    }

    @Override
    public void apply(double[] x, double[] y) {
        for (int i = 0; i < ground.length; i++) {
            double sum = ground[i] * x[i];
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                sum += val[k] * (x[i] - x[col[k]]);
            }
            y[i] = sum;
        }
    }

    /** The same in float, as the first level of a multigrid. */
    GraphLevel level() {
        float[] values = new float[val.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) val[k];
        }
        float[] toGround = new float[ground.length];
        for (int i = 0; i < toGround.length; i++) {
            toGround[i] = (float) ground[i];
        }
        // The level packs its columns in place.
        return new GraphLevel(rowStart, col.clone(), values, toGround);
    }

    int[] positions() {
        return position;
    }

    Coarsening.Lattice lattice() {
        return new Coarsening.Lattice(latticeSize[0], latticeSize[1], latticeSize[2]);
    }
}
