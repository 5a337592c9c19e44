package io.github.voxelyte.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.plugins.tasks.LocalEngine;
import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.TaskBatch;
import io.github.voxelyte.plugins.tasks.TaskEngine;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkEngineTest {
    private static JavaSparkContext spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.log.level", "OFF"));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private static List<Task> tasks(String... texts) {
        List<Task> tasks = new ArrayList<>();
        for (String text : texts) {
            tasks.add(Task.of(tasks.size(), FaultyWork.class, text, "", texts.length - tasks.size()));
        }
        return tasks;
    }

    private List<TaskOutcome> run(TaskEngine engine, String place, Progress progress, String... texts)
            throws IOException {
        TaskBatch batch = new TaskBatch(new TaskFolder(folder.resolve(place)), 1);
        return batch.run(tasks(texts), engine, progress, line -> {});
    }

    private List<TaskOutcome> run(String... texts) throws IOException {
        return run(new SparkEngine(spark, 1), "spark", Progress.NONE, texts);
    }

    @Test
    void outcomesAreThoseOfThePlainLoop() throws IOException {
        String[] texts = {"a", "exhaust", "bb", "absent", "refuse", "ccc"};
        List<TaskOutcome> here = run(new LocalEngine(1, Parallel.SERIAL), "here", Progress.NONE, texts);
        List<TaskOutcome> there = run(texts);
        for (int i = 0; i < texts.length; i++) {
            assertEquals(here.get(i).reason(), there.get(i).reason());
            assertEquals(here.get(i).values(), there.get(i).values());
        }
        assertEquals(3, there.stream().filter(TaskOutcome::isDone).count());
    }

    @Test
    void aTaskThatTakesItsProcessDownIsSetAsideAndTheOthersGoOn() throws IOException {
        List<TaskOutcome> outcomes = run("a", "vanish", "b", "c", "d");
        assertEquals(4, outcomes.stream().filter(TaskOutcome::isDone).count());
        assertTrue(
                outcomes.get(1).reason().startsWith("Its process ended"),
                outcomes.get(1).reason());
    }

    @Test
    void cancellingStopsTheTasksAndLeavesSparkUsable() throws IOException {
        Progress afterTheFirst = fraction -> {
            if (fraction > 0) {
                throw new CancellationException("enough");
            }
        };
        assertThrows(
                CancellationException.class,
                () -> run(new SparkEngine(spark, 1), "spark", afterTheFirst, "a", "endless", "b"));
        assertEquals(
                List.of(),
                List.of(spark.sc().statusTracker().getActiveStageIds()).stream()
                        .filter(ids -> ids.length > 0)
                        .toList());
        assertTrue(run("a", "b").stream().allMatch(TaskOutcome::isDone));
    }

    @Test
    void manySmallTasksKeepTheirOrder() throws IOException {
        String[] texts = new String[200];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "x".repeat(i + 1);
        }
        List<TaskOutcome> outcomes = run(texts);
        for (int i = 0; i < texts.length; i++) {
            assertEquals(i + 1, outcomes.get(i).values().get("length"));
        }
    }

    @Test
    void parquetHoldsNumbersTextsAndGapsInOrder() {
        Table table = new Table("results", "Task", "Status", "Value", "value");
        table.row(1, "done", 0.25, "x").row(2, "failed", "", "").row(3, "done", "Infinity", 1.5);
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        Path file = folder.resolve("results.parquet");
        ParquetTable.write(session, table, file);
        List<Row> rows = session.read().parquet(file.toUri().toString()).collectAsList();
        assertEquals(
                List.of("[1.0,done,0.25,x]", "[2.0,failed,null,]", "[3.0,done,Infinity,1.5]"),
                rows.stream().map(Row::toString).toList());
    }
}
