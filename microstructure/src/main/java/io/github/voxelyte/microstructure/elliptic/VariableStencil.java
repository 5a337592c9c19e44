package io.github.voxelyte.microstructure.elliptic;

import java.util.List;
import java.util.stream.Stream;

/**
 * Faces of several kinds, each with its conductance: several conducting phases, interface and contact resistances. Sums are
 * in double, and the red values too: a strongly conducting cluster that is joined to the rest by faces a million
 * times weaker would lose them in float.
 *
 * <p>Memory: 14 bytes per voxel of the blocks.
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
    private final Grounds grounds;
    private final Planes planes;

    /**
     * Kinds of the faces of the red voxels, 0 insulates: towards the black voxel in the same block along u and to that in another,
     * along v likewise, along w likewise. Every face has one red voxel, so these are all; the black voxels read them from there.
     */
    private final List<PlaneValues<char[]>> kinds;

    private final double[] table;
    private final PlaneValues<double[]> redDiagonal;
    private final PlaneValues<double[]> blackDiagonal;

    /**
     * Evaluates every face once.
     *
     * @param lattice the blocks
     * @param faces kind of the faces between conducting voxels
     * @param conductance conductance of every kind of face [S]; that of kind 0 is 0
     * @param grounds the voxels beside electrode planes, or else those held
     * @param planes conductance to the planes, or of what holds [S]
     * @param scale a large conductance, to divide by [S]
     */
    VariableStencil(
            BlockLattice lattice, Faces faces, double[] conductance, Grounds grounds, Planes planes, double scale) {
        this.lattice = lattice;
        this.scale = scale;
        this.grounds = grounds;
        this.planes = planes;
        kinds = Stream.generate(() -> PlaneValues.ofKinds(lattice)).limit(6).toList();
        table = new double[conductance.length];
        for (int kind = 1; kind < table.length; kind++) {
            table[kind] = conductance[kind] / scale;
        }
        redDiagonal = PlaneValues.ofDoubles(lattice);
        blackDiagonal = PlaneValues.ofDoubles(lattice);
        for (int block = 0; block < lattice.blocks; block++) {
            for (int slot = 0; slot < 8; slot++) {
                if (lattice.conducts(block, slot)) {
                    setVoxel(block, slot, faces);
                }
            }
        }
    }

    private void setVoxel(int block, int slot, Faces faces) {
        int i = lattice.voxel(block, slot);
        int at = lattice.planeOf(block);
        int place = 4 * block + (slot >> 1);
        boolean isRed = BlockLattice.isRed(slot);
        double sum = toPlane(block, slot, false) + toPlane(block, slot, true);
        for (int a = 0; a < 3; a++) {
            for (int side = 0; side < 2; side++) {
                boolean higher = side == 1;
                boolean inside = (slot >> a & 1) == 0 == higher;
                int next = inside ? block : lattice.neighbour(block, at, 2 * a + side);
                if (lattice.conducts(next, slot ^ 1 << a)) {
                    int other = lattice.neighbourVoxel(i, 2 * a + side);
                    int kind = faces.kind(lattice.axes[a].ordinal(), higher ? i : other, higher ? other : i);
                    sum += table[kind];
                    if (isRed) {
                        kinds.get(2 * a + (inside ? 0 : 1)).at(at)[place] = (char) kind;
                    }
                }
            }
        }
        (isRed ? redDiagonal : blackDiagonal).at(at)[place] = sum;
    }

    @Override
    public double toPlane(int block, int slot, boolean last) {
        return grounds.contains(block, slot, last) ? planes.to(lattice.voxel(block, slot), last) / scale : 0;
    }

    @Override
    public Grounds grounds() {
        return grounds;
    }

    @Override
    public double face(int a, int block, int slot) {
        boolean inside = (slot >> a & 1) == 0;
        int next = inside ? block : lattice.neighbour(block, lattice.planeOf(block), 2 * a + 1);
        if (!lattice.conducts(block, slot) || !lattice.conducts(next, slot ^ 1 << a)) {
            return 0;
        }
        // Kinds stand with the red voxel of the two.
        int redBlock = BlockLattice.isRed(slot) ? block : next;
        int redSlot = BlockLattice.isRed(slot) ? slot : slot ^ 1 << a;
        return table[kinds.get(2 * a + (inside ? 0 : 1)).all()[4 * redBlock + (redSlot >> 1)]];
    }

    @Override
    public void faces(int block, int at, double[] conductances) {
        for (int a = 0; a < 3; a++) {
            char[] inside = kinds.get(2 * a).at(at);
            char[] outside = kinds.get(2 * a + 1).at(at);
            // Voxel k of one colour has voxel k ^ flip of the other one beside it.
            int flip = 1 << a >> 1;
            for (int k = 0; k < 4; k++) {
                int red = BlockLattice.RED[k];
                int black = BlockLattice.BLACK[k];
                int redInside = 2 * a + 1 - (red >> a & 1);
                int blackInside = 2 * a + 1 - (black >> a & 1);
                int beyond = blackInside ^ 1;
                conductances[6 * red + redInside] = table[inside[4 * block + k]];
                conductances[6 * red + (redInside ^ 1)] = table[outside[4 * block + k]];
                conductances[6 * black + blackInside] = table[inside[4 * block + (k ^ flip)]];
                conductances[6 * black + beyond] =
                        table[outside[4 * lattice.neighbour(block, at, beyond) + (k ^ flip)]];
            }
        }
    }

    @Override
    public double commonFace(int a) {
        return 0;
    }

    @Override
    public double scale() {
        return scale;
    }

    @Override
    public BlockSweeps sweeps() {
        return new VariableSweeps(lattice, kinds, table, redDiagonal, blackDiagonal);
    }
}
