package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;

/**
 * The first coarse level: every block of 2×2×2 voxels, split into its connected components along strong faces, with the
 * Galerkin operator between them. Same rule as {@link Coarsening}, read off the blocks without storing the fine matrix.
 */
final class BlockCoarsening {
    /** Faces of the voxels of a block, each seen from its voxel. */
    static final int FACES = 48;

    /** Components of a block of which every face is strong, by its mask: two bits a slot, and how many. */
    private static final char[] COMPONENT_OF_MASK = new char[256];

    private static final byte[] COUNT_OF_MASK = new byte[256];

    /** Pairs of neighbouring slots, four along each axis; the lower slot of each. */
    private static final int PAIRS = 12;

    private static final int[] LOWER_SLOT = {0, 2, 4, 6, 0, 1, 4, 5, 0, 1, 2, 3};

    /** The pairs of a block both of whose slots conduct, by its mask, one bit a pair. */
    private static final short[] PAIRS_OF_MASK = new short[256];

    static {
        for (int mask = 0; mask < 256; mask++) {
            int[] parent = {0, 1, 2, 3, 4, 5, 6, 7};
            for (int pair = 0; pair < PAIRS; pair++) {
                int slot = LOWER_SLOT[pair];
                int other = slot | 1 << (pair >> 2);
                if ((mask >> slot & mask >> other & 1) != 0) {
                    join(parent, slot, other);
                    PAIRS_OF_MASK[mask] |= (short) (1 << pair);
                }
            }
            number(mask, parent, mask, COMPONENT_OF_MASK, COUNT_OF_MASK);
        }
    }

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final byte[] masks;

    /** First coarse row of every block; of blocks without any the next one's. */
    private final int[] base;

    /** Component of every slot within its block, two bits a slot. */
    private final char[] component;

    private BlockCoarsening(BlockLattice lattice, BlockStencil stencil) {
        this.lattice = lattice;
        this.stencil = stencil;
        masks = lattice.masks;
        base = new int[lattice.blocks + 1];
        component = new char[lattice.blocks];
    }

    static BlockCoarsening of(BlockLattice lattice, BlockStencil stencil, Parallel parallel) {
        BlockCoarsening coarsening = new BlockCoarsening(lattice, stencil);
        byte[] counts = new byte[lattice.blocks];
        parallel.forEach(lattice.nw, plane -> coarsening.splitPlane(plane, counts));
        Batches.run(0, counts.length, Batches.MANY, (from, to) -> coarsening.number(from, to, counts));
        return coarsening;
    }

    private void number(int from, int to, byte[] counts) {
        for (int b = from; b < to; b++) {
            base[b + 1] = base[b] + counts[b];
        }
    }

    int rows() {
        return base[lattice.blocks];
    }

    private void splitPlane(int plane, byte[] counts) {
        double[] faces = new double[FACES];
        for (int v = 0; v < lattice.nv; v++) {
            split(plane, lattice.rowBegin(plane, v), lattice.rowBegin(plane, v + 1), counts, faces);
        }
    }

    private void split(int plane, int from, int to, byte[] counts, double[] faces) {
        boolean allStrong = stencil.commonFace(0) > 0;
        for (int b = from; b < to; b++) {
            if (allStrong) {
                component[b] = COMPONENT_OF_MASK[masks[b] & 0xff];
                counts[b] = COUNT_OF_MASK[masks[b] & 0xff];
            } else {
                stencil.faces(b, plane, faces);
                split(b, strongPairs(faces), counts);
            }
        }
    }

    /** Splits a block by its pairs of slots across strong faces. */
    private void split(int b, int strong, byte[] counts) {
        int mask = masks[b] & 0xff;
        if (strong == PAIRS_OF_MASK[mask]) {
            component[b] = COMPONENT_OF_MASK[mask];
            counts[b] = COUNT_OF_MASK[mask];
            return;
        }
        int[] parent = {0, 1, 2, 3, 4, 5, 6, 7};
        for (int pair = 0; pair < PAIRS; pair++) {
            if ((strong >> pair & 1) != 0) {
                join(parent, LOWER_SLOT[pair], LOWER_SLOT[pair] | 1 << (pair >> 2));
            }
        }
        number(b, parent, mask, component, counts);
    }

    /** The pairs of a block's slots across strong faces, one bit a pair. */
    private static int strongPairs(double[] faces) {
        double a = largestFace(faces, 0);
        double b = largestFace(faces, 1);
        double c = largestFace(faces, 2);
        double d = largestFace(faces, 3);
        double e = largestFace(faces, 4);
        double f = largestFace(faces, 5);
        double g = largestFace(faces, 6);
        double h = largestFace(faces, 7);
        return strong(faces, 0, a, b)
                | strong(faces, 1, c, d)
                | strong(faces, 2, e, f)
                | strong(faces, 3, g, h)
                | strong(faces, 4, a, c)
                | strong(faces, 5, b, d)
                | strong(faces, 6, e, g)
                | strong(faces, 7, f, h)
                | strong(faces, 8, a, e)
                | strong(faces, 9, b, f)
                | strong(faces, 10, c, g)
                | strong(faces, 11, d, h);
    }

    /** The bit of a pair if the face between is strong: at least a share of the largest at both slots. */
    private static int strong(double[] faces, int pair, double largest, double otherLargest) {
        double g = faces[6 * LOWER_SLOT[pair] + 2 * (pair >> 2) + 1];
        return g > 0 && g >= Coarsening.STRONG * largest && g >= Coarsening.STRONG * otherLargest ? 1 << pair : 0;
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

    private static double largestFace(double[] faces, int slot) {
        double largest = 0;
        for (int side = 6 * slot; side < 6 * slot + 6; side++) {
            largest = faces[side] > largest ? faces[side] : largest;
        }
        return largest;
    }

    private int rowOf(int block, int slot) {
        return base[block] + (component[block] >> (2 * slot) & 3);
    }

    /**
     * The coarse operator.
     *
     * @param parallel who works
     */
    GraphLevel level(Parallel parallel) {
        int slabs = Math.min(lattice.nw, parallel.threads());
        PlaneAssembly[] assemblies = new PlaneAssembly[slabs];
        int[] rowStart = new int[rows() + 1];
        float[] ground = new float[rows()];
        parallel.forEach(slabs, slab -> {
            int from = (int) ((long) lattice.nw * slab / slabs);
            int to = (int) ((long) lattice.nw * (slab + 1) / slabs);
            assemblies[slab] = new PlaneAssembly(lattice, stencil, base, component, from, to, rowStart);
            assemblies[slab].assemble();
            for (int plane = from; plane < to; plane++) {
                addGrounds(plane, ground);
            }
        });
        PlaneAssembly all = PlaneAssembly.joined(assemblies);
        return new GraphLevel(rowStart, all.col(), all.val(), ground);
    }

    /** Couplings to the electrode planes. */
    private void addGrounds(int plane, float[] ground) {
        for (int side = 0; side < 2; side++) {
            for (int b : stencil.grounds().blocks(plane, side == 1)) {
                addGround(b, side == 1, ground);
            }
        }
    }

    private void addGround(int b, boolean last, float[] ground) {
        for (int slots = stencil.grounds().slots(b, last) & masks[b]; slots != 0; slots &= slots - 1) {
            int slot = Integer.numberOfTrailingZeros(slots);
            ground[rowOf(b, slot)] += (float) stencil.toPlane(b, slot, last);
        }
    }

    /** Position of every coarse row in the lattice of blocks. */
    int[] cells() {
        int[] cells = new int[rows()];
        Batches.run(0, lattice.blocks, Batches.MANY, (from, to) -> place(from, to, cells));
        return cells;
    }

    private void place(int from, int to, int[] cells) {
        for (int b = from; b < to; b++) {
            for (int i = base[b]; i < base[b + 1]; i++) {
                cells[i] = lattice.cell(b);
            }
        }
    }

    /**
     * Adds values of the red voxels of some rows of a plane of blocks up over their components.
     *
     * @param plane the plane
     * @param from first row
     * @param to last row + 1
     * @param red the values; arbitrary where nothing conducts
     * @param coarse by coarse row, zero before
     */
    void restrict(int plane, int from, int to, float[] red, float[] coarse) {
        int first = lattice.firstBlock(plane);
        int end = lattice.begin(plane, to);
        for (int i = lattice.begin(plane, from); i < end; i++) {
            int mask = masks[first + i];
            int components = component[first + i];
            int row = base[first + i];
            // Slots 0, 3, 5, 6, without a branch: what does not conduct counts 0 times.
            float s0 = red[4 * i] * (mask & 1);
            float s3 = red[4 * i + 1] * (mask >> 3 & 1);
            float s5 = red[4 * i + 2] * (mask >> 5 & 1);
            float s6 = red[4 * i + 3] * (mask >> 6 & 1);
            if (components == 0) {
                coarse[row] += s0 + s3 + (s5 + s6);
            } else {
                coarse[row + (components & 3)] += s0;
                coarse[row + (components >> 6 & 3)] += s3;
                coarse[row + (components >> 10 & 3)] += s5;
                coarse[row + (components >> 12 & 3)] += s6;
            }
        }
    }

    /**
     * The values of the components on the red voxels of some rows of a plane of blocks; zero where nothing conducts.
     *
     * @param plane the plane
     * @param from first row
     * @param to last row + 1
     * @param factor to multiply with
     * @param coarse values by coarse row, and one more
     * @param red where they go
     */
    void prolong(int plane, int from, int to, float factor, float[] coarse, float[] red) {
        int first = lattice.firstBlock(plane);
        int end = lattice.begin(plane, to);
        for (int i = lattice.begin(plane, from); i < end; i++) {
            int mask = masks[first + i];
            int components = component[first + i];
            int row = base[first + i];
            red[4 * i] = factor * coarse[row + (components & 3)] * (mask & 1);
            red[4 * i + 1] = factor * coarse[row + (components >> 6 & 3)] * (mask >> 3 & 1);
            red[4 * i + 2] = factor * coarse[row + (components >> 10 & 3)] * (mask >> 5 & 1);
            red[4 * i + 3] = factor * coarse[row + (components >> 12 & 3)] * (mask >> 6 & 1);
        }
    }
}
