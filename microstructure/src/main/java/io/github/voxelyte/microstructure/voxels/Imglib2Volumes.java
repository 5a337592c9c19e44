package io.github.voxelyte.microstructure.voxels;

import java.util.Arrays;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Reads imglib2 images of any type and layout. Planar images of unsigned bytes, unsigned shorts and floats, the layout
 * of an ImageJ stack, are wrapped without copying; everything else (array, cell and lazy images, views, other types) is
 * copied plane by plane. The image is never changed.
 */
public final class Imglib2Volumes {
    /** Whole numbers up to this size are floats without rounding. */
    private static final long EXACT_FLOAT = 1L << 24;

    private Imglib2Volumes() {}

    /**
     * Reads labels: whole numbers from 0 to 255, or true and false as 1 and 0.
     *
     * @param image the image, x, y, z; an image with two dimensions is one plane
     * @param dx edge of a voxel along x [m]
     * @param dy edge of a voxel along y [m]
     * @param dz edge of a voxel along z [m]
     * @return the labels
     * @throws IllegalArgumentException if the image has other dimensions or other values
     */
    public static PhaseMap labels(
            RandomAccessibleInterval<? extends RealType<?>> image, double dx, double dy, double dz) {
        VoxelGrid grid = grid(image, dx, dy, dz);
        RealType<?> type = image.getType();
        if (image instanceof PlanarImg<?, ?> planar && type instanceof UnsignedByteType) {
            byte[][] planes = new byte[grid.nz()][];
            Arrays.setAll(planes, z -> (byte[]) storage(planar, z));
            return new PhaseMap(grid, planes);
        }
        if (!(type instanceof IntegerType) && !(type instanceof BooleanType)) {
            throw new IllegalArgumentException("labels must be whole numbers; the image holds "
                    + type.getClass().getSimpleName() + ": convert it to 8-bit first");
        }
        Cursor<? extends RealType<?>> voxels = Views.flatIterable(image).cursor();
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (byte[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                double label = voxels.next().getRealDouble();
                if (!(label >= 0 && label <= 255)) {
                    throw new IllegalArgumentException("labels must lie in 0 to 255; the image holds " + (long) label);
                }
                plane[i] = (byte) (int) label;
            }
        }
        return new PhaseMap(grid, planes);
    }

    /**
     * Reads grey values. Unsigned 8-bit and 16-bit stay what they are; all other types become 32-bit floats, doubles
     * rounded to the nearest one.
     *
     * @param image the image, x, y, z; an image with two dimensions is one plane
     * @param dx edge of a voxel along x [m]
     * @param dy edge of a voxel along y [m]
     * @param dz edge of a voxel along z [m]
     * @return the grey values
     * @throws IllegalArgumentException if the image has other dimensions, or whole numbers that no float holds
     */
    public static GreyVolume grey(
            RandomAccessibleInterval<? extends RealType<?>> image, double dx, double dy, double dz) {
        VoxelGrid grid = grid(image, dx, dy, dz);
        RealType<?> type = image.getType();
        if (type instanceof UnsignedByteType) {
            return GreyVolume.ofBytes(grid, labels(image, dx, dy, dz).planes());
        }
        if (type instanceof UnsignedShortType) {
            return GreyVolume.ofShorts(grid, shorts(image, grid));
        }
        return GreyVolume.ofFloats(grid, floats(image, grid));
    }

    private static short[][] shorts(RandomAccessibleInterval<? extends RealType<?>> image, VoxelGrid grid) {
        short[][] planes = new short[grid.nz()][];
        if (image instanceof PlanarImg<?, ?> planar) {
            Arrays.setAll(planes, z -> (short[]) storage(planar, z));
            return planes;
        }
        Cursor<? extends RealType<?>> voxels = Views.flatIterable(image).cursor();
        for (int z = 0; z < planes.length; z++) {
            planes[z] = new short[grid.planeSize()];
            for (int i = 0; i < planes[z].length; i++) {
                planes[z][i] = (short) (int) voxels.next().getRealFloat();
            }
        }
        return planes;
    }

    private static float[][] floats(RandomAccessibleInterval<? extends RealType<?>> image, VoxelGrid grid) {
        float[][] planes = new float[grid.nz()][];
        RealType<?> type = image.getType();
        if (image instanceof PlanarImg<?, ?> planar && type instanceof FloatType) {
            Arrays.setAll(planes, z -> (float[]) storage(planar, z));
            return planes;
        }
        boolean whole = type instanceof IntegerType;
        Cursor<? extends RealType<?>> voxels = Views.flatIterable(image).cursor();
        for (int z = 0; z < planes.length; z++) {
            planes[z] = new float[grid.planeSize()];
            for (int i = 0; i < planes[z].length; i++) {
                double value = voxels.next().getRealDouble();
                if (whole && Math.abs(value) > EXACT_FLOAT) {
                    throw new IllegalArgumentException("the image holds the whole number " + (long) value
                            + ", beyond ±2^24 which 32-bit grey values hold exactly: rescale it first");
                }
                planes[z][i] = (float) value;
            }
        }
        return planes;
    }

    private static Object storage(PlanarImg<?, ?> planar, int z) {
        return planar.getPlane(z).getCurrentStorageArray();
    }

    private static VoxelGrid grid(
            RandomAccessibleInterval<? extends RealType<?>> image, double dx, double dy, double dz) {
        int n = image.numDimensions();
        if (n != 2 && n != 3) {
            throw new IllegalArgumentException("a volume with the dimensions x, y, z is needed; the image has " + n
                    + " dimensions: take one channel and one time point first");
        }
        long nz = n == 3 ? image.dimension(2) : 1;
        return new VoxelGrid(count(image.dimension(0)), count(image.dimension(1)), count(nz), dx, dy, dz);
    }

    private static int count(long dimension) {
        if (dimension > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("at most 2147483647 (2^31 − 1) voxels are supported; one edge of the"
                    + " image alone has " + dimension + ": crop it or resample it");
        }
        return (int) dimension;
    }
}
