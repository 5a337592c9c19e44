package io.github.voxelyte.plugins.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import io.github.voxelyte.plugins.command.HeadlessRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
    private static final int[] FILLED = {30, 62, 50, 45, 46, 44, 45, 46, 48, 66};

    @TempDir
    Path folder;

    @AfterEach
    void closeResults() {
        ImagePlus last = Interpreter.getLastBatchModeImage();
        while (last != null) {
            Interpreter.removeBatchModeImage(last);
            last = Interpreter.getLastBatchModeImage();
        }
    }

    /** Layers along z filled to known per cents. */
    private static ImagePlus stack(String unit) {
        ImageStack stack = new ImageStack(10, 10);
        for (int filled : FILLED) {
            ByteProcessor slice = new ByteProcessor(10, 10);
            for (int i = 0; i < filled; i++) {
                slice.set(i * 37 % 100, 1);
            }
            stack.addSlice(slice);
        }
        ImagePlus image = new ImagePlus("electrode", stack);
        image.getCalibration().setUnit(unit);
        image.getCalibration().pixelDepth = 2;
        return image;
    }

    private static HeadlessRun run(ImagePlus image, String options) {
        return HeadlessRun.of(new ProfileCommand(), image, options);
    }

    private String[] rows(ImagePlus image, String options, String file) throws IOException {
        HeadlessRun run = run(image, options + " output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        return Files.readString(folder.resolve(file)).split("\n", -1);
    }

    @Test
    void tablePeaksAndPlot() throws IOException {
        String[] rows = rows(stack("um"), "", "profile.csv");
        assertEquals("Layer,Position [um],AMSVF,Standard deviation over tiles,Lowest tile,Highest tile", rows[0]);
        assertEquals(12, rows.length, "heads, ten layers and the end of the last line");
        assertTrue(rows[1].startsWith("0,1,0.3,"), rows[1]);
        assertTrue(rows[10].startsWith("9,19,0.66,"), rows[10]);
        String[] peaks = Files.readString(folder.resolve("profile_peaks.csv")).split("\n", -1);
        assertTrue(peaks[1].startsWith("first,1,3,0.62,"), peaks[1]);
        assertTrue(peaks[2].startsWith("last,9,19,0.66,") && peaks[2].endsWith(",yes"), peaks[2]);
        BufferedImage plot = ImageIO.read(folder.resolve("profile.png").toFile());
        assertTrue(plot.getWidth() > 1000 && plot.getHeight() > 600);
        JsonNode reached = new ObjectMapper()
                .readTree(folder.resolve("profile.summary.json").toFile())
                .path("reached");
        assertEquals(0.482, reached.path("mean_amsvf").asDouble(), 1e-9);
        assertEquals("z", reached.path("axis").asText());
    }

    @Test
    void anyAxisAndForeignLabels() throws IOException {
        ImagePlus image = stack("micron");
        for (int z = 1; z <= 10; z++) {
            byte[] pixels = (byte[]) image.getStack().getPixels(z);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (pixels[i] == 1 ? 7 : 3);
            }
        }
        String[] rows = rows(image, "axis=y active=7 electrolyte=3", "profile.csv");
        double sum = 0;
        for (int i = 1; i <= 10; i++) {
            sum += Double.parseDouble(rows[i].split(",", -1)[2]);
        }
        assertEquals(4.82, sum, 1e-9);
        assertTrue(rows[1].startsWith("0,0.5,"), rows[1]);
        assertTrue(run(image, "").error().orElseThrow().contains("3, 7"));
    }

    @Test
    void withoutAUnitThereAreLayersButNoPositions() throws IOException {
        String[] rows = rows(stack("pixel"), "", "profile.csv");
        assertTrue(rows[2].startsWith("1,NaN,0.62,"), rows[2]);
        String summary = Files.readString(folder.resolve("profile.summary.json"));
        assertTrue(summary.contains("no unit of length"), summary);
        assertTrue(rows(stack("pixel"), "voxel_um=0.5", "profile.csv")[2].startsWith("1,0.75,0.62,"));
    }

    @Test
    void badInputIsRefused() {
        ImagePlus empty = IJ.createImage("empty", "8-bit black", 5, 5, 5);
        String message = run(empty, "").error().orElseThrow();
        assertTrue(message.contains("no active"), message);
        assertFalse(message.contains("should not have happened"), message);
        assertTrue(run(stack("um"), "axis=w").error().orElseThrow().contains("axis=w"));
        assertTrue(run(stack("um"), "tiles=0").error().orElseThrow().contains("tiles=0"));
        assertTrue(run(null, "").error().orElseThrow().contains("image"));
    }
}
