package io.github.voxelyte.plugins.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImageJ;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain ImageJ with the plugin jars on a display of its own; screenshots stay in target/screenshots to be looked at. */
class WindowIT {
    @TempDir
    Path folder;

    @Test
    void menuDialogRecorderAndEscapeWork() throws Exception {
        assumeTrue(isOnPath("Xvfb"), "skipped: there is no Xvfb (Debian package xvfb); .ci/run installs it");
        Process display = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Process> started = new ArrayList<>(List.of(display));
        try (BufferedReader line =
                new BufferedReader(new InputStreamReader(display.getInputStream(), StandardCharsets.UTF_8))) {
            String number = ":" + line.readLine();
            if (isOnPath("openbox")) {
                started.add(start(number, "openbox"));
            }
            check(drive(number));
        } finally {
            started.forEach(Process::destroy);
        }
    }

    private void check(Map<String, String> seen) throws IOException {
        assertEquals(null, seen.get("failed"));
        assertEquals(String.join("|", menuEntries()), seen.get("menu"));
        assertEquals("3", seen.get("rows"));
        assertEquals(
                "run(\"Transport Properties...\", \"phase=electrolyte axis=all boundary=[no flux] tolerance=1e-6\");",
                seen.get("recorded"));
        assertEquals("true", seen.get("replayed"));
        long dialogs =
                menuEntries().stream().filter(label -> label.endsWith("...")).count();
        assertEquals(String.valueOf(dialogs), seen.get("dialogs_with_help"));
        assertTrue(Integer.parseInt(seen.get("tallest_dialog")) <= 768, "a dialog is too tall for a laptop's screen");
        assertTrue(Integer.parseInt(seen.get("widest_dialog")) <= 1366, "a dialog is too wide for a laptop's screen");
        assertEquals("true", seen.get("preview"));
        assertEquals("false", seen.get("overlay_after_preview"));
        assertEquals("0.42", seen.get("remembered"));
        assertEquals("Voxelyte", seen.get("about_plugins"));
        assertEquals("true", seen.get("toolset"));
        assertEquals("true", seen.get("running"));
        assertTrue(seen.containsKey("cancelled_after_s"));
        assertEquals("false", seen.get("table_after_cancel"));
        assertEquals("2", seen.get("images_after_cancel"));
        assertEquals("true", seen.get("dialog_fits"));
        assertEquals("0.46", seen.get("preview_share"));
        assertEquals("0.25", seen.get("preview_share_after"));
        assertEquals("false", seen.get("overlay_after_cancel"));
        assertEquals("false", seen.get("histogram_after_cancel"));
        assertEquals("true", seen.get("preview_follows"));
        assertEquals("true,false", seen.get("grey_before"));
        assertEquals("false,true", seen.get("grey_after"));
        assertEquals("true", seen.get("curve_kept"));
        assertEquals("false", seen.get("window_after_stop"));
        assertTrue(seen.get("outlook").contains("|Discharge at 0.2C ("), seen.get("outlook"));
        assertTrue(Integer.parseInt(seen.get("table_width")) > 600, "columns of the table are cut");
        int longest = Integer.parseInt(seen.get("longest_of_log"));
        assertTrue(longest > 0 && longest < 90, "a line of the log has " + longest + " characters");
    }

    private Map<String, String> drive(String number) throws IOException, InterruptedException, URISyntaxException {
        Path screenshots =
                Files.createDirectories(Path.of("target", "screenshots")).toAbsolutePath();
        String classpath = pathOf(ImageJ.class) + File.pathSeparator + pathOf(WindowDriver.class);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Duser.home=" + folder, // its own preferences
                "-Djava.awt.headless=false",
                "-cp",
                classpath,
                WindowDriver.class.getName(),
                System.getProperty("voxelyte.imagej"),
                screenshots.toString());
        builder.environment().put("DISPLAY", number);
        // ImageJ started in a folder called "plugins" does not look into plugins.dir.
        builder.directory(folder.toFile());
        Path out = folder.resolve("seen.txt");
        builder.redirectErrorStream(true).redirectOutput(out.toFile());
        builder.start().waitFor();
        Files.copy(out, screenshots.resolve("seen.txt"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return Files.readAllLines(out).stream()
                .filter(line -> line.matches("[a-z_]+=.*"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    private static List<String> menuEntries() throws IOException {
        try (var in = WindowIT.class.getResourceAsStream("/plugins.config")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Plugins>Voxelyte"))
                    .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                    .toList();
        }
    }

    private static Process start(String number, String program) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program);
        builder.environment().put("DISPLAY", number);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static String pathOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
