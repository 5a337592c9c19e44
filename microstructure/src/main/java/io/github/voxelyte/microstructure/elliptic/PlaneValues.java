package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/**
 * Values of the voxels of one colour of a {@link BlockLattice}, an array for each plane of blocks, or for the last few planes
 * only, as many as a pass looks at: four values a block, that of its voxel k at 4·place + k.
 *
 * @param <A> type of the arrays
 */
final class PlaneValues<A> {
    /** Planes that a sum over neighbours looks at. */
    static final int RING = 3;

    private final BlockLattice lattice;
    private final Object[] values;
    private final A zeros;

    private PlaneValues(BlockLattice lattice, A zeros, Object[] values) {
        this.lattice = lattice;
        this.zeros = zeros;
        this.values = values;
    }

    static PlaneValues<float[]> ofFloats(BlockLattice lattice, int planes) {
        float[][] values = new float[planes][];
        Arrays.setAll(values, w -> new float[length(lattice, planes, w)]);
        return new PlaneValues<>(lattice, new float[4 * lattice.mostPlaces], values);
    }

    static PlaneValues<double[]> ofDoubles(BlockLattice lattice, int planes) {
        double[][] values = new double[planes][];
        Arrays.setAll(values, w -> new double[length(lattice, planes, w)]);
        return new PlaneValues<>(lattice, new double[4 * lattice.mostPlaces], values);
    }

    static PlaneValues<byte[]> ofCodes(BlockLattice lattice) {
        byte[][] values = new byte[lattice.nw][];
        Arrays.setAll(values, w -> new byte[length(lattice, lattice.nw, w)]);
        return new PlaneValues<>(lattice, new byte[4 * lattice.mostPlaces], values);
    }

    static PlaneValues<char[]> ofKinds(BlockLattice lattice) {
        char[][] values = new char[lattice.nw][];
        Arrays.setAll(values, w -> new char[length(lattice, lattice.nw, w)]);
        return new PlaneValues<>(lattice, new char[4 * lattice.mostPlaces], values);
    }

    /** In a ring planes take turns. */
    private static int length(BlockLattice lattice, int planes, int w) {
        return 4 * (planes == lattice.nw ? lattice.places(w) : lattice.mostPlaces);
    }

    /**
     * The values of a plane; zeros where there is none.
     *
     * @param w plane of blocks; where the lattice is periodic along w also beyond its ends
     */
    @SuppressWarnings("unchecked") // what the factory methods have put there
    A at(int w) {
        return lattice.hasPlane(w) ? (A) values[Math.floorMod(w, values.length)] : zeros;
    }
}
