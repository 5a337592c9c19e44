package io.github.voxelyte.cluster;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.tasks.LocalEngine;
import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.TaskBatch;
import io.github.voxelyte.plugins.tasks.TaskEngine;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** What the engine costs; run by hand, the numbers are in docs/cluster.md. Arguments: overhead or many, number of tasks, milliseconds. */
public final class EngineCost {
    private static final int PROCESSORS = 2;
    private static final String FILLING = " of the size of a study's row".repeat(60); // 1.7 kB

    private EngineCost() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("skew")) {
            skew(count, Integer.parseInt(arguments[2]));
            return;
        }
        long milliseconds = Long.parseLong(arguments[2]);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(Task.of(i, TimedWork.class, milliseconds + " " + i + FILLING, "", 1));
        }
        if (arguments[0].equals("overhead")) {
            measure("plain loop", new LocalEngine(PROCESSORS, Parallel.withThreads(PROCESSORS)), tasks);
        }
        long start = System.nanoTime();
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[" + PROCESSORS + "]")
                .setAppName("cost")
                .set("spark.ui.enabled", "false")
                .set("spark.log.level", "WARN"))) {
            print("start of Spark: %.2f s", seconds(start));
            measure("Spark", new SparkEngine(spark, 1), tasks);
        }
    }

    private static void measure(String name, TaskEngine engine, List<Task> tasks) throws IOException {
        Path folder = Files.createTempDirectory("engine-cost");
        long start = System.nanoTime();
        List<TaskOutcome> outcomes =
                new TaskBatch(new TaskFolder(folder), 0).run(tasks, engine, Progress.NONE, line -> {});
        double time = seconds(start);
        long done = outcomes.stream().filter(TaskOutcome::isDone).count();
        long bytes = outcomes.stream()
                .mapToLong(outcome -> outcome.toJson().length())
                .sum();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        print(
                "%s: %d of %d done in %.2f s, results %.1f MB, live heap %.0f MB",
                name, done, tasks.size(), time, bytes / 1e6, heap);
    }

    /** Idle time at the end, for costs that differ as those of a study do (log-normal), in the order given and dearest first. */
    private static void skew(int count, int workers) {
        Random random = new Random(1);
        double[] costs = random.doubles(count)
                .map(u -> Math.exp(1.5 * random.nextGaussian()))
                .toArray();
        double[] known = costs.clone();
        Arrays.sort(known);
        double[] dearest = new double[count];
        double[] guessed = new double[count];
        for (int i = 0; i < count; i++) {
            dearest[i] = known[count - 1 - i];
        }
        Integer[] order = new Integer[count];
        double[] estimate = new double[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
            estimate[i] = costs[i] * Math.exp(0.7 * random.nextGaussian());
        }
        Arrays.sort(order, (a, b) -> Double.compare(estimate[b], estimate[a]));
        for (int i = 0; i < count; i++) {
            guessed[i] = costs[order[i]];
        }
        double least = Math.max(Arrays.stream(costs).sum() / workers, dearest[0]);
        print(
                "%d tasks on %d workers, over the least possible: as given %.3f, dearest first %.3f, by an estimate wrong by 2: %.3f",
                count,
                workers,
                makespan(costs, workers) / least,
                makespan(dearest, workers) / least,
                makespan(guessed, workers) / least);
    }

    private static double makespan(double[] costs, int workers) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < workers; i++) {
            free.add(0.0);
        }
        double end = 0;
        for (double cost : costs) {
            double until = free.remove() + cost;
            free.add(until);
            end = Math.max(end, until);
        }
        return end;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
