package io.github.voxelyte.microstructure.voxels;

import java.util.Objects;

/**
 * A label (0 to 255) in every voxel, stored one byte array per xy-plane, x fastest, shape {@code [nz][ny·nx]}.
 *
 * <p>The arrays are not copied: an 8-bit ImageJ stack or a planar imglib2 image is wrapped as it is. Algorithms never
 * change a phase map they are given.
 */
public final class PhaseMap {
    /** Calls per plane that count voxels: so many that the virtual machine compiles what counts, and not what calls it. */
    private static final int CALLS_PER_PLANE = 128;

    private static final int LEAST_COUNTED_AT_ONCE = 64;

    private final VoxelGrid grid;
    private final byte[][] planes;

    /**
     * Wraps label planes without copying.
     *
     * @param grid the grid
     * @param planes labels as unsigned bytes, one array of nx·ny per z
     * @throws IllegalArgumentException if the planes do not fit the grid
     */
    public PhaseMap(VoxelGrid grid, byte[][] planes) {
        this.grid = Objects.requireNonNull(grid, "grid");
        this.planes = planes.clone();
        if (planes.length != grid.nz()) {
            throw new IllegalArgumentException("expected " + grid.nz() + " planes, got " + planes.length);
        }
        for (byte[] plane : planes) {
            if (plane.length != grid.planeSize()) {
                throw new IllegalArgumentException(
                        "expected " + grid.planeSize() + " voxels in a plane, got " + plane.length);
            }
        }
    }

    /**
     * A phase map from one flat array, copied into planes.
     *
     * @param grid the grid
     * @param labels labels as unsigned bytes, one per voxel, x fastest
     * @return the phase map
     */
    public static PhaseMap ofFlat(VoxelGrid grid, byte[] labels) {
        if (labels.length != grid.size()) {
            throw new IllegalArgumentException("expected " + grid.size() + " labels, got " + labels.length);
        }
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int z = 0; z < planes.length; z++) {
            System.arraycopy(labels, z * grid.planeSize(), planes[z], 0, grid.planeSize());
        }
        return new PhaseMap(grid, planes);
    }

    /**
     * The grid.
     *
     * @return the grid
     */
    public VoxelGrid grid() {
        return grid;
    }

    /**
     * Label of a voxel.
     *
     * @param x position along x, from 0
     * @param y position along y, from 0
     * @param z position along z, from 0
     * @return the label, 0 to 255
     */
    public int phase(int x, int y, int z) {
        return planes[z][x + grid.nx() * y] & 0xff;
    }

    /**
     * Label of a voxel by its flat index. Slower than going plane by plane.
     *
     * @param index flat index, x fastest
     * @return the label, 0 to 255
     */
    public int phase(int index) {
        int planeSize = grid.planeSize();
        return planes[index / planeSize][index % planeSize] & 0xff;
    }

    /**
     * Labels of one xy-plane; the stored array, not to be changed.
     *
     * @param z the plane, from 0
     * @return unsigned bytes, x fastest
     */
    public byte[] plane(int z) {
        return planes[z];
    }

    /** All planes; the stored arrays, not to be changed. */
    byte[][] planes() {
        return planes.clone();
    }

    /**
     * Number of voxels of every label.
     *
     * @return counts indexed by label, length 256
     */
    public long[] counts() {
        int atOnce = Math.max(LEAST_COUNTED_AT_ONCE, grid.planeSize() / CALLS_PER_PLANE);
        int[] tallies = new int[4 * 256];
        for (byte[] plane : planes) {
            int from = 0;
            while (from < plane.length) {
                int to = (int) Math.min(plane.length, (long) from + atOnce);
                count(plane, from, to, tallies);
                from = to;
            }
        }
        long[] counts = new long[256];
        for (int k = 0; k < tallies.length; k++) {
            counts[k & 0xff] += tallies[k];
        }
        return counts;
    }

    /** Into four tallies in turn: with one, every count of a run of a label would wait for the one before. */
    private static void count(byte[] plane, int from, int to, int[] tallies) {
        int i = from;
        for (; i < to - 3; i += 4) {
            tallies[plane[i] & 0xff]++;
            tallies[256 + (plane[i + 1] & 0xff)]++;
            tallies[512 + (plane[i + 2] & 0xff)]++;
            tallies[768 + (plane[i + 3] & 0xff)]++;
        }
        for (; i < to; i++) {
            tallies[plane[i] & 0xff]++;
        }
    }
}
