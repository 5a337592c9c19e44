package io.github.voxelyte.plugins.designs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.tables.LatestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElectrodeStudyTest {
    private static final String STUDY =
            """
            {"structures": {"scan": {"file": "FILE", "tiles": {"size": [5, 4, 8], "rest": "left out"}}},
             "axes": {"kappa": {"values": [1.2e-4]}},
             "cell": {"base": "lps-nmc622", "set": {"electrolyte.conductivity_S_per_cm": "${kappa}"}},
             "compute": {"electrode discharge": {"c_rate": 0.5, "cutoff_V": 3.5, "separator_um": 10}}}
            """;

    @TempDir
    Path folder;

    private Path study;

    /** 16×8×8 voxels, more active ones from left to right, none in the last tile above. */
    @BeforeEach
    void writeStudy() throws IOException {
        ImagePlus image = IJ.createImage("labels", "8-bit black", 16, 8, 8);
        Random random = new Random(1);
        for (int z = 1; z <= 8; z++) {
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 16; x++) {
                    boolean empty = x >= 10 && y < 4;
                    boolean active = random.nextDouble() < 0.4 + 0.02 * x;
                    image.getStack().getProcessor(z).set(x, y, active && !empty ? 1 : 0);
                }
            }
        }
        image.getCalibration().setUnit("um");
        Path file = folder.resolve("labels.tif");
        assertTrue(new FileSaver(image).saveAsTiffStack(file.toString()));
        study = Files.writeString(folder.resolve("study.json"), STUDY.replace("FILE", file.toString()));
    }

    private HeadlessRun run(String output, String more) {
        return HeadlessRun.of(
                new RunStudyCommand(), null, "study=[" + study + "] output=[" + folder.resolve(output) + "] " + more);
    }

    private String text(String output, String file) throws IOException {
        return Files.readString(folder.resolve(output).resolve(file));
    }

    private static double number(String table, String column, int row) {
        return Double.parseDouble(LatestTables.value(table, column, String.valueOf(row)));
    }

    @Test
    void theCurrentIsSharedOutAmongTheTiles() throws IOException {
        HeadlessRun run = run("out", "tasks_at_once=2");
        assertEquals("", run.error().orElse(""));
        assertEquals("done", LatestTables.value("electrode_discharges", "Status", "0"));
        assertEquals(6, number("electrode_discharges", "Tiles", 0));
        assertEquals(1, number("electrode_discharges", "Idle tiles", 0));
        double atStart = 0;
        double atEnd = 0;
        double charge = 0;
        for (int tile = 0; tile < 6; tile++) {
            atStart += number("electrode_tiles", "Share of current at start", tile);
            atEnd += number("electrode_tiles", "Share of current at end", tile);
            charge += number("electrode_tiles", "Capacity [mAh/cm2]", tile) / 6;
        }
        assertEquals(1, atStart, 1e-9);
        assertEquals(1, atEnd, 1e-9);
        assertEquals(number("electrode_discharges", "Capacity [mAh/cm2]", 0), charge, 1e-9);
        assertEquals(0, number("electrode_tiles", "Share of current at end", 2));
        assertTrue(LatestTables.value("electrode_tiles", "Idle because", "2").contains("no active material"));
        int last = text("out", "electrode_discharge.csv").lines().toList().size() - 2;
        assertEquals(3.5, number("electrode_discharge", "Voltage [V]", last), 1e-6);
        double mean = number("electrode_discharge", "Current [mA/cm2]", last);
        assertEquals(number("electrode_discharge", "Current [mA/cm2]", 0), mean, 1e-4 * mean);
        assertTrue(number("electrode_discharge", "Least tile current [mA/cm2]", last) < mean);
        assertTrue(number("electrode_discharge", "Largest tile current [mA/cm2]", last) > mean);
        ImagePlus map = IJ.openImage(folder.resolve("out/electrode_tiles.tif").toString());
        assertArrayEquals(new int[] {3, 2, 1}, new int[] {map.getWidth(), map.getHeight(), map.getNSlices()});
        assertEquals("Capacity [mAh/cm2]", map.getStack().getSliceLabel(2));
        assertEquals(0f, map.getStack().getProcessor(2).getf(2, 0));
        assertEquals(
                number("electrode_tiles", "Capacity [mAh/cm2]", 4),
                map.getStack().getProcessor(2).getf(1, 1),
                1e-6);
        for (String picture : List.of("electrode_discharge", "electrode_currents", "electrode_maps")) {
            assertTrue(Files.exists(folder.resolve("out").resolve(picture + ".png")), picture);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("out/electrodes"))) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".state")), "states of tiles stay");
        }
    }

    @Test
    void startedAgainNothingIsDoneAgainAndTheResultsAreTheSame() throws IOException {
        assertTrue(run("one", "").error().isEmpty());
        String curve = text("one", "electrode_discharge.csv");
        String tiles = text("one", "electrode_tiles.csv");
        List<StudyTasks.Row> rows = StudyTasks.of(StudyFile.read(study));
        TileEngine refusing = (asked, request, progress) -> {
            throw new IllegalStateException("a tile was asked");
        };
        ElectrodeResults again = new ElectrodeStudy(List.of("kappa"), rows)
                .run(folder.resolve("one"), refusing, Progress.NONE, line -> {});
        assertEquals(curve, again.tables().get(1).toCsv());
        assertEquals(tiles, again.tables().get(2).toCsv());
        assertEquals("", again.firstReason());
    }

    /** Cut off, with another number of threads, in a process that knows nothing of the tiles but what is on disk. */
    @Test
    void interruptedItGoesOnAfterItsLastStep() throws IOException {
        assertTrue(run("whole", "").error().isEmpty());
        List<StudyTasks.Row> rows = StudyTasks.of(StudyFile.read(study));
        ElectrodeStudy electrodes = new ElectrodeStudy(List.of("kappa"), rows);
        Path shared = folder.resolve("cut");
        int[] asked = {0};
        LocalTiles local = new LocalTiles(3, Parallel.withThreads(3));
        TileEngine interrupted = (tiles, request, progress) -> {
            asked[0]++;
            if (asked[0] == 61) {
                tiles.forEach(ElectrodeTile::forget);
                throw new CancellationException("enough");
            }
            return local.ask(tiles, request, progress);
        };
        assertThrows(CancellationException.class, () -> electrodes.run(shared, interrupted, Progress.NONE, line -> {}));
        int before = asked[0];
        asked[0] = 100;
        ElectrodeResults results = electrodes.run(shared, interrupted, Progress.NONE, line -> {});
        assertEquals(
                text("whole", "electrode_discharge.csv"),
                results.tables().get(1).toCsv());
        assertEquals(
                text("whole", "electrode_tiles.csv"), results.tables().get(2).toCsv());
        int passes = Integer.parseInt(String.valueOf(results.tables().get(0).cell("Passes", 0)));
        assertTrue(asked[0] - 100 < passes, "it went on: " + before + " and " + asked[0]);
    }

    @Test
    void mistakesAreNamedByTheirPath() throws IOException {
        refuses("\"size\": [5, 4, 8]", "\"size\": [5, 4, 4]", "whole thickness, 8 voxels");
        refuses("\"rest\": \"left out\"", "\"rest\": \"moved inwards\"", "structures.scan.tiles: ", "along x");
        refuses("\"rest\": \"left out\"", "\"overlap\": [0, 1, 0]", "share no area; along");
        refuses("\"rest\": \"left out\"", "\"rest\": \"gone\"", "structures.scan.tiles.rest");
        refuses(", \"tiles\": {\"size\": [5, 4, 8], \"rest\": \"left out\"}", "", "needs a file with tiles");
        refuses("\"c_rate\": 0.5", "\"c_rate\": [0.5, 1]", "compute.electrode discharge: c_rate", "axis");
        refuses("\"c_rate\": 0.5", "\"c_rate\": 1, \"current_mA_per_cm2\": 1", "give one of them");
        refuses("\"c_rate\": 0.5", "\"protocol\": \"Rest for 1 h\"", "compute.electrode discharge", "protocol");
        refuses("\"c_rate\": 0.5", "\"cell\": \"lps-nmc622\"", "the study has a cell of its own");
        refuses(
                "\"electrolyte.conductivity_S_per_cm\": \"${kappa}\"",
                "\"grain_contacts.resistance_Ohm_cm2\": \"${kappa}\"",
                "grain_contacts need");
    }

    private void refuses(String what, String instead, String... parts) throws IOException {
        String text = Files.readString(study);
        assertTrue(text.contains(what), what);
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> StudyTasks.of(StudyFile.parse(text.replace(what, instead))))
                .getMessage();
        for (String part : parts) {
            assertTrue(told.contains(part), told);
        }
    }

    @Test
    void aCutOffThatCannotBeIsARowWithItsReason() throws IOException {
        Files.writeString(study, Files.readString(study).replace("\"cutoff_V\": 3.5", "\"cutoff_V\": 4.5"));
        assertTrue(run("out", "").error().isEmpty());
        assertEquals("failed", LatestTables.value("electrode_discharges", "Status", "0"));
        assertTrue(LatestTables.value("electrode_discharges", "Reason", "0").contains("cutoff_V is 4.5"));
        assertEquals("1", RunStudyCommand.failedTasks());
    }
}
