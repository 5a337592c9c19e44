package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * A phase map put together from the layers of another one, in any order, with any repetition: cropping, stacking,
 * mirroring and squeezing along an axis are all such sequences.
 *
 * <p>Linear in the voxels of the result; the result shares no array with the input.
 */
final class LayerSequence {
    private LayerSequence() {}

    /** The layers first, first + 1, …, first + count − 1. */
    static int[] range(int first, int count) {
        int[] layers = new int[count];
        for (int i = 0; i < count; i++) {
            layers[i] = first + i;
        }
        return layers;
    }

    /**
     * Puts layers together.
     *
     * @param map where the layers come from
     * @param axis the axis along which layers are counted
     * @param layers position in {@code map} of every layer of the result
     * @return the sequence, with the voxel edges of {@code map}
     */
    static PhaseMap of(PhaseMap map, Axis axis, int[] layers) {
        VoxelGrid grid = map.grid();
        VoxelGrid result = withCount(grid, axis, layers.length);
        byte[][] planes = new byte[result.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = switch (axis) {
                case Z -> map.plane(layers[z]).clone();
                case Y -> rows(map.plane(z), grid.nx(), layers);
                case X -> columns(map.plane(z), grid.nx(), layers);
            };
        }
        return new PhaseMap(result, planes);
    }

    /** The same grid with another number of layers along an axis. */
    static VoxelGrid withCount(VoxelGrid grid, Axis axis, int count) {
        return new VoxelGrid(
                axis == Axis.X ? count : grid.nx(),
                axis == Axis.Y ? count : grid.ny(),
                axis == Axis.Z ? count : grid.nz(),
                grid.dx(),
                grid.dy(),
                grid.dz());
    }

    private static byte[] rows(byte[] plane, int nx, int[] layers) {
        byte[] result = new byte[nx * layers.length];
        for (int y = 0; y < layers.length; y++) {
            System.arraycopy(plane, layers[y] * nx, result, y * nx, nx);
        }
        return result;
    }

    private static byte[] columns(byte[] plane, int nx, int[] layers) {
        int ny = plane.length / nx;
        byte[] result = new byte[ny * layers.length];
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < layers.length; x++) {
                result[y * layers.length + x] = plane[y * nx + layers[x]];
            }
        }
        return result;
    }
}
