package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;

/** Images of ImageJ from what the core computed: wrapped, calibrated, with a look-up table, display range and info. */
public final class ResultImages {
    private ResultImages() {}

    /**
     * A label stack.
     *
     * @param title its title, which is also the file's name
     * @param labels labels with the meaning of {@link Phase}
     * @param voxelSize the size of the voxels
     * @param info axis, collector and history
     * @return the image, not shown
     */
    public static ImagePlus labels(String title, PhaseMap labels, VoxelSize voxelSize, StackInfo info) {
        ImageStack stack = new ImageStack(labels.grid().nx(), labels.grid().ny());
        for (int z = 0; z < labels.grid().nz(); z++) {
            stack.addSlice(null, labels.plane(z));
        }
        ImagePlus image = finished(title, stack, voxelSize, info);
        image.setLut(phaseColors());
        image.setDisplayRange(0, 255);
        return image;
    }

    /**
     * A field of numbers as a 32-bit stack, displayed from its smallest to its largest value.
     *
     * @param title its title, with the unit; also the file's name
     * @param field the numbers
     * @param voxelSize the size of the voxels
     * @param info axis, collector and history
     * @return the image, not shown
     */
    public static ImagePlus field(String title, ScalarField field, VoxelSize voxelSize, StackInfo info) {
        ImageStack stack = new ImageStack(field.grid().nx(), field.grid().ny());
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int z = 0; z < field.grid().nz(); z++) {
            for (float value : field.plane(z)) {
                min = value < min ? value : min; // NaN, where there is no value, is left out
                max = value > max ? value : max;
            }
            stack.addSlice(null, field.plane(z));
        }
        ImagePlus image = finished(title, stack, voxelSize, info);
        image.setLut(viridis());
        if (min <= max) {
            image.setDisplayRange(min, max);
        }
        return image;
    }

    /**
     * A grey stack, displayed from its smallest to its largest value.
     *
     * @param title its title, which is also the file's name
     * @param stack 8-bit or 16-bit slices
     * @param voxelSize the size of the voxels
     * @param info axis, collector and history
     * @return the image, not shown
     */
    public static ImagePlus grey(String title, ImageStack stack, VoxelSize voxelSize, StackInfo info) {
        ImagePlus image = finished(title, stack, voxelSize, info);
        image.setSlice(stack.getSize() / 2 + 1);
        image.resetDisplayRange();
        image.setSlice(1);
        return image;
    }

    private static ImagePlus finished(String title, ImageStack stack, VoxelSize voxelSize, StackInfo info) {
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(1, stack.getSize(), 1);
        image.setCalibration(voxelSize.calibration());
        info.writeTo(image);
        return image;
    }

    /** The colours of {@link Phase}; other labels grey. */
    static LUT phaseColors() {
        byte[][] rgb = new byte[3][256];
        for (int label = 0; label < 256; label++) {
            int color =
                    Phase.ofLabel(label).map(phase -> phase.color().getRGB()).orElse(0x808080);
            rgb[0][label] = (byte) (color >> 16);
            rgb[1][label] = (byte) (color >> 8);
            rgb[2][label] = (byte) color;
        }
        return new LUT(rgb[0], rgb[1], rgb[2]);
    }

    /** Near to viridis (van der Walt and Smith, 2015): nine of its colours, straight lines between them. */
    private static LUT viridis() {
        int[] anchors = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
        byte[][] rgb = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            double position = i / 255.0 * (anchors.length - 1);
            int left = Math.min((int) position, anchors.length - 2);
            double t = position - left;
            for (int c = 0; c < 3; c++) {
                int shift = 16 - 8 * c;
                int from = anchors[left] >> shift & 0xff;
                int to = anchors[left + 1] >> shift & 0xff;
                rgb[c][i] = (byte) Math.round(from + t * (to - from));
            }
        }
        return new LUT(rgb[0], rgb[1], rgb[2]);
    }
}
