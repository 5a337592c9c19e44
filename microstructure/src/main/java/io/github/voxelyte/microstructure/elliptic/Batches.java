package io.github.voxelyte.microstructure.elliptic;

/**
 * Goes through a range a few indices a call. What is done once a solve gets compiled so: the virtual machine compiles a method that is
 * called often sooner than a long loop, once instead of twice, and without all that the loop is in.
 */
final class Batches {
    /** Indices a call where there is no loop within: with 60 the loop would be compiled before the method. */
    static final int MANY = 32;

    /** The same where there are some steps of a loop for every index. */
    static final int FEW = 4;

    private Batches() {}

    /** What is done with a batch. */
    @FunctionalInterface
    interface Batch {
        /** With the indices from ≤ i &lt; to. */
        void run(int from, int to);
    }

    /**
     * Goes through a range in ascending order.
     *
     * @param from first index
     * @param to last index + 1
     * @param size indices a call
     * @param batch what is called
     */
    static void run(int from, int to, int size, Batch batch) {
        for (long i = from; i < to; i += size) {
            batch.run((int) i, (int) Math.min(to, i + size));
        }
    }
}
