package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.options.Options;

/**
 * A stack of any numbers: grey values, labels or a field, read slice by slice. Nothing is checked but the shape. The image is
 * never changed.
 */
public final class VoxelStack {
    private final StackInput input;
    private final VoxelSize voxelSize;
    private final VoxelGrid grid;

    private VoxelStack(StackInput input, VoxelSize voxelSize) {
        this.input = input;
        this.voxelSize = voxelSize;
        this.grid = voxelSize.grid(input.nx(), input.ny(), input.nz());
    }

    /**
     * Reads an image.
     *
     * @param image the image; may be null, a virtual stack, or carry a rectangular selection
     * @param options values of the command's keys; {@code voxel_um} is looked at
     * @return the stack
     * @throws IllegalArgumentException in one sentence, if the image is no stack of one channel
     */
    public static VoxelStack of(ImagePlus image, Options options) {
        StackInput input = StackInput.of(image);
        return new VoxelStack(input, VoxelSize.of(image, options));
    }

    /**
     * Numbers of a slice: the image's own array where possible, not to be changed.
     *
     * @param z the slice, from 0
     * @return byte[] (unsigned), short[] (unsigned) or float[] with nx·ny numbers
     */
    public Object plane(int z) {
        return input.pixels(z);
    }

    /**
     * Bits of a number.
     *
     * @return 8, 16 or 32
     */
    public int bits() {
        return input.bits();
    }

    /**
     * The grid; in metres where {@link #voxelSize} is physical.
     *
     * @return the grid
     */
    public VoxelGrid grid() {
        return grid;
    }

    /**
     * The size of the voxels.
     *
     * @return the edges
     */
    public VoxelSize voxelSize() {
        return voxelSize;
    }

    /**
     * The image's title.
     *
     * @return the title
     */
    public String title() {
        return input.image().getTitle();
    }

    /**
     * An image of these numbers that looks like the one they came from.
     *
     * @return a new image with title, calibration, look-up table, display range, info and overlay; its slices may be shared
     */
    public ImagePlus toImage() {
        ImagePlus from = input.image();
        ImageStack slices = new ImageStack(grid.nx(), grid.ny());
        for (int z = 0; z < grid.nz(); z++) {
            slices.addSlice(from.getStack().getSliceLabel(z + 1), plane(z));
        }
        ImagePlus image = new ImagePlus(title(), slices);
        image.setDimensions(1, grid.nz(), 1);
        image.setCalibration(voxelSize.calibration());
        image.setProperty("Info", from.getInfoProperty());
        image.setLut(from.getProcessor().getLut());
        image.setDisplayRange(from.getDisplayRangeMin(), from.getDisplayRangeMax());
        if (from.getRoi() == null) {
            image.setOverlay(from.getOverlay());
        }
        return image;
    }
}
