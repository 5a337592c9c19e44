package io.github.voxelyte.microstructure.modification;

/**
 * A random order of voxels that is a function of seed and voxel alone: every voxel has a rank of 32 bits, and no two
 * voxels of a grid share one.
 *
 * <p>The rank is a composition of bijections of 32-bit integers (the finalizer of MurmurHash3, public domain, with keys
 * from the seed), so sorting by it is a permutation and needs no ties broken.
 */
final class RandomOrder {
    private static final double UNIT = 1.0 / (1L << 32);

    private final int first;
    private final int second;

    RandomOrder(long seed) {
        long mixed = mix64(seed + 0x9e3779b97f4a7c15L);
        first = (int) (mixed >>> 32);
        second = (int) mixed;
    }

    /** Another order from the same seed, independent of this one. */
    static RandomOrder stream(long seed, int number) {
        return new RandomOrder(mix64(seed) + number * 0x632be59bd9b4e019L);
    }

    /** Rank of a voxel, 0 to 2^32 − 1. */
    long rank(int index) {
        return mix32(mix32(index ^ first) + second) & 0xffffffffL;
    }

    /** The rank as a number in [0, 1). */
    double uniform(int index) {
        return rank(index) * UNIT;
    }

    private static int mix32(int value) {
        int v = value;
        v = (v ^ (v >>> 16)) * 0x85ebca6b;
        v = (v ^ (v >>> 13)) * 0xc2b2ae35;
        return v ^ (v >>> 16);
    }

    private static long mix64(long value) {
        long v = value;
        v = (v ^ (v >>> 30)) * 0xbf58476d1ce4e5b9L;
        v = (v ^ (v >>> 27)) * 0x94d049bb133111ebL;
        return v ^ (v >>> 31);
    }
}
