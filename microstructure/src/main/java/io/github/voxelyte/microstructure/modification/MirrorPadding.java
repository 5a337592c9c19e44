package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;

/**
 * Brings a structure to a wanted size by mirroring it at its outer faces, alternately on either side: the structure stays
 * in the middle, and layers at a seam are equal. A smaller size crops around the middle.
 *
 * <p>Linear in the voxels of the result.
 */
public final class MirrorPadding {
    private MirrorPadding() {}

    /**
     * Pads or crops along one axis.
     *
     * @param map the structure
     * @param axis the axis
     * @param layers number of layers wanted along it, at least 1
     * @return the padded structure
     * @throws IllegalArgumentException if no layer is wanted or the result would have 2^31 voxels or more
     */
    public static PhaseMap to(PhaseMap map, Axis axis, int layers) {
        if (layers < 1) {
            throw new IllegalArgumentException(
                    "the wanted number of layers along " + axis + " must be at least 1: " + layers);
        }
        LayerSequence.withCount(map.grid(), axis, layers); // refuses what is too large before anything is allocated
        int present = map.grid().count(axis);
        int before = Math.floorDiv(layers - present, 2);
        int[] sequence = new int[layers];
        for (int i = 0; i < layers; i++) {
            sequence[i] = CorrelatedNoise.mirrored(i - before, present);
        }
        return LayerSequence.of(map, axis, sequence);
    }
}
