package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.SplittableRandom;

/** Voxel structures whose geometry is known. */
final class Phantom {
    private Phantom() {}

    /** The label of a voxel. */
    @FunctionalInterface
    interface Labels {
        int at(int x, int y, int z);
    }

    /** Whether a point belongs to a body; coordinates from the image's centre [m]. */
    @FunctionalInterface
    interface Body {
        boolean contains(double x, double y, double z);
    }

    static PhaseMap fill(VoxelGrid grid, Labels labels) {
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++) {
                    planes[z][x + grid.nx() * y] = (byte) labels.at(x, y, z);
                }
            }
        }
        return new PhaseMap(grid, planes);
    }

    /** Label 1 in every voxel whose centre lies in the body, 0 elsewhere. */
    static PhaseMap body(VoxelGrid grid, Body body) {
        return fill(
                grid,
                (x, y, z) -> body.contains(
                                (x + 0.5 - 0.5 * grid.nx()) * grid.dx(),
                                (y + 0.5 - 0.5 * grid.ny()) * grid.dy(),
                                (z + 0.5 - 0.5 * grid.nz()) * grid.dz())
                        ? 1
                        : 0);
    }

    static PhaseMap ball(VoxelGrid grid, double radius) {
        return body(grid, (x, y, z) -> x * x + y * y + z * z < radius * radius);
    }

    /** Independent voxels, label 1 with the given probability. */
    static PhaseMap noise(VoxelGrid grid, double fraction, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return fill(grid, (x, y, z) -> random.nextDouble() < fraction ? 1 : 0);
    }
}
