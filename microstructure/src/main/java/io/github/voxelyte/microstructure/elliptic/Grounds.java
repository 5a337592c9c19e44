package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Side;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The voxels of a {@link BlockLattice} that are coupled to a given potential: those beside electrode planes, or, where a structure
 * repeats in all directions and its potential is fixed but for a constant, one of every cluster, which is held at 0.
 */
final class Grounds {
    private final BlockLattice lattice;
    private final Axis axis;
    private final Set<Side> sides;

    /** Without planes: 8·block + slot of those held, ascending. */
    private final int[] held;

    private Grounds(BlockLattice lattice, Axis axis, Set<Side> sides, int[] held) {
        this.lattice = lattice;
        this.axis = axis;
        this.sides = sides;
        this.held = held;
    }

    /** Beside the two planes normal to an axis. */
    static Grounds planes(BlockLattice lattice, Axis axis) {
        return new Grounds(lattice, axis, EnumSet.allOf(Side.class), null);
    }

    /** Beside one of them. */
    static Grounds plane(BlockLattice lattice, Axis axis, Side side) {
        return new Grounds(lattice, axis, EnumSet.of(side), null);
    }

    /** Some voxels, by flat index; as if they were beside the first plane. */
    static Grounds held(BlockLattice lattice, int[] voxels) {
        int[] held = Arrays.stream(voxels).map(lattice::blockAndSlot).sorted().toArray();
        return new Grounds(lattice, null, EnumSet.of(Side.FIRST), held);
    }

    /** Blocks of a plane of blocks that have such voxels at the first or the last electrode plane, ascending. */
    int[] blocks(int w, boolean last) {
        if (!sides.contains(side(last))) {
            return new int[0];
        }
        if (axis != null) {
            return lattice.besideElectrode(axis, w, last);
        }
        return Arrays.stream(held)
                .map(key -> key >> 3)
                .filter(block -> lattice.planeOf(block) == w)
                .distinct()
                .toArray();
    }

    /** Whether the voxel in a slot of a block, if it conducts, is one. */
    boolean contains(int block, int slot, boolean last) {
        if (!sides.contains(side(last))) {
            return false;
        }
        if (axis == null) {
            return Arrays.binarySearch(held, 8 * block + slot) >= 0;
        }
        return lattice.layer(axis, block, slot) == (last ? lattice.grid.count(axis) - 1 : 0);
    }

    private static Side side(boolean last) {
        return last ? Side.LAST : Side.FIRST;
    }
}
