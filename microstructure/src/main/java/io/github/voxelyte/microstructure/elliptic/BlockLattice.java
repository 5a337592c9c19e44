package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * The voxels of a grid in blocks of 2×2×2, of which only those with a conducting voxel are kept.
 *
 * <p>Within a block, slot s = x + 2y + 4z. The voxels are two-coloured like a chess board: four red slots (0, 3, 5, 6)
 * and four black ones (1, 2, 4, 7), each colour with an array of its own, so that a voxel's six neighbours all stand in
 * the other colour's array. Block 0 is a dummy without conducting voxels whose values stay zero: it stands in wherever
 * there is no neighbour, so the sweeps need no branches.
 *
 * <p>Memory: 4 bytes per block of the box and 4 per block kept (half a byte per voxel each).
 */
final class BlockLattice {
    /** Slot of the four red voxels of a block, in the order of the red arrays. */
    static final int[] RED = {0, 3, 5, 6};

    /** Slot of the four black voxels of a block, in the order of the black arrays. */
    static final int[] BLACK = {1, 2, 4, 7};

    /** Place of a slot in its colour's array. */
    static final int[] PLACE = {0, 0, 1, 1, 2, 2, 3, 3};

    /** Slots on the lower side along each axis, one bit a slot. */
    static final int[] LOWER_SIDE = {0b01010101, 0b00110011, 0b00001111};

    final VoxelGrid grid;
    final int nx;
    final int ny;
    final int nz;
    /** Steps in {@link #at} to the next block along y and along z. */
    final int strideY;

    final int strideZ;
    /** Block at a place of the lattice, which has a border of one block all round; 0 where there is none. */
    final int[] at;

    /** Place in {@link #at} of every block but the dummy. */
    final int[] place;

    /** First block of every row of blocks along x; the row of block layer z and block row y is y + ny·z. */
    final int[] rowStart;

    final int blocks;

    /** Whether neighbours along some axis go round, so that they need not ascend with their places. */
    final boolean closed;

    /**
     * Numbers the blocks, x fastest.
     *
     * @param grid the voxels
     * @param masks which slots of the blocks x + nx·(y + ny·z) conduct, one bit a slot
     * @param periodic along which axes, as {@link Axis} ordinals, the last block is next to the first
     */
    BlockLattice(VoxelGrid grid, byte[] masks, boolean[] periodic) {
        this.grid = grid;
        nx = (grid.nx() + 1) / 2;
        ny = (grid.ny() + 1) / 2;
        nz = (grid.nz() + 1) / 2;
        strideY = nx + 2;
        strideZ = strideY * (ny + 2);
        at = new int[Math.multiplyExact(strideZ, nz + 2)];
        rowStart = new int[ny * nz + 1];
        int next = 1;
        for (int row = 0; row < ny * nz; row++) {
            rowStart[row] = next;
            next = numberRow(row, masks, next);
        }
        rowStart[ny * nz] = next;
        blocks = next;
        place = new int[blocks];
        for (int row = 0; row < ny * nz; row++) {
            placeRow(row);
        }
        closed = periodic[0] || periodic[1] || periodic[2];
        if (closed) {
            close(periodic);
        }
    }

    // Loops run once a lattice are methods of their own, called row by row: the first lattice already has them compiled
    // well.

    /** Numbers a row's blocks from {@code next} on; returns the number of the block after them. */
    private int numberRow(int row, byte[] masks, int next) {
        int number = next;
        int first = placeOfRow(row);
        for (int x = 0; x < nx; x++) {
            if (masks[x + nx * row] != 0) {
                at[first + x] = number++;
            }
        }
        return number;
    }

    private void placeRow(int row) {
        int first = placeOfRow(row);
        for (int c = first; c < first + nx; c++) {
            // The dummy's place is whichever comes last: never asked for.
            place[at[c]] = c;
        }
    }

    /** Those of the masks of all blocks of the box that belong to blocks kept, by block. */
    byte[] kept(byte[] masks) {
        byte[] kept = new byte[blocks];
        int next = 1;
        for (byte mask : masks) {
            if (mask != 0) {
                kept[next++] = mask;
            }
        }
        return kept;
    }

    private void close(boolean[] periodic) {
        for (int z = 0; z < nz + 2; z++) {
            for (int y = 0; y < ny + 2; y++) {
                for (int x = 0; x < nx + 2; x++) {
                    int fromX = wrapped(x, nx);
                    int fromY = wrapped(y, ny);
                    int fromZ = wrapped(z, nz);
                    int moved = (fromX == x ? 0 : 1) + (fromY == y ? 0 : 1) + (fromZ == z ? 0 : 1);
                    // Only faces: a place moved along two axes is never a neighbour.
                    boolean joined =
                            fromX != x && periodic[0] || fromY != y && periodic[1] || fromZ != z && periodic[2];
                    if (moved == 1 && joined) {
                        at[x + strideY * y + strideZ * z] = at[fromX + strideY * fromY + strideZ * fromZ];
                    }
                }
            }
        }
    }

    private static int wrapped(int i, int n) {
        return i == 0 ? n : i == n + 1 ? 1 : i;
    }

    int rows() {
        return ny * nz;
    }

    /** Place in {@link #at} of the first block of a row. */
    int placeOfRow(int row) {
        return 1 + strideY * (row % ny + 1) + strideZ * (row / ny + 1);
    }

    /** Step in {@link #at} along an axis. */
    int stride(int axis) {
        return axis == 0 ? 1 : axis == 1 ? strideY : strideZ;
    }

    /** Flat index of the voxel in a slot of the block at x in a row; meaningless for a slot outside the grid. */
    int voxel(int x, int row, int slot) {
        return grid.index(2 * x + (slot & 1), 2 * (row % ny) + (slot >> 1 & 1), 2 * (row / ny) + (slot >> 2));
    }

    /** Coordinate of a voxel along an axis. */
    int position(Axis axis, int voxel) {
        return switch (axis) {
            case X -> voxel % grid.nx();
            case Y -> voxel / grid.nx() % grid.ny();
            case Z -> voxel / grid.planeSize();
        };
    }

    /** The next voxel along an axis; the first one after the last. */
    int next(int voxel, int axis) {
        Axis along = Axis.values()[axis];
        int step = axis == 0 ? 1 : axis == 1 ? grid.nx() : grid.planeSize();
        return position(along, voxel) == grid.count(along) - 1 ? voxel - step * (grid.count(along) - 1) : voxel + step;
    }

    /** The voxel before along an axis; the last one before the first. */
    int previous(int voxel, int axis) {
        Axis along = Axis.values()[axis];
        int step = axis == 0 ? 1 : axis == 1 ? grid.nx() : grid.planeSize();
        return position(along, voxel) == 0 ? voxel + step * (grid.count(along) - 1) : voxel - step;
    }

    static boolean isRed(int slot) {
        return (0b01101001 >> slot & 1) != 0;
    }
}
