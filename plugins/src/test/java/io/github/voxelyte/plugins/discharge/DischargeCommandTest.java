package io.github.voxelyte.plugins.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.solver.cell.CellFile;
import java.awt.event.KeyEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DischargeCommandTest {
    @TempDir
    Path folder;

    /** 2 µm of electrolyte on 3 µm of active material. */
    private static ImagePlus film() {
        ImagePlus image = IJ.createImage("film", "8-bit black", 2, 2, 5);
        for (int slice = 3; slice <= 5; slice++) {
            image.getStack().getProcessor(slice).add(1);
        }
        image.getCalibration().pixelWidth = 1;
        image.getCalibration().pixelHeight = 1;
        image.getCalibration().pixelDepth = 1;
        image.getCalibration().setUnit("um");
        return image;
    }

    private static double number(String table, String column, int row) {
        return Double.parseDouble(LatestTables.value(table, column, String.valueOf(row)));
    }

    private static int last(String table) {
        return Integer.parseInt(LatestTables.size(table)) - 1;
    }

    private static void succeeds(String options) {
        HeadlessRun run = HeadlessRun.of(new DischargeCommand(), film(), options);
        assertTrue(run.error().isEmpty(), () -> run.error().orElseThrow());
    }

    private static String refused(ImagePlus image, String options) {
        return HeadlessRun.of(new DischargeCommand(), image, options).error().orElseThrow();
    }

    @Test
    void theTableHasTheColumnsOthersScriptAgainst() throws IOException {
        succeeds("separator_um=20 snapshots_V=3.75 output=" + folder);
        List<String> csv = Files.readAllLines(folder.resolve("discharge.csv"));
        assertTrue(csv.get(0)
                .startsWith("Time [s],Current [mA/cm2],Voltage [V],Capacity [mAh/cm2],"
                        + "Capacity [mAh/g],Mean lithiation,"));
        assertEquals(last("discharge") + 2, csv.size());
        assertTrue(Files.exists(folder.resolve("discharge.summary.json")));
        assertTrue(Files.exists(folder.resolve("lithiation_3.75V.tif")));
        assertTrue(Files.exists(folder.resolve("lithiation_profile.csv")));
        assertEquals(0, number("discharge", "Time [s]", 0));
        int end = last("discharge");
        assertEquals(2.6, number("discharge", "Voltage [V]", end), 1e-5);
        double time = number("discharge", "Time [s]", end);
        double current = number("discharge", "Current [mA/cm2]", end);
        // 0.1C of 200 mAh/g and 4.73 g/cm3 on 3 um.
        assertEquals(0.1 * 200 * 4.73 * 3e-4, current, 1e-9);
        assertEquals(current * time / 3600, number("discharge", "Capacity [mAh/cm2]", end), 1e-9);
        assertEquals(20 * time / 3600, number("discharge", "Capacity [mAh/g]", end), 1e-6);
        double initial = 0.40462;
        double full = 96485.33212 * 0.0519 / 3.6 / 4.73;
        assertEquals(initial + 20 * time / 3600 / full, number("discharge", "Mean lithiation", end), 1e-8);
        // Electrolyte layers have no lithiation; the first active layer is fuller than the last.
        assertTrue(Double.isNaN(number("lithiation_profile", "Mean lithiation", 0)));
        assertTrue(number("lithiation_profile", "Mean lithiation", 2)
                > number("lithiation_profile", "Mean lithiation", 4));
    }

    @Test
    void severalRatesHaveTheirOwnTables() {
        succeeds("separator_um=20 c_rate=0.2,0.5 face_rule=[cell centre]");
        double slow = number("discharge_0.2C", "Capacity [mAh/g]", last("discharge_0.2C"));
        double fast = number("discharge_0.5C", "Capacity [mAh/g]", last("discharge_0.5C"));
        assertTrue(fast < slow, fast + " < " + slow);
    }

    @Test
    void tolerancesAreKeptWhereAskedFor() throws IOException {
        String options = "separator_um=20 face_rule=[half voxel] output=[" + folder;
        succeeds(options + "/usual]");
        int usual = last("discharge");
        double capacity = number("discharge", "Capacity [mAh/g]", usual);
        succeeds(options + "/fine] step_tolerance=2e-6 tolerance=1e-8");
        int fine = last("discharge");
        assertTrue(fine > 2 * usual, fine + " steps, and " + usual + " as usual");
        assertEquals(capacity, number("discharge", "Capacity [mAh/g]", fine), 1e-3 * capacity);
        String key = "largest current imbalance";
        double imbalance = new ObjectMapper()
                .readTree(folder.resolve("fine/discharge.summary.json").toFile())
                .findValue(key)
                .asDouble(Double.NaN);
        // Less than the last bit of the collector's potential stands for cannot be asked of so good a conductor.
        assertTrue(imbalance <= 1e-7, key + " " + imbalance);
    }

    @Test
    void aCurrentMayBeGivenInsteadOfARate() {
        succeeds("separator_um=0 current_mA_per_cm2=0.02 cutoff_V=3.5");
        assertEquals(0.02, number("discharge", "Current [mA/cm2]", 0), 1e-12);
        assertEquals(3.5, number("discharge", "Voltage [V]", last("discharge")), 1e-5);
    }

    @Test
    void aProtocolHasItsStepsInATable() throws IOException {
        succeeds("separator_um=20 protocol=[(Discharge at 0.5C for 10 min; Rest for 10 min) x 2] output=" + folder);
        assertEquals(3, last("protocol"));
        assertEquals("time", LatestTables.value("protocol", "Ended by", "0"));
        assertEquals(2400, number("protocol", "End [s]", 3), 1e-6);
        assertEquals(4, number("discharge", "Step", last("discharge")));
        assertEquals(0, number("discharge", "Current [mA/cm2]", last("discharge")));
        assertTrue(Files.exists(folder.resolve("voltage_over_time.png")));
    }

    /** A pulse of 2 ms: its first point is the ohmic drop alone, and the whole resistance is there at its end. */
    @Test
    void aShortPulseChargesTheDoubleLayers() throws IOException {
        String pulse = "separator_um=20 face_rule=[cell centre] protocol=[Discharge at 0.1 mA/cm2 for 0.002 s] output="
                + folder;
        succeeds(pulse);
        double whole = 4.2 - number("discharge", "Voltage [V]", 0);
        double end = number("discharge", "Voltage [V]", last("discharge"));
        succeeds(pulse + " double_layer");
        double first = 4.2 - number("discharge", "Voltage [V]", 0);
        // 21 um of electrolyte are some 18 Ohm cm2; without layers 134 Ohm cm2 of charge transfer are there at once.
        assertTrue(first < 0.5 * whole, first + " < " + whole);
        assertEquals(end, number("discharge", "Voltage [V]", last("discharge")), 2e-3 * whole);
        assertEquals(0.002, number("discharge", "Time [s]", last("discharge")), 1e-12);
        String text = CellFile.text(CellFile.DEFAULT)
                .replaceAll("\"double_layer_F_per_cm2\": *[0-9][^,}\\s]*", "\"double_layer_F_per_cm2\": 0");
        Path cell = folder.resolve("cell.json");
        Files.writeString(cell, text);
        succeeds(pulse + " double_layer cell=[" + cell + "]");
        assertTrue(Files.readString(folder.resolve("discharge.summary.json")).contains("double_layer changes nothing"));
    }

    /** Neither refused, since macros have them, nor ignored in silence. */
    @Test
    void whatIsKeptAtSnapshotsNeedsSome() throws IOException {
        succeeds("c_rate=0.5 cutoff_V=4 maps output=" + folder);
        String summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertTrue(summary.contains("maps changes nothing"), summary);
        succeeds("c_rate=0.5 cutoff_V=4 maps snapshots_h=0 output=" + folder);
        summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertFalse(summary.contains("changes nothing"), summary);
    }

    @Test
    void aProfileIsFollowedAndAMeasuredCurveIsDrawn() throws IOException {
        Path profile = folder.resolve("profile.csv");
        Files.writeString(profile, "time [s],current [mA/cm2]\n0,0.02\n60,-0.01\n90,-0.01\n");
        Path measured = folder.resolve("measured.csv");
        Files.writeString(measured, "Voltage [V];Capacity [mAh/cm2]\n4.1;0\n4.0;0.01\n");
        succeeds("separator_um=20 protocol=[Follow " + profile + "] measured=[" + measured + "] output="
                + folder.resolve("out"));
        int end = last("discharge");
        assertEquals(90, number("discharge", "Time [s]", end), 1e-6);
        assertEquals((0.02 * 60 - 0.01 * 30) / 3600, number("discharge", "Capacity [mAh/cm2]", end), 1e-9);
        assertTrue(Files.exists(folder.resolve("out/voltage.png")));
        assertEquals(false, MeasuredCurve.read(measured.toString()).perGram());
    }

    @Test
    void mapsAndViewsComeWithTheSnapshots() {
        succeeds("separator_um=20 snapshots_V=3.9 maps views sides=periodic surface_correction output=" + folder);
        for (String file : List.of(
                "lithiation_3.9V.tif",
                "electrolyte_potential_3.9V.tif",
                "electronic_potential_3.9V.tif",
                "current_density_3.9V.tif",
                "lithiation_3.9V_view.png",
                "voltage.png",
                "losses.png",
                "lithiation_profile.png")) {
            assertTrue(Files.exists(folder.resolve(file)), file);
        }
    }

    /** The file of a snapshot holds what the stacks hold, in the order of its head. */
    @Test
    void aSnapshotForParaViewCanBeReadBack() throws Exception {
        succeeds("separator_um=20 c_rate=0.5 snapshots_V=3.9 maps vti output=" + folder);
        byte[] bytes = Files.readAllBytes(folder.resolve("fields_3.9V.vti"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String head = text.substring(0, text.indexOf("  <AppendedData")) + "</VTKFile>";
        Element image = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        Element data = (Element) image.getElementsByTagName("ImageData").item(0);
        assertEquals("0 2 0 2 0 5", data.getAttribute("WholeExtent"));
        assertEquals("1.0 1.0 1.0", data.getAttribute("Spacing"));
        ByteBuffer appended = ByteBuffer.wrap(bytes, text.indexOf("   _") + 4, bytes.length - text.indexOf("   _") - 4)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        NodeList arrays = image.getElementsByTagName("DataArray");
        List<String> names = List.of(
                "labels",
                "lithiation",
                "electrolyte_potential [V]",
                "electronic_potential [V]",
                "current_density [mA/cm2]");
        assertEquals(names.size(), arrays.getLength());
        for (int k = 0; k < names.size(); k++) {
            Element array = (Element) arrays.item(k);
            assertEquals(names.get(k), array.getAttribute("Name"));
            int offset = Integer.parseInt(array.getAttribute("offset"));
            assertEquals(k == 0 ? 20 : 80, appended.getLong(offset));
            if (k == 0) {
                assertEquals(0, appended.get(offset + 8 + 7));
                assertEquals(1, appended.get(offset + 8 + 8));
                continue;
            }
            ImagePlus stack = IJ.openImage(
                    folder.resolve(names.get(k).split(" ", -1)[0] + "_3.9V.tif").toString());
            for (int voxel = 0; voxel < 20; voxel++) {
                float expected = stack.getStack().getProcessor(1 + voxel / 4).getf(voxel % 4);
                assertEquals(expected, appended.getFloat(offset + 8 + 4 * voxel), names.get(k));
            }
        }
        int lithiation = Integer.parseInt(((Element) arrays.item(1)).getAttribute("offset")) + 8;
        assertTrue(Float.isNaN(appended.getFloat(lithiation)));
        float x = appended.getFloat(lithiation + 4 * 8);
        assertTrue(x > 0.45 && x < 0.7, "lithiation " + x);
        int density = Integer.parseInt(((Element) arrays.item(4)).getAttribute("offset")) + 8;
        assertEquals(0.5 * 200 * 4.73 * 3e-4, appended.getFloat(density), 1e-5);
        assertTrue(Files.readString(folder.resolve("discharge.summary.json")).contains("fields_3.9V.vti"));
    }

    /** A cell file with resisting contacts, and an image that makes two particles of the film's two lower layers and the upper one. */
    private String particles(String resistance) throws IOException {
        ImagePlus numbers = IJ.createImage("numbers", "16-bit black", 2, 2, 5);
        numbers.getStack().getProcessor(3).add(4);
        numbers.getStack().getProcessor(4).add(4);
        numbers.getStack().getProcessor(5).add(300);
        Path image = folder.resolve("numbers.tif");
        IJ.saveAsTiff(numbers, image.toString());
        String text = CellFile.text(CellFile.DEFAULT);
        Path cell = folder.resolve("cell.json");
        Files.writeString(
                cell,
                text.substring(0, text.lastIndexOf('}')) + ", \"grain_contacts\": {\"resistance_Ohm_cm2\": "
                        + resistance + "}}");
        return "separator_um=20 cell=[" + cell + "] grains=[" + image + "] ";
    }

    @Test
    void contactsOfParticlesHaveALossOfTheirOwn() throws IOException {
        succeeds(particles("200") + "current_mA_per_cm2=0.05 cutoff_V=3.9 output=" + folder);
        List<String> csv = Files.readAllLines(folder.resolve("discharge.csv"));
        assertTrue(csv.get(0).endsWith(",Step,Cycle,Grain contact loss [V]"), csv.get(0));
        assertEquals(0.01, number("discharge", "Grain contact loss [V]", last("discharge")), 1e-8);
        String summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertTrue(summary.contains("grain-contact area per cross-section"), summary);
        succeeds(particles("0") + "cutoff_V=4.1 output=" + folder);
        summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertTrue(summary.contains("grains= changes nothing"), summary);
        assertTrue(Files.readAllLines(folder.resolve("discharge.csv")).get(0).endsWith(",Step,Cycle"));
    }

    @Test
    void snapshotsComeAtTimes() {
        succeeds("separator_um=20 c_rate=0.2 snapshots_V=3.9 snapshots_h=1.5,0.1,100 maps output=" + folder);
        assertTrue(Files.exists(folder.resolve("lithiation_1.5h.tif")));
        assertTrue(Files.exists(folder.resolve("current_density_0.1h.tif")));
        assertTrue(Files.exists(folder.resolve("lithiation_3.9V.tif")));
        assertTrue(Files.notExists(folder.resolve("lithiation_100h.tif")));
        assertTrue(Files.exists(folder.resolve("lithiation_profile.png")));
        assertEquals(3 * 5 - 1, last("lithiation_profile"));
        int row = 0;
        while (!LatestTables.value("lithiation_profile", "Snapshot", String.valueOf(row))
                .equals("1.5 h")) {
            row++;
        }
        assertEquals(5400, number("lithiation_profile", "Time [s]", row), 1e-5);
        double mean = 0;
        for (int layer = 2; layer < 5; layer++) {
            mean += number("lithiation_profile", "Mean lithiation", row + layer) / 3;
        }
        double full = 96485.33212 * 0.0519 / 3.6 / 4.73;
        assertEquals(0.40462 + 40 * 1.5 / full, mean, 1e-7);
    }

    @Test
    void aCellWithAnEnergyBalanceHasATemperature() throws IOException {
        String text = CellFile.text(CellFile.DEFAULT);
        Path cell = folder.resolve("warm.json");
        Files.writeString(
                cell,
                text.substring(0, text.lastIndexOf('}'))
                        + ", \"thermal\": {\"heat_capacity_J_per_m2_K\": 10, \"heat_transfer_W_per_m2_K\": 0}}");
        succeeds("separator_um=20 c_rate=1 cutoff_V=3.6 cell=[" + cell + "] output=" + folder);
        String head = Files.readAllLines(folder.resolve("discharge.csv")).get(0);
        assertTrue(head.endsWith(",Step,Cycle,Temperature [C],Heat [W/m2]"), head);
        assertEquals(25, number("discharge", "Temperature [C]", 0), 1e-9);
        int end = last("discharge");
        double rise = number("discharge", "Heat [W/m2]", end)
                * (number("discharge", "Time [s]", end) - number("discharge", "Time [s]", end - 1))
                / 10;
        assertEquals(
                rise,
                number("discharge", "Temperature [C]", end) - number("discharge", "Temperature [C]", end - 1),
                1e-6 * rise);
    }

    @Test
    void beyondTheTableOfThePotentialThereIsAWarning() throws IOException {
        String text = CellFile.text(CellFile.DEFAULT)
                .replaceFirst(
                        "(?s)\"open_circuit_potential_V\": \\{.*?\\}",
                        "\"open_circuit_potential_V\": {\"interpolation\": \"linear\", \"x\": [0.4, 0.5], \"y\": [4.2, 4.0]}");
        Path cell = folder.resolve("short.json");
        Files.writeString(cell, text);
        succeeds("separator_um=20 c_rate=0.2 cutoff_V=3.9 cell=[" + cell + "] output=" + folder);
        String summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertTrue(summary.contains("beyond the table of the open-circuit potential (x = 0.4"), summary);
        succeeds("separator_um=20 c_rate=0.2 cutoff_V=3.9 output=" + folder);
        assertFalse(Files.readString(folder.resolve("discharge.summary.json")).contains("beyond the table"));
    }

    @Test
    void aFolderThatVanishesEndsTheRunWithASentence() {
        Path out = folder.resolve("gone");
        ImagePlus whole = film();
        ImagePlus image = new ImagePlus("film", whole.getStack()) {
            @Override
            public String getTitle() {
                // Asked for when the second snapshot is written: the folder goes then.
                if (Files.exists(out.resolve("lithiation_3.9V.tif"))) {
                    remove(out);
                }
                return super.getTitle();
            }
        };
        image.setCalibration(whole.getCalibration());
        String message = refused(image, "separator_um=20 c_rate=0.5 snapshots_V=3.9,3.8 output=" + out);
        assertTrue(message.startsWith("The results could not be written: lithiation_3.8V.tif"), message);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTemperatureThatVariesHasAMapAndItsRange() throws IOException {
        String text = CellFile.text(CellFile.DEFAULT);
        Path cell = folder.resolve("field.json");
        Files.writeString(
                cell,
                text.substring(0, text.lastIndexOf('}'))
                        + ", \"thermal\": {\"heat_capacity_J_per_m2_K\": 60, \"heat_transfer_W_per_m2_K\": 30, \"conduction\":"
                        + " {\"electrolyte_W_per_m_K\": 0.001, \"active_material_W_per_m_K\": 0.001,"
                        + " \"electrolyte_J_per_m3_K\": 1.4e6, \"active_material_J_per_m3_K\": 3.2e6, \"collector_share\": 1}}}");
        succeeds("separator_um=20 c_rate=0.5 cutoff_V=3.6 snapshots_V=3.8 maps vti cell=[" + cell + "] output="
                + folder);
        String head = Files.readAllLines(folder.resolve("discharge.csv")).get(0);
        assertTrue(head.endsWith(",Heat [W/m2],Min temperature [C],Max temperature [C]"), head);
        int end = last("discharge");
        double least = number("discharge", "Min temperature [C]", end);
        double mean = number("discharge", "Temperature [C]", end);
        double largest = number("discharge", "Max temperature [C]", end);
        assertTrue(25 < least && least < mean && mean < largest, least + " < " + mean + " < " + largest);
        ImagePlus map = IJ.openImage(folder.resolve("temperature_3.8V.tif").toString());
        assertTrue(map.getStack().getProcessor(1).getf(0)
                > map.getStack().getProcessor(5).getf(0));
        String vti = new String(Files.readAllBytes(folder.resolve("fields_3.8V.vti")), StandardCharsets.ISO_8859_1);
        assertTrue(vti.contains("Name=\"temperature [C]\""));
    }

    /** κ and De of the concentration, from a BPX file: the salt's map is there, and the current runs it down towards the film. */
    @Test
    void aLiquidElectrolyteComesFromBpx() throws IOException {
        Path bpx = folder.resolve("cell.bpx.json");
        Files.writeString(
                bpx,
                "{\"Parameterisation\": {\"Electrolyte\": {\"Initial concentration [mol.m-3]\": 1000,"
                        + " \"Cation transference number\": 0.26, \"Conductivity [S.m-1]\":"
                        + " \"0.1297 * (x / 1000) ** 3 - 2.51 * (x / 1000) ** 1.5 + 3.329 * (x / 1000)\","
                        + " \"Diffusivity [m2.s-1]\": \"4e-10 * exp(-0.0003 * x)\"},"
                        + " \"Positive electrode\": {\"Minimum stoichiometry\": 0.42,"
                        + " \"Maximum concentration [mol.m-3]\": 46200, \"Conductivity [S.m-1]\": 0.789,"
                        + " \"Diffusivity [m2.s-1]\": 1e-14, \"OCP [V]\": \"4.5 - 0.8 * x\","
                        + " \"Reaction rate constant [mol.m-2.s-1]\": 2.3e-05}}}");
        succeeds("separator_um=200 c_rate=1 snapshots_V=3.9 maps bpx=[" + bpx + "] bpx_electrolyte output=" + folder);
        ImagePlus salt =
                IJ.openImage(folder.resolve("salt_concentration_3.9V.tif").toString());
        float film = salt.getStack().getProcessor(2).getf(0);
        assertTrue(film < 0.999e-3 && film > 0.9e-3, "at the film " + film);
        assertTrue(Double.isNaN(salt.getStack().getProcessor(3).getf(0)));
    }

    /** Cancelled in the second rate and resumed: the first is not computed again, and the end is the same. */
    @Test
    void anInterruptedRunIsResumed() throws IOException {
        String options = "separator_um=20 c_rate=0.5,1 snapshots_V=3.8 vti output=" + folder;
        ImagePlus whole = film();
        ImagePlus image = new ImagePlus("film", whole.getStack()) {
            @Override
            public String getTitle() {
                // Asked for when the second snapshot is written: the person presses Esc then.
                if (Files.exists(folder.resolve("lithiation_3.8V_0.5C.tif"))) {
                    IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                }
                return super.getTitle();
            }
        };
        image.setCalibration(whole.getCalibration());
        assertEquals(Macro.MACRO_CANCELED, refused(image, options));
        assertTrue(Files.exists(folder.resolve(".discharge_0.5C.checkpoint")));
        assertTrue(Files.exists(folder.resolve(".discharge_1C.checkpoint")));
        assertTrue(Files.exists(folder.resolve("discharge_0.5C.csv")));
        assertTrue(refused(film(), options.replace("3.8", "3.7") + " resume").contains("other parameters"));
        succeeds(options + " resume");
        String resumed = Files.readString(folder.resolve("discharge_1C.csv"));
        assertTrue(Files.notExists(folder.resolve(".discharge_1C.checkpoint")));
        assertTrue(Files.exists(folder.resolve("lithiation_3.8V_0.5C.tif")));
        assertTrue(Files.exists(folder.resolve("fields_3.8V_0.5C.vti")));
        succeeds(options);
        List<String> expected = Files.readAllLines(folder.resolve("discharge_1C.csv"));
        List<String> obtained = resumed.lines().toList();
        // The same rows up to the interruption; from there the steps may differ, within the solver's tolerance.
        int rows = 1;
        while (field(expected.get(rows), 2) > 3.8) {
            assertEquals(expected.get(rows), obtained.get(rows));
            rows++;
        }
        assertTrue(rows > 5);
        double end = field(expected.get(expected.size() - 1), 0);
        assertEquals(end, field(obtained.get(obtained.size() - 1), 0), 1e-3 * end);
    }

    private static double field(String line, int column) {
        return Double.parseDouble(line.split(",", -1)[column]);
    }

    @Test
    void aCurrentAboveTheLimitIsAResult() throws IOException {
        succeeds("separator_um=20 c_rate=500 output=" + folder);
        String summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertTrue(summary.contains("LIMITING_CURRENT"), summary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c_rate=0.1 current_mA_per_cm2=1 | all say the current",
                "c_rate=0.1 protocol=[Rest for 1 h] | all say the current",
                "protocol=[Dance for 1 h] | the step 'Dance for 1 h' of the protocol is not understood",
                "protocol=[Follow nowhere.csv] | Follow=nowhere.csv can't be read",
                "measured=nowhere.csv | measured=nowhere.csv can't be read",
                "bpx_electrolyte | bpx_electrolyte needs bpx=",
                "bpx=nowhere.json | bpx=nowhere.json can't be read",
                "face_mask=nowhere.tif | face_mask=nowhere.tif is neither an open image nor a file",
                "snapshots_h=-1 | snapshots_h=-1",
                "grains=nowhere.tif | grains=nowhere.tif is neither an open image nor a file",
                "resume | resume needs the output= folder",
                "vti snapshots_V=3.9 | vti needs output=",
                "sides=open | sides=open",
                "upper_cutoff_V=2 protocol=[Rest for 1 h] | must be below the upper one",
                "cell=nowhere.json | there is no cell file nowhere.json",
                "c_rate=0 | c_rate=0",
                "tolerance=1e-12 | tolerance=1e-12",
                "step_tolerance=0.5 | step_tolerance=0.5",
                "cutoff_V=4.5 | must be below the open-circuit potential",
                "separator_um=0 collector=first | on the lithium side are not electrolyte",
                "separator_um=10 collector=first | touches the collector",
                "face_rule=exact | face_rule=exact",
                "active=0 electrolyte=1 separator_um=10 collector=last | touches the collector"
            })
    void refusesWithASentence(String options, String expected) {
        String message = refused(film(), options);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void refusesAStackWithoutALength() {
        ImagePlus image = film();
        image.getCalibration().setUnit("pixel");
        assertTrue(refused(image, "separator_um=10").contains("voxel_um"), "remedy");
    }
}
