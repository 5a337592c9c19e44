package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;

/**
 * Right-hand side of a {@link BlockSolver}: what the first electrode plane, at potential 1, feeds to the voxels beside it.
 * Made when asked for, since all but a layer of voxels have none.
 *
 * @param lattice the blocks
 * @param stencil their conductances
 * @param masks which slots of a block conduct, one bit a slot, by block
 * @param axis normal of the plane
 */
record PlaneSources(BlockLattice lattice, BlockStencil stencil, byte[] masks, Axis axis) {

    private double at(int block, int slot, int x, int row) {
        return (masks[block] >> slot & 1) == 0 ? 0 : stencil.toPlane(block, slot, lattice.voxel(x, row, slot), false);
    }

    /** Blocks of a row, counted from its first place, that may lie beside the plane. */
    private int beside(int row) {
        return switch (axis) {
            case X -> 1;
            case Y -> row % lattice.ny == 0 ? lattice.nx : 0;
            case Z -> row < lattice.ny ? lattice.nx : 0;
        };
    }

    /** Sum of squares over the voxels of a row of blocks. */
    double square(int row) {
        int first = lattice.placeOfRow(row);
        double square = 0;
        for (int x = 0; x < beside(row); x++) {
            int b = lattice.at[first + x];
            for (int slot = 0; slot < 8 && b != 0; slot++) {
                double g = at(b, slot, x, row);
                square += g * g;
            }
        }
        return square;
    }

    /**
     * Adds those of the voxels of one colour.
     *
     * @param row row of blocks
     * @param slots the colour's slots
     * @param sums four a block from the row's first block on
     */
    void add(int row, int[] slots, double[] sums) {
        int first = lattice.placeOfRow(row);
        int k = 0;
        for (int x = 0; x < beside(row); x++) {
            int b = lattice.at[first + x];
            for (int s = 0; s < 4 && b != 0; s++) {
                sums[k++] += at(b, slots[s], x, row);
            }
        }
    }
}
