package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/** Collects the couplings of the components of the blocks of some planes. */
final class PlaneAssembly {
    private static final int MOST_NEIGHBOURS = 64;

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

    private final int[][] neighbour = new int[4][MOST_NEIGHBOURS];
    private final float[][] sum = new float[4][MOST_NEIGHBOURS];
    private final int[] count = new int[4];
    private final double[] faces = new double[BlockCoarsening.FACES];

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
            int of = plane;
            Batches.run(
                    lattice.rowBegin(plane, 0),
                    lattice.rowBegin(plane, lattice.nv),
                    Batches.FEW,
                    (from, to) -> add(of, from, to));
        }
    }

    private void add(int plane, int from, int to) {
        boolean allStrong = stencil.commonFace(0) > 0;
        for (int b = from; b < to; b++) {
            if (!(allStrong && addWhole(b, plane))) {
                addParts(b, plane, allStrong);
            }
        }
    }

    /** Takes over what another has collected of the planes that follow. */
    void append(PlaneAssembly next) {
        for (int row = next.firstRow(); row < next.endRow(); row++) {
            rowStart[row + 1] = Math.addExact(rowStart[row + 1], end);
        }
        reserve(next.end);
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

    private void addParts(int b, int plane, boolean allStrong) {
        Arrays.fill(count, 0);
        if (allStrong) {
            collectUniform(b, plane);
        } else {
            collect(b, plane);
        }
        emit(b);
    }

    private void collect(int b, int plane) {
        stencil.faces(b, plane, faces);
        for (int slot = 0; slot < 8; slot++) {
            int part = component[b] >> (2 * slot) & 3;
            for (int side = 0; side < 6; side++) {
                double g = faces[6 * slot + side];
                if (g > 0) {
                    boolean inside = (slot >> (side >> 1) & 1) != (side & 1);
                    int next = inside ? b : lattice.neighbour(b, plane, side);
                    add(part, b, rowOf(next, slot ^ 1 << (side >> 1)), g);
                }
            }
        }
    }

    /**
     * The common case, straight into the row: conductances all alike, the block and its neighbours of one component each.
     *
     * @return false, with nothing done, if it is not that case
     */
    private boolean addWhole(int b, int plane) {
        int lowerW = lattice.neighbour(b, plane, 4);
        int lowerV = lattice.neighbour(b, plane, 2);
        int lowerU = lattice.neighbour(b, plane, 0);
        int higherU = lattice.neighbour(b, plane, 1);
        int higherV = lattice.neighbour(b, plane, 3);
        int higherW = lattice.neighbour(b, plane, 5);
        char[] part = component;
        if ((part[b] | part[lowerW] | part[lowerV] | part[lowerU] | part[higherU] | part[higherV] | part[higherW]) != 0
                || lattice.closed) {
            return false;
        }
        reserve(6);
        int mask = masks[b];
        // In the order of the blocks, so that columns ascend.
        append(lowerW, masks[lowerW] >> 4 & mask & 0x0f, 2);
        append(lowerV, masks[lowerV] >> 2 & mask & 0x33, 1);
        append(lowerU, masks[lowerU] >> 1 & mask & 0x55, 0);
        append(higherU, mask >> 1 & masks[higherU] & 0x55, 0);
        append(higherV, mask >> 2 & masks[higherV] & 0x33, 1);
        append(higherW, mask >> 4 & masks[higherW] & 0x0f, 2);
        rowStart[base[b] + 1] = end;
        return true;
    }

    private void append(int next, int pairs, int axis) {
        if (pairs != 0) {
            col[end] = base[next];
            val[end++] = (float) (Integer.bitCount(pairs) * stencil.commonFace(axis));
        }
    }

    private void reserve(int more) {
        if (end + more > col.length) {
            int capacity = Math.addExact(Math.addExact(end, end / 8), more);
            col = Arrays.copyOf(col, capacity);
            val = Arrays.copyOf(val, capacity);
        }
    }

    /** The same with conductances all alike: inside a block nothing couples, and faces are found by the masks. */
    private void collectUniform(int b, int plane) {
        for (int face = 0; face < 6; face++) {
            int axis = face >> 1;
            int step = 1 << axis;
            boolean higher = (face & 1) != 0;
            int next = lattice.neighbour(b, plane, face);
            int pairs = (masks[higher ? b : next] & 0xff) >> step
                    & masks[higher ? next : b]
                    & BlockLattice.LOWER_SIDE[axis];
            double g = stencil.commonFace(axis);
            if (component[b] == 0 && component[next] == 0) {
                // One component on both sides: the faces count together.
                g *= Integer.bitCount(pairs);
                pairs &= -pairs;
            }
            while (pairs != 0) {
                int low = Integer.numberOfTrailingZeros(pairs);
                pairs &= pairs - 1;
                int slot = higher ? low | step : low;
                add(component[b] >> (2 * slot) & 3, b, rowOf(next, slot ^ step), g);
            }
        }
    }

    private int rowOf(int block, int slot) {
        return base[block] + (component[block] >> (2 * slot) & 3);
    }

    private void add(int part, int b, int target, double g) {
        if (target == base[b] + part) {
            return;
        }
        int[] known = neighbour[part];
        int n = 0;
        while (n < count[part] && known[n] != target) {
            n++;
        }
        if (n == count[part]) {
            count[part]++;
            known[n] = target;
            sum[part][n] = 0;
        }
        sum[part][n] += (float) g;
    }

    /** Puts an edge among those from {@code end} to {@code last}, whose columns ascend. */
    private void insert(int target, float g, int last) {
        int place = end;
        while (place < last && col[place] < target) {
            place++;
        }
        System.arraycopy(col, place, col, place + 1, last - place);
        System.arraycopy(val, place, val, place + 1, last - place);
        col[place] = target;
        val[place] = g;
    }

    private void emit(int b) {
        for (int part = 0; part < base[b + 1] - base[b]; part++) {
            int n = count[part];
            reserve(n);
            for (int k = 0; k < n; k++) {
                insert(neighbour[part][k], sum[part][k], end + k);
            }
            end += n;
            rowStart[base[b] + part + 1] = end;
        }
    }
}
