package io.github.voxelyte.plugins.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.tables.LatestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contacts, necks, layers, geometric measures, electrode tortuosity and warm starts of the command, through its options. */
class TransportExtrasTest {
    private static final double SOLVED = 1e-5; // relative, at the default tolerance

    @TempDir
    Path folder;

    /** Label of the voxel at (x, y, z). */
    private interface Labels {
        int at(int x, int y, int z);
    }

    private static ImagePlus stack(String title, int nx, int ny, int nz, Labels labels) {
        ImageStack slices = new ImageStack(nx, ny);
        for (int z = 0; z < nz; z++) {
            ByteProcessor slice = new ByteProcessor(nx, ny);
            for (int i = 0; i < nx * ny; i++) {
                slice.set(i, labels.at(i % nx, i / nx, z));
            }
            slices.addSlice(slice);
        }
        ImagePlus image = new ImagePlus(title, slices);
        image.getCalibration().setUnit("um");
        return image;
    }

    /** Four layers of electrolyte on four of active material, 1 µm voxels. */
    private static ImagePlus twoLayers() {
        return stack("layers", 6, 4, 8, (x, y, z) -> z < 4 ? 0 : 1);
    }

    /** A wall with a hole of 2×3 voxels, 2 µm thick, across z. */
    private static ImagePlus wall() {
        return stack("wall", 20, 16, 12, (x, y, z) -> z != 5 && z != 6 || x >= 8 && x < 10 && y >= 4 && y < 7 ? 0 : 1);
    }

    private String path(ImagePlus image, String name) {
        String path = folder.resolve(name).toString();
        IJ.saveAsTiff(image, path);
        return path;
    }

    private static double number(String table, String column, int row) {
        return Double.parseDouble(LatestTables.value(table, column, String.valueOf(row)));
    }

    private static double number(String column) {
        return number("transport", column, 0);
    }

    private static void succeeds(ImagePlus image, String options) {
        HeadlessRun run = HeadlessRun.of(new TransportCommand(), image, options);
        assertTrue(run.error().isEmpty(), () -> run.error().orElseThrow());
    }

    private static String refused(ImagePlus image, String options) {
        return HeadlessRun.of(new TransportCommand(), image, options).error().orElse("no error");
    }

    /** In series: L/σ_eff = 4 µm/σ_0 + 4 µm/σ_1 + R. */
    @ParameterizedTest
    @CsvSource({
        "interface_resistance_Ohm_cm2=[electrolyte-active=0.5], 0.5",
        "interface_resistance_Ohm_cm2=[1-0=0.5], 0.5",
        "plane_resistance_Ohm_cm2=0.25, 0.5",
        "'plane_resistance_Ohm_cm2=0.1,0.3', 0.4",
        "interface_resistance_Ohm_cm2=[electrolyte-active=0.5] plane_resistance_Ohm_cm2=0.25, 1"
    })
    void resistancesAddUpInSeries(String keys, double resistance) {
        succeeds(twoLayers(), "axis=z conductivities_S_per_cm=0.01,0.04 " + keys);
        double cm = 1e-4; // micrometre [cm]
        double expected = 8 * cm / (4 * cm / 0.01 + 4 * cm / 0.04 + resistance);
        assertEquals(expected, number("Effective conductivity [S/cm]"), expected * SOLVED);
        assertTrue(Double.isNaN(number("Wiener lower bound")), "no lower bound holds with contacts");
    }

    @Test
    void whatResistancesActUponIsListed() throws IOException {
        succeeds(
                twoLayers(),
                "axis=z conductivities_S_per_cm=0.01,0.04 interface_resistance_Ohm_cm2=[electrolyte-active=0.5]"
                        + " plane_resistance_Ohm_cm2=0.1,0.3 output=[" + folder + "]");
        assertEquals("electrolyte-active", LatestTables.value("transport_contacts", "Contact", "0"));
        assertEquals(24, number("transport_contacts", "Voxel faces", 0));
        assertEquals(24, number("transport_contacts", "Area [um2]", 0), 1e-9);
        assertEquals(0.5, number("transport_contacts", "Resistance [Ohm cm2]", 0));
        assertEquals(0.3, number("transport_contacts", "Resistance [Ohm cm2]", 2));
        assertTrue(Files.readString(folder.resolve("transport_contacts.csv")).contains("last plane,z,0.3,24,24"));
    }

    /** Two grains of one phase, numbered in 8, 16 and 32 bits. */
    @ParameterizedTest
    @CsvSource({"8", "16", "32"})
    void grainsResistWhereTheyTouch(int bits) {
        ImageStack numbers = new ImageStack(6, 4);
        for (int z = 0; z < 8; z++) {
            ImageProcessor slice = new FloatProcessor(6, 4);
            slice.setValue(z < 4 ? 0 : z < 6 ? 1 : 2);
            slice.fill();
            numbers.addSlice(
                    bits == 8
                            ? slice.convertToByteProcessor(false)
                            : bits == 16 ? slice.convertToShortProcessor(false) : slice);
        }
        String grains = path(new ImagePlus("grains", numbers), "grains.tif");
        succeeds(
                twoLayers(),
                "axis=z conductivities_S_per_cm=0.01,0.04 grains=[" + grains + "] grain_resistance_Ohm_cm2=0.5");
        double cm = 1e-4;
        double expected = 8 * cm / (4 * cm / 0.01 + 4 * cm / 0.04 + 0.5);
        assertEquals(expected, number("Effective conductivity [S/cm]"), expected * SOLVED);
        assertEquals(24, number("transport_contacts", "Voxel faces", 0));
    }

    /** The hole is the neck: found, marked on the stack and its maps, written for the ROI Manager. */
    @Test
    void necksAreListedAndMarked() throws IOException {
        ImagePlus image = wall();
        Roi own = new Roi(1, 1, 3, 3);
        image.setOverlay(new Overlay(own));
        image.setRoi(2, 1, 17, 15);
        String options = "axis=z bottlenecks=3 maps output=[" + folder + "]";
        succeeds(image, options);
        succeeds(image, options); // again: the marks are replaced, not doubled
        assertEquals("1", LatestTables.size("transport_bottlenecks"));
        assertEquals(9, number("transport_bottlenecks", "X [um]", 0), 0.2);
        assertEquals(5.5, number("transport_bottlenecks", "Y [um]", 0), 0.2);
        assertEquals(6, number("transport_bottlenecks", "Z [um]", 0), 0.2);
        assertEquals(6, number("transport_bottlenecks", "Cross-section [um2]", 0), 1e-9);
        assertEquals("z", LatestTables.value("transport_bottlenecks", "Normal", "0"));
        double share = number("transport_bottlenecks", "Share of resistance", 0);
        assertTrue(share > 0.3 && share < 1, "share " + share);
        assertEquals(2, image.getOverlay().size());
        Roi ring = image.getOverlay().get(1);
        assertTrue(ring.contains(9, 5), ring + "");
        assertTrue(ring.getZPosition() + ring.getPosition() >= 6, ring + "");
        assertTrue(ring.getName().matches("neck 1 \\(\\d+\\.\\d %\\) electrolyte z"), ring.getName());
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(folder.resolve("transport_bottlenecks.zip")))) {
            zip.getNextEntry();
            Roi saved = RoiDecoder.openFromByteArray(zip.readAllBytes());
            assertEquals(ring.getName(), saved.getName());
            assertEquals(ring.getBounds(), saved.getBounds());
        }
        ImagePlus map = IJ.openImage(
                folder.resolve("resistance_share_electrolyte_z.tif").toString());
        assertEquals(1, map.getOverlay().size());
        assertTrue(map.getOverlay().get(0).contains(7, 4), "on the cropped stack");
    }

    @Test
    void dissipationMapAddsUpToOne() {
        HeadlessRun run = HeadlessRun.of(new TransportCommand(), wall(), "axis=x maps");
        ImagePlus map = run.result();
        assertEquals("resistance_share_electrolyte_x", map.getTitle());
        double sum = 0;
        for (int z = 1; z <= 12; z++) {
            float[] plane = (float[]) map.getStack().getPixels(z);
            for (float share : plane) {
                sum += Float.isNaN(share) ? 0 : share;
            }
        }
        assertEquals(1, sum, SOLVED);
    }

    /** The layers' resistances add up; the walls' layers have all the tortuosity. */
    @Test
    void layersAreListedAndPlotted() throws IOException {
        succeeds(wall(), "axis=z layers output=[" + folder + "]");
        assertEquals("12", LatestTables.size("transport_layers"));
        double sum = 0;
        for (int layer = 0; layer < 12; layer++) {
            sum += number("transport_layers", "Share of resistance", layer);
        }
        assertEquals(1, sum, 1e-6);
        assertEquals(5.5, number("transport_layers", "Position [um]", 5), 1e-9);
        assertEquals(6.0 / 320, number("transport_layers", "Connected fraction", 5), 1e-12);
        assertTrue(number("transport_layers", "Tortuosity factor", 5) < 2);
        assertTrue(number("transport_layers", "Tortuosity factor", 4) > 2);
        assertTrue(Files.size(folder.resolve("transport_layers.png")) > 2000);
    }

    /** A straight slot, and beside it a dead end and a hole: what geometry says of them. */
    @Test
    void geometricMeasuresComeInColumnsOfTheirOwn() {
        ImagePlus image = stack("slots", 12, 4, 10, (x, y, z) -> {
            boolean slot = x < 4;
            boolean deadEnd = x == 6 && z < 5;
            boolean hole = x == 9 && z > 2 && z < 8;
            return slot || deadEnd || hole ? 0 : 1;
        });
        succeeds(image, "axis=z geometric");
        assertEquals(1, number("Geodesic tortuosity"), 1e-6);
        assertEquals(0, number("Geodesic tortuosity (s.d.)"), 1e-3);
        assertEquals(40.0 / 50, number("Through-connected share"), 1e-12);
        assertEquals(5.0 / 50, number("Dead-end share"), 1e-12);
        assertEquals(5.0 / 50, number("Isolated share"), 1e-12);
        assertEquals(1, number("Constrictivity"), 0.1);
        assertTrue(number("Neck radius [um]") > 1);
    }

    /** A straight pore is a transmission line: 1 + 1/(2N²) on N layers, from either side. */
    @ParameterizedTest
    @CsvSource({"first", "last"})
    void blockingElectrodesGiveTheElectrodeTortuosity(String collector) {
        ImagePlus image = stack("slot", 9, 4, 10, (x, y, z) -> x >= 3 && x < 5 ? 0 : 1);
        succeeds(image, "axis=z blocking=active collector=" + collector);
        assertEquals(1 + 0.5 / 100, number("Electrode tortuosity factor"), SOLVED);
        assertEquals(2.0 / 9, number("Reached fraction"), 1e-9);
        assertEquals(2.0 / 9, number("Charging area [1/um]"), 1e-9);
        assertEquals(1, number("Tortuosity factor"), SOLVED);
    }

    @Test
    void boundsComeWithEveryResult() {
        succeeds(wall(), "axis=z");
        double value = number("D_eff/D");
        assertTrue(number("D_eff/D from below (estimate)") <= value);
        assertTrue(number("D_eff/D from below (estimate)") > value * (1 - 1e-5));
        assertEquals(value, number("D_eff/D from above (bound)"));
        assertEquals(0, number("Wiener lower bound"));
        double fraction = number("Fraction");
        assertEquals(fraction, number("Wiener upper bound"), 1e-9);
        assertEquals(2 * fraction / (3 - fraction), number("Hashin-Shtrikman upper bound"), 1e-9);
    }

    @Test
    void aStartPotentialSavesIterations() {
        succeeds(wall(), "axis=z maps output=[" + folder + "]");
        double fresh = number("Iterations");
        double value = number("D_eff/D");
        succeeds(wall(), "axis=z start=[" + folder.resolve("potential_V_electrolyte_z.tif") + "]");
        assertTrue(number("Iterations") <= 1 && fresh > 2, number("Iterations") + " against " + fresh);
        assertEquals(value, number("D_eff/D"), value * 1e-6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interface_resistance_Ohm_cm2=[electrolyte-active=1] | needs the conductivities beside it",
                "conductivities_S_per_cm=1,1 interface_resistance_Ohm_cm2=[electrolyte=1] | is no pair with a resistance",
                "conductivities_S_per_cm=1,1 interface_resistance_Ohm_cm2=[0-1=-2] | is no resistance [Ohm cm2]",
                "conductivities_S_per_cm=1,1 interface_resistance_Ohm_cm2=[0-void=1] | There is no void",
                "conductivities_S_per_cm=1,1 interface_resistance_Ohm_cm2=[active-1=1] | are the same phase",
                "conductivities_S_per_cm=1,0 interface_resistance_Ohm_cm2=[0-1=1] | 1 does not conduct",
                "conductivities_S_per_cm=1,1 grain_resistance_Ohm_cm2=1 | belong together",
                "conductivities_S_per_cm=1,1 grains=none grain_resistance_Ohm_cm2=1 | neither an open image nor a file",
                "conductivities_S_per_cm=1,1 plane_resistance_Ohm_cm2=1,2,3 | one number for both planes",
                "bottlenecks=0 | bottlenecks=0 is out of range",
                "bottlenecks=2 neck_threshold=1 | neck_threshold=1 is out of range",
                "bottlenecks=2 boundary=[fully periodic] | bottlenecks belongs to electrode planes",
                "neck_threshold=7 | neck_threshold= is about necks",
                "geometric boundary=[fully periodic] | geometric belongs to electrode planes",
                "blocking=void | There is no void",
                "blocking=active conductivities_S_per_cm=1,2 | blocking= is about one electrolyte",
                "blocking=electrolyte | nothing charges",
                "start=nowhere axis=z | start=nowhere is neither an open image nor a file",
                "start=nowhere | one phase along one axis",
            })
    void badInputIsRefusedInOneSentence(String options, String message) {
        String said = refused(twoLayers(), options);
        assertTrue(said.contains(message), said);
    }

    /** A stack just too large for the heap there is, nine tenths of it conducting: refused before anything is allocated, with the remedies. */
    @ParameterizedTest
    @CsvSource({"boundary=[fully periodic], 40", "axis=z blocking=active, 34"})
    void whatDoesNotFitIsRefusedBeforeItStarts(String options, long bytesPerVoxel) {
        int layers = (int) (Runtime.getRuntime().maxMemory() / (bytesPerVoxel * 500 * 500)) + 2;
        Object plane = stack("plane", 500, 500, 1, (x, y, z) -> x < 450 ? 0 : 1)
                .getProcessor()
                .getPixels();
        ImageStack slices = new ImageStack(500, 500);
        for (int z = 0; z < layers; z++) {
            slices.addSlice("", plane);
        }
        String said = refused(new ImagePlus("large", slices), options);
        assertTrue(said.startsWith("the solve needs about"), said);
        assertTrue(said.contains("crop or resample the stack"), said);
    }

    @Test
    void lengthsAreAskedForWhereTheyMatter() {
        ImagePlus bare = twoLayers();
        bare.getCalibration().setUnit("pixel");
        assertTrue(refused(bare, "bottlenecks=2").contains("no unit of length"));
        assertTrue(refused(bare, "conductivities_S_per_cm=1,1 plane_resistance_Ohm_cm2=1")
                .contains("no unit of length"));
        succeeds(bare, "axis=x layers geometric blocking=active");
        assertEquals("6", LatestTables.size("transport_layers"));
        assertEquals(0.5, number("transport_layers", "Position [voxel edges]", 0));
    }
}
