package io.github.voxelyte.plugins.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar without a display, as a process of its own: exit status, and one line on standard error. */
class StandaloneIT {
    private static final String JAR = System.getProperty("voxelyte.jar");

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {}

    private Ended macro(String code, String... argument) throws Exception {
        Path file = Files.writeString(folder.resolve("macro.ijm"), code);
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(argument));
        return start(arguments);
    }

    private Ended start(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Duser.language=de",
                "-Duser.country=DE",
                "-jar",
                JAR));
        command.addAll(arguments);
        File out = folder.resolve("out.txt").toFile();
        File err = folder.resolve("err.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.directory(folder.toFile());
        builder.environment().remove("DISPLAY");
        int status = builder.start().waitFor();
        return new Ended(
                status,
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    private static void assertFails(Ended ended, String line) {
        assertNotEquals(0, ended.status());
        assertEquals("voxelyte: " + line + "\n", ended.err());
    }

    @Test
    void aMacroThatEndsWellGivesZeroAndNoError() throws Exception {
        Ended ended = macro(
                "print(\"got \" + getArgument()); newImage(\"t\", \"8-bit ramp\", 9, 9, 3); print(nSlices);", "a b");
        assertEquals("", ended.err());
        assertEquals(0, ended.status());
        assertEquals("got a b\n3\n", ended.out());
    }

    @Test
    void exitWithoutMessageIsAGoodEndAndWithMessageAFailure() throws Exception {
        assertEquals(0, macro("exit();").status());
        assertFails(macro("exit(\"the plan was bad\");"), "the plan was bad");
    }

    @Test
    void macroErrorsAreNamedWithTheirLine() throws Exception {
        assertFails(macro("a = 1;\nfoo(a);"), "macro line 2: Undefined identifier");
        assertFails(
                macro("run(\"No Such Command...\");"), "macro line 1: Unrecognized command: \"No Such Command...\"");
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        assertFails(
                macro("open(\"nowhere.tif\");"),
                "File not found: " + folder.toRealPath().resolve("nowhere.tif"));
        Path missing = folder.resolve("missing.ijm");
        assertFails(start(List.of(missing.toString())), "there is no macro file " + missing);
    }

    @Test
    void aCommandTakesTiffLeavesFilesAndNamesABadKey() throws Exception {
        String stack = "newImage(\"m\", \"8-bit black\", 6, 6, 4); makeRectangle(0, 0, 3, 6);"
                + "run(\"Set...\", \"value=255 stack\"); run(\"Select None\");"
                + "saveAs(\"tiff\", \"m.tif\"); close(); open(\"m.tif\");";
        String run = "run(\"Transport Properties...\", \"phase=active axis=y output=[my results]\");";
        String read = "print(call(\"io.github.voxelyte.plugins.tables.LatestTables.value\", \"transport\","
                + " \"Tortuosity factor\", \"0\"));";
        Ended good = macro(stack + run + read);
        assertEquals("", good.err());
        assertEquals(0, good.status());
        List<String> rows = Files.readAllLines(folder.resolve("my results/transport.csv"));
        assertTrue(rows.get(1).startsWith("active,y,0.5,0.5,0.5,1,1,1,2,NaN,"), rows.get(1));
        Ended bad = macro(stack + "run(\"Transport Properties...\", \"phse=active\"); print(\"went on\");");
        assertNotEquals(0, bad.status());
        String sentence = bad.err();
        assertTrue(
                sentence.startsWith("voxelyte: macro line 1: The key 'phse' is not known; allowed: phase, "), sentence);
        assertTrue(sentence.endsWith(", voxel_um, output.\n"), sentence);
        assertTrue(!bad.out().contains("went on"), bad.out());
    }

    @Test
    void aStudyLeavesItsTableAndItsFailuresAreInTheExitStatus() throws Exception {
        String study =
                """
                {"structures": {"cathode": {"steps": [
                   {"command": "Generate Cathode Tomogram...", "width": 12, "height": 12, "depth": "${depth}",
                    "diameter_um": 5, "amsvf": 0.5},
                   {"command": "Binarize Tomogram...", "fraction": 0.5}]}},
                 "axes": {"depth": {"values": [16]}},
                 "compute": {"transport": {"phase": "electrolyte", "axis": "z"}}}
                """;
        Files.writeString(folder.resolve("good.json"), study);
        Ended good = start(List.of("study", "good.json"));
        assertEquals("", good.err());
        assertEquals(0, good.status());
        List<String> rows = Files.readAllLines(folder.resolve("good-results/results.csv"));
        assertTrue(rows.get(1).startsWith("1,cathode,16,done,,"), rows.get(1));
        Files.writeString(folder.resolve("thin.json"), study.replace("[16]", "[16, 10]"));
        Ended thin = start(List.of("study", "thin.json", "output=[two results]"));
        assertFails(thin, "Failed tasks: 1; the column Reason of results.csv says why.");
        assertEquals(
                3, Files.readAllLines(folder.resolve("two results/results.csv")).size());
        assertFails(start(List.of("study", "none.json")), "There is no study file none.json.");
    }

    @Test
    void helpAndVersionAreShown() throws Exception {
        Ended help = start(List.of("--help"));
        assertEquals(0, help.status());
        assertTrue(help.out().contains("java -jar voxelyte.jar MACRO.ijm"));
        Ended version = start(List.of("--version"));
        assertEquals(0, version.status());
        assertTrue(version.out().matches("Voxelyte \\d+\\.\\d+\\.\\d+\\S*\n"), version.out());
        assertFails(start(List.of("--nonsense")), "the option --nonsense is not known; see --help");
    }

    @Test
    void macroFunctionsGiveNumbersAndNameMistakes() throws Exception {
        String stack = "newImage(\"m\", \"8-bit black\", 6, 6, 4); makeRectangle(0, 0, 3, 6);"
                + "run(\"Set...\", \"value=255 stack\"); run(\"Select None\");"
                + "run(\"Voxelyte Macro Functions\"); run(\"Transport Properties...\", \"phase=active axis=y\");"
                + "print(2 * parseFloat(Ext.tortuosityFactor(\"active\", \"y\")) + parseFloat(Ext.fraction(\"active\")));";
        Ended good = macro(stack);
        assertEquals("", good.err());
        assertTrue(good.out().endsWith("2.5\n"), good.out());
        assertFails(
                macro(stack + "\nx = Ext.tortuosityFactor(\"active\", \"z\");"),
                "macro line 2: Ext.tortuosityFactor: the last Transport Properties... has no 'active' along 'z'; it has active"
                        + " along y.");
    }

    @Test
    void theDemoRunsToTheDischarge() throws Exception {
        Ended ended = macro("run(\"Voxelyte Demo\", \"output=[the demo]\"); run(\"About Voxelyte\");");
        assertEquals("", ended.err());
        List<String> rows = Files.readAllLines(folder.resolve("the demo/discharge.csv"));
        assertTrue(rows.size() > 20, "rows: " + rows.size());
        assertTrue(rows.get(rows.size() - 1).contains(",2.6,"), rows.get(rows.size() - 1));
        assertTrue(Files.exists(folder.resolve("the demo/transport.csv")));
        assertTrue(Files.exists(folder.resolve("the demo/view.png")));
        assertTrue(ended.out().contains("Licence: BSD-2-Clause"), ended.out());
    }

    @Test
    void openAndExportWorkWithoutFijiAndSayWhatTheyLack() throws Exception {
        String export =
                "newImage(\"m\", \"8-bit ramp\", 6, 6, 4); run(\"Export...\", \"format=[raw with header] output=[x y]\");"
                        + "run(\"Open Tomogram...\", \"path=[x y/m.mhd]\"); print(getTitle() + \" \" + nSlices);";
        Ended good = macro(export);
        assertEquals("", good.err());
        assertTrue(good.out().endsWith("m.mhd 4\n"), good.out());
        Files.writeString(folder.resolve("scan.czi"), "not really");
        Ended bad = macro("run(\"Open Tomogram...\", \"path=scan.czi\");");
        assertTrue(
                bad.err().startsWith("voxelyte: macro line 1: 'scan.czi' is of no kind that is read here: TIFF"),
                bad.err());
        assertTrue(bad.err().contains("in Fiji also what SCIFIO knows"), bad.err());
    }

    @Test
    void theZipHoldsWhatIsCopiedIntoFiji() throws Exception {
        Path fiji = Path.of(System.getProperty("voxelyte.fiji"));
        List<String> expected;
        try (Stream<Path> files = Files.walk(fiji)) {
            expected = files.filter(Files::isRegularFile)
                    .map(path -> fiji.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
        try (ZipFile zip = new ZipFile(System.getProperty("voxelyte.zip"))) {
            List<String> found = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .sorted()
                    .toList();
            assertEquals(expected, found);
            assertTrue(found.contains("macros/toolsets/Voxelyte.ijm"), found.toString());
            for (String name : found) {
                String lower = name.toLowerCase(java.util.Locale.ROOT);
                assertTrue(Stream.of("spark", "scala", "cluster").noneMatch(lower::contains), name);
            }
        }
    }

    /** The lines of the README, tried on an empty folder. */
    @Test
    void theInstallationOfTheReadmePutsEverythingInPlace() throws Exception {
        Path app = Files.createDirectories(folder.resolve("Fiji.app"));
        Path fiji = Path.of(System.getProperty("voxelyte.fiji"));
        String line = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(text -> text.startsWith("cp -r plugins/target/fiji/"))
                .findFirst()
                .orElseThrow();
        String here = line.replace("plugins/target/fiji", fiji.toString()).replace("/path/to/Fiji.app", app.toString());
        assertEquals(0, new ProcessBuilder("sh", "-c", here).start().waitFor());
        assertTrue(Files.isRegularFile(app.resolve("macros/toolsets/Voxelyte.ijm")));
        try (Stream<Path> plugins = Files.list(app.resolve("plugins"))) {
            assertEquals(1, plugins.count());
        }
        try (Stream<Path> jars = Files.list(app.resolve("jars"))) {
            assertEquals(7, jars.count());
        }
    }

    @Test
    void whatGoesIntoFijiHoldsNothingThatFijiHas() throws Exception {
        Path fiji = Path.of(System.getProperty("voxelyte.fiji"));
        List<String> jars;
        try (Stream<Path> files = Files.list(fiji.resolve("jars"))) {
            jars = files.map(path -> path.getFileName().toString().replaceAll("-[0-9].*", ""))
                    .sorted()
                    .toList();
        }
        assertEquals(
                List.of(
                        "compress-lzf",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jhdf",
                        "voxelyte-microstructure",
                        "voxelyte-solver"),
                jars);
        try (Stream<Path> files = Files.list(fiji.resolve("plugins"))) {
            Path plugin = files.reduce((a, b) -> {
                        throw new AssertionError("one plugin jar expected, found " + a + " and " + b);
                    })
                    .orElseThrow();
            assertTrue(plugin.getFileName().toString().startsWith("Voxelyte_-"));
            try (JarFile jar = new JarFile(plugin.toFile())) {
                assertTrue(jar.getEntry("plugins.config") != null);
                assertTrue(jar.stream()
                        .filter(entry -> entry.getName().endsWith(".class"))
                        .allMatch(entry -> entry.getName().startsWith("io/github/voxelyte/plugins/")));
            }
        }
    }
}
