package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.Arrays;

/**
 * Currents and dissipation of a potential on the voxels of a {@link BlockLattice}, in the stencil's scale.
 *
 * @param dissipation Σ g·Δφ² over all faces, those to the electrode planes (at 1 and 0) included
 * @param currents current through every plane of faces normal to the electrodes' axis: the first electrode plane, between
 *     layers 0 and 1, …, the last electrode plane; length layers + 1
 */
record CurrentBalance(double dissipation, double[] currents) {
    /** Potential of a conducting voxel. */
    interface Potential {
        double of(int block, int slot);
    }

    private static final int CHUNKS = 64;

    /** Sums over all faces of the potentials in the red and black arrays. */
    static CurrentBalance of(
            BlockLattice lattice,
            BlockStencil stencil,
            byte[] masks,
            double[] red,
            double[] black,
            Axis axis,
            Parallel parallel) {
        int layers = lattice.grid.count(axis);
        int chunks = Math.min(CHUNKS, lattice.rows());
        // One place behind the currents (the grid may end within a block), then the dissipation.
        double[][] parts = new double[chunks][layers + 3];
        parallel.forEach(chunks, c -> {
            Sums sums = new Sums(lattice, stencil, masks, red, black, axis, parts[c]);
            int end = (int) ((long) lattice.rows() * (c + 1) / chunks);
            for (int row = (int) ((long) lattice.rows() * c / chunks); row < end; row++) {
                sums.addRow(row);
            }
        });
        double[] total = new double[layers + 3];
        for (double[] part : parts) {
            for (int k = 0; k < total.length; k++) {
                total[k] += part[k];
            }
        }
        return new CurrentBalance(total[layers + 2], Arrays.copyOf(total, layers + 1));
    }

    /** (largest − smallest)/mean of the currents. */
    double imbalance() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double current : currents) {
            least = Math.min(least, current);
            most = Math.max(most, current);
            sum += current;
        }
        return (most - least) / (sum / currents.length);
    }

    /** Adds up the faces of rows of blocks: those inside a block, towards the next blocks, and to the planes. */
    private record Sums(
            BlockLattice lattice,
            BlockStencil stencil,
            byte[] masks,
            double[] red,
            double[] black,
            Axis axis,
            double[] total) {

        void addRow(int row) {
            int first = lattice.placeOfRow(row);
            for (int x = 0; x < lattice.nx; x++) {
                int b = lattice.at[first + x];
                if (b != 0) {
                    int layer = 2 * (axis == Axis.X ? x : axis == Axis.Y ? row % lattice.ny : row / lattice.ny);
                    addBlock(b, first + x, layer);
                    if (layer == 0 || layer + 2 >= lattice.grid.count(axis)) {
                        addPlanes(b, x, row);
                    }
                }
            }
        }

        private void addBlock(int b, int place, int layer) {
            for (int side = 0; side < 6; side++) {
                int a = side >> 1;
                boolean inside = (side & 1) == 0;
                int next = inside ? b : lattice.at[place + lattice.stride(a)];
                if (next != 0) {
                    addFaces(a, b, next, masks[next] & 0xff, inside ? layer + 1 : layer + 2);
                }
            }
        }

        /** Faces along an axis inside a block (next = b), or from its higher side to the next one's lower side. */
        private void addFaces(int a, int b, int next, int nextMask, int plane) {
            int mask = masks[b] & 0xff;
            int step = 1 << a;
            // By the slot on the lower side, of the own block or of the next one.
            int pairs = (next == b ? mask & nextMask >> step : mask >> step & nextMask) & BlockLattice.LOWER_SIDE[a];
            double common = stencil.commonFace(a);
            double current = 0;
            double power = 0;
            while (pairs != 0) {
                int low = Integer.numberOfTrailingZeros(pairs);
                pairs &= pairs - 1;
                int slot = next == b ? low : low | step;
                double g = common > 0 ? common : stencil.face(a, b, slot, next);
                double drop = potential(b, slot) - potential(next, slot ^ step);
                current += g * drop;
                power += g * drop * drop;
            }
            total[total.length - 1] += power;
            if (a == axis.ordinal()) {
                total[plane] += current;
            }
        }

        private double potential(int b, int slot) {
            int i = 4 * b + BlockLattice.PLACE[slot];
            return BlockLattice.isRed(slot) ? red[i] : black[i];
        }

        private void addPlanes(int b, int x, int row) {
            for (int slot = 0; slot < 8; slot++) {
                if ((masks[b] >> slot & 1) != 0) {
                    int voxel = lattice.voxel(x, row, slot);
                    double phi = potential(b, slot);
                    double toFirst = stencil.toPlane(b, slot, voxel, false);
                    double toLast = stencil.toPlane(b, slot, voxel, true);
                    total[0] += toFirst * (1 - phi);
                    total[total.length - 3] += toLast * phi;
                    total[total.length - 1] += toFirst * (1 - phi) * (1 - phi) + toLast * phi * phi;
                }
            }
        }
    }
}
