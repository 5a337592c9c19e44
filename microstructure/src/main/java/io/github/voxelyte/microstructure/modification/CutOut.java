package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Where a stack was cut out of a larger one: the only place at which all labels agree.
 *
 * <p>At every possible place a few voxels scattered over the stack are compared first; all of them where these agree. In
 * any structure that is no repetition that is linear in the number of places; no memory.
 *
 * @param x first voxel along x in the larger stack
 * @param y first voxel along y
 * @param z first voxel along z
 */
public record CutOut(int x, int y, int z) {
    private static final int PROBES = 64;

    /** A large odd number: its multiples modulo the size scatter over the stack. */
    private static final long SCATTER = 2654435761L;

    /**
     * Finds the place.
     *
     * @param part the stack
     * @param whole the larger one
     * @return where its first voxel lies
     * @throws IllegalArgumentException if it is larger, has other voxel edges, or fits nowhere or at several places
     */
    public static CutOut find(PhaseMap part, PhaseMap whole) {
        VoxelGrid p = part.grid();
        VoxelGrid w = whole.grid();
        requireComparable(p, w);
        int[][] probes = new int[Math.min(PROBES, p.size())][];
        for (int k = 0; k < probes.length; k++) {
            int i = (int) ((k * SCATTER + p.size() / 2) % p.size());
            probes[k] = new int[] {i % p.nx(), i / p.nx() % p.ny(), i / p.planeSize()};
        }
        CutOut found = null;
        for (int z = 0; z <= w.nz() - p.nz(); z++) {
            for (int y = 0; y <= w.ny() - p.ny(); y++) {
                for (int x = 0; x <= w.nx() - p.nx(); x++) {
                    if (agrees(part, whole, probes, x, y, z) && agrees(part, whole, x, y, z)) {
                        if (found != null) {
                            throw new IllegalArgumentException("the stack fits into the larger one at several places ("
                                    + found.x + ", " + found.y + ", " + found.z + " and " + x + ", " + y + ", " + z
                                    + "): its original place cannot be told");
                        }
                        found = new CutOut(x, y, z);
                    }
                }
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("the stack is no part of the larger one: nowhere do all labels agree;"
                    + " give the stack that it was cut out of, before any other modification");
        }
        return found;
    }

    private static void requireComparable(VoxelGrid part, VoxelGrid whole) {
        for (Axis axis : Axis.values()) {
            if (part.count(axis) > whole.count(axis)) {
                throw new IllegalArgumentException("the stack has " + part.count(axis) + " voxels along " + axis
                        + ", the one it is said to be cut out of only " + whole.count(axis));
            }
            if (Math.abs(part.spacing(axis) / whole.spacing(axis) - 1) > 1e-6) {
                throw new IllegalArgumentException("the voxel edges along " + axis + " differ, " + part.spacing(axis)
                        + " and " + whole.spacing(axis) + ": resample one of the stacks");
            }
        }
    }

    private static boolean agrees(PhaseMap part, PhaseMap whole, int[][] probes, int x, int y, int z) {
        for (int[] probe : probes) {
            if (part.phase(probe[0], probe[1], probe[2]) != whole.phase(x + probe[0], y + probe[1], z + probe[2])) {
                return false;
            }
        }
        return true;
    }

    private static boolean agrees(PhaseMap part, PhaseMap whole, int x, int y, int z) {
        VoxelGrid p = part.grid();
        int row = whole.grid().nx();
        for (int k = 0; k < p.nz(); k++) {
            byte[] own = part.plane(k);
            byte[] other = whole.plane(z + k);
            for (int j = 0; j < p.ny(); j++) {
                int from = x + row * (y + j);
                if (!Arrays.equals(own, j * p.nx(), (j + 1) * p.nx(), other, from, from + p.nx())) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * First voxel along an axis.
     *
     * @param axis the axis
     * @return its position in the larger stack
     */
    public int along(Axis axis) {
        return axis == Axis.X ? x : axis == Axis.Y ? y : z;
    }

    /**
     * The larger stack cut to the sides of the smaller one, with all its layers along the axis.
     *
     * @param part grid of the smaller stack
     * @param whole the larger stack
     * @param axis the axis along which nothing is cut
     * @return the column
     */
    public PhaseMap column(VoxelGrid part, PhaseMap whole, Axis axis) {
        VoxelGrid w = whole.grid();
        int nx = axis == Axis.X ? w.nx() : part.nx();
        int ny = axis == Axis.Y ? w.ny() : part.ny();
        int nz = axis == Axis.Z ? w.nz() : part.nz();
        int x0 = axis == Axis.X ? 0 : x;
        int y0 = axis == Axis.Y ? 0 : y;
        int z0 = axis == Axis.Z ? 0 : z;
        VoxelGrid grid = new VoxelGrid(nx, ny, nz, w.dx(), w.dy(), w.dz());
        byte[][] planes = new byte[nz][nx * ny];
        for (int k = 0; k < nz; k++) {
            byte[] from = whole.plane(z0 + k);
            for (int j = 0; j < ny; j++) {
                System.arraycopy(from, x0 + w.nx() * (y0 + j), planes[k], nx * j, nx);
            }
        }
        return new PhaseMap(grid, planes);
    }
}
