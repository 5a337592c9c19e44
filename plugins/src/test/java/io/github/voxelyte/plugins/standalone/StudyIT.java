package io.github.voxelyte.plugins.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The macro of the whole study, as a process of its own that is killed. */
class StudyIT {
    private static final String LABELS = "newImage(\"labels\", \"8-bit black\", 44, 11, 10);"
            + "run(\"Macro...\", \"code=v=(x%7<4)*(y%6<4) stack\");"
            + "run(\"Properties...\", \"channels=1 slices=10 frames=1 unit=um pixel_width=1 pixel_height=1 voxel_depth=1\");"
            + "saveAs(\"tiff\", \"labels.tif\");";
    private static final String OPTIONS =
            "input=labels.tif is_labels active=1 electrolyte=0 size=11x11x10 fractions=0.4,0.4 output=study";
    private static final String KILLED_IN = "discharge/delamination-75-0.1C";

    @TempDir
    Path folder;

    private Process start(String macro, String argument) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("voxelyte.jar"),
                macro,
                argument);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("DISPLAY");
        return builder.start();
    }

    /** Its lines of output up to one that holds a text, at which it is killed; all of them if there is none. */
    private List<String> study(String killAt) throws IOException, InterruptedException {
        String macro = Path.of("..", "macros", "study.ijm").toAbsolutePath().toString();
        Process process = start(macro, OPTIONS);
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (killAt != null && line.contains(killAt)) {
                    process.destroyForcibly();
                    process.waitFor();
                    return lines;
                }
            }
        }
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
        return lines;
    }

    private static List<String> steps(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("\\[\\d+] .* -> .*"))
                .map(line -> line.substring(line.lastIndexOf(" -> ") + 4))
                .toList();
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aKilledStudyGoesOnRepeatsNothingFinishedAndEndsWithTheSameReport() throws Exception {
        Path macro = Files.writeString(folder.resolve("labels.ijm"), LABELS);
        assertEquals(0, start(macro.toString(), "").waitFor());
        List<String> before = steps(study("study/" + KILLED_IN));
        assertTrue(before.size() > 10, () -> "steps: " + before);
        Path report = folder.resolve("study/report");
        assertFalse(Files.exists(report));
        List<String> after = steps(study(null));
        List<String> finished = before.subList(0, before.size() - 1);
        assertTrue(after.stream().noneMatch(finished::contains), () -> "repeated: " + after);
        assertEquals(before.get(before.size() - 1), after.get(0));
        byte[] page = Files.readAllBytes(report.resolve("report.html"));
        byte[] table = Files.readAllBytes(report.resolve("report.csv"));
        // The step that was killed, once more and without interruption: the same to the last digit.
        delete(folder.resolve("study").resolve(KILLED_IN));
        assertEquals(List.of("study/" + KILLED_IN), steps(study(null)));
        assertArrayEquals(table, Files.readAllBytes(report.resolve("report.csv")));
        assertArrayEquals(page, Files.readAllBytes(report.resolve("report.html")));
    }
}
