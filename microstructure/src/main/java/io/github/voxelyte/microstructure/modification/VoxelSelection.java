package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;

/**
 * Selects the candidates that come first in an order until their weights add up to a target: the prefix whose weight
 * comes closest to it. Prefixes of one order are nested, and their weight grows with the target.
 *
 * <p>Selection by radix instead of sorting: four passes over the candidates, each with a histogram of 16 bits of the
 * key; linear in the voxels, and no memory per voxel. Weights are summed in the order of the slabs, so the result does
 * not depend on the number of threads.
 */
final class VoxelSelection {
    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int PASSES = Long.SIZE / DIGIT_BITS;
    private static final int MAX_SLABS = 16;

    /** Voxels with a weight and a place in the order. */
    interface Candidates {
        /** Weight of a voxel; 0 if it is no candidate. */
        double weight(int z, int i);

        /** The first voxel of a plane from {@code i} on that may be a candidate; negative if there is none. */
        default int next(int z, int i) {
            return i;
        }

        /** Place of a candidate in the order, an unsigned number that no two candidates share. */
        long key(int z, int i);
    }

    /**
     * Where the order is cut.
     *
     * @param total weight of all candidates
     * @param below weight of the candidates before {@code key}
     * @param through weight of the candidates up to and with {@code key}
     * @param key the candidate at which the target is met; meaningless if the target is 0 or everything is taken
     * @param target the weight asked for
     */
    record Cut(double total, double below, double through, long key, double target) {
        /** Whether a candidate comes before the one at which the target is met. */
        boolean before(long candidate) {
            return target >= total || (target > 0 && Long.compareUnsigned(candidate, key) < 0);
        }

        /** Whether it is the candidate at which the target is met. */
        boolean at(long candidate) {
            return target > 0 && target < total && candidate == key;
        }

        /** Whether a candidate belongs to the prefix whose weight is closest to the target. */
        boolean takes(long candidate) {
            return before(candidate) || (at(candidate) && through - target < target - below);
        }
    }

    private final int planes;
    private final int planeSize;
    private final Parallel parallel;

    VoxelSelection(int planes, int planeSize, Parallel parallel) {
        this.planes = planes;
        this.planeSize = planeSize;
        this.parallel = parallel;
    }

    /** Finds where to cut the order so that the weight before the cut meets the target. */
    Cut cut(Candidates candidates, double target, Progress progress) {
        double[] first = histogram(candidates, 0, 0);
        double total = sum(first);
        progress.update(1.0 / PASSES);
        if (target <= 0 || target >= total) {
            return new Cut(total, 0, 0, 0, target);
        }
        double[] weights = first;
        long prefix = 0;
        double below = 0;
        double through = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            if (pass > 0) {
                weights = histogram(candidates, prefix, pass);
                progress.update((pass + 1.0) / PASSES);
            }
            int digit = 0;
            int last = 0;
            through = below;
            for (; digit < DIGITS; digit++) {
                if (weights[digit] > 0) {
                    below = through;
                    through += weights[digit];
                    last = digit;
                    if (through >= target) {
                        break;
                    }
                }
            }
            prefix = prefix << DIGIT_BITS | last;
        }
        return new Cut(total, below, through, prefix, target);
    }

    private double[] histogram(Candidates candidates, long prefix, int pass) {
        int slabs = Math.min(planes, MAX_SLABS);
        double[][] parts = new double[slabs][];
        int shift = Long.SIZE - (pass + 1) * DIGIT_BITS;
        parallel.forEach(slabs, s -> {
            double[] part = new double[DIGITS];
            int end = (int) ((long) planes * (s + 1) / slabs);
            for (int z = (int) ((long) planes * s / slabs); z < end; z++) {
                for (int i = candidates.next(z, 0); i >= 0 && i < planeSize; i = candidates.next(z, i + 1)) {
                    double weight = candidates.weight(z, i);
                    if (weight > 0) {
                        long head = candidates.key(z, i) >>> shift;
                        if (pass == 0 || head >>> DIGIT_BITS == prefix) {
                            part[(int) (head & (DIGITS - 1))] += weight;
                        }
                    }
                }
            }
            parts[s] = part;
        });
        double[] whole = parts[0];
        for (int s = 1; s < slabs; s++) {
            for (int d = 0; d < DIGITS; d++) {
                whole[d] += parts[s][d];
            }
        }
        return whole;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Bits of a float whose unsigned order is the order of the numbers. */
    static long orderedBits(float value) {
        int bits = Float.floatToIntBits(value);
        return (bits ^ (bits >> 31 | 0x80000000)) & 0xffffffffL;
    }
}
