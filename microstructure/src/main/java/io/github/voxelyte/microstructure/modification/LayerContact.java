package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Contact ratio A_C/A_CC that a current collector would have on each layer of an electrode: the share of the layer's
 * area that is active material or conductive additive [1].
 */
public final class LayerContact {
    private LayerContact() {}

    /**
     * Measures every layer.
     *
     * @param map the electrode
     * @param axis the through-plane axis
     * @return the contact ratio of every layer along the axis [1]
     */
    public static double[] of(PhaseMap map, Axis axis) {
        VoxelGrid grid = map.grid();
        long[] touching = new long[grid.count(axis)];
        for (int z = 0; z < grid.nz(); z++) {
            byte[] plane = map.plane(z);
            for (int y = 0, i = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++, i++) {
                    if (conducts(plane[i])) {
                        touching[axis == Axis.Z ? z : axis == Axis.Y ? y : x]++;
                    }
                }
            }
        }
        int perLayer = grid.size() / grid.count(axis);
        double[] ratios = new double[touching.length];
        for (int l = 0; l < ratios.length; l++) {
            ratios[l] = (double) touching[l] / perLayer;
        }
        return ratios;
    }

    private static boolean conducts(byte label) {
        return label == Labels.ACTIVE || label == Labels.ADDITIVE;
    }
}
