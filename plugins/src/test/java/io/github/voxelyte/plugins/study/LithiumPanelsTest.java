package io.github.voxelyte.plugins.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.plugins.study.LithiumPanels.Panel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LithiumPanelsTest {
    @TempDir
    Path folder;

    /** A cube of voxels of 1 µm: the first layer has one value, all others another. */
    private Path field(String name, float first, float others) {
        ImageStack stack = new ImageStack(6, 6);
        for (int z = 0; z < 6; z++) {
            FloatProcessor plane = new FloatProcessor(6, 6);
            plane.set(z == 0 ? first : others);
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus(name, stack);
        image.getCalibration().setUnit("um");
        Path file = folder.resolve(name + ".tif");
        IJ.saveAsTiff(image, file.toString());
        return file;
    }

    private LithiumPanels panels(String name) {
        return new LithiumPanels(name, "Fields.", "mA/cm²", Parallel.withThreads(1));
    }

    private static int[] pixels(Figure figure) {
        return (int[]) figure.picture().getProcessor().getPixels();
    }

    @Test
    void panelsOfOneHeadingStandInOneColumn() {
        Path field = field("lithiation", 0.5f, 0.7f);
        Panel early = new Panel("3.75 V", field, field);
        Panel late = new Panel("2.8 V", field, field);
        LithiumPanels both = panels("fig6");
        both.row("standard", List.of(early, late));
        both.row("high", List.of(late));
        Figure figure = both.figure(0.4, 1).orElseThrow();
        LithiumPanels one = panels("fig6");
        one.row("standard", List.of(early));
        one.row("high", List.of(late));
        assertEquals(
                figure.picture().getWidth(),
                one.figure(0.4, 1).orElseThrow().picture().getWidth());
        assertEquals(3, figure.data().size());
        assertEquals(0.7, (Double) figure.data().cell("Median", 2), 1e-6);
        assertTrue(
                figure.caption().contains("Separator on top; the first box is 6.00 × 6.00 × 6.00 µm."),
                figure::caption);
    }

    @Test
    void theCollectorsSideIsSeenWhereAsked() {
        Path field = field("current_density", 0.02f, 2f);
        LithiumPanels separator = panels("fig9");
        separator.row("a", List.of(new Panel("3.3 V", field, field)));
        LithiumPanels collector = panels("fig9").fromCollector();
        collector.row("a", List.of(new Panel("3.3 V", field, field)));
        Figure below = collector.figureOfPowers(3).orElseThrow();
        assertTrue(below.caption().contains("Collector on top"), below::caption);
        assertNotEquals(
                List.of(separator
                        .figureOfPowers(3)
                        .map(LithiumPanelsTest::brightest)
                        .orElseThrow()),
                List.of(brightest(below)));
        assertEquals(
                0.02, (Double) below.data().cell("Least", 0), 1e-6, "the table holds the field, not its logarithm");
    }

    /** Where the mean of the coloured pixels' heights lies: a bright layer on top moves it. */
    private static long brightest(Figure figure) {
        long sum = 0;
        int[] pixels = pixels(figure);
        int width = figure.picture().getWidth();
        for (int i = 0; i < pixels.length; i++) {
            boolean inPanel = i % width < width / 2;
            sum += inPanel ? (long) (i / width) * (pixels[i] & 0xff) : 0;
        }
        return sum;
    }
}
