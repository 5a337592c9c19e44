package io.github.voxelyte.solver.discharge;

import java.util.Arrays;

/**
 * Symmetric Gauss–Seidel sweeps on the lithiations' block of the derivative, to precondition. Rows are divided by their diagonal, which may be out of
 * the range of float, and then kept in float. Every sweep leaves its sums over the side it
 * came from to the next one, which therefore reads only the other side. Rows are swept in a number of chunks that depends on their number
 * alone; what lies in another chunk is taken as it was before the sweeps of both directions.
 */
final class LithiumSweeps {
    /** Fewer rows are not worth a thread. */
    private static final int LEAST_ROWS = 4096;

    private static final int MOST_CHUNKS = 16;

    private final CellEquations equations;
    private final CellNetwork network;
    private final int chunk;

    // Off-diagonals by rows: in the chunk from lower, after the diagonal from upper, in the chunk to end.
    private final int[] start;
    private final int[] lower;
    private final int[] upper;
    private final int[] end;
    private final int[] column;
    private final int[] sourceEdge;
    private final float[] value;
    private final double[] inverse;
    /** What the neighbours on the side of the last sweep contribute to a row. */
    private final float[] seen;
    /** Lithiations before the sweeps, and the right-hand side less what other chunks contribute with them. */
    private final float[] before;

    private final float[] rest;

    private final float[] rhs;
    /** The solution of {@link #solve}. */
    final float[] x;

    LithiumSweeps(CellEquations equations) {
        this.equations = equations;
        network = equations.network;
        int n = network.active;
        chunk = Math.max(LEAST_ROWS, (n + MOST_CHUNKS - 1) / MOST_CHUNKS);
        start = new int[n + 1];
        for (int e = network.firstActive; e < network.firstMixed; e++) {
            start[network.activeOf[network.ends[2 * e]] + 1]++;
            start[network.activeOf[network.ends[2 * e + 1]] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        column = new int[start[n]];
        sourceEdge = new int[start[n]];
        value = new float[start[n]];
        // Edges ascend by their first end, so a row's lower neighbours come before the upper ones.
        int[] fill = Arrays.copyOf(start, n);
        for (int e = network.firstActive; e < network.firstMixed; e++) {
            int a = network.activeOf[network.ends[2 * e]];
            int b = network.activeOf[network.ends[2 * e + 1]];
            sourceEdge[fill[a]] = e;
            column[fill[a]++] = b;
            sourceEdge[fill[b]] = e;
            column[fill[b]++] = a;
        }
        lower = new int[n];
        upper = new int[n];
        end = new int[n];
        for (int k = 0; k < n; k++) {
            int from = k / chunk * chunk;
            lower[k] = entry(start[k], k, from);
            upper[k] = entry(lower[k], k, k);
            end[k] = entry(upper[k], k, from + chunk);
        }
        inverse = new double[n];
        seen = new float[n];
        before = new float[n];
        rest = new float[n];
        rhs = new float[n];
        x = new float[n];
    }

    /** The first entry of row k from m on whose column is not below the limit. */
    private int entry(int m, int k, int limit) {
        int at = m;
        while (at < start[k + 1] && column[at] < limit) {
            at++;
        }
        return at;
    }

    private interface Range {
        void run(int from, int to);
    }

    private void chunks(Range range) {
        int n = x.length;
        equations.parallel().forEach((n + chunk - 1) / chunk, c -> range.run(c * chunk, Math.min(n, (c + 1) * chunk)));
    }

    /**
     * Takes over the derivatives of the last evaluation.
     *
     * @param time the time derivative
     * @param faces of every node
     */
    void update(TimeFormula time, FaceRows faces) {
        double storage = equations.voxelCharge() * time.factor();
        chunks((from, to) -> {
            for (int k = from; k < to; k++) {
                int node = network.nodeOf[k];
                double reaction = 0;
                for (int m = faces.start[node]; m < faces.start[node + 1]; m++) {
                    reaction += equations.faradaicByFirst(faces.edge[m]);
                }
                double sum = storage + Math.max(0, reaction);
                for (int m = start[k]; m < start[k + 1]; m++) {
                    int a = sourceEdge[m] - network.firstActive;
                    sum += isOutward(m, node) ? equations.lithiumByFirst(a) : -equations.lithiumBySecond(a);
                }
                inverse[k] = 1 / sum;
                for (int m = start[k]; m < start[k + 1]; m++) {
                    int a = sourceEdge[m] - network.firstActive;
                    double offDiagonal =
                            isOutward(m, node) ? equations.lithiumBySecond(a) : -equations.lithiumByFirst(a);
                    value[m] = (float) (offDiagonal * inverse[k]);
                }
                for (int m = faces.start[node]; m < faces.start[node + 1]; m++) {
                    couple(k, faces.edge[m]);
                }
            }
        });
    }

    private boolean isOutward(int m, int node) {
        return network.ends[2 * sourceEdge[m]] == node;
    }

    /** Adds what the lithiation opposite a reactive face changes of its current, as far as the row stays diagonally dominant. */
    private void couple(int k, int edge) {
        int face = edge - network.firstReactive;
        double coupling = equations.faces.byNeighbour(face);
        if (coupling != 0) {
            double most = Math.max(0, equations.faradaicByFirst(edge));
            int m = start[k];
            while (column[m] != network.opposite[face]) {
                m++;
            }
            value[m] += (float) (Math.min(most, Math.max(-most, coupling)) * inverse[k]);
        }
    }

    /** Sets the right-hand side of a row [A]. */
    void setRhs(int k, double current) {
        rhs[k] = (float) (current * inverse[k]);
    }

    /** Pairs of sweeps from zero for the right-hand side. */
    void solve(int sweeps) {
        for (int sweep = 0; sweep < sweeps; sweep++) {
            boolean first = sweep == 0;
            if (!first) {
                System.arraycopy(x, 0, before, 0, x.length);
            }
            chunks((from, to) -> {
                for (int k = from; k < to; k++) {
                    rest[k] = first ? rhs[k] : rhs[k] - outside(k);
                    relax(k, lower[k], upper[k], first ? 0 : seen[k]);
                }
                for (int k = to - 1; k >= from; k--) {
                    relax(k, upper[k], end[k], seen[k]);
                }
            });
        }
    }

    private float outside(int k) {
        float sum = 0;
        for (int m = start[k]; m < lower[k]; m++) {
            sum += value[m] * before[column[m]];
        }
        for (int m = end[k]; m < start[k + 1]; m++) {
            sum += value[m] * before[column[m]];
        }
        return sum;
    }

    private void relax(int k, int from, int to, float otherSide) {
        float sum = 0;
        for (int m = from; m < to; m++) {
            sum += value[m] * x[column[m]];
        }
        x[k] = rest[k] - otherSide - sum;
        seen[k] = sum;
    }
}
