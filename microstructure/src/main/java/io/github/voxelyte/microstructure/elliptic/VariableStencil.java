package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.Arrays;
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
    private final BlockLattice lattice;
    private final double scale;
    private final Grounds grounds;
    private final FaceConductances conductances;
    private final Axis normal;

    /**
     * Kinds of the faces of the red voxels, 0 insulates: towards the black voxel in the same block along u and to that in another,
     * along v likewise, along w likewise. Every face has one red voxel, so these are all; the black voxels read them from there.
     */
    private final List<PlaneValues<char[]>> kinds;

    private final double[] table;
    private final PlaneValues<double[]> redDiagonal;
    private final PlaneValues<double[]> blackDiagonal;

    /**
     * Looks every face up.
     *
     * @param lattice the blocks
     * @param conductances of all kinds of faces [S]
     * @param normal of the electrode planes; of what holds voxels, where there are none
     * @param grounds the voxels beside electrode planes, or else those held
     * @param parallel who works
     */
    VariableStencil(
            BlockLattice lattice, FaceConductances conductances, Axis normal, Grounds grounds, Parallel parallel) {
        this.lattice = lattice;
        this.conductances = conductances;
        this.normal = normal;
        this.grounds = grounds;
        scale = Arrays.stream(conductances.table()).max().orElse(1);
        kinds = Stream.generate(() -> PlaneValues.ofKinds(lattice)).limit(6).toList();
        table = Arrays.stream(conductances.table()).map(g -> g / scale).toArray();
        redDiagonal = PlaneValues.ofDoubles(lattice);
        blackDiagonal = PlaneValues.ofDoubles(lattice);
        byte[] numbers = new byte[8 * lattice.blocks];
        // Of the labels, by block and slot.
        parallel.forEach(
                lattice.nw,
                w -> lattice.forEachVoxel(
                        w, (block, slot, x, y, z) -> numbers[8 * block + slot] = (byte) conductances.number(x, y, z)));
        char[][] kindOf = kinds();
        parallel.forEach(lattice.nw, w -> {
            for (int block = lattice.rowBegin(w, 0); block < lattice.rowBegin(w, lattice.nv); block++) {
                setFaces(block, w, numbers, kindOf);
            }
            addPlane(w, false);
            addPlane(w, true);
        });
    }

    /** The kinds of faces along each axis by the numbers on both sides, first + second·{@link FaceConductances#numbers}. */
    private char[][] kinds() {
        int count = conductances.numbers();
        char[][] kindOf = new char[3][count * count];
        for (int a = 0; a < 3; a++) {
            for (int k = 0; k < kindOf[a].length; k++) {
                kindOf[a][k] = conductances.kind(lattice.axes[a].ordinal(), k % count, k / count);
            }
        }
        return kindOf;
    }

    /** Looks up the faces of a block's voxels: kinds of those of the red ones, diagonals of all. */
    private void setFaces(int block, int w, byte[] numbers, char[][] kindOf) {
        for (int slots = lattice.masks[block] & 0xff; slots != 0; slots &= slots - 1) {
            int slot = Integer.numberOfTrailingZeros(slots);
            int place = 4 * block + (slot >> 1);
            double sum = 0;
            for (int a = 0; a < 3; a++) {
                int upper = slot >> a & 1;
                int other = slot ^ 1 << a;
                int beyond = lattice.neighbour(block, w, 2 * a + upper);
                int inside = kind(kindOf[a], numbers, upper == 0, block, slot, block, other);
                int outside = kind(kindOf[a], numbers, upper == 1, block, slot, beyond, other);
                sum += table[inside] + table[outside];
                if (BlockLattice.isRed(slot)) {
                    kinds.get(2 * a).all()[place] = (char) inside;
                    kinds.get(2 * a + 1).all()[place] = (char) outside;
                }
            }
            (BlockLattice.isRed(slot) ? redDiagonal : blackDiagonal).all()[place] = sum;
        }
    }

    /** Kind of the face between a voxel and another one, before which it comes or after. */
    private int kind(
            char[] kindOf, byte[] numbers, boolean before, int block, int slot, int otherBlock, int otherSlot) {
        int own = numbers[8 * block + slot] & 0xff;
        int other = numbers[8 * otherBlock + otherSlot] & 0xff;
        int count = conductances.numbers();
        int kind = kindOf[before ? own + count * other : other + count * own];
        boolean boundary = kind > 0
                && conductances.hasGrains()
                && conductances.isGrainBoundary(lattice.voxel(block, slot), lattice.voxel(otherBlock, otherSlot));
        return boundary ? conductances.atGrainBoundary(kind) : kind;
    }

    /** Adds the conductances to an electrode plane, or those that hold, to the diagonals. */
    private void addPlane(int w, boolean last) {
        for (int block : grounds.blocks(w, last)) {
            for (int slots = grounds.slots(block, last) & lattice.masks[block]; slots != 0; slots &= slots - 1) {
                int slot = Integer.numberOfTrailingZeros(slots);
                double[] diagonal = (BlockLattice.isRed(slot) ? redDiagonal : blackDiagonal).all();
                diagonal[4 * block + (slot >> 1)] += toPlane(block, slot, last);
            }
        }
    }

    @Override
    public double toPlane(int block, int slot, boolean last) {
        return grounds.contains(block, slot, last)
                ? conductances.toPlane(normal, lattice.voxel(block, slot), last) / scale
                : 0;
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
    public void faces(int block, int at, double[] values) {
        for (int a = 0; a < 3; a++) {
            char[] inside = kinds.get(2 * a).all();
            char[] outside = kinds.get(2 * a + 1).all();
            int lower = lattice.neighbour(block, at, 2 * a);
            int higher = lattice.neighbour(block, at, 2 * a + 1);
            for (int slot = 0; slot < 8; slot++) {
                int upper = slot >> a & 1;
                int other = slot ^ 1 << a;
                boolean isRed = BlockLattice.isRed(slot);
                // Kinds stand with the red voxel of the two.
                int red = (isRed ? slot : other) >> 1;
                int beyond = isRed ? block : upper == 0 ? lower : higher;
                values[6 * slot + 2 * a + 1 - upper] = table[inside[4 * block + red]];
                values[6 * slot + 2 * a + upper] = table[outside[4 * beyond + red]];
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
