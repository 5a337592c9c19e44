package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import java.util.Arrays;

/**
 * The voxels of a {@link BlockLattice} that are coupled to a given potential: those beside the two electrode planes, or, where a structure
 * repeats in all directions and its potential is fixed but for a constant, one of every cluster, which is held at 0.
 */
final class Grounds {
    private final BlockLattice lattice;
    private final Axis axis;

    /** Without planes: 8·block + slot of those held, ascending. */
    private final int[] held;

    private Grounds(BlockLattice lattice, Axis axis, int[] held) {
        this.lattice = lattice;
        this.axis = axis;
        this.held = held;
    }

    /** Beside the planes normal to an axis. */
    static Grounds planes(BlockLattice lattice, Axis axis) {
        return new Grounds(lattice, axis, null);
    }

    /** Some voxels, by flat index; as if they were beside the first plane. */
    static Grounds held(BlockLattice lattice, int[] voxels) {
        int[] held = Arrays.stream(voxels).map(lattice::blockAndSlot).sorted().toArray();
        return new Grounds(lattice, null, held);
    }

    /** Blocks of a plane of blocks that have such voxels at the first or the last electrode plane, ascending. */
    int[] blocks(int w, boolean last) {
        if (axis != null) {
            return lattice.besideElectrode(axis, w, last);
        }
        return Arrays.stream(held)
                .map(key -> key >> 3)
                .filter(block -> !last && lattice.planeOf(block) == w)
                .distinct()
                .toArray();
    }

    /** Whether the voxel in a slot of a block, if it conducts, is one. */
    boolean contains(int block, int slot, boolean last) {
        if (axis == null) {
            return !last && Arrays.binarySearch(held, 8 * block + slot) >= 0;
        }
        return lattice.layer(axis, block, slot) == (last ? lattice.grid.count(axis) - 1 : 0);
    }
}
