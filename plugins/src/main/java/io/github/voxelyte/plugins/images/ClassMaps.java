package io.github.voxelyte.plugins.images;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import io.github.voxelyte.plugins.options.Options;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pixel classifier wrote: one stack of grey values a class, from the channels of a hyperstack or from images of their
 * own. Time frames of a stack with one channel are read as classes.
 *
 * @param stacks one a class, of one size
 * @param source what to call them
 * @param remarks how they were read, where that is not plain
 */
public record ClassMaps(List<GreyStack> stacks, String source, List<String> remarks) {
    /** Keeps the lists as they are. */
    public ClassMaps {
        stacks = List.copyOf(stacks);
        remarks = List.copyOf(remarks);
    }

    /**
     * The channels of an image.
     *
     * @param image the image, which may carry a rectangular selection; may be null
     * @param options values of the command's keys
     * @return the maps
     * @throws IllegalArgumentException in one sentence, if there are none
     */
    public static ClassMaps ofChannels(ImagePlus image, Options options) {
        if (image == null) {
            throw new IllegalArgumentException(
                    "There is no image: open the maps first, or name them by maps=title,title,….");
        }
        int channels = image.getNChannels();
        int frames = image.getNFrames();
        int slices = image.getNSlices();
        boolean framesAreClasses = channels == 1 && frames > 1 && slices > 1;
        if (channels > 1 && frames > 1 && slices > 1) {
            throw new IllegalArgumentException("'" + image.getTitle() + "' has " + channels + " channels and " + frames
                    + " time frames; one channel a class is needed: use Image › Duplicate with one frame.");
        }
        if (image.getType() == ImagePlus.COLOR_RGB || channels == 1 && !framesAreClasses) {
            return new ClassMaps(List.of(GreyStack.orConstant(image, options)), image.getTitle(), List.of());
        }
        int classes = framesAreClasses ? frames : channels;
        int depth = Math.max(slices, framesAreClasses ? slices : frames);
        List<GreyStack> stacks = new ArrayList<>();
        for (int c = 1; c <= classes; c++) {
            ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
            for (int z = 1; z <= depth; z++) {
                int index = framesAreClasses
                        ? image.getStackIndex(1, z, c)
                        : image.getStackIndex(c, slices > 1 ? z : 1, slices > 1 ? 1 : z);
                stack.addSlice(null, image.getStack().getPixels(index));
            }
            ImagePlus one = new ImagePlus(image.getTitle(), stack);
            one.setCalibration(image.getCalibration());
            one.setRoi(image.getRoi());
            stacks.add(GreyStack.orConstant(one, options));
        }
        List<String> remarks = framesAreClasses
                ? List.of("The " + frames + " time frames of '" + image.getTitle() + "' are read as classes.")
                : List.of();
        return new ClassMaps(stacks, image.getTitle(), remarks);
    }

    /**
     * Images of their own, each one class.
     *
     * @param names titles of open images or paths of files
     * @param options values of the command's keys
     * @return the maps, of one size
     * @throws IllegalArgumentException in one sentence, if one is missing or differs in size
     */
    public static ClassMaps named(List<String> names, Options options) {
        List<GreyStack> stacks = new ArrayList<>();
        for (String name : names) {
            ImagePlus image = WindowManager.getImage(name);
            if (image == null && new File(name).isFile()) {
                image = IJ.openImage(name);
            }
            if (image == null) {
                throw new IllegalArgumentException(
                        "'" + name + "' is neither the title of an open image nor an image file that ImageJ opens.");
            }
            GreyStack stack = GreyStack.orConstant(image, options);
            if (!stacks.isEmpty()
                    && (stack.grid().nx() != stacks.get(0).grid().nx()
                            || stack.grid().ny() != stacks.get(0).grid().ny()
                            || stack.grid().nz() != stacks.get(0).grid().nz())) {
                throw new IllegalArgumentException(
                        "'" + name + "' differs in size from '" + names.get(0) + "'; all maps must have one size.");
            }
            stacks.add(stack);
        }
        return new ClassMaps(stacks, String.join(", ", names), List.of());
    }
}
