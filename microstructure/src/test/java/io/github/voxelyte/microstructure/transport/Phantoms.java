package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.SplittableRandom;

/** Structures made voxel by voxel. */
final class Phantoms {
    private Phantoms() {}

    /** Label of the voxel at (x, y, z). */
    interface Labels {
        int at(int x, int y, int z);
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

    /** Label 1 with a probability, else 0. */
    static PhaseMap random(VoxelGrid grid, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return fill(grid, (x, y, z) -> random.nextDouble() < share ? 1 : 0);
    }
}
