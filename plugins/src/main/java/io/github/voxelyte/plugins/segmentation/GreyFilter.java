package io.github.voxelyte.plugins.segmentation;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.Filters3D;
import ij.plugin.GaussianBlur3D;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * ImageJ's own three-dimensional filters, run on slabs of slices with as many slices around them as the filter reaches,
 * so that progress is seen and Esc is heeded. Radii are in voxels, the same along each axis also where voxels are not
 * cubes.
 */
final class GreyFilter {
    static final String NONE = "none";
    static final String MEDIAN = "median";
    static final String GAUSSIAN = "Gaussian";

    private static final int SLAB = 8;

    /** ImageJ cuts its Gaussian kernels off before so many standard deviations. */
    private static final int KERNEL_REACH = 5;

    private GreyFilter() {}

    /** Bytes of the filtered copy of a voxel. */
    static int bytesPerVoxel(String name, GreyVolume.Type type) {
        return switch (name) {
            case NONE -> 0;
            case MEDIAN -> type.bytes();
            default -> Float.BYTES;
        };
    }

    /**
     * Filters a volume: a median over an ellipsoid of the given radius keeps the type, a Gaussian of that standard
     * deviation gives 32-bit values.
     */
    static GreyVolume apply(String name, double radius, GreyVolume volume, Progress progress) {
        if (name.equals(NONE)) {
            return volume;
        }
        VoxelGrid grid = volume.grid();
        boolean median = name.equals(MEDIAN);
        boolean keep = median && volume.type() != GreyVolume.Type.FLOAT_32;
        int reach = (int) Math.ceil(median ? radius : KERNEL_REACH * radius) + 1;
        Object[] planes = new Object[grid.nz()];
        for (int start = 0; start < grid.nz(); start += SLAB) {
            int end = Math.min(grid.nz(), start + SLAB);
            int first = Math.max(0, start - reach);
            int last = Math.min(grid.nz(), end + reach);
            ImageStack slab = new ImageStack(grid.nx(), grid.ny());
            for (int z = first; z < last; z++) {
                slab.addSlice(null, pixels(volume, z, keep));
            }
            ImageStack filtered = slab;
            if (median) {
                float r = (float) radius;
                filtered = Filters3D.filter(slab, Filters3D.MEDIAN, r, r, r);
            } else {
                GaussianBlur3D.blur(new ImagePlus("", slab), radius, radius, radius);
            }
            for (int z = start; z < end; z++) {
                planes[z] = filtered.getPixels(z - first + 1);
            }
            progress.update((double) end / grid.nz());
        }
        GreyVolume.Type type = keep ? volume.type() : GreyVolume.Type.FLOAT_32;
        return GreyVolume.planeByPlane(grid, type, z -> planes[z]);
    }

    /** A copy of a plane, as it is stored or as floats. */
    private static Object pixels(GreyVolume volume, int z, boolean keep) {
        float[] values = new float[volume.grid().planeSize()];
        volume.read(z, values);
        if (!keep) {
            return values;
        }
        if (volume.type() == GreyVolume.Type.UNSIGNED_8) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (int) values[i];
            }
            return bytes;
        }
        short[] shorts = new short[values.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) (int) values[i];
        }
        return shorts;
    }
}
