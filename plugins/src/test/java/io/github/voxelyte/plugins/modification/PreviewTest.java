package io.github.voxelyte.plugins.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.options.Options;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreviewTest {
    /** 12 layers whose share of active material falls from 0.9 to 0.35 towards the collector at the last. */
    private static ImagePlus stack() {
        ImagePlus image = IJ.createImage("stack", "8-bit black", 20, 20, 12);
        Random random = new Random(3);
        for (int z = 0; z < 12; z++) {
            byte[] pixels = (byte[]) image.getStack().getPixels(z + 1);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (random.nextDouble() < 0.9 - 0.05 * z ? 1 : 0);
            }
        }
        image.getCalibration().setUnit("um");
        return image;
    }

    private static Options options(Command command, String text) {
        return Options.parse(command.description().keys(), text);
    }

    @Test
    void cutLayersAreTintedOnTheirSlicesAndTheImageStays() {
        ImagePlus image = stack();
        byte[] before = ((byte[]) image.getStack().getPixels(12)).clone();
        Command command = new CropToContactCommand();
        Preview preview = command.preview(image).orElseThrow();
        preview.show(options(command, "ratio=0.5 tolerance=0.1"));
        int kept = HeadlessRun.of(command, image, "ratio=0.5 tolerance=0.1")
                .result()
                .getStackSize();
        assertTrue(kept < 12);
        assertEquals(12 - kept, image.getOverlay().size());
        for (Roi area : image.getOverlay()) {
            assertTrue(area.getPosition() > kept, "slice " + area.getPosition());
        }
        assertArrayEquals(before, (byte[]) image.getStack().getPixels(12));
        preview.clear();
        assertNull(image.getOverlay());
    }

    @Test
    void passivatedVoxelsOfTheSliceAreThoseOfTheResult() {
        ImagePlus image = stack();
        image.setSlice(5);
        Command command = new DelaminateCommand();
        Preview preview = command.preview(image).orElseThrow();
        preview.show(options(command, "degree=0.3"));
        ImageRoi shown = (ImageRoi) image.getOverlay().get(0);
        assertEquals(5, shown.getPosition());
        ImageProcessor colors = shown.getProcessor();
        byte[] result = (byte[])
                HeadlessRun.of(command, image, "degree=0.3").result().getStack().getPixels(5);
        int passivated = 0;
        for (int i = 0; i < result.length; i++) {
            assertEquals(result[i] == 2, (colors.get(i) & 0xffffff) != 0, "voxel " + i);
            passivated += result[i] == 2 ? 1 : 0;
        }
        assertTrue(passivated > 0);
        preview.clear();
        assertNull(image.getOverlay());
    }

    @Test
    void whatHasNoPreviewShowsNothing() {
        ImagePlus image = stack();
        Command delaminate = new DelaminateCommand();
        delaminate.preview(image).orElseThrow().show(options(delaminate, "degree=0.3 face_mask"));
        assertNull(image.getOverlay());
        Command crop = new CropToContactCommand();
        crop.preview(image).orElseThrow().show(options(crop, "ratio=0.5 mode=[random voxels]"));
        assertNull(image.getOverlay());
    }
}
