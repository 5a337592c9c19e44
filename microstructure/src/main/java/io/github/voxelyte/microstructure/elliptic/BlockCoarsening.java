package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.Arrays;

/**
 * The first coarse level: every block of 2×2×2 voxels, split into its connected components along strong faces, with the
 * Galerkin operator between them. Same rule as {@link Coarsening}, read off the blocks without storing the fine matrix.
 */
final class BlockCoarsening {
    private static final int MOST_NEIGHBOURS = 64;

    /** Components of a block of which every face is strong, by its mask: two bits a slot, and how many. */
    private static final char[] COMPONENT_OF_MASK = new char[256];

    private static final byte[] COUNT_OF_MASK = new byte[256];

    static {
        for (int mask = 0; mask < 256; mask++) {
            int[] parent = {0, 1, 2, 3, 4, 5, 6, 7};
            for (int slot = 0; slot < 8; slot++) {
                for (int axis = 0; axis < 3; axis++) {
                    int other = slot ^ 1 << axis;
                    if (other > slot && (mask >> slot & mask >> other & 1) != 0) {
                        join(parent, slot, other);
                    }
                }
            }
            number(mask, parent, mask, COMPONENT_OF_MASK, COUNT_OF_MASK);
        }
    }

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final byte[] masks;

    /** First coarse row of every block. */
    final int[] base;

    /** Component of every slot within its block, two bits a slot. */
    final char[] component;

    private BlockCoarsening(BlockLattice lattice, BlockStencil stencil, byte[] masks) {
        this.lattice = lattice;
        this.stencil = stencil;
        this.masks = masks;
        base = new int[lattice.blocks + 1];
        component = new char[lattice.blocks];
    }

    static BlockCoarsening of(BlockLattice lattice, BlockStencil stencil, byte[] masks, Parallel parallel) {
        BlockCoarsening coarsening = new BlockCoarsening(lattice, stencil, masks);
        byte[] counts = new byte[lattice.blocks];
        parallel.forEach(lattice.rows(), row -> coarsening.splitRow(row, counts));
        for (int b = 0; b < lattice.blocks; b++) {
            coarsening.base[b + 1] = coarsening.base[b] + counts[b];
        }
        return coarsening;
    }

    int rows() {
        return base[lattice.blocks];
    }

    private void splitRow(int row, byte[] counts) {
        boolean allStrong = stencil.commonFace(0) > 0;
        int first = lattice.placeOfRow(row);
        for (int x = 0; x < lattice.nx; x++) {
            int b = lattice.at[first + x];
            if (b == 0) {
                continue;
            }
            if (allStrong) {
                component[b] = COMPONENT_OF_MASK[masks[b] & 0xff];
                counts[b] = COUNT_OF_MASK[masks[b] & 0xff];
            } else {
                number(b, parents(b, first + x), masks[b] & 0xff, component, counts);
            }
        }
    }

    /** Joins a block's slots across strong faces: the root of every slot. */
    private int[] parents(int b, int place) {
        int[] parent = {0, 1, 2, 3, 4, 5, 6, 7};
        for (int slot = 0; slot < 8; slot++) {
            for (int axis = 0; axis < 3; axis++) {
                int other = slot ^ 1 << axis;
                if (other > slot && isConducting(b, slot) && isConducting(b, other)) {
                    double g = stencil.face(axis, b, slot, b);
                    double largest = Math.max(largestFace(b, slot, place), largestFace(b, other, place));
                    if (g > 0 && g >= Coarsening.STRONG * largest) {
                        join(parent, slot, other);
                    }
                }
            }
        }
        return parent;
    }

    private static void join(int[] parent, int a, int b) {
        int low = Math.min(parent[a], parent[b]);
        int high = Math.max(parent[a], parent[b]);
        for (int t = 0; t < 8; t++) {
            parent[t] = parent[t] == high ? low : parent[t];
        }
    }

    /** Numbers the components by their first slot. Two bits hold four: more, joined by weak faces only, share the last. */
    private static void number(int i, int[] parent, int mask, char[] components, byte[] counts) {
        int count = 0;
        int bits = 0;
        int[] number = new int[8];
        for (int slot = 0; slot < 8; slot++) {
            if ((mask >> slot & 1) != 0) {
                if (parent[slot] == slot) {
                    number[slot] = Math.min(count++, 3);
                }
                bits |= number[parent[slot]] << (2 * slot);
            }
        }
        components[i] = (char) bits;
        counts[i] = (byte) Math.min(count, 4);
    }

    private boolean isConducting(int b, int slot) {
        return (masks[b] >> slot & 1) != 0;
    }

    private double largestFace(int b, int slot, int place) {
        double largest = 0;
        for (int axis = 0; axis < 3; axis++) {
            largest = Math.max(largest, conductance(b, slot, place, axis, false));
            largest = Math.max(largest, conductance(b, slot, place, axis, true));
        }
        return largest;
    }

    /** Conductance of a voxel's lower or higher face along an axis. */
    private double conductance(int b, int slot, int place, int axis, boolean higher) {
        int other = slot ^ 1 << axis;
        boolean inside = (slot >> axis & 1) == 0 == higher;
        int next = inside ? b : lattice.at[place + (higher ? 1 : -1) * lattice.stride(axis)];
        if (!isConducting(next, other)) {
            return 0;
        }
        return higher ? stencil.face(axis, b, slot, next) : stencil.face(axis, next, other, b);
    }

    int row(int block, int slot) {
        return base[block] + (component[block] >> (2 * slot) & 3);
    }

    /** The coarse operator. */
    GraphLevel level(Parallel parallel) {
        int[][] cols = new int[lattice.rows()][];
        float[][] vals = new float[lattice.rows()][];
        int[] rowStart = new int[rows() + 1];
        float[] ground = new float[rows()];
        parallel.forEach(lattice.rows(), row -> new RowAssembly(row).write(cols, vals, rowStart, ground));
        for (int i = 0; i < rows(); i++) {
            rowStart[i + 1] = Math.addExact(rowStart[i], rowStart[i + 1]);
        }
        int[] col = new int[rowStart[rows()]];
        float[] val = new float[rowStart[rows()]];
        int end = 0;
        for (int row = 0; row < cols.length; row++) {
            System.arraycopy(cols[row], 0, col, end, cols[row].length);
            System.arraycopy(vals[row], 0, val, end, cols[row].length);
            end += cols[row].length;
            cols[row] = null;
            vals[row] = null;
        }
        return new GraphLevel(rowStart, col, val, ground);
    }

    /** Position of every coarse row in the lattice of blocks. */
    int[] cells() {
        int[] cells = new int[rows()];
        for (int row = 0; row < lattice.rows(); row++) {
            int first = lattice.placeOfRow(row);
            for (int x = 0; x < lattice.nx; x++) {
                int b = lattice.at[first + x];
                if (b != 0) {
                    Arrays.fill(cells, base[b], base[b + 1], x + lattice.nx * row);
                }
            }
        }
        return cells;
    }

    /** Collects the couplings of the components of one row of blocks. */
    private final class RowAssembly {
        private final int blockRow;
        private int[] col = new int[0];
        private float[] val = new float[0];
        private int end;

        private final int[][] neighbour = new int[4][MOST_NEIGHBOURS];
        private final float[][] sum = new float[4][MOST_NEIGHBOURS];
        private final int[] count = new int[4];

        RowAssembly(int blockRow) {
            this.blockRow = blockRow;
        }

        void write(int[][] cols, float[][] vals, int[] rowStart, float[] ground) {
            int guess = 9 * (base[lattice.rowStart[blockRow + 1]] - base[lattice.rowStart[blockRow]]);
            col = new int[guess];
            val = new float[guess];
            boolean allStrong = stencil.commonFace(0) > 0;
            for (int b = lattice.rowStart[blockRow]; b < lattice.rowStart[blockRow + 1]; b++) {
                int place = lattice.place[b];
                if (!allStrong || !addWhole(b, place, rowStart)) {
                    addParts(b, place, allStrong, rowStart);
                }
            }
            cols[blockRow] = Arrays.copyOf(col, end);
            vals[blockRow] = Arrays.copyOf(val, end);
            addGrounds(ground);
        }

        private void addParts(int b, int place, boolean allStrong, int[] rowStart) {
            Arrays.fill(count, 0);
            if (allStrong) {
                collectUniform(b, place);
            } else {
                collect(b, place);
            }
            emit(b, rowStart);
        }

        /** Couplings to electrode planes, which only blocks on the outside have. */
        private void addGrounds(float[] ground) {
            boolean outerRow = isOuter(blockRow % lattice.ny, lattice.ny) || isOuter(blockRow / lattice.ny, lattice.nz);
            int first = lattice.placeOfRow(blockRow);
            for (int b = lattice.rowStart[blockRow]; b < lattice.rowStart[blockRow + 1]; b++) {
                int x = lattice.place[b] - first;
                if (outerRow || isOuter(x, lattice.nx)) {
                    addGround(b, x, ground);
                }
            }
        }

        private static boolean isOuter(int position, int size) {
            return position == 0 || position == size - 1;
        }

        private void addGround(int b, int x, float[] ground) {
            for (int slot = 0; slot < 8; slot++) {
                if (isConducting(b, slot)) {
                    int voxel = lattice.voxel(x, blockRow, slot);
                    ground[row(b, slot)] +=
                            (float) (stencil.toPlane(b, slot, voxel, false) + stencil.toPlane(b, slot, voxel, true));
                }
            }
        }

        private void collect(int b, int place) {
            for (int slot = 0; slot < 8; slot++) {
                if (!isConducting(b, slot)) {
                    continue;
                }
                int part = component[b] >> (2 * slot) & 3;
                for (int face = 0; face < 6; face++) {
                    int axis = face >> 1;
                    boolean higher = (face & 1) != 0;
                    boolean inside = (slot >> axis & 1) == 0 == higher;
                    int next = inside ? b : lattice.at[place + (higher ? 1 : -1) * lattice.stride(axis)];
                    double g = conductance(b, slot, place, axis, higher);
                    if (g > 0) {
                        add(part, b, row(next, slot ^ 1 << axis), g);
                    }
                }
            }
        }

        /**
         * The common case, straight into the row: conductances all alike, the block and its neighbours of one component each.
         *
         * @return false, with nothing done, if it is not that case
         */
        private boolean addWhole(int b, int place, int[] rowStart) {
            int[] at = lattice.at;
            int sy = lattice.strideY;
            int sz = lattice.strideZ;
            int zm = at[place - sz];
            int ym = at[place - sy];
            int xm = at[place - 1];
            int xp = at[place + 1];
            int yp = at[place + sy];
            int zp = at[place + sz];
            char[] part = component;
            if ((part[b] | part[zm] | part[ym] | part[xm] | part[xp] | part[yp] | part[zp]) != 0 || lattice.closed) {
                return false;
            }
            reserve(6);
            int from = end;
            int mask = masks[b];
            // In the order of the blocks, so that columns ascend.
            append(zm, masks[zm] >> 4 & mask & 0x0f, 2);
            append(ym, masks[ym] >> 2 & mask & 0x33, 1);
            append(xm, masks[xm] >> 1 & mask & 0x55, 0);
            append(xp, mask >> 1 & masks[xp] & 0x55, 0);
            append(yp, mask >> 2 & masks[yp] & 0x33, 1);
            append(zp, mask >> 4 & masks[zp] & 0x0f, 2);
            rowStart[base[b] + 1] = end - from;
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
                col = Arrays.copyOf(col, 2 * col.length + more);
                val = Arrays.copyOf(val, 2 * val.length + more);
            }
        }

        /** The same with conductances all alike: inside a block nothing couples, and faces are found by the masks. */
        private void collectUniform(int b, int place) {
            for (int face = 0; face < 6; face++) {
                int axis = face >> 1;
                int step = 1 << axis;
                boolean higher = (face & 1) != 0;
                int next = lattice.at[place + (higher ? 1 : -1) * lattice.stride(axis)];
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
                    add(component[b] >> (2 * slot) & 3, b, row(next, slot ^ step), g);
                }
            }
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

        private void emit(int b, int[] rowStart) {
            for (int part = 0; part < base[b + 1] - base[b]; part++) {
                int n = count[part];
                rowStart[base[b] + part + 1] = n;
                reserve(n);
                for (int k = 0; k < n; k++) {
                    insert(neighbour[part][k], sum[part][k], end + k);
                }
                end += n;
            }
        }
    }
}
