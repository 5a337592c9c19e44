package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/** Collects the couplings of the components of the blocks of some planes. */
final class PlaneAssembly {
    /** Couplings that a row has at most: the faces of eight voxels. */
    private static final int MOST_COUPLINGS = BlockCoarsening.FACES;

    /** Sides in the order of the blocks there, so that columns mostly ascend as they are. */
    private static final int[] IN_ORDER = {4, 2, 0, 1, 3, 5};

    /** Couplings a coarse row is expected to have. */
    private static final int EDGES_PER_ROW = 7;

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final byte[] masks;
    private final int[] base;
    private final char[] component;
    private final int firstPlane;
    private final int endPlane;
    private final int[] rowStart;
    private int[] col;
    private float[] val;
    private int end;

    /** Where those of the row at hand begin. */
    private int start;

    private final double[] faces = new double[BlockCoarsening.FACES];

    /** Of every side the block at place 0 of the plane that is there, and places by block. */
    private final int[] firstBeside = new int[IN_ORDER.length];

    private final int[][] beside = new int[IN_ORDER.length][];

    /** Conductance of a face along each axis if all are alike, else 0. */
    private final float[] common = new float[3];

    /**
     * Nothing yet.
     *
     * @param lattice the blocks
     * @param stencil their conductances
     * @param base first coarse row of every block
     * @param component component of every slot within its block, two bits a slot
     * @param firstPlane first plane of blocks
     * @param endPlane last one + 1
     * @param rowStart where the place goes at which the couplings of row i end, to i + 1
     */
    PlaneAssembly(
            BlockLattice lattice,
            BlockStencil stencil,
            int[] base,
            char[] component,
            int firstPlane,
            int endPlane,
            int[] rowStart) {
        this.lattice = lattice;
        this.stencil = stencil;
        this.masks = lattice.masks;
        this.base = base;
        this.component = component;
        this.firstPlane = firstPlane;
        this.endPlane = endPlane;
        this.rowStart = rowStart;
        for (int side : IN_ORDER) {
            beside[side] = lattice.beside(side);
            common[side >> 1] = (float) stencil.commonFace(side >> 1);
        }
        int guess = EDGES_PER_ROW * (endRow() - firstRow());
        col = new int[guess];
        val = new float[guess];
    }

    private int firstRow() {
        return base[lattice.rowBegin(firstPlane, 0)];
    }

    private int endRow() {
        return base[lattice.rowBegin(endPlane - 1, lattice.nv)];
    }

    void assemble() {
        for (int plane = firstPlane; plane < endPlane; plane++) {
            for (int side : IN_ORDER) {
                firstBeside[side] = lattice.firstBlock(side < 4 ? plane : side == 4 ? plane - 1 : plane + 1);
            }
            for (int v = 0; v < lattice.nv; v++) {
                add(plane, lattice.rowBegin(plane, v), lattice.rowBegin(plane, v + 1));
            }
        }
    }

    private void add(int plane, int from, int to) {
        boolean allStrong = common[0] > 0;
        for (int b = from; b < to; b++) {
            if (!allStrong) {
                stencil.faces(b, plane, faces);
            }
            for (int part = 0; part < base[b + 1] - base[b]; part++) {
                reserve(MOST_COUPLINGS);
                start = end;
                if (allStrong) {
                    addUniform(b, slots(b, part));
                } else {
                    addAll(b, slots(b, part), base[b] + part);
                }
                rowStart[base[b] + part + 1] = end;
            }
        }
    }

    /** Puts together what was collected of planes that follow each other; the arrays of all but the first are let go of. */
    static PlaneAssembly joined(PlaneAssembly[] parts) {
        PlaneAssembly first = parts[0];
        int more = 0;
        for (int k = 1; k < parts.length; k++) {
            more = Math.addExact(more, parts[k].end);
        }
        first.reserve(more);
        for (int k = 1; k < parts.length; k++) {
            first.append(parts[k]);
            parts[k] = null;
        }
        return first;
    }

    private void append(PlaneAssembly next) {
        for (int row = next.firstRow(); row < next.endRow(); row++) {
            rowStart[row + 1] += end;
        }
        System.arraycopy(next.col, 0, col, end, next.end);
        System.arraycopy(next.val, 0, val, end, next.end);
        end += next.end;
    }

    /** Columns of all couplings, and more. */
    int[] col() {
        return col;
    }

    /** Their conductances. */
    float[] val() {
        return val;
    }

    /** The slots of a component, one bit a slot. */
    private int slots(int b, int part) {
        int components = component[b];
        if (components == 0) {
            return masks[b] & 0xff;
        }
        // Two bits a slot: that which is not set in the difference to the component's number is its slots', then
        // without the gaps.
        int other = components ^ 0x5555 * part;
        int same = ~(other | other >> 1) & 0x5555;
        same = (same | same >> 1) & 0x3333;
        same = (same | same >> 2) & 0x0f0f;
        return (same | same >> 4) & masks[b] & 0xff;
    }

    /** Conductances are all alike: inside a block nothing couples, and faces are found by the masks. */
    private void addUniform(int b, int slots) {
        for (int side : IN_ORDER) {
            int axis = side >> 1;
            int step = 1 << axis;
            int lower = side & 1 ^ 1;
            int next = firstBeside[side] + beside[side][b];
            int there = masks[next] & 0xff;
            int pairs = (lower == 1 ? there >> step & slots : slots >> step & there) & BlockLattice.LOWER_SIDE[axis];
            float g = common[axis];
            if (component[next] == 0) {
                // Of one component: the faces count together.
                g *= Integer.bitCount(pairs);
                pairs &= -pairs;
            }
            while (pairs != 0) {
                int low = Integer.numberOfTrailingZeros(pairs);
                pairs &= pairs - 1;
                couple(rowOf(next, low | step * lower), g);
            }
        }
    }

    /** Conductances are those at hand. */
    private void addAll(int b, int slots, int row) {
        for (int side : IN_ORDER) {
            int step = 1 << (side >> 1);
            int lower = BlockLattice.LOWER_SIDE[side >> 1];
            int next = firstBeside[side] + beside[side][b];
            int facing = slots & ((side & 1) == 0 ? lower : ~lower);
            if (component[next] == 0) {
                // Of one component: the faces count together.
                double sum = 0;
                for (; facing != 0; facing &= facing - 1) {
                    sum += faces[6 * Integer.numberOfTrailingZeros(facing) + side];
                }
                coupleIfOther(base[next], sum, row);
            }
            for (; facing != 0; facing &= facing - 1) {
                int slot = Integer.numberOfTrailingZeros(facing);
                coupleIfOther(rowOf(next, slot ^ step), faces[6 * slot + side], row);
            }
        }
        if (component[b] != 0) {
            addInside(b, slots, row);
        }
    }

    /** Couplings to the other components of the block. */
    private void addInside(int b, int slots, int row) {
        for (int rest = slots; rest != 0; rest &= rest - 1) {
            int slot = Integer.numberOfTrailingZeros(rest);
            for (int axis = 0; axis < 3; axis++) {
                int side = 2 * axis + 1 - (slot >> axis & 1);
                coupleIfOther(rowOf(b, slot ^ 1 << axis), faces[6 * slot + side], row);
            }
        }
    }

    private void coupleIfOther(int target, double g, int row) {
        if (g > 0 && target != row) {
            couple(target, (float) g);
        }
    }

    private int rowOf(int block, int slot) {
        return base[block] + (component[block] >> (2 * slot) & 3);
    }

    /** Adds a coupling to those of the row, whose columns ascend. */
    private void couple(int target, float g) {
        int place = end;
        while (place > start && col[place - 1] > target) {
            place--;
        }
        if (place > start && col[place - 1] == target) {
            val[place - 1] += g;
            return;
        }
        for (int k = end++; k > place; k--) {
            col[k] = col[k - 1];
            val[k] = val[k - 1];
        }
        col[place] = target;
        val[place] = g;
    }

    private void reserve(int more) {
        if (Math.addExact(end, more) > col.length) {
            int capacity = Math.addExact(Math.addExact(end, end / 8), more);
            col = Arrays.copyOf(col, capacity);
            val = Arrays.copyOf(val, capacity);
        }
    }
}
