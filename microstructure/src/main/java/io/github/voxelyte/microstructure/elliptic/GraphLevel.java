package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.Arrays;

/**
 * One coarse level of the multigrid: a symmetric matrix in compressed rows (float), what connects it to the next level,
 * and the work vectors of the K-cycle.
 *
 * <p>(A·x)_i = ground_i·x_i + Σ_k val_k·(x_i − x_col(k)), evaluated as these differences: in float, a diagonal times x would
 * drown the weak couplings of a strongly conducting cluster. Sweeps are Gauss–Seidel inside a fixed number of chunks of
 * rows and use old values across chunks, so they run in parallel with one result whatever the number of threads.
 * Chunks end where no aggregate is cut, so restriction needs no synchronization.
 *
 * <p>Built in compressed rows; once the next level stands, {@link #connect} keeps every edge once, at the later of its two
 * rows: the edge to the row just before in an array without an index, two more side by side, the few left over in
 * compressed rows. A sweep gathers along the edges of a row from the rows before and scatters to them what it leaves
 * there, so one pass over half the matrix does what would take two over the whole; the row just before stays in a register.
 * Edges from chunk to chunk are in a list of their own, gone through by one thread.
 *
 * <p>Memory packed: 56 bytes per row, 8 per edge left over, 12 per edge between chunks.
 */
final class GraphLevel {
    /** Fewer rows than this are not worth a thread. */
    private static final int MIN_ROWS_PER_CHUNK = 4096;

    private static final int MAX_CHUNKS = 16;

    final int rows;
    /** Compressed rows; after packing only the edges to earlier rows that did not fit. */
    int[] rowStart;

    int[] col;
    float[] val;

    /** Weight of the edge to the row just before, 0 for none; one place more than rows. */
    private float[] along;

    /** Two more edges a row to earlier rows of the chunk; the row itself (with weight 0) where there are fewer. */
    private int[] near;

    private float[] weight;

    /** Edges between chunks: the later row and the earlier one. */
    private int[] crossing;

    private float[] crossingWeight;
    private int crossings;

    final float[] ground;
    /** 1 / diagonal. */
    private final float[] inverse;

    /** Row of the next level that a row belongs to; null on the coarsest level. */
    private int[] aggregate;

    private int[] chunkStart;
    private double[] partial;

    /** Right-hand side, turned into the residual by the K-cycle; then the two corrections and the first one's image. */
    final float[] rhs;

    final float[] first;
    private float[] second;
    private float[] image;

    /** Right-hand side and what later rows have fed to a row so far in the backward sweep. */
    private float[] fed;

    GraphLevel(int[] rowStart, int[] col, float[] val, float[] ground) {
        this.rows = ground.length;
        this.rowStart = rowStart;
        this.col = col;
        this.val = val;
        this.ground = ground;
        inverse = new float[rows];
        for (int i = 0; i < rows; i++) {
            double diagonal = diagonal(i);
            inverse[i] = diagonal > 0 ? (float) (1 / diagonal) : 0;
        }
        // Vectors have one place more than rows: where rows that end on the finer level are sent, always zero.
        rhs = new float[rows + 1];
        first = new float[rows + 1];
        chunkStart = new int[] {0, rows};
        partial = new double[3];
    }

    /**
     * Joins the level to the next one.
     *
     * @param rowAggregate the next level's row of every row
     * @param boundaries rows, ascending, before which a chunk may end: no aggregate has rows on both sides
     */
    void connect(int[] rowAggregate, int[] boundaries) {
        aggregate = rowAggregate;
        int least = Math.max(MIN_ROWS_PER_CHUNK, (rows + MAX_CHUNKS - 1) / MAX_CHUNKS);
        int[] starts = new int[MAX_CHUNKS + 2];
        int chunks = 0;
        for (int boundary : boundaries) {
            if (boundary - starts[chunks] >= least && rows - boundary >= least) {
                starts[++chunks] = boundary;
            }
        }
        starts[++chunks] = rows;
        chunkStart = Arrays.copyOf(starts, chunks + 1);
        partial = new double[3 * chunks];
        pack();
        second = new float[rows + 1];
        image = new float[rows];
        fed = new float[rows];
    }

    private void pack() {
        along = new float[rows + 1];
        near = new int[2 * rows];
        weight = new float[2 * rows];
        crossing = new int[0];
        crossingWeight = new float[0];
        int[] leftStart = new int[rows + 1];
        int left = 0;
        crossings = 0;
        for (int c = 0; c < chunks(); c++) {
            for (int i = chunkStart[c]; i < chunkStart[c + 1]; i++) {
                leftStart[i] = left;
                left = packRow(i, chunkStart[c], left);
            }
        }
        leftStart[rows] = left;
        rowStart = leftStart;
        col = Arrays.copyOf(col, left);
        val = Arrays.copyOf(val, left);
        crossing = Arrays.copyOf(crossing, 2 * crossings);
        crossingWeight = Arrays.copyOf(crossingWeight, crossings);
    }

    /** Packs the edges of row i to rows lo to i − 1; what is left goes to {@code left} on: returns where that ends. */
    private int packRow(int i, int lo, int left) {
        int next = left;
        int place = 2 * i;
        int end = place + 2;
        near[place] = i;
        near[place + 1] = i;
        // Columns ascend.
        for (int k = rowStart[i]; k < rowStart[i + 1] && col[k] < i; k++) {
            int j = col[k];
            if (j < lo) {
                addCrossing(i, j, val[k]);
            } else if (j == i - 1) {
                along[i] = val[k];
            } else if (place < end) {
                near[place] = j;
                weight[place++] = val[k];
            } else {
                // In place: what is left never overtakes what is read.
                col[next] = j;
                val[next++] = val[k];
            }
        }
        return next;
    }

    private void addCrossing(int i, int j, float w) {
        int n = crossings++;
        if (n == crossingWeight.length) {
            crossing = Arrays.copyOf(crossing, 4 * n + 128);
            crossingWeight = Arrays.copyOf(crossingWeight, 2 * n + 64);
        }
        crossing[2 * n] = i;
        crossing[2 * n + 1] = j;
        crossingWeight[n] = w;
    }

    float[] second() {
        return second;
    }

    private int chunks() {
        return chunkStart.length - 1;
    }

    /**
     * One forward Gauss–Seidel sweep for A·x = rhs from x = 0, and the residual it leaves, summed over the aggregates: what
     * the later rows feed to the earlier ones.
     */
    void smoothAndRestrict(float[] x, float[] coarse, Parallel parallel) {
        Arrays.fill(coarse, 0);
        parallel.forEach(chunks(), c -> forward(chunkStart[c], chunkStart[c + 1], x, coarse));
        for (int k = 0; k < crossingWeight.length; k++) {
            int i = crossing[2 * k];
            int j = crossing[2 * k + 1];
            coarse[aggregate[i]] += crossingWeight[k] * x[j];
            coarse[aggregate[j]] += crossingWeight[k] * x[i];
        }
    }

    private void forward(int lo, int hi, float[] x, float[] coarse) {
        float before = 0;
        int aggregateBefore = aggregate[lo];
        for (int i = lo; i < hi; i++) {
            int a = near[2 * i];
            int b = near[2 * i + 1];
            float wa = weight[2 * i];
            float wb = weight[2 * i + 1];
            float w = along[i];
            float sum = rhs[i] + wa * x[a] + wb * x[b];
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                sum += val[k] * x[col[k]];
            }
            // The row before comes last: every row waits for it.
            float xi = sum * inverse[i] + w * inverse[i] * before;
            x[i] = xi;
            coarse[aggregate[a]] += wa * xi;
            coarse[aggregate[b]] += wb * xi;
            coarse[aggregateBefore] += w * xi;
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                coarse[aggregate[col[k]]] += val[k] * xi;
            }
            before = xi;
            aggregateBefore = aggregate[i];
        }
    }

    /** Adds the coarse correction and makes one backward Gauss–Seidel sweep. */
    void correctAndSmooth(float[] x, float[] coarse, Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            for (int i = chunkStart[c]; i < chunkStart[c + 1]; i++) {
                x[i] += coarse[aggregate[i]];
                fed[i] = rhs[i];
            }
        });
        for (int k = 0; k < crossingWeight.length; k++) {
            int i = crossing[2 * k];
            int j = crossing[2 * k + 1];
            fed[i] += crossingWeight[k] * x[j];
            fed[j] += crossingWeight[k] * x[i];
        }
        parallel.forEach(chunks(), c -> backward(chunkStart[c], chunkStart[c + 1], x));
    }

    private void backward(int lo, int hi, float[] x) {
        float after = 0;
        float toAfter = 0;
        for (int i = hi - 1; i >= lo; i--) {
            int a = near[2 * i];
            int b = near[2 * i + 1];
            float wa = weight[2 * i];
            float wb = weight[2 * i + 1];
            float w = along[i];
            float sum = fed[i] + wa * x[a] + wb * x[b] + w * x[Math.max(i - 1, 0)];
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                sum += val[k] * x[col[k]];
            }
            float xi = sum * inverse[i] + toAfter * inverse[i] * after;
            x[i] = xi;
            fed[a] += wa * xi;
            fed[b] += wb * xi;
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                fed[col[k]] += val[k] * xi;
            }
            after = xi;
            toAfter = w;
        }
    }

    /** Stores A·x in {@link #image}; returns x·A·x and x·rhs. */
    double[] imageOfFirst(Parallel parallel) {
        parallel.forEach(chunks(), c -> imageOfFirst(c, chunkStart[c], chunkStart[c + 1]));
        double[] products = collect(2);
        for (int k = 0; k < crossingWeight.length; k++) {
            int i = crossing[2 * k];
            int j = crossing[2 * k + 1];
            float drop = first[i] - first[j];
            float current = crossingWeight[k] * drop;
            image[i] += current;
            image[j] -= current;
            products[0] += (double) current * drop;
        }
        return products;
    }

    private void imageOfFirst(int chunk, int lo, int hi) {
        float[] x = first;
        double energy = 0;
        double work = 0;
        for (int i = lo; i < hi; i++) {
            float xi = x[i];
            int a = near[2 * i];
            int b = near[2 * i + 1];
            int before = Math.max(i - 1, 0);
            float dropA = xi - x[a];
            float dropB = xi - x[b];
            float drop = xi - x[before];
            float currentA = weight[2 * i] * dropA;
            float currentB = weight[2 * i + 1] * dropB;
            float current = along[i] * drop;
            float toGround = ground[i] * xi;
            float sum = toGround + currentA + currentB + current;
            double power = (double) toGround * xi
                    + (double) currentA * dropA
                    + (double) currentB * dropB
                    + (double) current * drop;
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                float dropK = xi - x[col[k]];
                float currentK = val[k] * dropK;
                sum += currentK;
                image[col[k]] -= currentK;
                power += (double) currentK * dropK;
            }
            image[i] = sum;
            image[a] -= currentA;
            image[b] -= currentB;
            if (i > lo) {
                image[before] -= current;
            }
            energy += power;
            work += (double) xi * rhs[i];
        }
        partial[3 * chunk] = energy;
        partial[3 * chunk + 1] = work;
    }

    /** Returns y·A·y, y·A·x (from {@link #image}) and y·rhs for the second correction y. */
    double[] productsOfSecond(Parallel parallel) {
        parallel.forEach(chunks(), c -> productsOfSecond(c, chunkStart[c], chunkStart[c + 1]));
        double[] products = collect(3);
        for (int k = 0; k < crossingWeight.length; k++) {
            double drop = second[crossing[2 * k]] - second[crossing[2 * k + 1]];
            products[0] += crossingWeight[k] * drop * drop;
        }
        return products;
    }

    private void productsOfSecond(int chunk, int lo, int hi) {
        float[] y = second;
        double energy = 0;
        double cross = 0;
        double work = 0;
        for (int i = lo; i < hi; i++) {
            float yi = y[i];
            double dropA = yi - y[near[2 * i]];
            double dropB = yi - y[near[2 * i + 1]];
            double drop = yi - y[Math.max(i - 1, 0)];
            double power = ground[i] * (double) yi * yi
                    + weight[2 * i] * dropA * dropA
                    + weight[2 * i + 1] * dropB * dropB
                    + along[i] * drop * drop;
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                double dropK = yi - y[col[k]];
                power += val[k] * dropK * dropK;
            }
            energy += power;
            cross += (double) yi * image[i];
            work += (double) yi * rhs[i];
        }
        partial[3 * chunk] = energy;
        partial[3 * chunk + 1] = cross;
        partial[3 * chunk + 2] = work;
    }

    /** Turns the right-hand side into the residual after the step along the first correction; returns ‖before‖², ‖after‖². */
    double[] residualAfterFirst(float step, Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            double before = 0;
            double after = 0;
            for (int i = chunkStart[c]; i < chunkStart[c + 1]; i++) {
                float r = rhs[i];
                before += (double) r * r;
                r -= step * image[i];
                rhs[i] = r;
                after += (double) r * r;
            }
            partial[3 * c] = before;
            partial[3 * c + 1] = after;
        });
        return collect(2);
    }

    /** Diagonal of a row, before packing. */
    double diagonal(int i) {
        double sum = ground[i];
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
            sum += val[k];
        }
        return sum;
    }

    private double[] collect(int sums) {
        double[] total = new double[sums];
        for (int c = 0; c < chunks(); c++) {
            for (int s = 0; s < sums; s++) {
                total[s] += partial[3 * c + s];
            }
        }
        return total;
    }
}
