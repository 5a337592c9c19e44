package io.github.voxelyte.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(14, 11, 9, 1);
    private static final Pattern LINE = Pattern.compile("\\{\"iterations\": (?<iterations>\\d+), "
            + "\"residual\": (?<residual>\\S+), \"d_eff\": (?<deff>\\S+), \"cpu_s\": (?<cpu>\\S+), "
            + "\"wall_s\": (?<wall>\\S+), \"peak_bytes_per_voxel\": (?<bytes>\\S+), "
            + "\"thread_cpu_s\": (?<thread>\\S+), \"compiler_s\": (?<compiler>\\S+)}\\R");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<String> arguments) {
        return Benchmarks.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static byte[] labels() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] labels = new byte[GRID.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 200 : 0);
        }
        return labels;
    }

    private Path volume(byte[] labels) throws IOException {
        return Files.write(folder.resolve("volume.raw"), labels);
    }

    private static double number(Matcher line, String group) {
        return Double.parseDouble(line.group(group));
    }

    @Test
    void dischargesAVolume() throws IOException {
        byte[] labels = new byte[2 * 2 * 4];
        java.util.Arrays.fill(labels, 8, 16, (byte) 1);
        int status = run(List.of("discharge", volume(labels).toString(), "2", "2", "4", "0.5", "3.9"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("\"stop\": \"CUT_OFF\""),
                out.toString(StandardCharsets.UTF_8));
        assertEquals(2, run(List.of("discharge", "volume.raw")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("C_RATE"));
    }

    @ParameterizedTest
    @CsvSource({"x, X", "Y, Y", "z, Z"})
    void printsOneLineThatAgreesWithADirectCall(String axis, Axis expected) throws IOException {
        byte[] labels = labels();
        int status = run(List.of("transport", volume(labels).toString(), "14", "11", "9", "200", axis, "1e-9", "1"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        Matcher line = LINE.matcher(out.toString(StandardCharsets.UTF_8));
        assertTrue(line.matches(), out.toString(StandardCharsets.UTF_8));
        EffectiveTransport direct = EffectiveConductivity.along(expected)
                .withRelativeTolerance(1e-9)
                .ofPhase(PhaseMap.ofFlat(GRID, labels), 200, Progress.NONE);
        assertEquals(direct.relativeConductivity(), number(line, "deff"), 1e-11);
        assertEquals(direct.iterations(), number(line, "iterations"));
        assertEquals(direct.residual(), number(line, "residual"), 1e-3 * direct.residual());
        assertTrue(number(line, "cpu") >= 0 && number(line, "wall") > 0);
        assertTrue(number(line, "bytes") >= 0);
        assertTrue(number(line, "thread") >= 0 && number(line, "compiler") >= 0);
    }

    @Test
    void aPhaseThatDoesNotPercolateConductsNothing() throws IOException {
        assertEquals(0, run(List.of("transport", volume(labels()).toString(), "14", "11", "9", "7", "x", "1e-6")));
        Matcher line = LINE.matcher(out.toString(StandardCharsets.UTF_8));
        assertTrue(line.matches(), out.toString(StandardCharsets.UTF_8));
        assertEquals(0, number(line, "deff"));
        assertEquals(0, number(line, "iterations"));
    }

    @ParameterizedTest
    @CsvSource({
        "0 11 9 200 x 1e-6, NX",
        "14 eleven 9 200 x 1e-6, NY",
        "14 11 -9 200 x 1e-6, NZ",
        "14 11 9 256 x 1e-6, PHASE",
        "14 11 9 200 w 1e-6, AXIS",
        "14 11 9 200 x tight, TOLERANCE",
        "14 11 9 200 x 0, tolerance",
        "14 11 9 200 x 1e-6 0, THREADS",
        "14 11 9 200 x, RAW NX NY NZ PHASE AXIS TOLERANCE",
        "14 11 9 200 x 1e-6 1 1, RAW NX NY NZ PHASE AXIS TOLERANCE",
        "14 11 8 200 x 1e-6, check NX NY NZ",
        "99999 99999 9 200 x 1e-6, 2147483647",
    })
    void wrongArgumentsAreAnsweredByOneSentence(String tail, String named) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("transport", volume(labels()).toString()));
        arguments.addAll(List.of(tail.split(" ")));
        assertRefused(arguments, named);
    }

    /** Nothing changed: the warm solve starts from its own solution; something changed: both come to the same number. */
    @Test
    void warmStartsAreComparedWithFreshOnes() throws IOException {
        String file = volume(labels()).toString();
        assertEquals(0, run(List.of("warm", file, "14", "11", "9", "200", "x", "1e-9", "0.05")));
        Matcher line = Pattern.compile(
                        "\\{\"changed\": (\\S+), \"fresh_iterations\": (\\d+), \"warm_iterations\": (\\d+), \"fresh_cpu_s\": \\S+, "
                                + "\"warm_cpu_s\": \\S+, \"fresh_d_eff\": (\\S+), \"warm_d_eff\": (\\S+)}\\R")
                .matcher(out.toString(StandardCharsets.UTF_8));
        assertTrue(line.matches(), out.toString(StandardCharsets.UTF_8));
        assertEquals(0.05, Double.parseDouble(line.group(1)), 0.03);
        assertTrue(Integer.parseInt(line.group(3)) <= Integer.parseInt(line.group(2)), line.group());
        double fresh = Double.parseDouble(line.group(4));
        assertTrue(fresh > 0);
        assertEquals(fresh, Double.parseDouble(line.group(5)), 1e-8 * fresh);
        out.reset();
        assertRefused(List.of("warm", file, "14", "11", "9", "200", "x", "1e-9"), "SHARE");
        assertRefused(List.of("warm", file, "14", "11", "9", "200", "x", "1e-9", "2"), "SHARE must be a number");
    }

    @Test
    void anUnknownBenchmarkAndAMissingFileAreRefused() {
        assertRefused(List.of(), "transport");
        assertRefused(List.of("transports"), "transports");
        String missing = folder.resolve("missing.raw").toString();
        assertRefused(List.of("transport", missing, "1", "1", "1", "0", "x", "1e-6"), "missing.raw");
    }

    private void assertRefused(List<String> arguments, String named) {
        err.reset();
        assertEquals(2, run(arguments));
        String sentence = err.toString(StandardCharsets.UTF_8);
        assertTrue(sentence.contains(named), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
        assertEquals(0, out.size());
    }

    /** 8 MB held and 80 MB thrown away count as 8 MB; what is held between two reports counts too. */
    @Test
    void heapInUseCountsAndGarbageDoesNot() {
        int size = 8_000_000;
        byte[][] held = new byte[1][];
        long peak = PeakHeap.during(progress -> {
            for (int i = 0; i < 10; i++) {
                held[0] = null; // or both are held while the new one is made
                held[0] = new byte[size];
                progress.update(0.1 * i);
            }
        });
        assertEquals(size, held[0].length);
        assertEquals(size, (double) peak, 0.1 * size);
    }

    @Test
    void aFailureOfTheAlgorithmIsNotSwallowed() {
        RuntimeException stop = new CancellationException();
        RuntimeException thrown = null;
        try {
            PeakHeap.during(progress -> {
                throw stop;
            });
        } catch (CancellationException e) {
            thrown = e;
        }
        assertEquals(stop, thrown);
    }
}
