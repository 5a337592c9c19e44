package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.options.Options;

/**
 * A grey stack of the user, read slice by slice: virtual stacks are never in memory as a whole. The image is never
 * changed.
 */
public final class GreyStack {
    private final StackInput input;
    private final VoxelSize voxelSize;
    private final VoxelGrid grid;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    private GreyStack(StackInput input, VoxelSize voxelSize) {
        this.input = input;
        this.voxelSize = voxelSize;
        this.grid = voxelSize.grid(input.nx(), input.ny(), input.nz());
    }

    /**
     * Reads an image and checks every value.
     *
     * @param image the image; may be null, a virtual stack, or carry a rectangular selection
     * @param options values of the command's keys; {@code voxel_um} is looked at
     * @return the stack
     * @throws IllegalArgumentException in one sentence, if the image is no grey stack, has values that are no numbers,
     *     or has the same value everywhere
     */
    public static GreyStack of(ImagePlus image, Options options) {
        GreyStack stack = orConstant(image, options);
        if (stack.min == stack.max) {
            throw new IllegalArgumentException(
                    "'" + image.getTitle() + "' has the value " + stack.min + " everywhere; there is nothing to see.");
        }
        return stack;
    }

    /** The same, but for an image that may have one value everywhere. */
    static GreyStack orConstant(ImagePlus image, Options options) {
        StackInput input = StackInput.of(image);
        Calibration calibration = image.getCalibration();
        if (input.bits() < 32 && calibration.calibrated()) {
            throw new IllegalArgumentException("'" + image.getTitle() + "' has a calibration function"
                    + (calibration.isSigned16Bit() ? " (signed 16-bit)" : "")
                    + ", so its grey values are not those shown: convert it to 32-bit under Image › Type.");
        }
        GreyStack stack = new GreyStack(input, VoxelSize.of(image, options));
        for (int z = 0; z < stack.grid.nz(); z++) {
            stack.look(z);
        }
        return stack;
    }

    private void look(int z) {
        Object pixels = plane(z);
        if (pixels instanceof byte[] bytes) {
            for (byte value : bytes) {
                include(value & 0xff);
            }
        } else if (pixels instanceof short[] shorts) {
            for (short value : shorts) {
                include(value & 0xffff);
            }
        } else {
            float[] floats = (float[]) pixels;
            for (int i = 0; i < floats.length; i++) {
                if (!Float.isFinite(floats[i])) {
                    throw new IllegalArgumentException("'" + title() + "' holds " + floats[i] + " at x="
                            + i % grid.nx() + ", y=" + i / grid.nx() + ", slice " + (z + 1)
                            + "; all values must be finite: replace them by Process › Math › NaN or Macro.");
                }
                include(floats[i]);
            }
        }
    }

    private void include(double value) {
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /**
     * Values of a slice: the image's own array where possible, not to be changed.
     *
     * @param z the slice, from 0
     * @return byte[] (unsigned), short[] (unsigned) or float[] with nx·ny values
     */
    public Object plane(int z) {
        return input.pixels(z);
    }

    /**
     * The values for the core, read slice by slice as they are needed.
     *
     * @return the grey values
     */
    public GreyVolume volume() {
        GreyVolume.Type type =
                switch (bits()) {
                    case 8 -> GreyVolume.Type.UNSIGNED_8;
                    case 16 -> GreyVolume.Type.UNSIGNED_16;
                    default -> GreyVolume.Type.FLOAT_32;
                };
        return GreyVolume.planeByPlane(grid, type, this::plane);
    }

    /**
     * Bits of a value.
     *
     * @return 8, 16 or 32
     */
    public int bits() {
        return input.bits();
    }

    /**
     * The smallest value.
     *
     * @return the minimum
     */
    public double min() {
        return min;
    }

    /**
     * The largest value.
     *
     * @return the maximum
     */
    public double max() {
        return max;
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
     * What Voxelyte wrote into the image's info, if it made the image.
     *
     * @return the info
     */
    public java.util.Optional<StackInfo> info() {
        return StackInfo.of(input.image());
    }
}
