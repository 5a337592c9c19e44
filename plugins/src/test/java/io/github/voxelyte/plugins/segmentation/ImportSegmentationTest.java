package io.github.voxelyte.plugins.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.images.StackInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps as Labkit, Trainable Weka Segmentation and ilastik write them. */
class ImportSegmentationTest {
    private static final int NX = 6;
    private static final int NY = 5;
    private static final int NZ = 4;

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

    private static int truth(int x, int z) {
        return (x + z) % 3;
    }

    /** Three classes: 0.7 for the true one, 0.2 and 0.1 for the others; channels or frames are the classes. */
    private static ImagePlus maps(int bits, double one, boolean frames) {
        ImagePlus image = IJ.createHyperStack("maps", NX, NY, frames ? 1 : 3, NZ, frames ? 3 : 1, bits);
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelWidth = 0.4;
        image.getCalibration().pixelHeight = 0.4;
        image.getCalibration().pixelDepth = 0.4;
        for (int c = 0; c < 3; c++) {
            for (int z = 0; z < NZ; z++) {
                int index = frames ? image.getStackIndex(1, z + 1, c + 1) : image.getStackIndex(c + 1, z + 1, 1);
                for (int i = 0; i < NX * NY; i++) {
                    double p = new double[] {0.7, 0.2, 0.1}[Math.floorMod(c - truth(i % NX, z), 3)];
                    image.getStack().getProcessor(index).setf(i, (float) (bits == 32 ? one * p : Math.round(one * p)));
                }
            }
        }
        return image;
    }

    private static ImagePlus imported(ImagePlus image, String options) {
        HeadlessRun run = HeadlessRun.of(new ImportSegmentation(), image, options);
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        return run.result();
    }

    private void refuses(ImagePlus image, String options, String... parts) {
        String message =
                HeadlessRun.of(new ImportSegmentation(), image, options).error().orElseThrow();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("should not have happened"), message);
    }

    @ParameterizedTest
    @CsvSource({"32, 1, false", "32, 255, false", "8, 255, false", "32, 1, true", "16, 65535, false"})
    void probabilitiesOfThreeClasses(int bits, double one, boolean frames) throws IOException {
        int[] phases = {4, 1, 0};
        ImagePlus labels = imported(maps(bits, one, frames), "labels=4,1,0 axis=x output=[" + folder + "]");
        for (int z = 0; z < NZ; z++) {
            for (int i = 0; i < NX * NY; i++) {
                assertEquals(
                        phases[truth(i % NX, z)],
                        labels.getStack().getProcessor(z + 1).get(i));
            }
        }
        StackInfo info = StackInfo.of(labels).orElseThrow();
        assertTrue(info.labels());
        assertEquals("X", info.axis().name());
        assertEquals(0.4, labels.getCalibration().pixelDepth, 1e-12);
        String[] lines = Files.readString(folder.resolve("import.csv")).split("\n", -1);
        assertEquals("Class,Value,Label,Phase,Fraction,Mean probability,Fraction low,Fraction high", lines[0]);
        assertTrue(lines[1].startsWith("1,NaN,4,void,0.333"), lines[1]);
    }

    @Test
    void oneStackAClassFromFiles() {
        ImagePlus all = maps(32, 1, false);
        StringBuilder names = new StringBuilder();
        for (int c = 0; c < 3; c++) {
            ImagePlus one = IJ.createImage("class " + c, NX, NY, NZ, 32);
            for (int z = 0; z < NZ; z++) {
                one.getStack().setPixels(all.getStack().getPixels(all.getStackIndex(c + 1, z + 1, 1)), z + 1);
            }
            Path file = folder.resolve("class " + c + ".tif");
            IJ.saveAsTiff(one, file.toString());
            names.append(c == 0 ? "" : ",").append(file);
        }
        ImagePlus labels = imported(null, "maps=[" + names + "] labels=0,1,0 voxel_um=0.4");
        for (int z = 0; z < NZ; z++) {
            for (int i = 0; i < NX * NY; i++) {
                assertEquals(
                        truth(i % NX, z) == 1 ? 1 : 0,
                        labels.getStack().getProcessor(z + 1).get(i));
            }
        }
        refuses(null, "maps=[" + folder.resolve("none.tif") + "]", "none.tif", "neither");
        refuses(null, "", "There is no image");
    }

    @Test
    void aSingleMapIsTheSecondOfTwoClasses() {
        ImagePlus map = IJ.createImage("p", NX, NY, NZ, 32);
        map.getStack().getProcessor(2).setf(7, 0.8f);
        map.getStack().getProcessor(3).setf(7, 0.4f);
        ImagePlus labels = imported(map, "");
        assertEquals(1, labels.getStack().getProcessor(2).get(7));
        assertEquals(0, labels.getStack().getProcessor(3).get(7));
    }

    @ParameterizedTest
    @CsvSource({"8", "16", "32"})
    void labelMaps(int bits) {
        ImagePlus map = IJ.createImage("classes", NX, NY, NZ, bits);
        byte[] expected = new byte[NX * NY];
        for (int z = 1; z <= NZ; z++) {
            for (int i = 0; i < NX * NY; i++) {
                map.getStack().getProcessor(z).setf(i, 1 + i % 3); // ilastik counts from 1
                expected[i] = new byte[] {0, 1, 3}[i % 3];
            }
        }
        ImagePlus labels = imported(map, "labels=0,1,3");
        assertArrayEquals(expected, (byte[]) labels.getStack().getPixels(2));
        refuses(map, "", "3 classes", "labels=4,0,1");
        refuses(map, "labels=0,1", "3 classes", "names 2");
        refuses(map, "labels=0,1,7", "labels=0,1,7");
        refuses(map, "labels=0,1,1.5", "whole");
    }

    @Test
    void whatIsNoSegmentationIsRefusedInOneSentence() {
        ImagePlus off = maps(32, 1, false);
        off.getStack().getProcessor(off.getStackIndex(2, 3, 1)).setf(8, 0.1f);
        refuses(off, "labels=4,1,0", "sum to", "x = 2, y = 1, slice 3");
        ImagePlus half = maps(32, 1, false);
        refuses(half, "kind=labels labels=4,1,0", "one stack of labels", "3 maps");
        ImagePlus many = IJ.createImage("particles", 20, 20, 3, 16);
        for (int i = 0; i < 400; i++) {
            many.getStack().getProcessor(2).set(i, i);
        }
        refuses(many, "", "'particles' holds 400 labels", "255");
        ImagePlus fraction = IJ.createImage("fraction", NX, NY, NZ, 32);
        fraction.getStack().getProcessor(1).setf(3, 2.5f);
        refuses(fraction, "", "2.5", "x = 3", "whole numbers");
        refuses(IJ.createImage("rgb", "RGB white", 8, 8, 3), "", "RGB");
        ImagePlus both = IJ.createHyperStack("both", 4, 4, 2, 3, 2, 32);
        refuses(both, "", "channels", "time frames");
    }
}
