package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * One conducting phase: a face conducts if both voxels do, so the sums need neither coefficients nor a mask, and a
 * voxel's diagonal is one of a hundred values. All in float but for the potentials.
 *
 * <p>Memory: 3 bytes per voxel of the blocks.
 */
final class UniformStencil implements BlockStencil {
    /** The bits of a mask, each in a byte of its own. */
    private static final long[] SPREAD = new long[256];

    static {
        for (int mask = 0; mask < 256; mask++) {
            for (int slot = 0; slot < 8; slot++) {
                SPREAD[mask] |= (long) (mask >> slot & 1) << 8 * slot;
            }
        }
    }

    /** For every slot one and the number of its neighbours inside the block, by the block's mask, likewise. */
    private static final long[] INSIDE = new long[256];

    static {
        for (int mask = 0; mask < 256; mask++) {
            INSIDE[mask] = SPREAD[mask];
            for (int a = 0, weight = 1; a < 3; a++, weight *= 3) {
                int lower = BlockLattice.LOWER_SIDE[a];
                INSIDE[mask] += weight * SPREAD[mask >> (1 << a) & lower | (mask & lower) << (1 << a)];
            }
        }
    }

    private final BlockLattice lattice;
    private final double[] g = new double[3];
    private final double plane;
    private final double scale;
    private final boolean allStrong;
    private final Grounds grounds;

    private final float gu;
    private final float gv;
    private final float gw;

    private final Diagonals diagonals;

    /** 1/diagonal of the black voxels; 0 where nothing conducts. */
    private final PlaneValues<float[]> blackInverse;

    private final PlaneValues<byte[]> redCode;
    private final PlaneValues<byte[]> blackCode;

    /**
     * Counts every voxel's neighbours.
     *
     * @param lattice the blocks
     * @param sigma conductivity [S/m]
     * @param axis normal of the electrode planes; null for none
     * @param grounds the voxels beside these, or else those held
     */
    UniformStencil(BlockLattice lattice, double sigma, Axis axis, Grounds grounds) {
        this.lattice = lattice;
        this.grounds = grounds;
        VoxelGrid grid = lattice.grid;
        double largest = 0;
        for (int a = 0; a < 3; a++) {
            g[a] = grid.faceArea(lattice.axes[a]) / grid.spacing(lattice.axes[a]);
            largest = Math.max(largest, g[a]);
        }
        for (int a = 0; a < 3; a++) {
            g[a] /= largest;
        }
        scale = sigma * largest;
        // The largest is 1.
        allStrong = Math.min(g[0], Math.min(g[1], g[2])) >= Coarsening.STRONG;
        plane = axis == null ? 1 : 2 * grid.faceArea(axis) / grid.spacing(axis) / largest;
        gu = (float) g[0];
        gv = (float) g[1];
        gw = (float) g[2];
        diagonals = new Diagonals(g, plane);
        redCode = PlaneValues.ofCodes(lattice);
        blackCode = PlaneValues.ofCodes(lattice);
        blackInverse = PlaneValues.ofFloats(lattice);
        for (int w = 0; w < lattice.nw; w++) {
            for (int v = 0; v < lattice.nv; v++) {
                setCodes(w, lattice.rowBegin(w, v), lattice.rowBegin(w, v + 1));
            }
            addPlane(w, false, 27);
            addPlane(w, true, 54);
        }
    }

    /** Codes of blocks of a plane, but for the electrode planes. */
    private void setCodes(int w, int from, int to) {
        byte[] masks = lattice.masks;
        int[] lowerU = lattice.beside(0);
        int[] higherU = lattice.beside(1);
        int[] lowerV = lattice.beside(2);
        int[] higherV = lattice.beside(3);
        int[] lowerW = lattice.beside(4);
        int[] higherW = lattice.beside(5);
        int own = lattice.firstBlock(w);
        int lower = lattice.firstBlock(w - 1);
        int higher = lattice.firstBlock(w + 1);
        for (int block = from; block < to; block++) {
            int mask = masks[block] & 0xff;
            int besideU = masks[own + lowerU[block]] >> 1 & 0x55 | (masks[own + higherU[block]] & 0x55) << 1;
            int besideV = masks[own + lowerV[block]] >> 2 & 0x33 | (masks[own + higherV[block]] & 0x33) << 2;
            int besideW = masks[lower + lowerW[block]] >> 4 & 0x0f | (masks[higher + higherW[block]] & 0x0f) << 4;
            // For every slot one and the numbers of its neighbours, in the bytes of a long.
            long code = INSIDE[mask] + SPREAD[besideU] + 3 * SPREAD[besideV] + 9 * SPREAD[besideW];
            put(block, code & 0xff * SPREAD[mask]);
            diagonals.invert(blackCode.all(), blackInverse.all(), block);
        }
    }

    private void put(int block, long code) {
        byte[] red = redCode.all();
        byte[] black = blackCode.all();
        for (int k = 0; k < 4; k++) {
            red[4 * block + k] = (byte) (code >> 8 * BlockLattice.RED[k]);
            black[4 * block + k] = (byte) (code >> 8 * BlockLattice.BLACK[k]);
        }
    }

    /** Adds an electrode plane to the codes of the voxels beside it. */
    private void addPlane(int w, boolean last, int code) {
        byte[] red = redCode.all();
        byte[] black = blackCode.all();
        for (int block : grounds.blocks(w, last)) {
            int slots = grounds.slots(block, last) & lattice.masks[block];
            for (int k = 0; k < 4; k++) {
                red[4 * block + k] += (byte) (code * (slots >> BlockLattice.RED[k] & 1));
                black[4 * block + k] += (byte) (code * (slots >> BlockLattice.BLACK[k] & 1));
            }
            diagonals.invert(black, blackInverse.all(), block);
        }
    }

    @Override
    public double toPlane(int block, int slot, boolean last) {
        return lattice.conducts(block, slot) && grounds.contains(block, slot, last) ? plane : 0;
    }

    @Override
    public Grounds grounds() {
        return grounds;
    }

    @Override
    public double face(int a, int block, int slot) {
        int next = (slot >> a & 1) == 0 ? block : lattice.neighbour(block, lattice.planeOf(block), 2 * a + 1);
        return lattice.conducts(block, slot) && lattice.conducts(next, slot ^ 1 << a) ? g[a] : 0;
    }

    @Override
    public void faces(int block, int at, double[] conductances) {
        for (int slot = 0; slot < 8; slot++) {
            for (int side = 0; side < 6; side++) {
                int a = side >> 1;
                boolean inside = (slot >> a & 1) != (side & 1);
                int next = inside ? block : lattice.neighbour(block, at, side);
                boolean conducts = lattice.conducts(block, slot) && lattice.conducts(next, slot ^ 1 << a);
                conductances[6 * slot + side] = conducts ? g[a] : 0;
            }
        }
    }

    @Override
    public double commonFace(int a) {
        return allStrong ? g[a] : 0;
    }

    @Override
    public double scale() {
        return scale;
    }

    @Override
    public BlockSweeps sweeps() {
        return new Sweeps();
    }

    /** Sums in float; those of the potential itself in double. */
    private final class Sweeps implements BlockSweeps {
        private final PlaneValues<float[]> red = PlaneValues.ofLastFloats(lattice);
        private final PlaneValues<float[]> divided = PlaneValues.ofLastFloats(lattice);
        private final float[] sums = new float[4 * lattice.mostPlaces];
        private final double[] sumsDouble = new double[4 * lattice.mostPlaces];

        /** Σ g·v over the neighbours of one colour of the voxels of the other one. */
        private void sum(int at, int from, int to, boolean ofRed, PlaneValues<float[]> v, float[] into) {
            sum(
                    v.at(at - 1),
                    v.start(at - 1),
                    v.at(at),
                    v.start(at),
                    v.at(at + 1),
                    v.start(at + 1),
                    lattice.beside(ofRed ? 0 : 1),
                    lattice.beside(ofRed ? 1 : 0),
                    lattice.beside(2),
                    lattice.beside(3),
                    lattice.beside(4),
                    lattice.beside(5),
                    lattice.firstBlock(at),
                    into,
                    lattice.begin(at, from),
                    lattice.begin(at, to));
        }

        /** Voxels 0 and 3 have their neighbour along u on one side, 1 and 2 on the other. */
        private void sum(
                float[] lower,
                int lowerStart,
                float[] own,
                int ownStart,
                float[] higher,
                int higherStart,
                int[] besideU,
                int[] otherU,
                int[] lowerV,
                int[] higherV,
                int[] lowerW,
                int[] higherW,
                int first,
                float[] into,
                int from,
                int to) {
            float fu = gu;
            float fv = gv;
            float fw = gw;
            for (int i = from; i < to; i++) {
                int block = first + i;
                int o = ownStart + 4 * i;
                int u = ownStart + 4 * besideU[block];
                int ou = ownStart + 4 * otherU[block];
                int lv = ownStart + 4 * lowerV[block];
                int hv = ownStart + 4 * higherV[block];
                int lw = lowerStart + 4 * lowerW[block];
                int hw = higherStart + 4 * higherW[block];
                float v0 = own[o];
                float v1 = own[o + 1];
                float v2 = own[o + 2];
                float v3 = own[o + 3];
                int b = 4 * i;
                into[b] = fu * (v0 + own[u]) + fv * (v1 + own[lv + 1]) + fw * (v2 + lower[lw + 2]);
                into[b + 1] = fu * (v1 + own[ou + 1]) + fv * (v0 + own[hv]) + fw * (v3 + lower[lw + 3]);
                into[b + 2] = fu * (v2 + own[ou + 2]) + fv * (v3 + own[lv + 3]) + fw * (v0 + higher[hw]);
                into[b + 3] = fu * (v3 + own[u + 3]) + fv * (v2 + own[hv + 2]) + fw * (v1 + higher[hw + 1]);
            }
        }

        private int first(int at, int from) {
            return 4 * lattice.begin(at, from);
        }

        @Override
        public void divide(int at, int from, int to, PlaneValues<float[]> r) {
            Loops.multiply(
                    r.at(at),
                    blackInverse.at(at),
                    r.start(at),
                    divided.at(at),
                    divided.start(at),
                    first(at, from),
                    first(at, to));
        }

        @Override
        public void addDivided(int at, int from, int to, PlaneValues<double[]> values) {
            Loops.walk(
                    values.at(at),
                    values.start(at),
                    divided.at(at),
                    divided.start(at),
                    1,
                    first(at, from),
                    first(at, to));
        }

        @Override
        public void feedRed(int at, int from, int to, float[] values) {
            sum(at, from, to, true, divided, values);
        }

        @Override
        public void setRed(int at, int from, int to, float[] values) {
            int first = first(at, from);
            System.arraycopy(values, first, red.at(at), red.start(at) + first, first(at, to) - first);
        }

        @Override
        public void relax(int at, int from, int to, PlaneValues<float[]> r, PlaneValues<float[]> z) {
            int first = first(at, from);
            int last = first(at, to);
            sum(at, from, to, false, red, sums);
            Loops.relax(sums, r.at(at), blackInverse.at(at), z.at(at), z.start(at), first, last);
        }

        /** Products in float, where they are vectors; what is summed up has digits to spare. */
        @Override
        public double product(int at, int from, int to, PlaneValues<float[]> a, PlaneValues<float[]> b) {
            int first = first(at, from);
            int last = first(at, to);
            Loops.multiply(a.at(at), b.at(at), a.start(at), sums, 0, first, last);
            return Loops.total(sums, first, last);
        }

        /** The same sum of potentials. */
        private void sumDouble(int at, int from, int to, boolean ofRed, PlaneValues<double[]> v, double[] into) {
            sum(
                    v.at(at - 1),
                    v.start(at - 1),
                    v.at(at),
                    v.start(at),
                    v.at(at + 1),
                    v.start(at + 1),
                    lattice.beside(ofRed ? 0 : 1),
                    lattice.beside(ofRed ? 1 : 0),
                    lattice.beside(2),
                    lattice.beside(3),
                    lattice.beside(4),
                    lattice.beside(5),
                    lattice.firstBlock(at),
                    into,
                    lattice.begin(at, from),
                    lattice.begin(at, to));
        }

        private void sum(
                double[] lower,
                int lowerStart,
                double[] own,
                int ownStart,
                double[] higher,
                int higherStart,
                int[] besideU,
                int[] otherU,
                int[] lowerV,
                int[] higherV,
                int[] lowerW,
                int[] higherW,
                int first,
                double[] into,
                int from,
                int to) {
            double fu = g[0];
            double fv = g[1];
            double fw = g[2];
            for (int i = from; i < to; i++) {
                int block = first + i;
                int o = ownStart + 4 * i;
                int u = ownStart + 4 * besideU[block];
                int ou = ownStart + 4 * otherU[block];
                int lv = ownStart + 4 * lowerV[block];
                int hv = ownStart + 4 * higherV[block];
                int lw = lowerStart + 4 * lowerW[block];
                int hw = higherStart + 4 * higherW[block];
                double v0 = own[o];
                double v1 = own[o + 1];
                double v2 = own[o + 2];
                double v3 = own[o + 3];
                int b = 4 * i;
                into[b] = fu * (v0 + own[u]) + fv * (v1 + own[lv + 1]) + fw * (v2 + lower[lw + 2]);
                into[b + 1] = fu * (v1 + own[ou + 1]) + fv * (v0 + own[hv]) + fw * (v3 + lower[lw + 3]);
                into[b + 2] = fu * (v2 + own[ou + 2]) + fv * (v3 + own[lv + 3]) + fw * (v0 + higher[hw]);
                into[b + 3] = fu * (v3 + own[u + 3]) + fv * (v2 + own[hv + 2]) + fw * (v1 + higher[hw + 1]);
            }
        }

        @Override
        public void redPotential(
                int at,
                int from,
                int to,
                PlaneValues<double[]> black,
                Sources sources,
                PlaneValues<double[]> potential) {
            sumDouble(at, from, to, true, black, sumsDouble);
            if (sources != null) {
                sources.add(at, from, to, true, sumsDouble);
            }
            diagonals.balance(
                    sumsDouble,
                    redCode.at(at),
                    redCode.start(at),
                    potential.at(at),
                    potential.start(at),
                    first(at, from),
                    first(at, to));
        }

        @Override
        public void inflow(
                int at,
                int from,
                int to,
                PlaneValues<double[]> redPotential,
                PlaneValues<double[]> black,
                Sources sources,
                double[] inflow) {
            sumDouble(at, from, to, false, redPotential, sumsDouble);
            if (sources != null) {
                sources.add(at, from, to, false, sumsDouble);
            }
            diagonals.inflow(
                    sumsDouble,
                    blackCode.at(at),
                    blackCode.start(at),
                    black.at(at),
                    black.start(at),
                    inflow,
                    first(at, from),
                    first(at, to));
        }
    }
}
