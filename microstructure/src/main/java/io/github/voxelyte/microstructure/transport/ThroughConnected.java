package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * The part of the conducting labels that joins both electrode planes, with everything else made insulating.
 *
 * @param structure labels, the conducting voxels that join nothing given a label that insulates
 * @param conductivity conductivity of every label of {@code structure} [S/m]
 * @param conductingVoxels voxels that conduct, joined or not
 * @param connectedVoxels voxels joined through faces to both planes
 */
record ThroughConnected(PhaseMap structure, double[] conductivity, long conductingVoxels, long connectedVoxels) {

    /**
     * Finds it.
     *
     * @param phases the structure
     * @param counts its voxels of every label
     * @param conductivity conductivity of every label [S/m], length 256
     * @param axis normal of the planes
     * @param periodicSides whether opposite side faces are joined
     * @param labelling what joins voxels
     * @param progress told about the labelling; cancels
     */
    static ThroughConnected of(
            PhaseMap phases,
            long[] counts,
            double[] conductivity,
            Axis axis,
            boolean periodicSides,
            ComponentLabelling labelling,
            Progress progress) {
        boolean[] member = new boolean[256];
        long conducting = 0;
        int insulator = -1;
        boolean onlyConductors = true;
        for (int label = 0; label < 256; label++) {
            member[label] = conductivity[label] > 0;
            if (member[label]) {
                conducting += counts[label];
            } else {
                insulator = label;
                onlyConductors &= counts[label] == 0;
            }
        }
        if (onlyConductors) {
            progress.update(1);
            return new ThroughConnected(phases, conductivity, conducting, conducting);
        }
        Components components = labelling.of(phases, member, progress);
        boolean[] loose = loose(components, axis, periodicSides);
        long connected = conducting;
        for (int c = 0; c < loose.length; c++) {
            connected -= loose[c] ? components.size(c) : 0;
        }
        if (connected == conducting) {
            return new ThroughConnected(phases, conductivity, conducting, connected);
        }
        VoxelGrid grid = phases.grid();
        byte[][] planes = new byte[grid.nz()][];
        for (int z = 0; z < grid.nz(); z++) {
            planes[z] = phases.plane(z).clone();
            components.fill(z, loose, (byte) insulator, planes[z]);
        }
        return new ThroughConnected(new PhaseMap(grid, planes), conductivity, conducting, connected);
    }

    /** The components that are not joined to both planes. */
    private static boolean[] loose(Components components, Axis axis, boolean periodicSides) {
        int n = components.count();
        int[] parent = new int[n];
        for (int c = 0; c < n; c++) {
            parent[c] = c;
        }
        if (periodicSides) {
            joinAcrossSides(components, axis, parent);
        }
        boolean[] first = new boolean[n];
        boolean[] last = new boolean[n];
        for (int c = 0; c < n; c++) {
            int root = root(parent, c);
            first[root] |= components.touches(c, axis, false);
            last[root] |= components.touches(c, axis, true);
        }
        boolean[] loose = new boolean[n];
        for (int c = 0; c < n; c++) {
            int root = root(parent, c);
            loose[c] = !(first[root] && last[root]);
        }
        return loose;
    }

    private static void joinAcrossSides(Components components, Axis axis, int[] parent) {
        VoxelGrid grid = components.grid();
        for (Axis side : Axis.values()) {
            if (side == axis) {
                continue;
            }
            int nx = side == Axis.X ? 1 : grid.nx();
            int ny = side == Axis.Y ? 1 : grid.ny();
            int nz = side == Axis.Z ? 1 : grid.nz();
            for (int z = 0; z < nz; z++) {
                for (int y = 0; y < ny; y++) {
                    for (int x = 0; x < nx; x++) {
                        int a = components.at(x, y, z);
                        int b = components.at(
                                side == Axis.X ? grid.nx() - 1 : x,
                                side == Axis.Y ? grid.ny() - 1 : y,
                                side == Axis.Z ? grid.nz() - 1 : z);
                        if (a >= 0 && b >= 0) {
                            int r = root(parent, a);
                            int s = root(parent, b);
                            parent[Math.max(r, s)] = Math.min(r, s);
                        }
                    }
                }
            }
        }
    }

    private static int root(int[] parent, int c) {
        int r = c;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}
