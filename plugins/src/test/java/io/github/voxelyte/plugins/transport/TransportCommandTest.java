package io.github.voxelyte.plugins.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.tables.LatestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportCommandTest {
    private static final double SOLVED = 1e-5; // relative, at the default tolerance

    @TempDir
    Path folder;

    /** Layers along z: labels 0 and 1 in turn, 6×4×8 voxels. */
    private static ImagePlus layers() {
        ImagePlus image = IJ.createImage("layers", "8-bit black", 6, 4, 8);
        for (int slice = 2; slice <= 8; slice += 2) {
            image.getStack().getProcessor(slice).set(1);
        }
        return image;
    }

    private static double number(String column, int row) {
        return Double.parseDouble(LatestTables.value("transport", column, String.valueOf(row)));
    }

    private static void succeeds(ImagePlus image, String options) {
        HeadlessRun run = HeadlessRun.of(new TransportCommand(), image, options);
        assertTrue(run.error().isEmpty(), () -> run.error().orElseThrow());
    }

    private static String refused(ImagePlus image, String options) {
        return HeadlessRun.of(new TransportCommand(), image, options).error().orElseThrow();
    }

    @Test
    void theTableHasTheColumnsOthersScriptAgainst() throws IOException {
        succeeds(layers(), "phase=active axis=x output=" + folder);
        String csv = Files.readString(folder.resolve("transport.csv"));
        assertEquals(
                "Phase,Axis,Fraction,Connected fraction,D_eff/D,Tortuosity factor,Tortuosity factor"
                        + " (connected),Tortuosity,MacMullin number,Effective conductivity [S/cm],Iterations,Residual,Flux"
                        + " imbalance,Status,D_eff/D from below (estimate),D_eff/D from above (bound),Wiener lower bound,Wiener"
                        + " upper bound,Hashin-Shtrikman lower bound,Hashin-Shtrikman upper bound",
                csv.lines().findFirst().orElseThrow());
        assertTrue(Files.exists(folder.resolve("transport.summary.json")));
    }

    @ParameterizedTest
    @CsvSource({"active,x", "active,y", "electrolyte,x", "electrolyte,y"})
    void layersInParallelConductByTheirShare(String phase, String axis) {
        succeeds(layers(), "phase=" + phase + " axis=" + axis);
        assertEquals(0.5, number("Fraction", 0));
        assertEquals(0.5, number("Connected fraction", 0));
        assertEquals(0.5, number("D_eff/D", 0), 0.5 * SOLVED);
        assertEquals(1, number("Tortuosity factor", 0), SOLVED);
        assertEquals(2, number("MacMullin number", 0), 2 * SOLVED);
        assertTrue(Double.isNaN(number("Effective conductivity [S/cm]", 0)));
        assertEquals("CONVERGED", LatestTables.value("transport", "Status", "0"));
    }

    @Test
    void aPhaseThatJoinsNothingIsAResultNotAnError() {
        succeeds(layers(), "phase=active axis=z");
        assertEquals("NOT_PERCOLATING", LatestTables.value("transport", "Status", "0"));
        assertEquals(0, number("D_eff/D", 0));
        assertEquals(Double.POSITIVE_INFINITY, number("Tortuosity factor", 0));
        assertEquals(Double.POSITIVE_INFINITY, number("Tortuosity factor (connected)", 0));
        assertEquals(Double.POSITIVE_INFINITY, number("MacMullin number", 0));
        assertEquals(0, number("Connected fraction", 0));
        assertEquals(0, number("Iterations", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conductivities_S_per_cm=0.01,0.04",
                "CONDUCTIVITIES_s_per_cm=[electrolyte=0.01, active=0.04]",
                "phase=electrolyte,active conductivities_S_per_cm=0.01,0.04"
            })
    void layersInSeriesGiveTheHarmonicMean(String options) {
        succeeds(layers(), "axis=z " + options);
        double harmonic = 2 / (1 / 0.01 + 1 / 0.04); // [S/cm]
        assertEquals(harmonic, number("Effective conductivity [S/cm]", 0), harmonic * SOLVED);
        assertEquals(harmonic / 0.01, number("D_eff/D", 0), harmonic / 0.01 * SOLVED);
        assertEquals("electrolyte+active", LatestTables.value("transport", "Phase", "0"));
    }

    @Test
    void mapsAreStacksOnTheSameVoxels() {
        ImagePlus image = layers();
        image.getCalibration().setUnit("um");
        succeeds(image, "phase=active axis=x maps output=" + folder);
        ImagePlus potential =
                IJ.openImage(folder.resolve("potential_V_active_x.tif").toString());
        assertEquals(32, potential.getBitDepth());
        assertEquals(8, potential.getStackSize());
        assertEquals(1 - 0.5 / 6, potential.getStack().getVoxel(0, 0, 1), SOLVED);
        assertTrue(Double.isNaN(potential.getStack().getVoxel(0, 0, 0)));
        ImagePlus flux =
                IJ.openImage(folder.resolve("flux_over_mean_active_x.tif").toString());
        assertEquals(2, flux.getStack().getVoxel(3, 2, 1), 2 * SOLVED); // all of it through half of the cross-section
        succeeds(layers(), "phase=active axis=z maps");
        assertEquals("NOT_PERCOLATING", LatestTables.value("transport", "Status", "0"));
    }

    @Test
    void everyPhaseAndDirectionAskedForHasItsRow() {
        succeeds(layers(), "phase=electrolyte,active");
        assertEquals("6", LatestTables.size("transport"));
        assertEquals("active", LatestTables.value("transport", "Phase", "5"));
        assertEquals("z", LatestTables.value("transport", "Axis", "5"));
    }

    @ParameterizedTest
    @CsvSource({"1,1,10", "10,1,1", "0.3,3,0.1"})
    void flatAndLongVoxelsJustWork(double x, double y, double z) {
        ImagePlus image = layers();
        image.getCalibration().pixelWidth = x;
        image.getCalibration().pixelHeight = y;
        image.getCalibration().pixelDepth = z;
        image.getCalibration().setUnit("um");
        succeeds(image, "phase=electrolyte axis=x boundary=periodic");
        assertEquals(0.5, number("D_eff/D", 0), 0.5 * SOLVED);
    }

    /** Layers in parallel conduct along themselves and not across, and the tensor of a repeating stack says so. */
    @Test
    void fullyPeriodicGivesTheWholeTensor() {
        succeeds(layers(), "phase=active boundary=[fully periodic]");
        assertEquals("3", LatestTables.size("transport"));
        assertEquals(0.5, number("D_eff/D", 0), 0.5 * SOLVED);
        assertEquals(1, number("Tortuosity factor", 0), SOLVED);
        assertEquals("NOT_PERCOLATING", LatestTables.value("transport", "Status", "2"));
        assertEquals("3", LatestTables.size("transport_tensor"));
        assertEquals(0, Double.parseDouble(LatestTables.value("transport_tensor", "D_eff/D y", "0")), SOLVED);
        assertEquals(0.5, Double.parseDouble(LatestTables.value("transport_tensor", "D_eff/D y", "1")), 0.5 * SOLVED);
    }

    @Test
    void labelsOfForeignStacksAreMeantByNumberOrByKey() {
        ImagePlus image = IJ.createImage("foreign", "8-bit black", 6, 4, 3);
        image.getStack().getProcessor(2).set(9);
        succeeds(image, "phase=9 active=9 axis=x");
        assertEquals(1.0 / 3, number("D_eff/D", 0), SOLVED);
        assertTrue(refused(image, "phase=active axis=x").contains("9 have no meaning"));
    }

    @Test
    void badInputIsRefusedInOneSentence() {
        assertEquals(
                "There is no void in 'layers': it holds 0 (electrolyte), 1 (active).", refused(layers(), "phase=void"));
        assertEquals(
                "There is no label 7 in 'layers': it holds 0 (electrolyte), 1 (active).", refused(layers(), "phase=7"));
        assertEquals(
                "tolerance=0 is out of range; allowed: a number, 0 to 1, both ends excluded.",
                refused(layers(), "tolerance=0"));
        assertEquals(
                "boundary=open is not known; allowed: one of no flux, periodic, fully periodic.",
                refused(layers(), "boundary=open"));
        assertTrue(refused(layers(), "boundary=[fully periodic] maps").contains("maps belongs to electrode planes"));
        assertTrue(refused(layers(), "conductivities_S_per_cm=1,x").contains("'x' is not a number [S/cm]"));
        assertTrue(refused(layers(), "conductivities_S_per_cm=0,0").contains("lets nothing conduct"));
        assertTrue(refused(layers(), "phase=active conductivities_S_per_cm=1,2").contains("more values than"));
        assertEquals("There is no image: open a stack first.", refused(null, "phase=active"));
    }
}
