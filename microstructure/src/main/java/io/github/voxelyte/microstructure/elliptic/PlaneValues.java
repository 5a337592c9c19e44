package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Values of the voxels of one colour of a {@link BlockLattice}: of all blocks, in one array (the virtual machine's collector does not copy
 * large ones), or of the last few planes of blocks only, as many as a pass looks at. Four values a block: that of voxel k of the block at a place in
 * plane w is in {@link #at at(w)}, at {@link #start start(w)} + 4·place + k.
 *
 * @param <A> type of the arrays
 */
final class PlaneValues<A> {
    /** Planes that a sum over neighbours looks at. */
    static final int RING = 3;

    private final Object[] arrays;
    private final int[] starts;

    private PlaneValues(BlockLattice lattice, boolean all, IntFunction<A> array) {
        int planes = lattice.nw + 2 * BlockLattice.BEYOND;
        arrays = new Object[planes];
        starts = new int[planes];
        A whole = all ? array.apply(4 * lattice.blocks) : null;
        Object[] ring = new Object[RING];
        for (int k = 0; k < RING && !all; k++) {
            ring[k] = array.apply(4 * lattice.mostPlaces);
        }
        // Where there is no plane only place 0 is asked for.
        A none = array.apply(4);
        for (int i = 0; i < planes; i++) {
            int w = i - BlockLattice.BEYOND;
            arrays[i] = all ? whole : lattice.hasPlane(w) ? ring[Math.floorMod(w, RING)] : none;
            starts[i] = all ? 4 * lattice.firstBlock(w) : 0;
        }
        if (all) {
            lattice.atRelease(() -> Arrays.fill(arrays, null));
        }
    }

    static PlaneValues<float[]> ofFloats(BlockLattice lattice) {
        return new PlaneValues<>(lattice, true, float[]::new);
    }

    static PlaneValues<float[]> ofLastFloats(BlockLattice lattice) {
        return new PlaneValues<>(lattice, false, float[]::new);
    }

    static PlaneValues<double[]> ofDoubles(BlockLattice lattice) {
        return new PlaneValues<>(lattice, true, double[]::new);
    }

    static PlaneValues<double[]> ofLastDoubles(BlockLattice lattice) {
        return new PlaneValues<>(lattice, false, double[]::new);
    }

    static PlaneValues<byte[]> ofCodes(BlockLattice lattice) {
        return new PlaneValues<>(lattice, true, byte[]::new);
    }

    static PlaneValues<char[]> ofKinds(BlockLattice lattice) {
        return new PlaneValues<>(lattice, true, char[]::new);
    }

    /**
     * The array with the values of a plane; zeros where there is none.
     *
     * @param w plane of blocks, also of one next to the ends
     */
    @SuppressWarnings("unchecked") // what the constructor has put there
    A at(int w) {
        return (A) arrays[w + BlockLattice.BEYOND];
    }

    /** The array of all blocks: values of a block from four times its number on. */
    A all() {
        return at(0);
    }

    /** Where the values of a plane begin in its array. */
    int start(int w) {
        return starts[w + BlockLattice.BEYOND];
    }
}
