package io.github.voxelyte.plugins.images;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.process.ImageProcessor;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.File;
import java.util.function.IntUnaryOperator;

/** A second image beside the active one, which a key names: the title of an open image, or the path of a file. */
public final class NamedImage {
    private static final int LABEL_BITS = 8;
    private static final int FIELD_BITS = 32;

    private final String key;
    private final String name;
    private final ImagePlus image;

    private NamedImage(String key, String name, ImagePlus image) {
        this.key = key;
        this.name = name;
        this.image = image;
    }

    /**
     * Finds an image.
     *
     * @param key the key, for messages
     * @param name its value: a title or a path
     * @return the image
     * @throws IllegalArgumentException if there is no such image
     */
    public static NamedImage of(String key, String name) {
        ImagePlus image = WindowManager.getImage(name);
        if (image == null && new File(name).isFile()) {
            image = IJ.openImage(name);
        }
        if (image == null) {
            throw new IllegalArgumentException(key + "=" + name + " is neither an open image nor a file.");
        }
        return new NamedImage(key, name, image);
    }

    /**
     * The image itself.
     *
     * @return the image
     */
    public ImagePlus image() {
        return image;
    }

    /**
     * The image as 8-bit labels or bits on given voxels.
     *
     * @param grid the voxels
     * @return its values, the image's own arrays
     * @throws IllegalArgumentException if depth or size do not fit
     */
    public PhaseMap labelsOn(VoxelGrid grid) {
        requireSize(grid, LABEL_BITS);
        byte[][] planes = new byte[grid.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = (byte[]) image.getStack().getPixels(z + 1);
        }
        return new PhaseMap(grid, planes);
    }

    /**
     * The image as a field on given voxels.
     *
     * @param grid the voxels
     * @return its values, the image's own arrays
     * @throws IllegalArgumentException if depth or size do not fit
     */
    public ScalarField fieldOn(VoxelGrid grid) {
        requireSize(grid, FIELD_BITS);
        float[][] planes = new float[grid.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = (float[]) image.getStack().getPixels(z + 1);
        }
        return new ScalarField(grid, planes);
    }

    /**
     * The image as numbers of particles on given voxels, from 8, 16 or 32 bits; 32-bit numbers are rounded.
     *
     * @param grid the voxels
     * @return the number of a voxel by flat index, 0 for none
     * @throws IllegalArgumentException if the image has colours or the size does not fit
     */
    public IntUnaryOperator numbersOn(VoxelGrid grid) {
        if (image.getBitDepth() == 24) {
            throw new IllegalArgumentException(
                    key + "=" + name + " is an RGB image; particles are numbered in an 8-, 16- or 32-bit stack.");
        }
        requireSize(grid, image.getBitDepth());
        ImageProcessor[] slices = new ImageProcessor[grid.nz()];
        for (int z = 0; z < slices.length; z++) {
            slices[z] = image.getStack().getProcessor(z + 1);
        }
        int plane = grid.planeSize();
        return voxel -> {
            float number = slices[voxel / plane].getf(voxel % plane);
            return Math.round(number); // NaN is 0, no particle
        };
    }

    private void requireSize(VoxelGrid grid, int bits) {
        if (image.getBitDepth() != bits
                || image.getWidth() != grid.nx()
                || image.getHeight() != grid.ny()
                || image.getStackSize() != grid.nz()) {
            throw new IllegalArgumentException(key + "=" + name + " must be a " + bits + "-bit stack of " + grid.nx()
                    + "×" + grid.ny() + "×" + grid.nz() + " voxels, like the labels; it is " + image.getBitDepth()
                    + "-bit, " + image.getWidth() + "×" + image.getHeight() + "×" + image.getStackSize() + ".");
        }
    }
}
