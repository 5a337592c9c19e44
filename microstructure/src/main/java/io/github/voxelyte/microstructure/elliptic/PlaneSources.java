package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import java.util.Arrays;

/**
 * Right-hand side of a {@link BlockSolver}: what the first electrode plane, at potential 1, feeds to the voxels beside it, of which
 * there is a layer.
 */
final class PlaneSources {
    private final BlockLattice lattice;

    /** By plane of blocks: those beside the electrode plane, ascending. */
    private final int[][] blocks;

    /** By colour (red, black) and plane: conductances to the electrode plane, four a block. */
    private final double[][][] conductance;

    /**
     * Finds the voxels beside the plane.
     *
     * @param lattice the blocks
     * @param stencil their conductances
     * @param axis normal of the plane
     */
    PlaneSources(BlockLattice lattice, BlockStencil stencil, Axis axis) {
        this.lattice = lattice;
        blocks = new int[lattice.nw][];
        conductance = new double[2][lattice.nw][];
        for (int w = 0; w < lattice.nw; w++) {
            blocks[w] = lattice.besideElectrode(axis, w, false);
            conductance[0][w] = conductances(stencil, blocks[w], BlockLattice.RED);
            conductance[1][w] = conductances(stencil, blocks[w], BlockLattice.BLACK);
        }
    }

    private double[] conductances(BlockStencil stencil, int[] beside, int[] slots) {
        double[] conductances = new double[4 * beside.length];
        for (int i = 0; i < conductances.length; i++) {
            int block = beside[i >> 2];
            int slot = slots[i & 3];
            conductances[i] = lattice.conducts(block, slot) ? stencil.toPlane(block, slot, false) : 0;
        }
        return conductances;
    }

    /** How many of a plane's blocks beside come before row v. */
    private int before(int plane, int v) {
        int place = Arrays.binarySearch(blocks[lattice.wrapped(plane)], lattice.rowBegin(plane, v));
        return place < 0 ? -1 - place : place;
    }

    /** Norm over all voxels. */
    double norm() {
        double square = 0;
        for (double[][] ofColour : conductance) {
            for (double[] ofPlane : ofColour) {
                square += Loops.dot(ofPlane, ofPlane, 0, 0, ofPlane.length);
            }
        }
        return Math.sqrt(square);
    }

    /**
     * Adds those of the voxels of one colour of some rows of a plane.
     *
     * @param plane the plane of blocks
     * @param from first row
     * @param to last row + 1
     * @param red the colour
     * @param sums what they are added to, by place in the plane
     */
    void add(int plane, int from, int to, boolean red, double[] sums) {
        int[] beside = blocks[lattice.wrapped(plane)];
        double[] g = conductance[red ? 0 : 1][lattice.wrapped(plane)];
        int first = lattice.firstBlock(plane);
        int last = 4 * before(plane, to);
        for (int i = 4 * before(plane, from); i < last; i++) {
            sums[4 * (beside[i >> 2] - first) + (i & 3)] += g[i];
        }
    }

    /** Current from the electrode plane into the voxels of one colour of some rows of a plane, with these potentials. */
    double current(int plane, int from, int to, boolean red, PlaneValues<double[]> potential) {
        int[] beside = blocks[lattice.wrapped(plane)];
        double[] g = conductance[red ? 0 : 1][lattice.wrapped(plane)];
        double[] values = potential.at(plane);
        int first = potential.start(plane) - 4 * lattice.firstBlock(plane);
        int last = 4 * before(plane, to);
        double current = 0;
        for (int i = 4 * before(plane, from); i < last; i++) {
            current += g[i] * (1 - values[first + 4 * beside[i >> 2] + (i & 3)]);
        }
        return current;
    }
}
