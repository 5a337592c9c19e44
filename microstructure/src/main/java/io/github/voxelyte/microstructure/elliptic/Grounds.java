package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Side;
import java.util.Arrays;

/**
 * The voxels of a {@link BlockLattice} that are coupled to a given potential: those beside electrode planes, or, where a structure
 * repeats in all directions and its potential is fixed but for a constant, one of every cluster, which is held at 0.
 */
final class Grounds {
    private final BlockLattice lattice;
    private final Axis axis;
    private final boolean atFirst;
    private final boolean atLast;

    /** Without planes: 8·block + slot of those held, ascending. */
    private final int[] held;

    /** By plane of blocks, at the first electrode plane and at the last one: blocks with such voxels. */
    private final int[][] besideFirst;

    private final int[][] besideLast;

    private Grounds(BlockLattice lattice, Axis axis, boolean atFirst, boolean atLast, int[] held) {
        this.lattice = lattice;
        this.axis = axis;
        this.atFirst = atFirst;
        this.atLast = atLast;
        this.held = held;
        besideFirst = new int[lattice.nw][];
        besideLast = new int[lattice.nw][];
        for (int w = 0; w < lattice.nw; w++) {
            besideFirst[w] = find(w, false);
            besideLast[w] = find(w, true);
        }
    }

    /** Beside the two planes normal to an axis. */
    static Grounds planes(BlockLattice lattice, Axis axis) {
        return new Grounds(lattice, axis, true, true, null);
    }

    /** Beside one of them. */
    static Grounds plane(BlockLattice lattice, Axis axis, Side side) {
        return new Grounds(lattice, axis, side == Side.FIRST, side == Side.LAST, null);
    }

    /** Some voxels, by flat index; as if they were beside the first plane. */
    static Grounds held(BlockLattice lattice, int[] voxels) {
        int[] held = Arrays.stream(voxels).map(lattice::blockAndSlot).sorted().toArray();
        return new Grounds(lattice, null, true, false, held);
    }

    /** Blocks of a plane of blocks that have such voxels at the first or the last electrode plane, ascending; not to be changed. */
    int[] blocks(int w, boolean last) {
        return last ? besideLast[w] : besideFirst[w];
    }

    private int[] find(int w, boolean atEnd) {
        if (!(atEnd ? atLast : atFirst)) {
            return new int[0];
        }
        if (axis != null) {
            return lattice.besideElectrode(axis, w, atEnd);
        }
        return Arrays.stream(held)
                .map(key -> key >> 3)
                .filter(block -> lattice.planeOf(block) == w)
                .distinct()
                .toArray();
    }

    /** The slots of one of these blocks whose voxels, if they conduct, are such, one bit a slot. */
    int slots(int block, boolean last) {
        if (axis == null) {
            int slots = 0;
            for (int slot = 0; slot < 8; slot++) {
                slots |= contains(block, slot, last) ? 1 << slot : 0;
            }
            return slots;
        }
        boolean lower = !last || lattice.grid.count(axis) % 2 == 1;
        return lower ? lattice.lowerSide(axis) : ~lattice.lowerSide(axis) & 0xff;
    }

    /** Whether the voxel in a slot of a block, if it conducts, is one. */
    boolean contains(int block, int slot, boolean last) {
        if (!(last ? atLast : atFirst)) {
            return false;
        }
        if (axis == null) {
            return Arrays.binarySearch(held, 8 * block + slot) >= 0;
        }
        return lattice.layer(axis, block, slot) == (last ? lattice.grid.count(axis) - 1 : 0);
    }
}
