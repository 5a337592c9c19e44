package io.github.voxelyte.plugins.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.StackInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCathodeCommandTest {
    private static final String SMALL = "width=50 height=44 depth=40 ";

    @TempDir
    Path folder;

    @Test
    void tomogramAndTruthAreWrittenAndTheTomogramIsActive() throws IOException {
        HeadlessRun run = run(SMALL + "amsvf=0.5 voxel_um=0.8 collector=first seed=7 output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertEquals("tomogram", run.result().getTitle());
        ImagePlus truth = IJ.openImage(folder.resolve("truth.tif").toString());
        ImagePlus tomogram = IJ.openImage(folder.resolve("tomogram.tif").toString());
        for (ImagePlus image : new ImagePlus[] {truth, tomogram}) {
            assertArrayEquals(new int[] {50, 44, 1, 40, 1}, image.getDimensions());
            assertEquals(8, image.getBitDepth());
            assertEquals(0.8, image.getCalibration().pixelWidth, 1e-12);
            assertEquals(0.8, image.getCalibration().pixelDepth, 1e-12);
            assertTrue(image.getCalibration().getUnit().matches("um|µm|micron"));
        }
        StackInfo info = StackInfo.of(truth).orElseThrow();
        assertTrue(info.labels());
        assertEquals(Axis.Z, info.axis());
        assertEquals(Collector.FIRST, info.collector());
        assertTrue(info.history().get(0).contains("amsvf=0.5"), info.history().toString());
        assertFalse(StackInfo.of(tomogram).orElseThrow().labels());
        assertEquals(0.5, share(truth, 1), 0.5 / (50 * 44 * 40) + 1e-12);
        assertEquals(0.5, share(truth, 0), 0.5 / (50 * 44 * 40) + 1e-12);
        String summary = Files.readString(folder.resolve("generate.summary.json"));
        assertTrue(summary.contains("\"AMSVF\"") && summary.contains("\"seed\" : 7"), summary);
    }

    @Test
    void activeMaterialIsBrighterByTheContrast() {
        HeadlessRun run = run(SMALL + "bits=16 noise=0 blur=0 artifacts=0 dense_faces=0");
        ImagePlus tomogram = run.result();
        assertEquals(16, tomogram.getBitDepth());
        double darkest = Double.POSITIVE_INFINITY;
        double brightest = 0;
        for (int z = 1; z <= 40; z++) {
            darkest = Math.min(darkest, tomogram.getStack().getProcessor(z).getStats().min);
            brightest = Math.max(brightest, tomogram.getStack().getProcessor(z).getStats().max);
        }
        assertEquals(0.25 * 65535, darkest, 1);
        assertEquals(0.59 * 65535, brightest, 1);
    }

    @Test
    void sameSeedSamePixelsInEveryLocale() {
        Locale before = Locale.getDefault();
        ImagePlus first = run(SMALL + "seed=3").result();
        try {
            Locale.setDefault(Locale.GERMANY);
            ImagePlus second = run(SMALL + "seed=3").result();
            ImagePlus other = run(SMALL + "seed=4").result();
            boolean differs = false;
            for (int z = 1; z <= 40; z++) {
                byte[] pixels = (byte[]) first.getStack().getPixels(z);
                assertArrayEquals(pixels, (byte[]) second.getStack().getPixels(z));
                differs |= !Arrays.equals(pixels, (byte[]) other.getStack().getPixels(z));
            }
            assertTrue(differs);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amsvf=46|amsvf=46|0.3 to 0.65",
                "amsvf=0.2|amsvf=0.2|0.3 to 0.65",
                "amsvf=half|amsvf=half|a number",
                "diameter_um=0|diameter_um=0|above 0",
                "diameter_um=2|2.0 um|at least 3.0 voxels",
                "depth=12|too thin|dense_faces=0",
                "width=0|width=0|whole number",
                "width=100000 height=100000|2^31|crop",
                "contact=0.6|contact|0.46",
                "gradient=0.5|gradient=0.5|-0.2 to 0.2",
                "bits=12|bits=12|8, 16",
                "porosity=0.5|porosity|allowed: width",
                "seed=1.5|seed=1.5|whole number"
            })
    void badInputIsOneSentenceAndLeavesNothing(String options, String names, String allows) throws IOException {
        ImagePlus bystander = IJ.createImage("bystander", "8-bit black", 4, 4, 2);
        HeadlessRun run = HeadlessRun.of(
                new GenerateCathodeCommand(), bystander, options + " output=[" + folder.resolve("out") + "]");
        String message = run.error().orElseThrow();
        assertTrue(message.contains(names) && message.contains(allows), message);
        assertNull(run.result(), "the active image is still the bystander");
        assertFalse(Files.exists(folder.resolve("out").resolve("tomogram.tif")));
    }

    private static HeadlessRun run(String options) {
        return HeadlessRun.of(new GenerateCathodeCommand(), null, options);
    }

    private static double share(ImagePlus labels, int label) {
        long count = 0;
        for (int z = 1; z <= labels.getStackSize(); z++) {
            for (byte value : (byte[]) labels.getStack().getPixels(z)) {
                if (value == label) {
                    count++;
                }
            }
        }
        return (double) count / labels.getWidth() / labels.getHeight() / labels.getStackSize();
    }
}
