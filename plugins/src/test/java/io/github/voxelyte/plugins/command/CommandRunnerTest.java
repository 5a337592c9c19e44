package io.github.voxelyte.plugins.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.plugins.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunnerTest {
    private static final Key<Double> FACTOR =
            Key.number("factor", Range.POSITIVE).orElse(1.0);
    private static final Key<Long> SEED =
            Key.integer("seed", Range.NOT_NEGATIVE).orElse(7L);

    @TempDir
    Path folder;

    /** A command that does what the test says. */
    private record Scripted(Consumer<Execution> work) implements Command {
        @Override
        public CommandDescription description() {
            return new CommandDescription(
                    "Scripted...", "scripted", "For tests.", CommandDescription.Input.LABELS, List.of(FACTOR, SEED));
        }

        @Override
        public void execute(Execution execution) {
            work.accept(execution);
        }
    }

    private static final Command COUNT = new Scripted(execution -> {
        long[] counts = execution.labels().phases().counts();
        execution.add(new Table("scripted", "Label", "Share").row("active", counts[1] / 3.0 * execution.get(FACTOR)));
        execution.record("residual", 1e-7);
        execution.warn("mind the gap");
    });

    private static ImagePlus stack() {
        ImagePlus image = IJ.createImage("stack", "8-bit black", 4, 3, 2);
        image.getStack().getProcessor(2).set(1, 1, 255);
        return image;
    }

    @Test
    void tableSummaryAndOverviewAreWritten() throws IOException {
        HeadlessRun run = HeadlessRun.of(COUNT, stack(), "factor=2 output=[" + folder.resolve("a b") + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertEquals("Label,Share\nactive,0.6666666667\n", Files.readString(folder.resolve("a b/scripted.csv")));
        JsonNode summary = new ObjectMapper()
                .readTree(folder.resolve("a b/scripted.summary.json").toFile());
        assertEquals("Scripted...", summary.path("command").asText());
        assertEquals(2.0, summary.path("parameters").path("factor").asDouble());
        assertEquals(7, summary.path("seeds").path("seed").asLong());
        assertEquals(1e-7, summary.path("reached").path("residual").asDouble());
        assertEquals("mind the gap", summary.path("warnings").get(1).asText());
        assertEquals(64, summary.path("input").path("sha256_of_pixels").asText().length());
        assertEquals("scripted.csv", summary.path("files").get(0).asText());
        JsonNode overview =
                new ObjectMapper().readTree(folder.resolve("a b/summary.json").toFile());
        assertEquals("scripted", overview.path("commands").get(0).path("id").asText());
        assertEquals(List.of("scripted.csv", "scripted.summary.json", "summary.json"), files(folder.resolve("a b")));
        assertEquals("0.6666666667", LatestTables.value("scripted", "Share", "0"));
    }

    @Test
    void aSecondRunReplacesTheFirstAndKeepsOtherFiles() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Command first = new Scripted(e -> e.add(new Table("old", "A").row(1)));
        HeadlessRun.of(first, stack(), "output=" + folder);
        HeadlessRun.of(COUNT, stack(), "output=" + folder);
        assertEquals(List.of("notes.txt", "scripted.csv", "scripted.summary.json", "summary.json"), files(folder));
    }

    @Test
    void aFailureLeavesNothingBehindAndTheOldResultInPlace() throws IOException {
        HeadlessRun.of(COUNT, stack(), "output=" + folder);
        List<String> before = files(folder);
        Command failing = new Scripted(e -> {
            e.add(new Table("scripted", "A").row(1));
            throw new IllegalArgumentException("That cannot be.");
        });
        assertEquals(
                "That cannot be.",
                HeadlessRun.of(failing, stack(), "output=" + folder).error().orElseThrow());
        assertEquals(before, files(folder));
        Path fresh = folder.resolve("x/y");
        HeadlessRun.of(failing, stack(), "output=" + fresh);
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void aFolderInUseIsRefused() {
        Command inner = COUNT;
        String[] told = new String[1];
        Command outer = new Scripted(e -> told[0] =
                HeadlessRun.of(inner, stack(), "output=" + folder).error().orElse("nothing"));
        HeadlessRun.of(outer, stack(), "output=" + folder);
        assertEquals("The folder " + folder + " is in use by another running command; give another output=.", told[0]);
    }

    @Test
    void anOutputBelowAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        HeadlessRun run = HeadlessRun.of(COUNT, stack(), "output=" + file + "/sub");
        assertEquals(
                "output=" + file + "/sub cannot be a folder: " + file + " is a file; give another path.",
                run.error().orElseThrow());
    }

    @Test
    void cancellingStopsTheMacroUnlocksTheImageAndWritesNothing() throws IOException {
        ImagePlus image = stack();
        Command cancelled = new Scripted(e -> {
            throw new CancellationException();
        });
        HeadlessRun run = HeadlessRun.of(cancelled, image, "output=" + folder);
        assertEquals(Macro.MACRO_CANCELED, run.error().orElseThrow());
        assertFalse(image.isLocked());
        assertEquals(List.of(), files(folder));
    }

    @Test
    void anInterruptedThreadCancels() {
        Command interrupted = new Scripted(e -> {
            Thread.currentThread().interrupt();
            e.progress().update(0.1);
        });
        assertEquals(
                Macro.MACRO_CANCELED,
                HeadlessRun.of(interrupted, stack(), "factor=1").error().orElseThrow());
    }

    @Test
    void aFaultOfOursIsReportedWithItsPlace() {
        Command broken = new Scripted(e -> {
            throw new IllegalStateException("oops");
        });
        String told = HeadlessRun.of(broken, stack(), "").error().orElseThrow();
        assertTrue(
                told.contains("please report it") && told.contains("oops") && told.contains("CommandRunnerTest"), told);
    }

    @Test
    void aLockedImageIsRefused() {
        ImagePlus image = stack();
        assertTrue(image.lockSilently());
        assertEquals(
                "'stack' is in use by another command.",
                HeadlessRun.of(COUNT, image, "").error().orElseThrow());
    }

    @Test
    void theInputIsNotChanged() {
        ImagePlus image = stack();
        byte[] before = ((byte[]) image.getStack().getPixels(2)).clone();
        HeadlessRun.of(COUNT, image, "active=255");
        assertArrayEquals(before, (byte[]) image.getStack().getPixels(2));
        assertFalse(image.isLocked());
    }

    @Test
    void numbersAreWrittenAndReadWithPointsInEveryLocale() throws IOException {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            HeadlessRun run = HeadlessRun.of(COUNT, stack(), "factor=2.5 output=" + folder);
            assertTrue(run.error().isEmpty());
            assertEquals("Label,Share\nactive,0.8333333333\n", Files.readString(folder.resolve("scripted.csv")));
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void asManyThreadsAreUsedAsImageJIsToldTo() {
        int usual = Prefs.getThreads();
        try {
            int[] threads = new int[1];
            for (int wanted : new int[] {1, 3}) {
                Prefs.setThreads(wanted);
                HeadlessRun.of(new Scripted(e -> threads[0] = e.parallel().threads()), stack(), "");
                assertEquals(wanted, threads[0]);
            }
        } finally {
            Prefs.setThreads(usual);
        }
    }

    @Test
    void nothingIsShownBeforeTheCommandHasEndedWellAndThenTheResultIsActive() {
        Command half = new Scripted(e -> {
            e.add(new ImagePlus("half", stack().getStack()));
            throw new IllegalArgumentException("That cannot be.");
        });
        assertEquals(null, HeadlessRun.of(half, stack(), "").result());
        Command whole = new Scripted(e -> {
            e.add(new ImagePlus("first", stack().getStack()));
            e.add(new ImagePlus("last", stack().getStack()));
        });
        assertEquals("last", HeadlessRun.of(whole, stack(), "").result().getTitle());
    }

    @Test
    void memoryIsRefusedBeforeItRunsOut() {
        Command huge = new Scripted(e -> e.requireMemory(1e15, "A solve of 9 voxels"));
        String told = HeadlessRun.of(huge, stack(), "").error().orElseThrow();
        assertTrue(told.startsWith("A solve of 9 voxels needs about 953674316 MB of memory"), told);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
