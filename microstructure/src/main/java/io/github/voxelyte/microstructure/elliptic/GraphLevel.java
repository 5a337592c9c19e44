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
 * rows: the edge to the row just before in an array without an index, two more side by side. A sweep gathers along the edges of a
 * row from the rows before and scatters to them what it leaves there, so one pass over half the matrix does what would
 * take two over the whole; the row just before stays in a register. The few edges left over (one in 500 to 3000 rows of
 * the first level, one in 3 of the last) and those from chunk to chunk are in a list of their own, gone through by one
 * thread; sweeps use old values along them. The rows coupled to ground are in a list, too.
 *
 * <p>The product of two vectors' values, or of a row's currents and drops, is made in float, which is as precise as these; sums
 * over rows are in double. Values are far from where float ends: right-hand sides are at most about 1.
 *
 * <p>Memory packed: 48 bytes per row, 12 per edge in a list.
 */
final class GraphLevel {
    /** Fewer rows than this are not worth a thread. */
    private static final int MIN_ROWS_PER_CHUNK = 4096;

    private static final int MAX_CHUNKS = 16;

    /** Places for the sums of a chunk, three at most: as many as keep two threads off one line of the cache. */
    private static final int SUMS = 8;

    /**
     * As few that the methods are compiled before their loops are; see {@link Batches}. The loops over calls are written out: one for
     * all, with the kernel behind an interface, was no faster.
     */
    private static final int ROWS_PER_CALL = 48;

    final int rows;
    /** Compressed rows, until packed. */
    int[] rowStart;

    int[] col;
    float[] val;
    float[] ground;

    /** Weight of the edge to the row just before, 0 for none. */
    private float[] along;

    /** Two more edges a row to earlier rows of the chunk; the row itself (with weight 0) where there are fewer. */
    private int[] near;

    private float[] weight;

    /** Edges that found no place there, or lead to another chunk. */
    private final EdgeList others = new EdgeList();

    /** Edges from the rows coupled to ground, chunk by chunk, to the place after the last row, where vectors are zero. */
    private final EdgeList grounds = new EdgeList();

    private int[] groundStart;

    /** 1 / diagonal. */
    private float[] inverse;

    /** Row of the next level that a row belongs to; null on the coarsest level. */
    private int[] aggregate;

    private int[] chunkStart;
    private double[] partial;

    /** Right-hand side, turned into the residual by the K-cycle; then the two corrections and the first one's image. */
    float[] rhs;

    float[] first;
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
        // Vectors have one place more than rows: where rows that end on the finer level are sent, always zero.
        rhs = new float[rows + 1];
        first = new float[rows + 1];
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
        partial = new double[SUMS * chunks];
        pack();
        second = new float[rows + 1];
        image = new float[rows];
        fed = new float[rows];
    }

    /** Lets go of all arrays. */
    void release() {
        along = null;
        near = null;
        weight = null;
        inverse = null;
        aggregate = null;
        rhs = null;
        first = null;
        second = null;
        image = null;
        fed = null;
    }

    private void pack() {
        along = new float[rows];
        near = new int[2 * rows];
        weight = new float[2 * rows];
        inverse = new float[rows];
        groundStart = new int[chunks() + 1];
        for (int c = 0; c < chunks(); c++) {
            int start = chunkStart[c];
            Batches.run(start, chunkStart[c + 1], Batches.FEW, (from, to) -> pack(from, to, start));
            groundStart[c + 1] = grounds.size();
        }
        others.trim();
        grounds.trim();
        rowStart = null;
        col = null;
        val = null;
        ground = null;
    }

    /** Packs the edges of rows lo to hi − 1 to earlier ones, {@code start} being the first of the chunk. */
    private void pack(int lo, int hi, int start) {
        for (int i = lo; i < hi; i++) {
            double diagonal = ground[i];
            int place = 2 * i;
            int end = place + 2;
            near[place] = i;
            near[place + 1] = i;
            for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                int j = col[k];
                float g = val[k];
                diagonal += g;
                if (j >= i) {
                    continue;
                }
                if (j == i - 1 && j >= start) {
                    along[i] = g;
                } else if (j >= start && place < end) {
                    near[place] = j;
                    weight[place++] = g;
                } else {
                    others.add(i, j, g);
                }
            }
            inverse[i] = diagonal > 0 ? (float) (1 / diagonal) : 0;
            if (ground[i] != 0) {
                grounds.add(i, rows, ground[i]);
            }
        }
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
        others.feed(x, coarse, aggregate);
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
            // The row before comes last: every row waits for it.
            float xi = sum * inverse[i] + w * inverse[i] * before;
            x[i] = xi;
            coarse[aggregate[a]] += wa * xi;
            coarse[aggregate[b]] += wb * xi;
            coarse[aggregateBefore] += w * xi;
            before = xi;
            aggregateBefore = aggregate[i];
        }
    }

    /** Adds the coarse correction and makes one backward Gauss–Seidel sweep. */
    void correctAndSmooth(float[] x, float[] coarse, Parallel parallel) {
        System.arraycopy(rhs, 0, fed, 0, rows);
        parallel.forEach(chunks(), c -> correct(chunkStart[c], chunkStart[c + 1], x, coarse));
        others.feed(x, fed);
        parallel.forEach(chunks(), c -> backward(chunkStart[c], chunkStart[c + 1], x));
    }

    private void correct(int lo, int hi, float[] x, float[] coarse) {
        for (int i = lo; i < hi; i++) {
            x[i] += coarse[aggregate[i]];
        }
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
            float xi = sum * inverse[i] + toAfter * inverse[i] * after;
            x[i] = xi;
            fed[a] += wa * xi;
            fed[b] += wb * xi;
            after = xi;
            toAfter = w;
        }
    }

    /** Stores A·x in {@link #image}; returns x·A·x and x·rhs. */
    double[] imageOfFirst(Parallel parallel) {
        Arrays.fill(partial, 0);
        parallel.forEach(chunks(), c -> {
            int end = chunkStart[c + 1];
            for (int from = chunkStart[c]; from < end; from += ROWS_PER_CALL) {
                imageOfFirst(c, from, Math.min(end, from + ROWS_PER_CALL), chunkStart[c]);
            }
            partial[SUMS * c] += grounds.addImage(groundStart[c], groundStart[c + 1], first, image);
        });
        double[] products = collect(2);
        products[0] += others.addImage(0, others.size(), first, image);
        return products;
    }

    private void imageOfFirst(int chunk, int lo, int hi, int start) {
        float[] x = first;
        double energy = 0;
        double work = 0;
        float before = x[Math.max(lo - 1, start)];
        float sumBefore = lo > start ? image[lo - 1] : 0;
        for (int i = lo; i < hi; i++) {
            float xi = x[i];
            int a = near[2 * i];
            int b = near[2 * i + 1];
            float dropA = xi - x[a];
            float dropB = xi - x[b];
            float drop = xi - before;
            float currentA = weight[2 * i] * dropA;
            float currentB = weight[2 * i + 1] * dropB;
            float current = along[i] * drop;
            // The terms of a row are of one sign: float is enough for their sum.
            energy += currentA * dropA + currentB * dropB + current * drop;
            work += xi * rhs[i];
            image[Math.max(i - 1, start)] = sumBefore - current;
            image[a] -= currentA;
            image[b] -= currentB;
            sumBefore = currentA + currentB + current;
            before = xi;
        }
        image[hi - 1] = sumBefore;
        partial[SUMS * chunk] += energy;
        partial[SUMS * chunk + 1] += work;
    }

    /** Returns y·A·y, y·A·x (from {@link #image}) and y·rhs for the second correction y. */
    double[] productsOfSecond(Parallel parallel) {
        Arrays.fill(partial, 0);
        parallel.forEach(chunks(), c -> {
            int end = chunkStart[c + 1];
            for (int from = chunkStart[c]; from < end; from += ROWS_PER_CALL) {
                productsOfSecond(c, from, Math.min(end, from + ROWS_PER_CALL), chunkStart[c]);
            }
            partial[SUMS * c] += grounds.energy(groundStart[c], groundStart[c + 1], second);
        });
        double[] products = collect(3);
        products[0] += others.energy(0, others.size(), second);
        return products;
    }

    private void productsOfSecond(int chunk, int lo, int hi, int start) {
        float[] y = second;
        double energy = 0;
        double cross = 0;
        double work = 0;
        float before = y[Math.max(lo - 1, start)];
        for (int i = lo; i < hi; i++) {
            float yi = y[i];
            float dropA = yi - y[near[2 * i]];
            float dropB = yi - y[near[2 * i + 1]];
            float drop = yi - before;
            energy += weight[2 * i] * dropA * dropA + weight[2 * i + 1] * dropB * dropB + along[i] * drop * drop;
            cross += yi * image[i];
            work += yi * rhs[i];
            before = yi;
        }
        partial[SUMS * chunk] += energy;
        partial[SUMS * chunk + 1] += cross;
        partial[SUMS * chunk + 2] += work;
    }

    /** Turns the right-hand side into the residual after the step along the first correction; returns ‖before‖², ‖after‖². */
    double[] residualAfterFirst(float step, Parallel parallel) {
        Arrays.fill(partial, 0);
        parallel.forEach(chunks(), c -> {
            int end = chunkStart[c + 1];
            for (int from = chunkStart[c]; from < end; from += ROWS_PER_CALL) {
                residualAfterFirst(c, from, Math.min(end, from + ROWS_PER_CALL), step);
            }
        });
        return collect(2);
    }

    private void residualAfterFirst(int chunk, int lo, int hi, float step) {
        double before = 0;
        double after = 0;
        for (int i = lo; i < hi; i++) {
            float r = rhs[i];
            before += (double) r * r;
            r -= step * image[i];
            rhs[i] = r;
            after += (double) r * r;
        }
        partial[SUMS * chunk] += before;
        partial[SUMS * chunk + 1] += after;
    }

    /** Turns the first correction into a·first + b·second. */
    void combine(float a, float b, Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            int end = chunkStart[c + 1];
            for (int from = chunkStart[c]; from < end; from += ROWS_PER_CALL) {
                combine(from, Math.min(end, from + ROWS_PER_CALL), a, b);
            }
        });
    }

    private void combine(int lo, int hi, float a, float b) {
        for (int i = lo; i < hi; i++) {
            first[i] = a * first[i] + b * second[i];
        }
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
                total[s] += partial[SUMS * c + s];
            }
        }
        return total;
    }
}
