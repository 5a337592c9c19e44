package io.github.voxelyte.plugins.files;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.List;

/** A part of a stack that is read alone, slice by slice [voxels]. */
record VoxelBox(int x, int y, int z, int width, int height, int depth) {
    private static final int NUMBERS = 6;

    /** Takes the numbers of the key. */
    static VoxelBox of(List<Double> numbers) {
        boolean whole = numbers.stream().allMatch(number -> number == Math.rint(number) && number < Integer.MAX_VALUE);
        if (numbers.size() != NUMBERS || !whole) {
            throw new IllegalArgumentException(
                    "box takes six whole numbers, x,y,z,width,height,depth in voxels, as in box=0,0,0,100,100,50.");
        }
        int[] n = numbers.stream().mapToInt(Double::intValue).toArray();
        return new VoxelBox(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    /** The part of a stack whose slices are still in its file. */
    ImagePlus of(ImagePlus whole, Progress progress) {
        ImageStack from = whole.getStack();
        boolean fits = reaches(x, width, from.getWidth())
                && reaches(y, height, from.getHeight())
                && reaches(z, depth, from.size());
        if (!fits) {
            throw new IllegalArgumentException("box=" + x + "," + y + "," + z + "," + width + "," + height + "," + depth
                    + " is not within the stack of " + from.getWidth() + " x " + from.getHeight() + " x " + from.size()
                    + " voxels.");
        }
        ImageStack part = new ImageStack(width, height);
        for (int slice = 0; slice < depth; slice++) {
            progress.update((double) slice / depth);
            ImageProcessor pixels = from.getProcessor(z + slice + 1);
            pixels.setRoi(x, y, width, height);
            part.addSlice(null, pixels.crop());
        }
        ImagePlus cut = new ImagePlus(whole.getTitle(), part);
        cut.setCalibration(whole.getCalibration().copy());
        if (whole.getInfoProperty() != null) {
            cut.setProperty("Info", whole.getInfoProperty());
        }
        return cut;
    }

    private static boolean reaches(int from, int length, int available) {
        return length > 0 && (long) from + length <= available;
    }
}
