package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Moves the surfaces of particles outwards or inwards, voxel by voxel, without changing who touches whom. Works on planes
 * of its own: labels, and the particle of every voxel.
 */
final class ParticleFront {
    private static final int NEIGHBOURS = 27;

    private final VoxelGrid grid;
    private final byte[][] planes;
    private final int[][] owners;
    private final int count;
    private final RandomOrder random;
    private final Set<Long> contacts = new HashSet<>();

    ParticleFront(VoxelGrid grid, byte[][] planes, int[][] owners, int count, RandomOrder random) {
        this.grid = grid;
        this.planes = planes;
        this.owners = owners;
        this.count = count;
        this.random = random;
    }

    /** Moves every particle's surface by its number of voxels; returns how many were found in all. */
    long move(int[] quotas, boolean outwards, Progress progress) {
        findContacts();
        int[] left = quotas.clone();
        long wanted = 0;
        for (int quota : quotas) {
            wanted += quota;
        }
        long done = 0;
        long layer = -1;
        while (done < wanted && layer != 0) {
            layer = moveOneLayer(left, outwards);
            done += layer;
            progress.update(wanted == 0 ? 1 : (double) done / wanted);
        }
        progress.update(1);
        return done;
    }

    private void findContacts() {
        int nx = grid.nx();
        for (int z = 0; z < planes.length; z++) {
            int[] plane = owners[z];
            for (int i = 0; i < plane.length; i++) {
                if (plane[i] > 0) {
                    contact(plane[i], i % nx < nx - 1 ? plane[i + 1] : 0);
                    contact(plane[i], i + nx < plane.length ? plane[i + nx] : 0);
                    contact(plane[i], z + 1 < planes.length ? owners[z + 1][i] : 0);
                }
            }
        }
    }

    private void contact(int p, int q) {
        if (q > 0 && q != p) {
            contacts.add(pair(p, q));
        }
    }

    private static long pair(int p, int q) {
        return (long) Math.min(p, q) << Integer.SIZE | Math.max(p, q);
    }

    private long moveOneLayer(int[] left, boolean outwards) {
        int[] start = new int[count + 2];
        for (int z = 0; z < planes.length; z++) {
            for (int i = 0; i < planes[z].length; i++) {
                start[candidate(z, i, left, outwards) + 1]++;
            }
        }
        start[1] = 0; // no candidates
        for (int p = 1; p < start.length; p++) {
            start[p] += start[p - 1];
        }
        int[] voxels = new int[start[count + 1]];
        int[] next = start.clone();
        for (int z = 0; z < planes.length; z++) {
            for (int i = 0; i < planes[z].length; i++) {
                int p = candidate(z, i, left, outwards);
                if (p > 0) {
                    voxels[next[p]++] = z * grid.planeSize() + i;
                }
            }
        }
        long[][] orders = new long[count + 1][];
        for (int p = 1; p <= count; p++) {
            orders[p] = ordered(p, voxels, start[p], start[p + 1], outwards);
        }
        long moved = 0;
        for (int p = 1; p <= count; p++) {
            for (int k = 0; k < orders[p].length && left[p] > 0; k++) {
                int voxel = voxels[start[p] + (int) (orders[p][k] & 0xffffff)];
                if (take(voxel / grid.planeSize(), voxel % grid.planeSize(), p, outwards)) {
                    left[p]--;
                    moved++;
                }
            }
        }
        return moved;
    }

    /** The particle that may gain or lose a voxel; 0 if none may. */
    private int candidate(int z, int i, int[] left, boolean outwards) {
        boolean inside = owners[z][i] > 0;
        boolean room =
                planes[z][i] == Labels.ELECTROLYTE || planes[z][i] == Labels.PASSIVATED || planes[z][i] == Labels.VOID;
        if (outwards ? inside || !room : !inside || left[owners[z][i]] == 0) {
            return 0;
        }
        int found = 0;
        for (int face = 0; face < DelaminationDegree.FACES; face++) {
            int neighbour = beyond(z, i, face);
            if (outwards && neighbour > 0 && left[neighbour] > 0 && (found == 0 || neighbour < found)) {
                found = neighbour;
            }
            if (!outwards && neighbour == 0) {
                found = owners[z][i];
            }
        }
        return found != 0 && keepsContacts(z, i, found) ? found : 0;
    }

    /** Whether a particle may gain or lose a voxel without a contact made or lost there. */
    private boolean keepsContacts(int z, int i, int p) {
        boolean outwards = owners[z][i] == 0;
        for (int face = 0; face < DelaminationDegree.FACES; face++) {
            int q = beyond(z, i, face);
            if (q > 0 && q != p && !(outwards && contacts.contains(pair(p, q)))) {
                return false;
            }
        }
        return true;
    }

    /** Particle beyond a face: 0 for none, −1 outside the grid. */
    private int beyond(int z, int i, int face) {
        int nx = grid.nx();
        return switch (face) {
            case 0 -> i % nx > 0 ? owners[z][i - 1] : -1;
            case 1 -> i % nx < nx - 1 ? owners[z][i + 1] : -1;
            case 2 -> i >= nx ? owners[z][i - nx] : -1;
            case 3 -> i + nx < grid.planeSize() ? owners[z][i + nx] : -1;
            case 4 -> z > 0 ? owners[z - 1][i] : -1;
            default -> z + 1 < planes.length ? owners[z + 1][i] : -1;
        };
    }

    /** Candidates of a particle in the order in which they are taken; the last 24 bits say which. */
    private long[] ordered(int p, int[] voxels, int from, int to, boolean outwards) {
        if (to - from > 0xffffff) {
            throw new IllegalArgumentException("a particle has more than 16777215 voxels at its surface: "
                    + "separate or crop the active material");
        }
        long[] order = new long[to - from];
        for (int k = 0; k < order.length; k++) {
            int voxel = voxels[from + k];
            int own = neighbours(voxel / grid.planeSize(), voxel % grid.planeSize(), p);
            long head = outwards ? NEIGHBOURS - own : own;
            order[k] = head << 56 | random.rank(voxel) << 24 | k;
        }
        Arrays.sort(order);
        return order;
    }

    /** How many of the 27 voxels around belong to a particle. */
    private int neighbours(int z, int i, int p) {
        int nx = grid.nx();
        int x = i % nx;
        int y = i / nx;
        int own = 0;
        for (int k = Math.max(0, z - 1); k <= Math.min(planes.length - 1, z + 1); k++) {
            for (int j = Math.max(0, y - 1); j <= Math.min(grid.ny() - 1, y + 1); j++) {
                for (int h = Math.max(0, x - 1); h <= Math.min(nx - 1, x + 1); h++) {
                    own += owners[k][j * nx + h] == p ? 1 : 0;
                }
            }
        }
        return own;
    }

    /** Takes a voxel, unless a neighbour taken meanwhile forbids it. */
    private boolean take(int z, int i, int p, boolean outwards) {
        if (owners[z][i] != (outwards ? 0 : p) || !keepsContacts(z, i, p)) {
            return false;
        }
        owners[z][i] = outwards ? p : 0;
        planes[z][i] = (byte) (outwards ? Labels.ACTIVE : Labels.ELECTROLYTE);
        return true;
    }
}
