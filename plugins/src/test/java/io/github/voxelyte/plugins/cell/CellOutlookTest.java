package io.github.voxelyte.plugins.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.command.Outlook;
import io.github.voxelyte.plugins.command.Outlook.Scene;
import io.github.voxelyte.plugins.discharge.DischargeCommand;
import io.github.voxelyte.plugins.impedance.ImpedanceCommand;
import io.github.voxelyte.plugins.options.Options;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dialogs of the simulations show before anything runs. */
class CellOutlookTest {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 110;
    private static final int SKETCH = 450; // of the width; without margins and metals 374 for the cell
    private static final int MIDDLE = 55; // a row through the middle of the slice

    @TempDir
    Path folder;

    /** Active material but for one side, 74 um thick. */
    private static ImagePlus electrode() {
        ImagePlus image = IJ.createImage("electrode", "8-bit black", 10, 10, 37);
        for (int z = 1; z <= 37; z++) {
            byte[] pixels = (byte[]) image.getStack().getPixels(z);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (i % 10 == 0 ? 0 : 1);
            }
        }
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelDepth = 2;
        return image;
    }

    private static Scene scene(Command command, String options) {
        return scene(command.outlook(electrode()).orElseThrow(), command, options);
    }

    private static Scene scene(Outlook outlook, Command command, String options) {
        return outlook.of(Options.parse(command.description().keys(), options));
    }

    private static BufferedImage drawn(Scene scene) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics g = image.getGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        scene.paint(g, WIDTH);
        g.dispose();
        return image;
    }

    private static long along(BufferedImage image, Color colour) {
        return IntStream.range(0, SKETCH)
                .filter(x -> image.getRGB(x, MIDDLE) == colour.getRGB())
                .count();
    }

    private static boolean isWritten(BufferedImage image, Color colour) {
        return IntStream.range(SKETCH, WIDTH)
                .anyMatch(x -> IntStream.range(0, HEIGHT).anyMatch(y -> image.getRGB(x, y) == colour.getRGB()));
    }

    @Test
    void theCellIsDrawnToScaleWithItsTexts() {
        Command command = new DischargeCommand();
        Outlook outlook = command.outlook(electrode()).orElseThrow();
        BufferedImage image = drawn(scene(outlook, command, "separator_um=300"));
        assertEquals(300, along(image, CellSketch.ELECTROLYTE));
        assertEquals(26, along(image, CellSketch.LITHIUM));
        assertEquals(26, along(image, CellSketch.COLLECTOR));
        assertTrue(isWritten(image, Color.BLACK), "no text");
        BufferedImage thinner = drawn(scene(outlook, command, "separator_um=74"));
        assertEquals(187, along(thinner, CellSketch.ELECTROLYTE));
        assertEquals(0, along(drawn(scene(outlook, command, "separator_um=0")), CellSketch.ELECTROLYTE));
    }

    @Test
    void stateProtocolSizeAndTimeAreSaid() {
        Scene scene = scene(new DischargeCommand(), "c_rate=0.1,0.5 cutoff_V=3");
        String text = scene.text();
        assertEquals(Optional.empty(), scene.problem(), text);
        // 0.9 * 74 um * 4.73 g/cm3 = 31.5 mg/cm2; 200 mAh/g
        assertTrue(text.startsWith("lps-nmc622: 31.50 mg/cm² active material, "), text);
        assertTrue(text.contains(" 1C = 6.300 mA/cm²"), text);
        assertTrue(text.contains("At rest: lithiation 0.4046, open-circuit voltage 4.2"), text);
        assertTrue(text.contains("one after the other at 0.1C (0.630 mA/cm²), 0.5C (3.15 mA/cm²), each to 3 V"), text);
        assertTrue(text.contains("million unknowns; about "), text);
        assertTrue(text.contains("How long it takes is not known") || text.contains("Likely "), text);
    }

    @Test
    void aProtocolIsReadOutAndWhatIsWrongInItIsRed() {
        Command command = new DischargeCommand();
        Scene good = scene(command, "protocol=[(Discharge at 0.1C for 1 h; Rest for 30 min) x 2]");
        assertTrue(
                good.text().contains("4 steps: Discharge at 0.1C for 1 h (0.630 mA/cm²); Rest for 30 min; "),
                good.text());
        assertTrue(good.text().contains("at most 3.00 h"), good.text());
        assertFalse(isWritten(drawn(good), Outlook.Scene.REFUSED));
        Scene bad = scene(command, "protocol=[Discharge at 0.1C untl 3 V] separator_um=300");
        assertTrue(bad.problem().orElse("").contains("'0.1c untl 3 v'"), bad.text());
        assertTrue(isWritten(drawn(bad), Outlook.Scene.REFUSED));
        assertEquals(300, along(drawn(bad), CellSketch.ELECTROLYTE));
        assertTrue(scene(command, "cutoff_V=4.5").problem().orElse("").contains("open-circuit"), "cut-off");
        assertTrue(scene(command, "cell=[no such file.json]").problem().isPresent());
    }

    @Test
    void whetherThereIsARunToGoOnWithIsSaid() throws Exception {
        String options = "resume output=[" + folder + "]";
        assertTrue(scene(new DischargeCommand(), options).text().contains("begins anew"));
        Files.createFile(folder.resolve(".discharge.checkpoint"));
        assertTrue(scene(new DischargeCommand(), options).text().contains("Goes on with the interrupted run"));
    }

    @Test
    void anImpedanceSaysItsStateAndFrequencies() {
        Command command = new ImpedanceCommand();
        String text = scene(command, "voltage_V=4 f_max_Hz=2e6 f_min_Hz=0.002 per_decade=1")
                .text();
        assertTrue(text.contains(", open-circuit voltage 4.000 V"), text);
        assertTrue(text.contains("10 frequencies from 2.00 MHz to 2.00 mHz"), text);
        assertTrue(scene(command, "state=after relax=none")
                .text()
                .contains("State as in after, as the discharge left it"));
    }

    @Test
    void aStackThatIsNotInMemoryIsNotReadForADialog() {
        ImagePlus image = electrode();
        image.setStack(new ij.VirtualStack(10, 10, 37));
        assertEquals(Optional.empty(), new DischargeCommand().outlook(image));
    }

    @Test
    void macrosNeverAskForIt() {
        Watched command = new Watched();
        HeadlessRun.of(command, electrode(), "");
        assertEquals(1, command.runs);
        assertEquals(0, command.looks);
    }

    private static final class Watched implements Command {
        private int runs;
        private int looks;

        @Override
        public CommandDescription description() {
            return new CommandDescription("Watch...", "watch", "Watches.", CommandDescription.Input.LABELS, List.of());
        }

        @Override
        public void execute(Execution execution) {
            runs++;
        }

        @Override
        public Optional<Outlook> outlook(ImagePlus image) {
            looks++;
            return Optional.empty();
        }
    }
}
