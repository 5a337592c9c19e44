package io.github.voxelyte.plugins.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.voxelyte.plugins.options.Options;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreyStackTest {
    private static final Options NONE = Options.parse(List.of(ImageKeys.VOXEL_UM), "");

    private static String refused(ImagePlus image) {
        return assertThrows(IllegalArgumentException.class, () -> GreyStack.of(image, NONE))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32})
    void allDepthsAreReadWithoutCopying(int bits) {
        ImagePlus image = IJ.createImage("g", bits + "-bit ramp", 8, 4, 3);
        GreyStack grey = GreyStack.of(image, NONE);
        assertEquals(bits, grey.bits());
        assertSame(image.getStack().getPixels(2), grey.plane(1));
        assertTrue(grey.min() < grey.max());
    }

    @Test
    void valuesThatAreNoNumbersAreNamedWithTheirPlace() {
        ImagePlus image = IJ.createImage("g", "32-bit ramp", 8, 4, 3);
        image.getStack().getProcessor(2).setf(3, 1, Float.NaN);
        assertTrue(refused(image).startsWith("'g' holds NaN at x=3, y=1, slice 2;"), refused(image));
        image.getStack().getProcessor(2).setf(3, 1, Float.NEGATIVE_INFINITY);
        assertTrue(refused(image).startsWith("'g' holds -Infinity at x=3, y=1, slice 2;"));
    }

    @Test
    void constantImagesAreRefused() {
        assertEquals(
                "'g' has the value 0.0 everywhere; there is nothing to see.",
                refused(IJ.createImage("g", "16-bit black", 8, 4, 3)));
    }

    @Test
    void signedSixteenBitIsRefusedWithTheRemedy() {
        ImagePlus image = IJ.createImage("g", "16-bit ramp", 8, 4, 3);
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-32768, 1}, "HU");
        assertEquals(
                "'g' has a calibration function (signed 16-bit), so its grey values are not those shown: convert it to"
                        + " 32-bit under Image › Type.",
                refused(image));
    }

    @Test
    void wrongShapesAreRefused() {
        assertTrue(refused(null).startsWith("There is no image"));
        assertTrue(refused(IJ.createImage("g", "16-bit ramp", 8, 4, 1)).contains("single slice"));
        assertTrue(refused(IJ.createImage("g", "RGB ramp", 8, 4, 2)).contains("RGB"));
        assertTrue(refused(IJ.createHyperStack("g", 4, 4, 2, 3, 1, 16)).contains("channels"));
        assertTrue(refused(IJ.createHyperStack("g", 4, 4, 1, 1, 3, 16)).contains("time frames"));
        ImagePlus image = IJ.createImage("g", "16-bit ramp", 8, 4, 3);
        image.setRoi(new OvalRoi(0, 0, 4, 4));
        assertTrue(refused(image).contains("no rectangle"));
    }

    @Test
    void virtualStacksAreNeverInMemoryAsAWhole() {
        int[] read = new int[1];
        ImageStack virtual = new VirtualStack(4, 3, 5) {
            @Override
            public ImageProcessor getProcessor(int n) {
                read[0]++;
                ShortProcessor slice = new ShortProcessor(4, 3);
                slice.set(1, 0, n);
                return slice;
            }
        };
        GreyStack grey = GreyStack.of(new ImagePlus("v", virtual), NONE);
        int afterChecks = read[0];
        assertEquals(3, ((short[]) grey.plane(2))[1]);
        assertEquals(afterChecks + 1, read[0]);
    }
}
