package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Right-hand side of a {@link BlockSolver}: what drives the current. Either the first electrode plane at potential 1 feeds the voxels beside
 * it, or the potential falls by 1 from one repetition of the structure to the next, so that every face between them feeds its conductance to the voxel
 * of the first layer and takes it from that of the last one. A layer or two in any case.
 */
final class PlaneSources implements Sources {
    /** Below this share of what the faces with sources would dissipate if all of the drop were there, nothing flows. */
    private static final double NOTHING = 1e-12;

    private final BlockLattice lattice;

    /** By plane of blocks: those with sources, ascending. */
    private final int[][] blocks;

    /** By colour (red, black) and plane: conductances, four a block; those that take what they conduct negative. */
    private final double[][][] conductance;

    private final boolean closed;

    private PlaneSources(BlockLattice lattice, boolean closed, int[][] blocks, Conductance conductance) {
        this.lattice = lattice;
        this.closed = closed;
        this.blocks = blocks;
        this.conductance = new double[2][lattice.nw][];
        for (int w = 0; w < lattice.nw; w++) {
            this.conductance[0][w] = conductances(conductance, blocks[w], BlockLattice.RED);
            this.conductance[1][w] = conductances(conductance, blocks[w], BlockLattice.BLACK);
        }
    }

    /** Conductance, with its sign, that drives what is in a slot that conducts. */
    private interface Conductance {
        double of(int block, int slot);
    }

    /**
     * Those of the first electrode plane.
     *
     * @param lattice the blocks
     * @param stencil their conductances
     * @param axis normal of the plane
     */
    static PlaneSources ofFirstPlane(BlockLattice lattice, BlockStencil stencil, Axis axis) {
        int[][] blocks = new int[lattice.nw][];
        Arrays.setAll(blocks, w -> stencil.grounds().blocks(w, false));
        return new PlaneSources(lattice, false, blocks, (block, slot) -> stencil.toPlane(block, slot, false));
    }

    /**
     * Those between repetitions.
     *
     * @param lattice the blocks, periodic along the axis
     * @param stencil their conductances
     * @param axis direction in which the potential falls
     */
    static PlaneSources betweenRepetitions(BlockLattice lattice, BlockStencil stencil, Axis axis) {
        int a = lattice.axisOf(axis);
        int last = lattice.grid.count(axis) - 1;
        int[][] blocks = new int[lattice.nw][];
        Arrays.setAll(blocks, w -> IntStream.concat(
                        Arrays.stream(lattice.besideElectrode(axis, w, false)),
                        Arrays.stream(lattice.besideElectrode(axis, w, true)))
                .sorted()
                .distinct()
                .toArray());
        return new PlaneSources(lattice, true, blocks, (block, slot) -> {
            int layer = lattice.layer(axis, block, slot);
            if (layer == 0) {
                int before = lattice.neighbour(block, lattice.planeOf(block), 2 * a);
                return stencil.face(a, before, slot ^ 1 << a);
            }
            return layer == last ? -stencil.face(a, block, slot) : 0;
        });
    }

    private double[] conductances(Conductance conductance, int[] driven, int[] slots) {
        double[] conductances = new double[4 * driven.length];
        for (int i = 0; i < conductances.length; i++) {
            int block = driven[i >> 2];
            int slot = slots[i & 3];
            conductances[i] = lattice.conducts(block, slot) ? conductance.of(block, slot) : 0;
        }
        return conductances;
    }

    /**
     * Dissipation that counts as none: some clusters of a repeated structure carry no current, whatever there is at their faces
     * between repetitions. Between electrode planes there are none such.
     */
    @Override
    public double negligible() {
        if (!closed) {
            return 0;
        }
        double all = 0;
        for (double[][] ofColour : conductance) {
            for (double[] ofPlane : ofColour) {
                all += Arrays.stream(ofPlane).filter(g -> g > 0).sum();
            }
        }
        return NOTHING * all;
    }

    /** How many of a plane's blocks with sources come before row v. */
    private int before(int plane, int v) {
        int place = Arrays.binarySearch(blocks[lattice.wrapped(plane)], lattice.rowBegin(plane, v));
        return place < 0 ? -1 - place : place;
    }

    @Override
    public double norm() {
        double square = 0;
        for (double[][] ofColour : conductance) {
            for (double[] ofPlane : ofColour) {
                square += Loops.dot(ofPlane, ofPlane, 0, 0, ofPlane.length);
            }
        }
        return Math.sqrt(square);
    }

    @Override
    public void add(int plane, int from, int to, boolean red, double[] sums) {
        int[] driven = blocks[lattice.wrapped(plane)];
        double[] g = conductance[red ? 0 : 1][lattice.wrapped(plane)];
        int first = lattice.firstBlock(plane);
        int last = 4 * before(plane, to);
        for (int i = 4 * before(plane, from); i < last; i++) {
            sums[4 * (driven[i >> 2] - first) + (i & 3)] += g[i];
        }
    }

    @Override
    public double work(int plane, int from, int to, boolean red, PlaneValues<double[]> potential) {
        int[] driven = blocks[lattice.wrapped(plane)];
        double[] g = conductance[red ? 0 : 1][lattice.wrapped(plane)];
        double[] values = potential.at(plane);
        int first = potential.start(plane) - 4 * lattice.firstBlock(plane);
        int last = 4 * before(plane, to);
        double work = 0;
        for (int i = 4 * before(plane, from); i < last; i++) {
            work += g[i] * values[first + 4 * driven[i >> 2] + (i & 3)];
        }
        return work;
    }

    /**
     * From the electrode plane, at 1, Σ g·(1 − φ); between repetitions, of the face from φ to φ′ g·(1 + φ′ − φ), of which each end gives its
     * part.
     */
    @Override
    public double power(int plane, int from, int to, boolean red, PlaneValues<double[]> potential) {
        int[] driven = blocks[lattice.wrapped(plane)];
        double[] g = conductance[red ? 0 : 1][lattice.wrapped(plane)];
        double[] values = potential.at(plane);
        int first = potential.start(plane) - 4 * lattice.firstBlock(plane);
        int last = 4 * before(plane, to);
        double power = 0;
        for (int i = 4 * before(plane, from); i < last; i++) {
            power += g[i] * ((g[i] > 0 ? 1 : 0) - values[first + 4 * driven[i >> 2] + (i & 3)]);
        }
        return power;
    }

    /** φ·Aφ − 2b·φ + Σ g, which is least at the solution, is the power less φ·r. */
    @Override
    public double dissipation(double power, double work) {
        return power - work;
    }
}
