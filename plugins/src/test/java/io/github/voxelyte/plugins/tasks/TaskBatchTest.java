package io.github.voxelyte.plugins.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskBatchTest {
    @TempDir
    Path folder;

    private static Task task(int number, String text, double cost) {
        return Task.of(number, TestWork.class, text, "", cost);
    }

    private static List<Task> tasks(String... texts) {
        List<Task> tasks = new ArrayList<>();
        for (String text : texts) {
            tasks.add(task(tasks.size(), text, 1));
        }
        return tasks;
    }

    private List<TaskOutcome> run(List<Task> tasks, int retries) throws IOException {
        return run(tasks, retries, Progress.NONE);
    }

    private List<TaskOutcome> run(List<Task> tasks, int retries, Progress progress) throws IOException {
        TaskBatch batch = new TaskBatch(new TaskFolder(folder), retries);
        return batch.run(tasks, new LocalEngine(1, Parallel.SERIAL), progress, line -> {});
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve(TestWork.LOG));
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> inside = Files.list(folder.resolve("tasks"))) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".part"))
                    .toList();
        }
    }

    @Test
    void theDearestStartFirstAndTheOutcomesKeepTheirOrder() throws IOException {
        List<TaskOutcome> outcomes = run(List.of(task(0, "a", 1), task(1, "bb", 3), task(2, "ccc", 2)), 0);
        assertEquals(List.of("bb", "ccc", "a"), log());
        assertEquals(
                List.of(1, 2, 3),
                outcomes.stream().map(outcome -> outcome.values().get("length")).toList());
    }

    @Test
    void whatIsDoneIsNotDoneAgainAndGivesTheSame() throws IOException {
        List<TaskOutcome> first = run(tasks("a", "b"), 0);
        List<TaskOutcome> second = run(tasks("a", "b", "c"), 0);
        assertEquals(first, second.subList(0, 2));
        assertEquals(List.of("a", "b", "c"), log());
    }

    @Test
    void numbersComeBackFromTheFileAsTheyWere() throws IOException {
        TaskOutcome outcome = run(tasks("a"), 0).get(0);
        assertEquals(1.0 / 3, outcome.values().get("third"));
        assertEquals("Infinity", outcome.values().get("limit"));
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, The density must be positive., 1",
        "break, a fault of ours, 1",
        "exhaust, There was not enough memory, 3",
        "absent, There is no file /nowhere/stack.tif on, 3"
    })
    void aFailureIsToldAndTheOthersGoOn(String text, String reason, int trials) throws IOException {
        List<TaskOutcome> outcomes = run(tasks("a", text, "b"), 2);
        assertTrue(outcomes.get(0).isDone() && outcomes.get(2).isDone());
        assertFalse(outcomes.get(1).isDone());
        assertTrue(outcomes.get(1).reason().contains(reason), outcomes.get(1).reason());
        assertEquals(trials, log().stream().filter(text::equals).count());
        assertEquals(List.of(), leftovers());
        assertFalse(Files.exists(new TaskFolder(folder).of(outcomes.get(1).key())));
    }

    @Test
    void aSecondTryMayHelp() throws IOException {
        assertTrue(run(tasks("later"), 1).get(0).isDone());
        assertEquals(List.of("later", "later"), log());
    }

    @Test
    void cancellingStopsARunningTaskAndKeepsWhatIsDone() throws IOException {
        List<Task> tasks = List.of(task(0, "a", 2), task(1, "endless", 1));
        Progress impatient = fraction -> {
            if (fraction > 0.5) {
                throw new CancellationException("enough");
            }
        };
        assertThrows(CancellationException.class, () -> run(tasks, 0, impatient));
        TaskFolder results = new TaskFolder(folder);
        assertTrue(results.find(tasks.get(0).key()).isPresent());
        assertTrue(results.find(tasks.get(1).key()).isEmpty());
        assertEquals(List.of(), leftovers());
    }

    @Test
    void ofTwoResultsOfOneTaskTheFirstCounts() throws IOException {
        TaskFolder results = new TaskFolder(folder);
        results.prepare();
        Path one = results.begin("key");
        Path two = results.begin("key");
        TaskOutcome first = new TaskOutcome("key", "", false, java.util.Map.of("n", 1), 1, "here");
        TaskOutcome second = new TaskOutcome("key", "", false, java.util.Map.of("n", 2), 1, "there");
        assertEquals(first, results.commit(two, first));
        assertEquals(first, results.commit(one, second));
        assertEquals(List.of(), leftovers());
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        TaskFolder results = new TaskFolder(folder);
        results.prepare();
        Files.writeString(results.begin("key").resolve("half"), "half a result");
        results.prepare();
        assertEquals(List.of(), leftovers());
        assertTrue(results.find("key").isEmpty());
    }

    @Test
    void theMonitorCountsAndForgetsNoOutcome() {
        List<Task> tasks = tasks("a", "b", "c");
        TaskMonitor monitor = new TaskMonitor(tasks, 2, Progress.NONE, line -> {});
        monitor.started(tasks.get(0).key());
        monitor.started(tasks.get(1).key());
        monitor.finished(new TaskOutcome(tasks.get(0).key(), "", false, java.util.Map.of(), 1, ""));
        monitor.finished(TaskOutcome.lost(tasks.get(0).key(), "a late second failure"));
        monitor.finished(TaskOutcome.lost(tasks.get(2).key(), "lost"));
        assertTrue(monitor.outcome(tasks.get(0).key()).orElseThrow().isDone());
        assertTrue(monitor.line().startsWith("3 of 5 done, 1 running, 1 failed"), monitor.line());
    }
}
