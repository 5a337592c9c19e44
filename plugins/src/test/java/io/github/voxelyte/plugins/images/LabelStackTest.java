package io.github.voxelyte.plugins.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelStackTest {
    private static final double EXACT = 1e-18; // [m]

    @TempDir
    Path folder;

    private static Options options(String macro) {
        List<Key<?>> keys = new ArrayList<>(ImageKeys.LABEL_KEYS);
        keys.addAll(List.of(ImageKeys.VOXEL_UM, ImageKeys.AXIS, ImageKeys.COLLECTOR));
        return Options.parse(keys, macro);
    }

    /** A 4×3×2 stack whose first voxels have these labels; all others are 0. */
    private static ImagePlus stack(int... labels) {
        ImagePlus image = IJ.createImage("s", "8-bit black", 4, 3, 2);
        for (int i = 0; i < labels.length; i++) {
            image.getStack().getProcessor(1).set(i, labels[i]);
        }
        return image;
    }

    private static String refused(ImagePlus image, String macro) {
        return assertThrows(IllegalArgumentException.class, () -> LabelStack.of(image, options(macro)))
                .getMessage();
    }

    @Test
    void eightBitSlicesAreWrappedNotCopied() {
        ImagePlus image = stack(1, 1, 0);
        LabelStack labels = LabelStack.of(image, options(""));
        assertSame(image.getStack().getPixels(1), labels.raw().plane(0));
        assertSame(labels.raw(), labels.phases());
    }

    @Test
    void masksMeanElectrolyteAndActive() {
        LabelStack labels = LabelStack.of(stack(255, 255), options(""));
        assertEquals(2, labels.phases().counts()[1]);
        assertEquals(List.of(255), labels.labelsOf("active"));
        assertEquals(List.of("'s' is read as a mask: 0 electrolyte, 255 active."), labels.remarks());
    }

    @Test
    void keysGiveLabelsTheirMeaning() {
        LabelStack labels = LabelStack.of(stack(7, 9, 9, 12), options("active=7 electrolyte=0,9 void=12"));
        assertEquals(1, labels.phases().counts()[Phase.ACTIVE.label()]);
        assertEquals(22, labels.phases().counts()[Phase.ELECTROLYTE.label()]);
        assertEquals(1, labels.phases().counts()[Phase.VOID.label()]);
        assertEquals(List.of(0, 9), labels.labelsOf("electrolyte"));
        assertEquals(List.of(9), labels.labelsOf("9"));
    }

    @Test
    void foreignLabelsWithoutKeysAreRefusedByName() {
        assertEquals(
                "'s' holds the values 0, 7, 128; 7, 128 have no meaning: name them by the keys electrolyte, active,"
                        + " passivated, additive, void, as in active=7.",
                refused(stack(7, 128), ""));
        assertTrue(refused(stack(7, 128), "active=7").contains("128 have no meaning"));
    }

    @Test
    void aLabelHasOneMeaning() {
        assertEquals(
                "Label 1 is given as electrolyte and as active; it can only be one of them.",
                refused(stack(1), "active=1 electrolyte=0,1"));
    }

    @Test
    void absentPhasesAreNamedWithWhatIsThere() {
        LabelStack labels = LabelStack.of(stack(1), options(""));
        assertEquals(
                "There is no additive in 's': it holds 0 (electrolyte), 1 (active).",
                assertThrows(IllegalArgumentException.class, () -> labels.labelsOf("additive"))
                        .getMessage());
        assertEquals(
                "There is no label 3 in 's': it holds 0 (electrolyte), 1 (active).",
                assertThrows(IllegalArgumentException.class, () -> labels.labelsOf("3"))
                        .getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> labels.labelsOf("pores"))
                .getMessage()
                .startsWith("The phase 'pores' is not known; allowed: electrolyte, active"));
    }

    @Test
    void meaningAxisCollectorHistoryLookUpTableAndCalibrationSurviveTiff() {
        VoxelGrid grid = new VoxelGrid(4, 3, 2, 1e-6, 1e-6, 2e-6);
        byte[] flat = new byte[24];
        flat[5] = 2;
        StackInfo info = new StackInfo(true, Axis.X, Collector.FIRST, List.of("one, µ", "two"));
        ImagePlus made = ResultImages.labels("l", PhaseMap.ofFlat(grid, flat), VoxelSize.of(grid), info);
        String path = folder.resolve("l.tif").toString();
        assertTrue(new FileSaver(made).saveAsTiffStack(path));
        ImagePlus read = IJ.openImage(path);
        LabelStack labels = LabelStack.of(read, options(""));
        assertEquals(info, StackInfo.of(read).orElseThrow());
        assertEquals(Axis.X, labels.axis());
        assertEquals(Collector.FIRST, labels.collector());
        assertEquals(2e-6, labels.grid().dz(), EXACT);
        assertTrue(labels.voxelSize().isPhysical());
        assertEquals(Phase.PASSIVATED, labels.phaseOf(2));
        assertTrue(labels.remarks().isEmpty());
        assertEquals(
                Phase.PASSIVATED.color().getRGB(), read.getProcessor().getLut().getRGB(2));
        assertEquals(
                Axis.Y, LabelStack.of(read, options("axis=y collector=last")).axis());
    }

    @ParameterizedTest
    @CsvSource({"um,1e-6", "µm,1e-6", "\u03bcm,1e-6", "micron,1e-6", "nm,1e-9", "mm,1e-3", "m,1"})
    void unitsAreUnderstood(String unit, double metres) {
        ImagePlus image = stack(1);
        image.getCalibration().setUnit(unit);
        image.getCalibration().pixelDepth = 10;
        VoxelGrid grid = LabelStack.of(image, options("")).grid();
        assertEquals(metres, grid.dx(), metres * 1e-12);
        assertEquals(10 * metres, grid.dz(), metres * 1e-11);
    }

    @Test
    void physicalQuantitiesNeedAUnitAndSaySo() {
        LabelStack bare = LabelStack.of(stack(1), options(""));
        assertFalse(bare.voxelSize().isPhysical());
        assertEquals(
                "'s' has no unit of length (its unit is 'pixel'), but a surface area needs one: give voxel_um= or set it"
                        + " under Image › Properties.",
                assertThrows(IllegalArgumentException.class, () -> bare.requirePhysical("a surface area"))
                        .getMessage());
        assertEquals(
                0.4e-6, LabelStack.of(stack(1), options("voxel_um=0.4")).grid().dy(), EXACT);
        assertEquals(
                5e-6,
                LabelStack.of(stack(1), options("voxel_um=0.5,0.5,5")).grid().dz(),
                EXACT);
        assertTrue(refused(stack(1), "voxel_um=1,2").startsWith("voxel_um takes one edge or three"));
    }

    @Test
    void aRectangleCropsAndOtherSelectionsAreRefused() {
        ImagePlus image = stack(0, 1, 1, 0);
        image.setRoi(1, 0, 2, 1);
        LabelStack labels = LabelStack.of(image, options(""));
        assertEquals(2, labels.grid().nx());
        assertEquals(2, labels.phases().counts()[1]);
        image.setRoi(new OvalRoi(0, 0, 3, 3));
        assertTrue(refused(image, "").contains("a selection that is no rectangle (Oval)"));
    }

    @Test
    void wrongImagesAreRefusedWithTheRemedy() {
        assertEquals("There is no image: open a stack first.", refused(null, ""));
        assertTrue(refused(IJ.createImage("s", "8-bit", 4, 4, 1), "").startsWith("'s' is a single slice"));
        assertTrue(refused(IJ.createImage("s", "RGB", 4, 4, 3), "").startsWith("'s' is an RGB image"));
        assertTrue(refused(IJ.createImage("s", "32-bit", 4, 4, 3), "").startsWith("'s' is a 32-bit stack"));
        assertTrue(refused(IJ.createHyperStack("s", 4, 4, 2, 3, 1, 8), "").startsWith("'s' has 2 channels"));
        assertTrue(refused(IJ.createHyperStack("s", 4, 4, 1, 3, 2, 8), "").startsWith("'s' has 2 time frames"));
        assertTrue(refused(IJ.createHyperStack("s", 4, 4, 1, 1, 5, 8), "").contains("5 time frames and one slice"));
    }

    @Test
    void sixteenBitLabelsAreReadAndLargeOnesRefused() {
        ImagePlus image = IJ.createImage("s", "16-bit black", 4, 3, 2);
        image.getStack().getProcessor(2).set(0, 1);
        assertEquals(1, LabelStack.of(image, options("")).phases().counts()[1]);
        image.getStack().getProcessor(2).set(1, 300);
        assertEquals(
                "'s' holds the value 300 in slice 2; labels go from 0 to 255: make phases of a map of particles first (Process › Math › Macro).",
                refused(image, ""));
    }

    @Test
    void virtualStacksAreReadSliceBySlice() {
        ImageStack virtual = new VirtualStack(4, 3, 5) {
            @Override
            public ImageProcessor getProcessor(int n) {
                ByteProcessor slice = new ByteProcessor(4, 3);
                slice.set(n % 4, 0, 1);
                return slice;
            }
        };
        LabelStack labels = LabelStack.of(new ImagePlus("v", virtual), options(""));
        assertEquals(5, labels.phases().counts()[1]);
        assertEquals(1, labels.raw().phase(2, 0, 1));
    }

    @Test
    void mixedUnitsAndSizesOfNothingAreRefused() {
        ImagePlus image = stack(1);
        Calibration calibration = image.getCalibration();
        calibration.setUnit("um");
        calibration.setZUnit("frames");
        assertTrue(refused(image, "").contains("along some axes only"));
        ImagePlus flat = stack(1);
        flat.getCalibration().pixelDepth = 0;
        assertTrue(refused(flat, "").contains("voxel depth of 0"));
    }

    @Test
    void mappingCopiesAndLeavesTheImageAlone() {
        ImagePlus image = stack(255);
        LabelStack labels = LabelStack.of(image, options(""));
        assertNotSame(labels.raw(), labels.phases());
        assertEquals(255, image.getStack().getProcessor(1).get(0));
    }
}
