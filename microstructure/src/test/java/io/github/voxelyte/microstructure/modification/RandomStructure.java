package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;

/** Structures for property tests: overlapping balls in electrolyte, on grids with unequal sides and edges. */
final class RandomStructure {
    private RandomStructure() {}

    /** Balls of about 4 µm until about 45 % of the voxels are active, on about 20×17×14 voxels. */
    static PhaseMap balls(long seed) {
        Random random = new Random(seed);
        VoxelGrid grid = new VoxelGrid(
                16 + random.nextInt(8), 14 + random.nextInt(7), 12 + random.nextInt(5), 1e-6, 1.5e-6, 0.8e-6);
        return balls(grid, random, 0.45, 4e-6);
    }

    /** Balls on a given grid. */
    static PhaseMap balls(VoxelGrid grid, Random random, double fraction, double radius) {
        byte[] labels = new byte[grid.size()];
        int active = 0;
        while (active < fraction * labels.length) {
            double r = radius * (0.5 + random.nextDouble());
            double cx = random.nextDouble() * grid.length(Axis.X);
            double cy = random.nextDouble() * grid.length(Axis.Y);
            double cz = random.nextDouble() * grid.length(Axis.Z);
            for (int z = 0; z < grid.nz(); z++) {
                for (int y = 0; y < grid.ny(); y++) {
                    for (int x = 0; x < grid.nx(); x++) {
                        double dx = (x + 0.5) * grid.dx() - cx;
                        double dy = (y + 0.5) * grid.dy() - cy;
                        double dz = (z + 0.5) * grid.dz() - cz;
                        int i = grid.index(x, y, z);
                        if (dx * dx + dy * dy + dz * dz < r * r && labels[i] == 0) {
                            labels[i] = Labels.ACTIVE;
                            active++;
                        }
                    }
                }
            }
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    /** All labels, independent in every voxel. */
    static PhaseMap noise(VoxelGrid grid, Random random, int labels) {
        byte[] voxels = new byte[grid.size()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (byte) random.nextInt(labels);
        }
        return PhaseMap.ofFlat(grid, voxels);
    }

    /** All labels in flat order. */
    static byte[] flat(PhaseMap map) {
        byte[] flat = new byte[map.grid().size()];
        for (int z = 0; z < map.grid().nz(); z++) {
            System.arraycopy(
                    map.plane(z),
                    0,
                    flat,
                    z * map.grid().planeSize(),
                    map.grid().planeSize());
        }
        return flat;
    }

    /** The same structure with axes exchanged: the axis given becomes z, z becomes that axis. */
    static PhaseMap swappedWithZ(PhaseMap map, Axis axis) {
        if (axis == Axis.Z) {
            return map;
        }
        VoxelGrid g = map.grid();
        boolean x = axis == Axis.X;
        VoxelGrid swapped = x
                ? new VoxelGrid(g.nz(), g.ny(), g.nx(), g.dz(), g.dy(), g.dx())
                : new VoxelGrid(g.nx(), g.nz(), g.ny(), g.dx(), g.dz(), g.dy());
        byte[] labels = new byte[g.size()];
        for (int k = 0; k < swapped.nz(); k++) {
            for (int j = 0; j < swapped.ny(); j++) {
                for (int i = 0; i < swapped.nx(); i++) {
                    labels[swapped.index(i, j, k)] = (byte) (x ? map.phase(k, j, i) : map.phase(i, k, j));
                }
            }
        }
        return PhaseMap.ofFlat(swapped, labels);
    }
}
