package io.github.voxelyte.plugins.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.images.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceOverlayCommandTest {
    @TempDir
    Path folder;

    /** 10×6×4 voxels, active where x is below 3; edges 1, 1, 2 um. */
    private static ImagePlus labels() {
        ImagePlus image = IJ.createImage("labels", "8-bit black", 10, 6, 4);
        for (int z = 1; z <= 4; z++) {
            for (int i = 0; i < 60; i++) {
                image.getStack().getProcessor(z).set(i, i % 10 < 3 ? 1 : 0);
            }
        }
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelDepth = 2;
        return image;
    }

    private static HeadlessRun run(String options) {
        return HeadlessRun.of(new SliceOverlayCommand(), labels(), options);
    }

    @Test
    void labelsAloneHaveTheColoursOfThePhases() {
        ImagePlus picture = run("width=100").result();
        assertEquals("overlay", picture.getTitle());
        assertEquals(Phase.ACTIVE.color().getRGB(), picture.getProcessor().get(25, 30));
        assertEquals(Phase.ELECTROLYTE.color().getRGB(), picture.getProcessor().get(35, 30));
        assertTrue(picture.getHeight() > 60, "a strip below");
    }

    @Test
    void cutsThroughTheStackKeepItsProportions() {
        ImagePlus picture = run("width=100 normal=y").result();
        // 10 voxels of 1 um across, 4 of 2 um down
        assertEquals(100, picture.getWidth());
        assertEquals(Phase.ACTIVE.color().getRGB(), picture.getProcessor().get(5, 79));
        assertEquals(0xffffffff, picture.getProcessor().get(5, 81));
    }

    @Test
    void electrolyteIsClearOverGreyValues() throws Exception {
        ImagePlus grey = IJ.createImage("grey", "8-bit black", 10, 6, 4);
        for (int z = 1; z <= 4; z++) {
            for (int i = 0; i < 60; i++) {
                grey.getStack().getProcessor(z).set(i, 51);
            }
        }
        grey.setDisplayRange(0, 102);
        String path = folder.resolve("grey.tif").toString();
        new FileSaver(grey).saveAsTiffStack(path);
        ImagePlus picture = run("width=100 opacity=1 grey=[" + path + "] output=[" + folder.resolve("out") + "]")
                .result();
        assertEquals(0xff808080, picture.getProcessor().get(55, 30));
        assertEquals(0xffE69F00, picture.getProcessor().get(5, 30));
        assertTrue(Files.exists(folder.resolve("out/overlay.png")));
    }

    @ParameterizedTest
    @CsvSource({"7.3, 5", "30, 20", "100, 100", "0.012, 0.01", "49.9, 20", "50, 50"})
    void scaleBarsHaveRoundLengths(double length, double expected) {
        assertEquals(expected, SlicePicture.roundLength(length), 1e-12);
    }

    @Test
    void mistakesAreNamed() {
        assertEquals(
                "slice=9 is more than the stack has along z: 4.",
                run("slice=9").error().orElseThrow());
        assertEquals(
                "grey=nowhere is neither an open image nor a file.",
                run("grey=nowhere").error().orElseThrow());
    }
}
