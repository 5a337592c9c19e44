package io.github.voxelyte.cluster;

import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.about.Version;
import io.github.voxelyte.plugins.designs.ElectrodeResults;
import io.github.voxelyte.plugins.designs.ElectrodeStudy;
import io.github.voxelyte.plugins.designs.StudyFile;
import io.github.voxelyte.plugins.designs.StudyTable;
import io.github.voxelyte.plugins.designs.StudyTasks;
import io.github.voxelyte.plugins.designs.TileMaps;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.TaskBatch;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** A study on Apache Spark: the program that spark-submit starts. */
public final class SparkStudy {
    static final Key<String> OUTPUT = Key.folder("output").help("Folder that all computers see, by the same path.");
    static final Key<Long> THREADS =
            Key.integer("threads", Range.closed(1, 1000)).orElse(1L).help("Threads of each task.");
    static final Key<Long> RETRIES = Key.integer("retries", Range.closed(0, 10))
            .orElse((long) TaskBatch.DEFAULT_RETRIES)
            .help("How often a task that failed for want of memory or of a file is tried again, after all others.");

    private static final String ID = "study";
    private static final String PARQUET = "results.parquet";
    private static final String MANY_COLUMNS = "10000"; // before Spark warns that it cuts its own log
    private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

    private final SparkConf configuration;
    private final PrintStream out;

    /**
     * A program.
     *
     * @param configuration of Spark; the master is local[*] unless it names one
     * @param out told how far it is
     */
    public SparkStudy(SparkConf configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /**
     * Runs a study and ends the process.
     *
     * @param arguments study file, then keys as in {@code output=folder}
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int status;
        try {
            if (arguments.length < 2) {
                throw new IllegalArgumentException(
                        "give a study file and output=folder; further keys: threads, retries");
            }
            String keys = String.join(" ", Arrays.asList(arguments).subList(1, arguments.length));
            long failed = new SparkStudy(new SparkConf(), out).run(Path.of(arguments[0]), keys);
            if (failed > 0) {
                err.println("voxelyte: Failed tasks: " + failed
                        + "; the column Reason of results.csv (electrode_discharges.csv) says why.");
            }
            status = failed > 0 ? 1 : 0;
        } catch (IllegalArgumentException | IllegalStateException | IOException problem) {
            err.println("voxelyte: " + problem.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /**
     * Runs a study.
     *
     * @param file the study file
     * @param keys output, threads, retries, as in a macro
     * @return how many tasks failed
     * @throws IOException if the folder cannot be written
     * @throws IllegalArgumentException in one sentence, if file or keys are wrong or the folder is in use
     */
    public long run(Path file, String keys) throws IOException {
        Options options = Options.parse(List.of(OUTPUT, THREADS, RETRIES), keys);
        StudyFile study = StudyFile.read(file);
        List<StudyTasks.Row> rows = StudyTasks.of(study);
        int threads = Math.toIntExact(options.get(THREADS));
        try (OutputFolder folder = OutputFolder.take(options.get(OUTPUT), ID);
                JavaSparkContext spark = new JavaSparkContext(configured(study.name(), threads))) {
            Path shared = folder.lasting();
            TaskBatch batch = new TaskBatch(new TaskFolder(shared), Math.toIntExact(options.get(RETRIES)));
            List<Task> tasks = rows.stream().map(StudyTasks.Row::task).toList();
            List<TaskOutcome> outcomes = batch.run(tasks, new SparkEngine(spark, threads), Progress.NONE, out::println);
            ElectrodeResults electrodes = new ElectrodeStudy(study.axisNames(), rows)
                    .run(shared, new SparkTiles(spark, threads), Progress.NONE, out::println);
            Table results = StudyTable.results(study.axisNames(), rows, outcomes);
            TileMaps tiles = new TileMaps(study.axisNames(), rows, outcomes);
            List<Table> tables = new ArrayList<>(List.of(StudyTable.tasks(rows, outcomes), results));
            if (!tiles.isEmpty()) {
                tables.add(tiles.statistics());
                tiles.write(folder);
            }
            if (rows.stream().anyMatch(row -> row.electrode().isPresent())) {
                tables.addAll(electrodes.tables());
                electrodes.writeImages(folder);
            }
            for (Table table : tables) {
                Files.writeString(folder.stage(table.name() + ".csv"), table.toCsv(), StandardCharsets.UTF_8);
            }
            SparkSession session =
                    SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
            ParquetTable.write(session, results, shared.resolve(PARQUET));
            long failed = outcomes.stream().filter(outcome -> !outcome.isDone()).count();
            folder.commit(ID, summary(options, spark.master(), tasks.size(), failed));
            return failed + electrodes.failed();
        }
    }

    private SparkConf configured(String name, int threads) {
        SparkConf conf = configuration.clone();
        conf.setIfMissing("spark.app.name", "Voxelyte " + name);
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.task.cpus", String.valueOf(threads));
        conf.setIfMissing("spark.log.level", "WARN");
        conf.setIfMissing("spark.sql.debug.maxToStringFields", MANY_COLUMNS);
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.ui.enabled", "false");
        }
        conf.set(EXECUTOR_OPTIONS, (conf.get(EXECUTOR_OPTIONS, "") + " -Djava.awt.headless=true").strip());
        return conf;
    }

    private static Map<String, Object> summary(Options options, String master, int tasks, long failed) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("program", "Voxelyte");
        summary.put("version", Version.CURRENT);
        summary.put("command", "SparkStudy");
        summary.put("parameters", options.inForce());
        summary.put("reached", Map.of("tasks", tasks, "failed tasks", failed, "master", master));
        return summary;
    }
}
