package io.github.voxelyte.plugins.designs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.tables.LatestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStudyCommandTest {
    private static final String STUDY =
            """
            {"structures": {"cathode": {"steps": [
               {"command": "Generate Cathode Tomogram...", "width": 12, "height": 12, "depth": 12, "voxel_um": 1,
                "diameter_um": 5, "amsvf": 0.5, "dense_faces": 0, "seed": "${seed}"},
               {"command": "Binarize Tomogram", "fraction": 0.5},
               {"command": "Delaminate Particles...", "degree": "${degree}", "seed": 1}]}},
             "axes": {"seed": {"values": [1, 2]}, "degree": {"values": [null, 0.5, 0.4]}},
             "compute": {"transport": {"phase": "electrolyte,active", "axis": "z"}}}
            """;

    @TempDir
    Path folder;

    private Path study;

    @BeforeEach
    void writeStudy() throws IOException {
        study = Files.writeString(folder.resolve("study.json"), STUDY);
    }

    private HeadlessRun run(String output, String more) {
        return HeadlessRun.of(
                new RunStudyCommand(), null, "study=[" + study + "] output=[" + folder.resolve(output) + "] " + more);
    }

    private String results(String output) throws IOException {
        return Files.readString(folder.resolve(output).resolve("results.csv"));
    }

    @Test
    void theTableIsTheSameHoweverManyTasksRunAtOnceAndAfterARestart() throws IOException {
        assertTrue(run("one", "tasks_at_once=1").error().isEmpty());
        assertTrue(run("two", "tasks_at_once=3").error().isEmpty());
        assertEquals(results("one"), results("two"));
        String seconds = Files.readString(folder.resolve("one").resolve("tasks.csv"));
        assertTrue(run("one", "").error().isEmpty());
        assertEquals(results("two"), results("one"));
        assertEquals(seconds, Files.readString(folder.resolve("one").resolve("tasks.csv")), "nothing was done again");
        List<String> lines = results("one").lines().toList();
        assertTrue(lines.get(0).startsWith("Task,Structure,seed,degree,Status,Reason,transport "), lines.get(0));
        assertEquals(7, lines.size());
        assertTrue(lines.get(1).startsWith("1,cathode,1,none,done,,"), lines.get(1));
        assertTrue(lines.get(6).startsWith("6,cathode,2,0.4,done,,"), lines.get(6));
    }

    @Test
    void delaminationChangesTheElectrolyteButNotTheActiveMaterial() {
        assertTrue(run("out", "").error().isEmpty());
        assertEquals(conductivity("active", 0), conductivity("active", 1));
        assertTrue(conductivity("electrolyte", 1) < conductivity("electrolyte", 0));
    }

    private static double conductivity(String phase, int row) {
        String column = "transport " + phase + " z: D_eff/D";
        return Double.parseDouble(LatestTables.value("results", column, String.valueOf(row)));
    }

    @Test
    void aStepThatTasksShareIsDoneOnce() throws IOException {
        assertTrue(run("out", "").error().isEmpty());
        try (Stream<Path> stacks = Files.list(folder.resolve("out/structures"))) {
            assertEquals(2 + 2 + 4, stacks.count());
        }
    }

    @Test
    void failedTasksAreInTheTableWithTheirReason() throws IOException {
        Files.writeString(study, STUDY.replace("\"dense_faces\": 0,", ""));
        assertTrue(run("out", "retries=0").error().isEmpty());
        String first = results("out").lines().skip(1).findFirst().orElseThrow();
        assertTrue(first.startsWith("1,cathode,1,none,failed,"), first);
        assertEquals("6", RunStudyCommand.failedTasks());
    }

    /** Channels along z, of 2, 4 and 6 voxels of 8 in y from x = 0, 8 and 16 on: D_eff/D is the fraction in every tile. */
    private Path channels() {
        ImagePlus image = IJ.createImage("channels", "8-bit black", 20, 8, 8);
        for (int z = 1; z <= 8; z++) {
            for (int x = 0; x < 20; x++) {
                for (int y = 0; y < 2 * (x / 8 + 1); y++) {
                    image.getStack().getProcessor(z).set(x, y, 1);
                }
            }
        }
        Path file = folder.resolve("channels.tif");
        assertTrue(new FileSaver(image).saveAsTiffStack(file.toString()));
        return file;
    }

    @Test
    void tilesCoverTheStackAndAreMeasuredOneByOne() throws IOException {
        Files.writeString(
                study,
                """
                {"structures": {"scan": {"file": "FILE", "tiles": {"size": [8, 8, 4], "overlap": [0, 0, 1]}}},
                 "compute": {"transport": {"phase": "active", "axis": "z"}}}
                """
                        .replace("FILE", channels().toString()));
        assertTrue(run("out", "").error().isEmpty());
        List<String> starts = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        for (int row = 0; row < 9; row++) {
            starts.add(cell("Tile x [voxels]", row) + " " + cell("Tile z [voxels]", row));
            fractions.add(Double.valueOf(cell("transport active z: Fraction", row)));
            assertEquals(fractions.get(row), conductivity("active", row), 1e-5);
        }
        assertEquals(List.of("0 0", "8 0", "12 0", "0 3", "8 3", "12 3", "0 4", "8 4", "12 4"), starts);
        assertEquals(List.of(0.25, 0.5, 0.625, 0.25, 0.5, 0.625, 0.25, 0.5, 0.625), fractions);
        int fraction = List.of(
                        LatestTables.value("tiles", "Quantity", "0"), LatestTables.value("tiles", "Quantity", "1"))
                .indexOf("transport active z: Fraction");
        assertEquals("9", LatestTables.value("tiles", "Tiles", String.valueOf(fraction)));
        double mean = Double.parseDouble(LatestTables.value("tiles", "Mean", String.valueOf(fraction)));
        assertEquals((0.25 + 0.5 + 0.625) / 3, mean, 1e-9);
        ImagePlus map = IJ.openImage(folder.resolve("out/tiles.tif").toString());
        assertArrayEquals(new int[] {3, 1, 3}, new int[] {map.getWidth(), map.getHeight(), map.getNSlices()});
        assertEquals("transport active z: Fraction", map.getStack().getSliceLabel(fraction + 1));
        assertEquals(0.625f, map.getStack().getProcessor(fraction + 1).getf(2, 0));
        assertFalse(Files.exists(folder.resolve("out/structures")), "tiles are read from the stack, not copied");
    }

    private static String cell(String column, int row) {
        return LatestTables.value("results", column, String.valueOf(row));
    }

    @Test
    void twoStudiesDoNotShareAFolder() throws IOException {
        try (OutputFolder other = OutputFolder.take(folder.resolve("out").toString(), "study")) {
            assertTrue(Files.isDirectory(other.lasting()));
            assertTrue(run("out", "").error().orElseThrow().contains("in use"));
        }
    }

    @Test
    void aFolderIsNeeded() {
        assertTrue(HeadlessRun.of(new RunStudyCommand(), null, "study=[" + study + "]")
                .error()
                .orElseThrow()
                .contains("output"));
    }
}
