package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * One conducting phase: a face conducts if both voxels do, so the sums need neither coefficients nor a mask, and a
 * voxel's diagonal is one of a hundred values.
 *
 * <p>Memory: one byte per voxel of the blocks kept.
 */
final class UniformStencil implements BlockStencil {
    /** The bits of a mask, each in a byte of its own. */
    private static final long[] SPREAD = new long[256];

    static {
        for (int mask = 0; mask < 256; mask++) {
            for (int slot = 0; slot < 8; slot++) {
                SPREAD[mask] |= (long) (mask >> slot & 1) << 8 * slot;
            }
        }
    }

    /** For every slot one and the number of its neighbours inside the block, by the block's mask, likewise. */
    private static final long[] INSIDE = new long[256];

    static {
        for (int mask = 0; mask < 256; mask++) {
            INSIDE[mask] = SPREAD[mask];
            for (int a = 0, weight = 1; a < 3; a++, weight *= 3) {
                int lower = BlockLattice.LOWER_SIDE[a];
                INSIDE[mask] += weight * SPREAD[mask >> (1 << a) & lower | (mask & lower) << (1 << a)];
            }
        }
    }

    private final BlockLattice lattice;
    private final double[] g = new double[3];
    private final double plane;
    private final double scale;
    private final boolean allStrong;

    /** For every voxel the number of its conducting neighbours along each axis and of electrode planes; 0 none. */
    private final byte[] redCode;

    private final byte[] blackCode;
    private final double[] diagonal = new double[128];
    private final double[] inverse = new double[128];

    /**
     * Counts every voxel's neighbours.
     *
     * @param lattice the blocks
     * @param masks which slots of a block conduct, one bit a slot, by block
     * @param sigma conductivity [S/m]
     * @param axis normal of the electrode planes; null for none
     */
    UniformStencil(BlockLattice lattice, byte[] masks, double sigma, Axis axis) {
        this.lattice = lattice;
        VoxelGrid grid = lattice.grid;
        double largest = 0;
        for (Axis a : Axis.values()) {
            g[a.ordinal()] = grid.faceArea(a) / grid.spacing(a);
            largest = Math.max(largest, g[a.ordinal()]);
        }
        for (int a = 0; a < 3; a++) {
            g[a] /= largest;
        }
        scale = sigma * largest;
        // The largest is 1.
        allStrong = Math.min(g[0], Math.min(g[1], g[2])) >= Coarsening.STRONG;
        plane = axis == null ? 0 : 2 * g[axis.ordinal()];
        for (int code = 1; code < diagonal.length; code++) {
            int c = code - 1;
            diagonal[code] = c % 3 * g[0] + c / 3 % 3 * g[1] + c / 9 % 3 * g[2] + (c / 27 % 2 + c / 54 % 2) * plane;
            inverse[code] = diagonal[code] > 0 ? 1 / diagonal[code] : 0;
        }
        redCode = new byte[4 * lattice.blocks];
        blackCode = new byte[4 * lattice.blocks];
        for (int row = 0; row < lattice.rows(); row++) {
            codeRow(row, masks, axis);
        }
    }

    /** Codes of a row's voxels, the eight of a block side by side in the bytes of a long. */
    private void codeRow(int row, byte[] masks, Axis axis) {
        int first = lattice.placeOfRow(row);
        for (int b = lattice.rowStart[row]; b < lattice.rowStart[row + 1]; b++) {
            int place = lattice.place[b];
            long code = neighbours(place, masks);
            if (axis != null) {
                code += planes(axis, place - first, row);
            }
            store(b, code & 0xff * SPREAD[masks[b] & 0xff]);
        }
    }

    /** For every slot of the block at a place, one and the number of its neighbours. */
    private long neighbours(int place, byte[] masks) {
        int[] at = lattice.at;
        int sy = lattice.strideY;
        int sz = lattice.strideZ;
        int besideX = masks[at[place - 1]] >> 1 & 0x55 | (masks[at[place + 1]] & 0x55) << 1;
        int besideY = masks[at[place - sy]] >> 2 & 0x33 | (masks[at[place + sy]] & 0x33) << 2;
        int besideZ = masks[at[place - sz]] >> 4 & 0x0f | (masks[at[place + sz]] & 0x0f) << 4;
        return INSIDE[masks[at[place]] & 0xff] + SPREAD[besideX] + 3 * SPREAD[besideY] + 9 * SPREAD[besideZ];
    }

    private void store(int b, long code) {
        for (int k = 0; k < 4; k++) {
            redCode[4 * b + k] = (byte) (code >> 8 * BlockLattice.RED[k]);
            blackCode[4 * b + k] = (byte) (code >> 8 * BlockLattice.BLACK[k]);
        }
    }

    /** The electrode planes next to the slots of a block. */
    private long planes(Axis axis, int x, int row) {
        int block =
                switch (axis) {
                    case X -> x;
                    case Y -> row % lattice.ny;
                    case Z -> row / lattice.ny;
                };
        int lower = BlockLattice.LOWER_SIDE[axis.ordinal()];
        int last = lattice.grid.count(axis) - 1;
        long code = block == 0 ? 27 * SPREAD[lower] : 0;
        if (block == last / 2) {
            code += 54 * SPREAD[last % 2 == 0 ? lower : ~lower & 0xff];
        }
        return code;
    }

    /* The order of a block's four values is slots 1, 2, 4, 7 (black) and 0, 3, 5, 6 (red). Each voxel has one neighbour
     * along each axis inside its block and one in the adjacent block, at the same slot. */
    @Override
    public void redSums(int row, float[] v, double[] sums) {
        int[] at = lattice.at;
        int[] place = lattice.place;
        int sy = lattice.strideY;
        int sz = lattice.strideZ;
        double gx = g[0];
        double gy = g[1];
        double gz = g[2];
        int k = 0;
        int end = lattice.rowStart[row + 1];
        for (int block = lattice.rowStart[row]; block < end; block++) {
            int b = block << 2;
            int c = place[block];
            int xm = at[c - 1] << 2;
            int xp = at[c + 1] << 2;
            int ym = at[c - sy] << 2;
            int yp = at[c + sy] << 2;
            int zm = at[c - sz] << 2;
            int zp = at[c + sz] << 2;
            double v1 = v[b];
            double v2 = v[b + 1];
            double v4 = v[b + 2];
            double v7 = v[b + 3];
            sums[k] = gx * (v[xm] + v1) + gy * (v[ym + 1] + v2) + gz * (v[zm + 2] + v4);
            sums[k + 1] = gx * (v2 + v[xp + 1]) + gy * (v1 + v[yp]) + gz * (v[zm + 3] + v7);
            sums[k + 2] = gx * (v4 + v[xp + 2]) + gy * (v[ym + 3] + v7) + gz * (v1 + v[zp]);
            sums[k + 3] = gx * (v[xm + 3] + v7) + gy * (v4 + v[yp + 2]) + gz * (v2 + v[zp + 1]);
            k += 4;
        }
    }

    @Override
    public void redSums(int row, double[] v, double[] sums) {
        int[] at = lattice.at;
        int[] place = lattice.place;
        int sy = lattice.strideY;
        int sz = lattice.strideZ;
        double gx = g[0];
        double gy = g[1];
        double gz = g[2];
        int k = 0;
        int end = lattice.rowStart[row + 1];
        for (int block = lattice.rowStart[row]; block < end; block++) {
            int b = block << 2;
            int c = place[block];
            int xm = at[c - 1] << 2;
            int xp = at[c + 1] << 2;
            int ym = at[c - sy] << 2;
            int yp = at[c + sy] << 2;
            int zm = at[c - sz] << 2;
            int zp = at[c + sz] << 2;
            double v1 = v[b];
            double v2 = v[b + 1];
            double v4 = v[b + 2];
            double v7 = v[b + 3];
            sums[k] = gx * (v[xm] + v1) + gy * (v[ym + 1] + v2) + gz * (v[zm + 2] + v4);
            sums[k + 1] = gx * (v2 + v[xp + 1]) + gy * (v1 + v[yp]) + gz * (v[zm + 3] + v7);
            sums[k + 2] = gx * (v4 + v[xp + 2]) + gy * (v[ym + 3] + v7) + gz * (v1 + v[zp]);
            sums[k + 3] = gx * (v[xm + 3] + v7) + gy * (v4 + v[yp + 2]) + gz * (v2 + v[zp + 1]);
            k += 4;
        }
    }

    @Override
    public void blackSums(int row, double[] v, double[] sums) {
        int[] at = lattice.at;
        int[] place = lattice.place;
        int sy = lattice.strideY;
        int sz = lattice.strideZ;
        double gx = g[0];
        double gy = g[1];
        double gz = g[2];
        int k = 0;
        int end = lattice.rowStart[row + 1];
        for (int block = lattice.rowStart[row]; block < end; block++) {
            int b = block << 2;
            int c = place[block];
            int xm = at[c - 1] << 2;
            int xp = at[c + 1] << 2;
            int ym = at[c - sy] << 2;
            int yp = at[c + sy] << 2;
            int zm = at[c - sz] << 2;
            int zp = at[c + sz] << 2;
            double v0 = v[b];
            double v3 = v[b + 1];
            double v5 = v[b + 2];
            double v6 = v[b + 3];
            sums[k] = gx * (v0 + v[xp]) + gy * (v[ym + 1] + v3) + gz * (v[zm + 2] + v5);
            sums[k + 1] = gx * (v[xm + 1] + v3) + gy * (v0 + v[yp]) + gz * (v[zm + 3] + v6);
            sums[k + 2] = gx * (v[xm + 2] + v5) + gy * (v[ym + 3] + v6) + gz * (v0 + v[zp]);
            sums[k + 3] = gx * (v6 + v[xp + 3]) + gy * (v5 + v[yp + 2]) + gz * (v3 + v[zp + 1]);
            k += 4;
        }
    }

    @Override
    public double redDiagonal(int i) {
        return diagonal[redCode[i]];
    }

    @Override
    public double redInverse(int i) {
        return inverse[redCode[i]];
    }

    @Override
    public double blackDiagonal(int i) {
        return diagonal[blackCode[i]];
    }

    @Override
    public double blackInverse(int i) {
        return inverse[blackCode[i]];
    }

    private int code(int block, int slot) {
        return (BlockLattice.isRed(slot) ? redCode : blackCode)[4 * block + BlockLattice.PLACE[slot]];
    }

    @Override
    public double toPlane(int block, int slot, int voxel, boolean last) {
        int c = code(block, slot) - 1;
        return c < 0 ? 0 : c / (last ? 54 : 27) % 2 * plane;
    }

    @Override
    public double face(int axis, int block, int slot, int nextBlock) {
        return code(block, slot) > 0 && code(nextBlock, slot ^ 1 << axis) > 0 ? g[axis] : 0;
    }

    @Override
    public double commonFace(int axis) {
        return allStrong ? g[axis] : 0;
    }

    @Override
    public double scale() {
        return scale;
    }
}
