package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;

/**
 * The value that exactly a wanted number of voxels reach: a selection in two passes over the bit patterns of the floats,
 * upper half first; linear time, no sorting.
 *
 * @param value the threshold
 * @param ties how many voxels equal to it, the first ones in the order of the voxels, still belong to the wanted ones
 */
record ExactThreshold(float value, long ties) {
    private static final int HALF = 1 << 16;

    /**
     * Finds the threshold.
     *
     * @param wanted number of voxels at or above the threshold, at least 1
     */
    static ExactThreshold of(ScalarField field, long wanted, Parallel parallel, Progress progress) {
        long[] upper = histogram(field, -1, parallel, progress.part(0, 0.5));
        long left = wanted;
        int high = HALF - 1;
        while (left > upper[high]) {
            left -= upper[high--];
        }
        long[] lower = histogram(field, high, parallel, progress.part(0.5, 1));
        int low = HALF - 1;
        while (left > lower[low]) {
            left -= lower[low--];
        }
        return new ExactThreshold(unordered((high << 16) | low), left);
    }

    /** Counts upper halves, or the lower halves of values with the given upper half. */
    private static long[] histogram(ScalarField field, int high, Parallel parallel, Progress progress) {
        int nz = field.grid().nz();
        int groups = Math.min(16, nz);
        long[][] counts = new long[groups][];
        new PlaneBatches(groups, 4).forEach(parallel, progress, g -> {
            long[] mine = new long[HALF];
            for (int z = g * nz / groups; z < (g + 1) * nz / groups; z++) {
                for (float value : field.plane(z)) {
                    int key = ordered(value);
                    if (high < 0) {
                        mine[key >>> 16]++;
                    } else if (key >>> 16 == high) {
                        mine[key & (HALF - 1)]++;
                    }
                }
            }
            counts[g] = mine;
        });
        long[] sum = new long[HALF];
        for (long[] mine : counts) {
            for (int b = 0; b < HALF; b++) {
                sum[b] += mine[b];
            }
        }
        return sum;
    }

    /** Bits that rank, as unsigned numbers, like the floats themselves. */
    private static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    private static float unordered(int key) {
        return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
    }
}
