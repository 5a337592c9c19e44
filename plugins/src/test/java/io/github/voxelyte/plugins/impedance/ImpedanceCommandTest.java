package io.github.voxelyte.plugins.impedance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.discharge.DischargeCommand;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.solver.cell.CellFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpedanceCommandTest {
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

    private static void succeeds(String options) {
        HeadlessRun run = HeadlessRun.of(new ImpedanceCommand(), film(), options);
        assertTrue(run.error().isEmpty(), () -> run.error().orElseThrow());
    }

    private static String refused(String options) {
        return HeadlessRun.of(new ImpedanceCommand(), film(), options).error().orElseThrow();
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
    void contactsOfParticlesHaveAShareOfTheirOwn() throws IOException {
        succeeds(particles("200") + "f_max_Hz=1e4 f_min_Hz=1e3");
        assertEquals(200, number("impedance", "Grain contact real [Ohm cm2]", 0), 0.01);
    }

    @Test
    void theTableHasTheColumnsOthersScriptAgainst() throws IOException {
        succeeds("separator_um=425 maps_Hz=1000 output=" + folder);
        List<String> csv = Files.readAllLines(folder.resolve("impedance.csv"));
        assertTrue(csv.get(0).startsWith("Frequency [Hz],Z real [Ohm cm2],Z imag [Ohm cm2],"));
        assertEquals(70, csv.size());
        assertEquals(7e6, number("impedance", "Frequency [Hz]", 0), 1e-3);
        assertEquals(7e6 * Math.pow(10, -0.1), number("impedance", "Frequency [Hz]", 1), 1e-3);
        assertEquals(425e-4 / 1.2e-4, number("impedance", "Separator real [Ohm cm2]", 0), 0.01);
        for (int row = 0; row < 69; row++) {
            double real = 0;
            double imag = 0;
            for (String process : List.of(
                    "Separator",
                    "Electrolyte",
                    "Li charge transfer",
                    "Active charge transfer",
                    "Film",
                    "Diffusion",
                    "Electronic",
                    "Contact")) {
                real += number("impedance", process + " real [Ohm cm2]", row);
                imag += number("impedance", process + " imag [Ohm cm2]", row);
            }
            double size = number("impedance", "Magnitude [Ohm cm2]", row);
            assertEquals(real, number("impedance", "Z real [Ohm cm2]", row), 1e-6 * size);
            assertEquals(imag, number("impedance", "Z imag [Ohm cm2]", row), 1e-6 * size);
            assertTrue(imag < 0);
            assertEquals(0, number("impedance", "Kramers-Kronig real [%]", row), 0.05);
        }
        // Lithium: 28.97 Ohm cm2 and 2e-7 F/cm2, 27.5 kHz; one planar electrode.
        assertEquals("Li charge transfer", LatestTables.value("impedance_arcs", "Arc of", "1"));
        assertEquals(27470, number("impedance_arcs", "Frequency [Hz]", 1), 275);
        assertEquals(28.97 / 2, number("impedance_arcs", "Height [Ohm cm2]", 1), 0.05);
        for (String file : List.of(
                "impedance.summary.json",
                "alternating_current_1000Hz.tif",
                "alternating_phase_deg_1000Hz.tif",
                "relaxation_times.csv",
                "circuit.csv")) {
            assertTrue(Files.exists(folder.resolve(file)), file);
        }
        for (String picture : List.of("nyquist.png", "bode.png", "shares.png", "relaxation_times.png")) {
            assertTrue(ImageIO.read(folder.resolve(picture).toFile()).getWidth() > 1000, picture);
        }
        // On a film the same current enters everywhere: that of the cross-section.
        ImagePlus map =
                IJ.openImage(folder.resolve("alternating_current_1000Hz.tif").toString());
        assertEquals(1, map.getStack().getVoxel(0, 0, 2), 1e-4);
        assertTrue(Double.isNaN(map.getStack().getVoxel(0, 0, 3)));
        assertTrue(Double.isNaN(map.getStack().getVoxel(0, 0, 0)));
    }

    @Test
    void aMeasuredSpectrumIsComparedAndShifted() throws IOException {
        Path first = folder.resolve("first");
        succeeds("separator_um=20 f_max_Hz=1e5 f_min_Hz=10 per_decade=5 output=" + first);
        // The simulated one again, of half the area and on 10 Ohm more.
        Path file = folder.resolve("measured.csv");
        StringBuilder text = new StringBuilder("Frequency,Z',-Z''\n");
        for (int row = 0; row < 21; row++) {
            text.append(number("impedance", "Frequency [Hz]", row))
                    .append(',')
                    .append(2 * number("impedance", "Z real [Ohm cm2]", row) + 10)
                    .append(',')
                    .append(-2 * number("impedance", "Z imag [Ohm cm2]", row))
                    .append('\n');
        }
        Files.writeString(file, text);
        String options = "separator_um=20 f_max_Hz=1e5 f_min_Hz=10 per_decade=5 measured_area_cm2=0.5 measured=" + file;
        succeeds(options);
        assertEquals(
                5,
                number("measured", "Measured real [Ohm cm2]", 3) - number("measured", "Simulated real [Ohm cm2]", 3),
                1e-6);
        succeeds(options + " shift_bulk");
        for (int row = 0; row < 21; row++) {
            assertEquals(0, number("measured", "Difference [% of magnitude]", row), 1e-4);
        }
    }

    @Test
    void theStateMayBeALithiationOrAVoltage() {
        succeeds("separator_um=20 f_min_Hz=1e3 voltage_V=3.8497");
        double byVoltage = number("impedance", "Z real [Ohm cm2]", 30);
        succeeds("separator_um=20 f_min_Hz=1e3 lithiation=0.6");
        assertEquals(byVoltage, number("impedance", "Z real [Ohm cm2]", 30), 1e-3);
        succeeds("separator_um=20 f_min_Hz=1e3 lithiation=0.9");
        assertTrue(number("impedance", "Z real [Ohm cm2]", 30) > byVoltage + 10);
    }

    @Test
    void aCellWithoutDoubleLayersIsSaidToHaveNoArc() throws IOException {
        Path cell = folder.resolve("cell.json");
        String json = CellFile.text(CellFile.DEFAULT)
                .replaceAll("\"double_layer_F_per_cm2\": *[0-9.e-]+", "\"double_layer_F_per_cm2\": 0");
        Files.writeString(cell, json);
        succeeds("separator_um=20 cell=" + cell + " output=" + folder.resolve("out"));
        String summary = Files.readString(folder.resolve("out").resolve("impedance.summary.json"));
        assertTrue(summary.contains("no double layer at active material and lithium"), summary);
        // A film's impedance is resistance and diffusion alone.
        assertEquals(0, number("impedance", "Z imag [Ohm cm2]", 0), 0.05);
    }

    @Test
    void fewFrequenciesGiveATableWithoutAnalysis() {
        succeeds("separator_um=20 f_max_Hz=1000 f_min_Hz=10 per_decade=1");
        assertEquals(3, Integer.parseInt(LatestTables.size("impedance")));
        assertTrue(Double.isNaN(number("impedance", "Kramers-Kronig real [%]", 0)));
    }

    /** Faces of the film that do not react leave none: the mask reaches the solver. */
    @Test
    void passiveFacesAreTakenFromAMask() {
        ImagePlus mask = IJ.createImage("mask", "8-bit black", 2, 2, 5);
        for (int slice = 1; slice <= 5; slice++) {
            mask.getStack().getProcessor(slice).add(16);
        }
        Path file = folder.resolve("mask.tif");
        assertTrue(IJ.saveAsTiff(mask, file.toString()));
        String message = refused("separator_um=20 face_mask=" + file);
        assertTrue(message.contains("no path joins lithium and collector"), message);
        assertFalse(refused("separator_um=20 face_mask=nowhere.tif").isEmpty());
    }

    /** The title of a snapshot that a discharge of the film left in the folder, as a path. */
    private String snapshot() {
        Path there = folder.resolve("discharge");
        HeadlessRun run = HeadlessRun.of(
                new DischargeCommand(),
                film(),
                "separator_um=20 c_rate=0.5 cutoff_V=3.6 snapshots_V=3.7 output=" + there);
        assertTrue(run.error().isEmpty(), () -> run.error().orElseThrow());
        return "separator_um=20 f_max_Hz=1e5 f_min_Hz=10 per_decade=2 state=[" + there.resolve("lithiation_3.7V.tif")
                + "] ";
    }

    @Test
    void theStateIsThatOfADischarge() throws IOException {
        String options = snapshot();
        succeeds(options + "output=" + folder.resolve("full"));
        double full = number("impedance", "Z real [Ohm cm2]", 8);
        JsonNode reached = reached("full");
        assertTrue(reached.path("state").asText().startsWith("fully relaxed"), reached.toString());
        double mean = reached.path("lithiation (fully relaxed)").asDouble();
        assertEquals(reached.path("mean lithiation before the rest").asDouble(), mean, 1e-6);
        assertTrue(reached.path("off rest, largest [mV]").asDouble() >= 0);

        succeeds(options + "relax=none output=" + folder.resolve("none"));
        double kept = number("impedance", "Z real [Ohm cm2]", 8);
        assertTrue(reached("none").path("state").asText().startsWith("as the discharge left it"));
        assertTrue(Math.abs(kept - full) > 1e-4 * full, kept + " and " + full);

        // The mean of the film is what lithiation= would say.
        succeeds("separator_um=20 f_max_Hz=1e5 f_min_Hz=10 per_decade=2 lithiation=" + mean);
        assertEquals(full, number("impedance", "Z real [Ohm cm2]", 8), 1e-6 * full);
    }

    private JsonNode reached(String name) throws IOException {
        Path summary = folder.resolve(name).resolve("impedance.summary.json");
        return new ObjectMapper().readTree(summary.toFile()).path("reached");
    }

    @Test
    void theStateOfAnotherCellIsRefused() throws IOException {
        String options = snapshot();
        Path cell = folder.resolve("other.json");
        Files.writeString(cell, CellFile.text(CellFile.DEFAULT));
        String message = refused(options + "cell=[" + cell + "]");
        assertTrue(message.contains("comes from a discharge with the cell file lps-nmc622"), message);
        ImagePlus other = film();
        other.getStack().getProcessor(3).set(0, 0, 0);
        String geometry =
                HeadlessRun.of(new ImpedanceCommand(), other, options).error().orElseThrow();
        assertTrue(geometry.contains("is no lithiation snapshot of this stack: 0 voxels"), geometry);
        assertTrue(geometry.contains("and 1 others have one"), geometry);
    }

    @Test
    void saltThatMovesHasAShareOfItsOwn() throws IOException {
        Path cell = folder.resolve("salt.json");
        Files.writeString(
                cell,
                CellFile.text(CellFile.DEFAULT)
                        .replaceFirst("\"transference_number\": *1", "\"transference_number\": 0.4"));
        succeeds("separator_um=20 f_max_Hz=1e3 f_min_Hz=1e-3 per_decade=2 cell=[" + cell + "]");
        double low = number("impedance", "Electrolyte concentration real [Ohm cm2]", 12);
        assertTrue(low > 1, "" + low);
        assertEquals(0, number("impedance", "Electrolyte concentration real [Ohm cm2]", 0), 0.1 * low);
    }

    /** Rows are in the file before anything is delivered, from high to low frequency, and stay when the command is stopped. */
    @Test
    void aStoppedSpectrumKeepsItsRows() throws IOException {
        Path there = folder.resolve("stopped");
        Command stopped = new Command() {
            private final Command impedance = new ImpedanceCommand();

            @Override
            public CommandDescription description() {
                return impedance.description();
            }

            @Override
            public void execute(Execution execution) {
                impedance.execute(execution);
                throw new CancellationException();
            }
        };
        HeadlessRun.of(stopped, film(), "separator_um=20 f_max_Hz=1e5 f_min_Hz=1 per_decade=4 output=" + there);
        List<String> rows = Files.readAllLines(there.resolve("impedance.csv"));
        assertTrue(rows.get(0).startsWith("Frequency [Hz],Z real"), rows.get(0));
        assertEquals(22, rows.size());
        double before = Double.POSITIVE_INFINITY;
        for (String row : rows.subList(1, rows.size())) {
            assertEquals(rows.get(0).split(",", -1).length, row.split(",", -1).length, row);
            double frequency = Double.parseDouble(row.substring(0, row.indexOf(',')));
            assertTrue(frequency < before);
            before = frequency;
        }
        assertFalse(Files.exists(there.resolve("impedance.summary.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f_min_Hz=10 f_max_Hz=1 | above f_max_Hz",
                "lithiation=0.2 | is known from x = 0.3 to 1.0",
                "lithiation=0.5 voltage_V=4 | all say the state",
                "lithiation=0.5 state=nowhere.tif | all say the state",
                "state=nowhere.tif | is neither an open image nor a file",
                "relax=none | give one by state=",
                "voltage_V=5 | reaches from",
                "measured=nowhere.csv | nowhere.csv",
                "face_rule=parabolic | face_rule=parabolic",
                "per_decade=0 | per_decade=0",
                "separator_um=0 collector=first | on the lithium side are not electrolyte",
                "cell=nowhere.json | there is no cell file nowhere.json"
            })
    void refusesWithASentence(String options, String expected) {
        String message = refused(options);
        assertTrue(message.contains(expected), message);
    }
}
