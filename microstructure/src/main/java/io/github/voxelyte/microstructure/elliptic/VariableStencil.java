package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;

/**
 * Faces of several kinds, each with its conductance: several conducting phases, interface and contact resistances.
 *
 * <p>Memory: 14 bytes per voxel of the blocks kept.
 */
final class VariableStencil implements BlockStencil {
    /** Kind of a face between two neighbouring voxels: faces of a kind have one conductance. */
    @FunctionalInterface
    interface Faces {
        /**
         * Kind of a face.
         *
         * @param axis 0, 1, 2
         * @param a flat index of a voxel
         * @param b flat index of the next voxel along the axis (the first one, where the axis is periodic and a the last)
         * @return an index into the table of conductances, not 0
         */
        int kind(int axis, int a, int b);
    }

    /** Conductance [S] between a voxel and an electrode plane. */
    @FunctionalInterface
    interface Planes {
        /** Conductance from voxel a to the first or last plane. */
        double to(int a, boolean last);
    }

    private final BlockLattice lattice;
    private final double scale;
    private final Axis axis;
    private final Planes planes;

    /** Kind of the face towards higher x, y, z of every slot, eight a block; 0 insulates. */
    private final char[][] plus;

    private final double[] table;

    private final double[] redDiagonal;
    private final double[] blackDiagonal;

    /**
     * Evaluates every face once.
     *
     * @param lattice the blocks
     * @param masks which slots of a block conduct, one bit a slot, by block
     * @param faces kind of the faces between conducting voxels
     * @param conductance conductance of every kind of face [S]; that of kind 0 is 0
     * @param axis normal of the electrode planes; null for none
     * @param planes conductance to the planes [S]
     * @param scale a large conductance, to divide by [S]
     */
    VariableStencil(
            BlockLattice lattice,
            byte[] masks,
            Faces faces,
            double[] conductance,
            Axis axis,
            Planes planes,
            double scale) {
        this.lattice = lattice;
        this.scale = scale;
        this.axis = axis;
        this.planes = planes;
        plus = new char[3][8 * lattice.blocks];
        table = new double[conductance.length];
        for (int kind = 1; kind < table.length; kind++) {
            table[kind] = conductance[kind] / scale;
        }
        redDiagonal = new double[4 * lattice.blocks];
        blackDiagonal = new double[4 * lattice.blocks];
        for (int row = 0; row < lattice.rows(); row++) {
            int first = lattice.placeOfRow(row);
            for (int x = 0; x < lattice.nx; x++) {
                int b = lattice.at[first + x];
                for (int slot = 0; b != 0 && slot < 8; slot++) {
                    if ((masks[b] >> slot & 1) != 0) {
                        setVoxel(b, slot, x, row, masks, faces);
                    }
                }
            }
        }
    }

    private void setVoxel(int b, int slot, int x, int row, byte[] masks, Faces faces) {
        int i = lattice.voxel(x, row, slot);
        for (int a = 0; a < 3; a++) {
            int other = slot ^ 1 << a;
            int next = (slot >> a & 1) == 0 ? b : lattice.at[lattice.placeOfRow(row) + x + lattice.stride(a)];
            if ((masks[next] >> other & 1) != 0) {
                int kind = faces.kind(a, i, lattice.next(i, a));
                plus[a][8 * b + slot] = (char) kind;
                double g = table[kind];
                addToDiagonal(b, slot, g);
                addToDiagonal(next, other, g);
            }
        }
        if (axis != null) {
            addToDiagonal(b, slot, toPlanes(i));
        }
    }

    private double toPlanes(int voxel) {
        int position = lattice.position(axis, voxel);
        double g = 0;
        if (position == 0) {
            g += planes.to(voxel, false) / scale;
        }
        if (position == lattice.grid.count(axis) - 1) {
            g += planes.to(voxel, true) / scale;
        }
        return g;
    }

    private void addToDiagonal(int block, int slot, double g) {
        (BlockLattice.isRed(slot) ? redDiagonal : blackDiagonal)[4 * block + BlockLattice.PLACE[slot]] += g;
    }

    @Override
    public void redSums(int row, float[] v, double[] sums) {
        int[] at = lattice.at;
        char[] gx = plus[0];
        char[] gy = plus[1];
        char[] gz = plus[2];
        double[] t = table;
        int k = 0;
        int end = lattice.rowStart[row + 1];
        for (int b = lattice.rowStart[row]; b < end; b++) {
            int c = lattice.place[b];
            int xm = at[c - 1];
            int xp = at[c + 1] * 4;
            int ym = at[c - lattice.strideY];
            int yp = at[c + lattice.strideY] * 4;
            int zm = at[c - lattice.strideZ];
            int zp = at[c + lattice.strideZ] * 4;
            int g = 8 * b;
            double v1 = v[4 * b];
            double v2 = v[4 * b + 1];
            double v4 = v[4 * b + 2];
            double v7 = v[4 * b + 3];
            sums[k] = t[gx[8 * xm + 1]] * v[4 * xm]
                    + t[gx[g]] * v1
                    + t[gy[8 * ym + 2]] * v[4 * ym + 1]
                    + t[gy[g]] * v2
                    + t[gz[8 * zm + 4]] * v[4 * zm + 2]
                    + t[gz[g]] * v4;
            sums[k + 1] = t[gx[g + 2]] * v2
                    + t[gx[g + 3]] * v[xp + 1]
                    + t[gy[g + 1]] * v1
                    + t[gy[g + 3]] * v[yp]
                    + t[gz[8 * zm + 7]] * v[4 * zm + 3]
                    + t[gz[g + 3]] * v7;
            sums[k + 2] = t[gx[g + 4]] * v4
                    + t[gx[g + 5]] * v[xp + 2]
                    + t[gy[8 * ym + 7]] * v[4 * ym + 3]
                    + t[gy[g + 5]] * v7
                    + t[gz[g + 1]] * v1
                    + t[gz[g + 5]] * v[zp];
            sums[k + 3] = t[gx[8 * xm + 7]] * v[4 * xm + 3]
                    + t[gx[g + 6]] * v7
                    + t[gy[g + 4]] * v4
                    + t[gy[g + 6]] * v[yp + 2]
                    + t[gz[g + 2]] * v2
                    + t[gz[g + 6]] * v[zp + 1];
            k += 4;
        }
    }

    @Override
    public void redSums(int row, double[] v, double[] sums) {
        int[] at = lattice.at;
        char[] gx = plus[0];
        char[] gy = plus[1];
        char[] gz = plus[2];
        double[] t = table;
        int k = 0;
        int end = lattice.rowStart[row + 1];
        for (int b = lattice.rowStart[row]; b < end; b++) {
            int c = lattice.place[b];
            int xm = at[c - 1];
            int xp = at[c + 1] * 4;
            int ym = at[c - lattice.strideY];
            int yp = at[c + lattice.strideY] * 4;
            int zm = at[c - lattice.strideZ];
            int zp = at[c + lattice.strideZ] * 4;
            int g = 8 * b;
            double v1 = v[4 * b];
            double v2 = v[4 * b + 1];
            double v4 = v[4 * b + 2];
            double v7 = v[4 * b + 3];
            sums[k] = t[gx[8 * xm + 1]] * v[4 * xm]
                    + t[gx[g]] * v1
                    + t[gy[8 * ym + 2]] * v[4 * ym + 1]
                    + t[gy[g]] * v2
                    + t[gz[8 * zm + 4]] * v[4 * zm + 2]
                    + t[gz[g]] * v4;
            sums[k + 1] = t[gx[g + 2]] * v2
                    + t[gx[g + 3]] * v[xp + 1]
                    + t[gy[g + 1]] * v1
                    + t[gy[g + 3]] * v[yp]
                    + t[gz[8 * zm + 7]] * v[4 * zm + 3]
                    + t[gz[g + 3]] * v7;
            sums[k + 2] = t[gx[g + 4]] * v4
                    + t[gx[g + 5]] * v[xp + 2]
                    + t[gy[8 * ym + 7]] * v[4 * ym + 3]
                    + t[gy[g + 5]] * v7
                    + t[gz[g + 1]] * v1
                    + t[gz[g + 5]] * v[zp];
            sums[k + 3] = t[gx[8 * xm + 7]] * v[4 * xm + 3]
                    + t[gx[g + 6]] * v7
                    + t[gy[g + 4]] * v4
                    + t[gy[g + 6]] * v[yp + 2]
                    + t[gz[g + 2]] * v2
                    + t[gz[g + 6]] * v[zp + 1];
            k += 4;
        }
    }

    @Override
    public void blackSums(int row, double[] v, double[] sums) {
        int[] at = lattice.at;
        char[] gx = plus[0];
        char[] gy = plus[1];
        char[] gz = plus[2];
        double[] t = table;
        int k = 0;
        int end = lattice.rowStart[row + 1];
        for (int b = lattice.rowStart[row]; b < end; b++) {
            int c = lattice.place[b];
            int xm = at[c - 1];
            int xp = at[c + 1] * 4;
            int ym = at[c - lattice.strideY];
            int yp = at[c + lattice.strideY] * 4;
            int zm = at[c - lattice.strideZ];
            int zp = at[c + lattice.strideZ] * 4;
            int g = 8 * b;
            double v0 = v[4 * b];
            double v3 = v[4 * b + 1];
            double v5 = v[4 * b + 2];
            double v6 = v[4 * b + 3];
            sums[k] = t[gx[g]] * v0
                    + t[gx[g + 1]] * v[xp]
                    + t[gy[8 * ym + 3]] * v[4 * ym + 1]
                    + t[gy[g + 1]] * v3
                    + t[gz[8 * zm + 5]] * v[4 * zm + 2]
                    + t[gz[g + 1]] * v5;
            sums[k + 1] = t[gx[8 * xm + 3]] * v[4 * xm + 1]
                    + t[gx[g + 2]] * v3
                    + t[gy[g]] * v0
                    + t[gy[g + 2]] * v[yp]
                    + t[gz[8 * zm + 6]] * v[4 * zm + 3]
                    + t[gz[g + 2]] * v6;
            sums[k + 2] = t[gx[8 * xm + 5]] * v[4 * xm + 2]
                    + t[gx[g + 4]] * v5
                    + t[gy[8 * ym + 6]] * v[4 * ym + 3]
                    + t[gy[g + 4]] * v6
                    + t[gz[g]] * v0
                    + t[gz[g + 4]] * v[zp];
            sums[k + 3] = t[gx[g + 6]] * v6
                    + t[gx[g + 7]] * v[xp + 3]
                    + t[gy[g + 5]] * v5
                    + t[gy[g + 7]] * v[yp + 2]
                    + t[gz[g + 3]] * v3
                    + t[gz[g + 7]] * v[zp + 1];
            k += 4;
        }
    }

    @Override
    public double redDiagonal(int i) {
        return redDiagonal[i];
    }

    @Override
    public double redInverse(int i) {
        return redDiagonal[i] > 0 ? 1 / redDiagonal[i] : 0;
    }

    @Override
    public double blackDiagonal(int i) {
        return blackDiagonal[i];
    }

    @Override
    public double blackInverse(int i) {
        return blackDiagonal[i] > 0 ? 1 / blackDiagonal[i] : 0;
    }

    @Override
    public double toPlane(int block, int slot, int voxel, boolean last) {
        int wanted = last ? lattice.grid.count(axis) - 1 : 0;
        return lattice.position(axis, voxel) == wanted ? planes.to(voxel, last) / scale : 0;
    }

    @Override
    public double face(int axis, int block, int slot, int nextBlock) {
        return table[plus[axis][8 * block + slot]];
    }

    @Override
    public double commonFace(int axis) {
        return 0;
    }

    @Override
    public double scale() {
        return scale;
    }
}
