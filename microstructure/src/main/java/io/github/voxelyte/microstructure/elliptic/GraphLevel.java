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
 * <p>Built in compressed rows; once the next level stands, {@link #connect} packs the three lowest entries before and the
 * three after the diagonal of every row, which on a voxel lattice are nearly all, side by side, so that sweeps run
 * without inner loops. The few left over stay in compressed rows.
 *
 * <p>Memory packed: 84 bytes per row, 8 per entry left over.
 */
final class GraphLevel {
    /** Fewer rows than this are not worth a thread. */
    private static final int MIN_ROWS_PER_CHUNK = 4096;

    private static final int MAX_CHUNKS = 64;

    final int rows;
    /** Compressed rows; after packing only what did not fit. */
    int[] rowStart;

    int[] col;
    float[] val;

    /** Six columns a row: three below the diagonal, three above, the row itself (with weight 0) where there are fewer. */
    private int[] near;

    private float[] weight;

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
    private float[] old;

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
        old = new float[rows];
    }

    private void pack() {
        near = new int[6 * rows];
        weight = new float[6 * rows];
        int[] leftStart = new int[rows + 1];
        int left = 0;
        for (int i = 0; i < rows; i++) {
            int lower = 6 * i;
            int upper = lower + 3;
            Arrays.fill(near, lower, lower + 6, i);
            int begin = rowStart[i];
            leftStart[i] = left;
            for (int k = begin; k < rowStart[i + 1]; k++) {
                int j = col[k];
                int place = j < i ? lower++ : upper++;
                if (place < 6 * i + (j < i ? 3 : 6)) {
                    near[place] = j;
                    weight[place] = val[k];
                } else {
                    // In place: what is left never overtakes what is read.
                    col[left] = j;
                    val[left++] = val[k];
                }
            }
        }
        leftStart[rows] = left;
        rowStart = leftStart;
        col = Arrays.copyOf(col, left);
        val = Arrays.copyOf(val, left);
    }

    float[] second() {
        return second;
    }

    private int chunks() {
        return chunkStart.length - 1;
    }

    /** One forward Gauss–Seidel sweep for A·x = rhs from x = 0. */
    void smoothFromZero(float[] x, Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            int lo = chunkStart[c];
            for (int i = lo; i < chunkStart[c + 1]; i++) {
                float sum = rhs[i];
                for (int k = 6 * i; k < 6 * i + 3; k++) {
                    if (near[k] >= lo) {
                        sum += weight[k] * x[near[k]];
                    }
                }
                for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
                    if (col[k] >= lo && col[k] < i) {
                        sum += val[k] * x[col[k]];
                    }
                }
                x[i] = sum * inverse[i];
            }
        });
    }

    /** Sums the residual left by {@link #smoothFromZero} over the aggregates: what the sweep did not see. */
    void restrictResidual(float[] x, float[] coarse, Parallel parallel) {
        Arrays.fill(coarse, 0);
        parallel.forEach(chunks(), c -> {
            int lo = chunkStart[c];
            for (int i = lo; i < chunkStart[c + 1]; i++) {
                int k = 6 * i;
                float sum = weight[k + 3] * x[near[k + 3]]
                        + weight[k + 4] * x[near[k + 4]]
                        + weight[k + 5] * x[near[k + 5]];
                if (near[k] < lo) {
                    for (int m = k; m < k + 3 && near[m] < lo; m++) {
                        sum += weight[m] * x[near[m]];
                    }
                }
                for (int m = rowStart[i]; m < rowStart[i + 1]; m++) {
                    if (col[m] < lo || col[m] > i) {
                        sum += val[m] * x[col[m]];
                    }
                }
                coarse[aggregate[i]] += sum;
            }
        });
    }

    /** Adds the coarse correction and makes one backward Gauss–Seidel sweep. */
    void correctAndSmooth(float[] x, float[] coarse, Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            for (int i = chunkStart[c]; i < chunkStart[c + 1]; i++) {
                x[i] += coarse[aggregate[i]];
                old[i] = x[i];
            }
        });
        parallel.forEach(chunks(), c -> {
            int hi = chunkStart[c + 1];
            for (int i = hi - 1; i >= chunkStart[c]; i--) {
                int k = 6 * i;
                float sum = rhs[i]
                        + weight[k] * old[near[k]]
                        + weight[k + 1] * old[near[k + 1]]
                        + weight[k + 2] * old[near[k + 2]];
                for (int m = k + 3; m < k + 6; m++) {
                    int j = near[m];
                    sum += weight[m] * (j < hi ? x[j] : old[j]);
                }
                for (int m = rowStart[i]; m < rowStart[i + 1]; m++) {
                    int j = col[m];
                    sum += val[m] * (j > i && j < hi ? x[j] : old[j]);
                }
                x[i] = sum * inverse[i];
            }
        });
    }

    /** Stores A·x in {@link #image}; returns x·A·x and x·rhs. */
    double[] imageOfFirst(Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            double energy = 0;
            double work = 0;
            for (int i = chunkStart[c]; i < chunkStart[c + 1]; i++) {
                float sum = row(i, first);
                image[i] = sum;
                energy += (double) first[i] * sum;
                work += (double) first[i] * rhs[i];
            }
            partial[3 * c] = energy;
            partial[3 * c + 1] = work;
        });
        return collect(2);
    }

    /** Returns y·A·y, y·A·x (from {@link #image}) and y·rhs for the second correction y. */
    double[] productsOfSecond(Parallel parallel) {
        parallel.forEach(chunks(), c -> {
            double energy = 0;
            double cross = 0;
            double work = 0;
            for (int i = chunkStart[c]; i < chunkStart[c + 1]; i++) {
                double y = second[i];
                energy += y * row(i, second);
                cross += y * image[i];
                work += y * rhs[i];
            }
            partial[3 * c] = energy;
            partial[3 * c + 1] = cross;
            partial[3 * c + 2] = work;
        });
        return collect(3);
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

    private float row(int i, float[] x) {
        float xi = x[i];
        int n = 6 * i;
        float sum = ground[i] * xi
                + weight[n] * (xi - x[near[n]])
                + weight[n + 1] * (xi - x[near[n + 1]])
                + weight[n + 2] * (xi - x[near[n + 2]])
                + weight[n + 3] * (xi - x[near[n + 3]])
                + weight[n + 4] * (xi - x[near[n + 4]])
                + weight[n + 5] * (xi - x[near[n + 5]]);
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
            sum += val[k] * (xi - x[col[k]]);
        }
        return sum;
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
