package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;

/** Currents and dissipation of a potential on the voxels of a {@link BlockLattice}, in the stencil's scale. */
final class CurrentBalance {
    /** Potential of a conducting voxel. */
    interface Potential {
        double of(int block, int slot);
    }

    private static final int CHUNKS = 64;

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final Potential potential;

    CurrentBalance(BlockLattice lattice, BlockStencil stencil, Potential potential) {
        this.lattice = lattice;
        this.stencil = stencil;
        this.potential = potential;
    }

    /** Σ g·Δφ² over all faces, those to the electrode planes (at 1 and 0) included. */
    double dissipation(Parallel parallel) {
        return parallel.sum(lattice.rows(), row -> {
            double[] sum = new double[1];
            visit(row, (axis, voxel, g, drop) -> sum[0] += g * drop * drop);
            return sum[0];
        });
    }

    /**
     * Current through every plane of faces normal to the electrodes' axis: the first electrode plane, between layers 0
     * and 1, …, the last electrode plane. Length layers + 1.
     */
    double[] currents(Axis axis, Parallel parallel) {
        int layers = lattice.grid.count(axis);
        int chunks = Math.min(CHUNKS, lattice.rows());
        double[][] parts = new double[chunks][layers + 1];
        parallel.forEach(chunks, c -> {
            double[] currents = parts[c];
            int end = (int) ((long) lattice.rows() * (c + 1) / chunks);
            for (int row = (int) ((long) lattice.rows() * c / chunks); row < end; row++) {
                visit(row, (a, voxel, g, drop) -> {
                    if (a < 0) {
                        currents[a == -1 ? 0 : layers] += g * drop;
                    } else if (a == axis.ordinal()) {
                        currents[lattice.position(axis, voxel) + 1] += g * drop;
                    }
                });
            }
        });
        double[] total = new double[layers + 1];
        for (double[] part : parts) {
            for (int k = 0; k <= layers; k++) {
                total[k] += part[k];
            }
        }
        return total;
    }

    /** Told of a face: axis (−1 first plane, −2 last plane), flat index of its lower voxel, conductance, potential drop. */
    private interface Face {
        void of(int axis, int voxel, double g, double drop);
    }

    private void visit(int row, Face face) {
        int first = lattice.placeOfRow(row);
        for (int x = 0; x < lattice.nx; x++) {
            int b = lattice.at[first + x];
            for (int slot = 0; slot < 8 && b != 0; slot++) {
                int i = 4 * b + BlockLattice.PLACE[slot];
                if (!((BlockLattice.isRed(slot) ? stencil.redDiagonal(i) : stencil.blackDiagonal(i)) > 0)) {
                    continue;
                }
                int voxel = lattice.voxel(x, row, slot);
                double phi = potential.of(b, slot);
                for (int axis = 0; axis < 3; axis++) {
                    int next = (slot >> axis & 1) == 0 ? b : lattice.at[first + x + lattice.stride(axis)];
                    if (next != 0) {
                        double g = stencil.face(axis, b, slot, next);
                        if (g > 0) {
                            face.of(axis, voxel, g, phi - potential.of(next, slot ^ 1 << axis));
                        }
                    }
                }
                double toFirst = stencil.toPlane(b, slot, voxel, false);
                if (toFirst > 0) {
                    face.of(-1, voxel, toFirst, 1 - phi);
                }
                double toLast = stencil.toPlane(b, slot, voxel, true);
                if (toLast > 0) {
                    face.of(-2, voxel, toLast, phi);
                }
            }
        }
    }
}
