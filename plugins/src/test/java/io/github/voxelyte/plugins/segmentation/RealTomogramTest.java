package io.github.voxelyte.plugins.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import io.github.voxelyte.plugins.command.HeadlessRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against the tomogram with known labels beside the repository. Reference: global Otsu (bins of 16 grey levels) gives the
 * threshold 27776, fraction 0.519 and Dice 0.9715; the true fraction is 0.5032492187.
 */
class RealTomogramTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    private ImagePlus tomogram;
    private ImagePlus truth;

    @BeforeEach
    void open() {
        Path file = DATA.resolve("nmc1-crop-tomogram-16bit.tif");
        assumeTrue(Files.exists(file), "no reference tomogram at ../shared/data beside the repository");
        tomogram = IJ.openImage(file.toString());
        truth = IJ.openImage(DATA.resolve("nmc1-crop-labels.tif").toString());
    }

    @AfterEach
    void close() {
        ImagePlus last = Interpreter.getLastBatchModeImage();
        while (last != null) {
            Interpreter.removeBatchModeImage(last);
            last = Interpreter.getLastBatchModeImage();
        }
    }

    /** Fraction active, and Dice coefficient 2|A∩B|/(|A|+|B|) with the true labels. */
    private double[] fractionAndDice(String options) {
        HeadlessRun run = HeadlessRun.of(new BinarizeTomogram(), tomogram, options);
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        long found = 0;
        long real = 0;
        long both = 0;
        long voxels = 0;
        for (int z = 1; z <= truth.getStackSize(); z++) {
            byte[] a = (byte[]) run.result().getStack().getPixels(z);
            byte[] b = (byte[]) truth.getStack().getPixels(z);
            for (int i = 0; i < a.length; i++) {
                found += a[i] == 1 ? 1 : 0;
                real += b[i] == 1 ? 1 : 0;
                both += a[i] == 1 && b[i] == 1 ? 1 : 0;
                voxels++;
            }
        }
        return new double[] {(double) found / voxels, 2.0 * both / (found + real)};
    }

    @Test
    void theReferenceThresholdGivesTheReferenceNumbers() {
        double[] result = fractionAndDice("method=Manual threshold=27776");
        assertEquals(0.519, result[0], 0.0005);
        assertEquals(0.9715, result[1], 0.00005);
    }

    @Test
    void otsuFindsTheReferenceThreshold() {
        assertEquals(0.519, fractionAndDice("method=Multi-Otsu phases=2")[0], 0.001);
        double[] imagej = fractionAndDice("method=Otsu");
        assertEquals(0.519, imagej[0], 0.002);
        assertTrue(imagej[1] >= 0.97, "Dice " + imagej[1]);
    }

    @Test
    void theTrueFractionGivesAGoodBinarization() {
        double[] result = fractionAndDice("fraction=0.503");
        assertEquals(0.503249, result[0], 0.001);
        assertTrue(result[1] >= 0.974, "Dice " + result[1]);
    }
}
