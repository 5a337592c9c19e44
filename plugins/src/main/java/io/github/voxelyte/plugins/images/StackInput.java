package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.Rectangle;

/** The slices of an image, cropped to its rectangular selection; refuses what is no plain stack. */
public final class StackInput {
    private final ImagePlus image;
    private final ImageStack stack;
    private final Rectangle crop;

    private StackInput(ImagePlus image, Rectangle crop) {
        this.image = image;
        this.stack = image.getStack();
        this.crop = crop;
    }

    /**
     * Checks the shape of an image.
     *
     * @param image the image; may be null
     * @return its slices
     * @throws IllegalArgumentException in one sentence with the remedy
     */
    public static StackInput of(ImagePlus image) {
        if (image == null) {
            throw new IllegalArgumentException("There is no image: open a stack first.");
        }
        String name = "'" + image.getTitle() + "'";
        if (image.getType() == ImagePlus.COLOR_RGB) {
            throw new IllegalArgumentException(
                    name + " is an RGB image; a grey or label stack is needed: convert it under Image › Type.");
        }
        if (image.getNChannels() > 1) {
            throw new IllegalArgumentException(name + " has " + image.getNChannels()
                    + " channels; a stack of one channel is needed: use Image › Color › Split Channels.");
        }
        if (image.getNFrames() > 1 && image.getNSlices() == 1) {
            throw new IllegalArgumentException(name + " has " + image.getNFrames()
                    + " time frames and one slice; if the frames are slices, swap the two under Image › Properties.");
        }
        if (image.getNFrames() > 1) {
            throw new IllegalArgumentException(name + " has " + image.getNFrames()
                    + " time frames; a single stack is needed: use Image › Duplicate with one frame.");
        }
        if (image.getStackSize() < 2) {
            throw new IllegalArgumentException(
                    name + " is a single slice; a stack of at least 2 slices is needed: use File › Import.");
        }
        return new StackInput(image, crop(image, name));
    }

    private static Rectangle crop(ImagePlus image, String name) {
        Rectangle whole = new Rectangle(0, 0, image.getWidth(), image.getHeight());
        Roi roi = image.getRoi();
        if (roi == null) {
            return whole;
        }
        if (roi.getType() != Roi.RECTANGLE || roi.getCornerDiameter() > 0) {
            throw new IllegalArgumentException(name + " has a selection that is no rectangle (" + roi.getTypeAsString()
                    + "); only rectangles are supported: select one, or none (Edit › Selection › Select None).");
        }
        Rectangle inside = roi.getBounds().intersection(whole);
        if (inside.isEmpty()) {
            throw new IllegalArgumentException(name + " has a selection that lies outside the image.");
        }
        return inside;
    }

    ImagePlus image() {
        return image;
    }

    int nx() {
        return crop.width;
    }

    int ny() {
        return crop.height;
    }

    int nz() {
        return stack.getSize();
    }

    /** 8, 16 or 32. */
    int bits() {
        return image.getBitDepth();
    }

    /** Pixels of a slice from 0: the image's own array where nothing is cropped and the stack is in memory. */
    Object pixels(int z) {
        ImageProcessor slice = stack.getProcessor(z + 1);
        if (crop.width == stack.getWidth() && crop.height == stack.getHeight()) {
            return slice.getPixels();
        }
        slice.setRoi(crop);
        return slice.crop().getPixels();
    }
}
