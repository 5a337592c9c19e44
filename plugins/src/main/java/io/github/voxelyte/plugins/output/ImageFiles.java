package io.github.voxelyte.plugins.output;

import ij.ImagePlus;
import ij.io.FileSaver;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Images as files. The image itself, its title and its file stay as they are. */
final class ImageFiles {
    private ImageFiles() {}

    /** A stack with calibration, look-up table, info and overlay, as ImageJ reads it again. */
    static void tiff(ImagePlus image, Path file) throws IOException {
        ImagePlus copy = new ImagePlus(image.getTitle(), image.getStack()); // saving renames the image it is given
        copy.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
        copy.setCalibration(image.getCalibration());
        copy.setProperty("Info", image.getInfoProperty());
        copy.setLut(image.getProcessor().getLut());
        copy.setDisplayRange(image.getDisplayRangeMin(), image.getDisplayRangeMax());
        copy.setOverlay(image.getOverlay());
        FileSaver saver = new FileSaver(copy);
        boolean saved =
                image.getStackSize() > 1 ? saver.saveAsTiffStack(file.toString()) : saver.saveAsTiff(file.toString());
        if (!saved) {
            throw new IOException(file.getFileName() + " could not be written");
        }
    }

    /** A picture as it is displayed. */
    static void png(ImagePlus picture, Path file) throws IOException {
        if (!ImageIO.write(picture.getBufferedImage(), "png", file.toFile())) {
            throw new IOException(file.getFileName() + " could not be written");
        }
    }
}
