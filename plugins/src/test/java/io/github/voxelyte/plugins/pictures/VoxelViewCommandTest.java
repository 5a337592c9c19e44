package io.github.voxelyte.plugins.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.voxelyte.plugins.command.HeadlessRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoxelViewCommandTest {
    @TempDir
    Path folder;

    /** A block of active material in the middle of electrolyte. */
    private static ImagePlus electrode() {
        ImageStack stack = new ImageStack(12, 10);
        for (int z = 0; z < 8; z++) {
            ByteProcessor slice = new ByteProcessor(12, 10);
            if (z > 1 && z < 6) {
                slice.setRoi(3, 2, 6, 6);
                slice.setColor(1);
                slice.fill();
            }
            stack.addSlice(slice);
        }
        ImagePlus image = new ImagePlus("electrode", stack);
        image.getCalibration().setUnit("um");
        return image;
    }

    private static ImagePlus field(int width) {
        ImageStack stack = new ImageStack(width, 10);
        for (int z = 0; z < 8; z++) {
            FloatProcessor slice = new FloatProcessor(width, 10);
            slice.set(0.1 * z);
            stack.addSlice(slice);
        }
        return new ImagePlus("lithiation", stack);
    }

    @Test
    void picturesAreImagesAndPng() throws IOException {
        HeadlessRun run =
                HeadlessRun.of(new VoxelViewCommand(), electrode(), "width=200 colour=blue output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertEquals("view", run.result().getTitle());
        BufferedImage png = ImageIO.read(folder.resolve("view.png").toFile());
        assertEquals(200, png.getWidth());
        int centre = png.getRGB(100, png.getHeight() / 2);
        assertTrue((centre & 0xff) > (centre >> 16 & 0xff) + 20, "blue: " + Integer.toHexString(centre));
        assertEquals(0xffffffff, png.getRGB(1, 1));
    }

    @Test
    void fieldsGetAColourBar() throws IOException {
        Path file = folder.resolve("lithiation.tif");
        IJ.saveAsTiff(field(12), file.toString());
        HeadlessRun run = HeadlessRun.of(
                new VoxelViewCommand(),
                electrode(),
                "field=[" + file + "] width=300 title=[lithiation x] min=0 max=0.7 output=[" + folder.resolve("out")
                        + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        BufferedImage png = ImageIO.read(folder.resolve("out/view.png").toFile());
        assertTrue(png.getWidth() > 320, "the bar stands to the right");
        long colours = Arrays.stream(png.getRGB(316, 0, 1, png.getHeight(), null, 0, 1))
                .distinct()
                .count();
        assertTrue(colours > 50, "the bar runs through the colours: " + colours);
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        Path file = folder.resolve("narrow.tif");
        IJ.saveAsTiff(field(9), file.toString());
        assertMessage("32-bit stack of 12×10×8", "field=[" + file + "]");
        assertMessage("neither an open image nor a file", "field=nothing");
        assertMessage("8-bit stack of 12×10×8", "face_mask=[" + file + "]");
        assertMessage("elevation=100", "elevation=100");
        assertMessage("width=3", "width=3");
    }

    private static void assertMessage(String part, String options) {
        HeadlessRun run = HeadlessRun.of(new VoxelViewCommand(), electrode(), options);
        assertTrue(run.error().orElse("no error").contains(part), run.error().toString());
    }
}
