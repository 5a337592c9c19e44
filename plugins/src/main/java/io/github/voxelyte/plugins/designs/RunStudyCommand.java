package io.github.voxelyte.plugins.designs;

import ij.IJ;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tasks.LocalEngine;
import io.github.voxelyte.plugins.tasks.TaskBatch;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Run Study...: all cells of a study file, one table. Started again into the same folder it goes on where it was. */
public final class RunStudyCommand implements Command {
    static final Key<String> STUDY = Key.file("study").help("Study file (JSON): see docs/cluster.md.");
    static final Key<Long> AT_ONCE = Key.integer("tasks_at_once", Range.closed(1, 1000))
            .orElse(1L)
            .help("How many tasks run at the same time; each needs its memory, all share the threads.");
    static final Key<Long> RETRIES = Key.integer("retries", Range.closed(0, 10))
            .orElse((long) TaskBatch.DEFAULT_RETRIES)
            .help("How often a task that failed for want of memory or of a file is tried again, after all others.");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Run Study...",
            "study",
            "Makes the structures of a study file and computes them at all points of its design: one table.",
            CommandDescription.Input.NONE,
            List.of(STUDY, AT_ONCE, RETRIES));

    /** The share of the progress that tasks get where electrodes are discharged too. */
    private static final double TASKS_BESIDE_ELECTRODES = 0.2;

    private static volatile long latestFailed;

    /**
     * How many tasks of the latest study failed; for macros, {@code
     * call("io.github.voxelyte.plugins.designs.RunStudyCommand.failedTasks")}.
     *
     * @return the number
     */
    public static String failedTasks() {
        return String.valueOf(latestFailed);
    }

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        StudyFile file = StudyFile.read(Path.of(execution.get(STUDY)));
        List<StudyTasks.Row> rows = StudyTasks.of(file);
        Path folder = execution
                .lastingFolder()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "The key 'output' is needed: output=… (the folder of the study, where its tasks leave their results)."));
        int atOnce = Math.toIntExact(execution.get(AT_ONCE));
        ElectrodeStudy electrodes = new ElectrodeStudy(file.axisNames(), rows);
        Progress tasks = electrodes.isEmpty()
                ? execution.progress()
                : execution.progress().part(0, TASKS_BESIDE_ELECTRODES);
        Consumer<String> lines = line -> {
            IJ.log("Study " + file.name() + ": " + line);
            IJ.showStatus("Study: " + line);
        };
        TaskBatch batch = new TaskBatch(new TaskFolder(folder), Math.toIntExact(execution.get(RETRIES)));
        List<TaskOutcome> outcomes;
        ElectrodeResults discharged;
        try {
            outcomes = batch.run(
                    rows.stream().map(StudyTasks.Row::task).toList(),
                    new LocalEngine(atOnce, execution.parallel()),
                    tasks,
                    lines);
            discharged = electrodes.run(
                    folder,
                    new LocalTiles(atOnce, execution.parallel()),
                    execution.progress().part(TASKS_BESIDE_ELECTRODES, 1),
                    lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TileMaps tiles = new TileMaps(file.axisNames(), rows, outcomes);
        if (!tiles.isEmpty()) {
            execution.add(tiles.statistics());
            tiles.images().forEach(execution::add);
        }
        if (!electrodes.isEmpty()) {
            discharged.tables().forEach(execution::add);
            discharged.images().forEach(execution::add);
            discharged.pictures().forEach(execution::addPicture);
        }
        execution.add(StudyTable.tasks(rows, outcomes));
        execution.add(StudyTable.results(file.axisNames(), rows, outcomes));
        long failed = outcomes.stream().filter(outcome -> !outcome.isDone()).count();
        latestFailed = failed + discharged.failed();
        execution.record("tasks", rows.size());
        execution.record("failed tasks", failed);
        warnOf(execution, discharged);
        if (failed > 0) {
            TaskOutcome first = outcomes.stream()
                    .filter(outcome -> !outcome.isDone())
                    .findFirst()
                    .orElseThrow();
            execution.warn(failed + " of " + rows.size() + " tasks failed, the first with: " + sentence(first.reason())
                    + " The column Reason of results.csv says it of each; run the study again into the same folder to"
                    + " repeat these alone.");
        }
    }

    private static void warnOf(Execution execution, ElectrodeResults discharged) {
        if (discharged.failed() > 0) {
            execution.record("failed electrode discharges", discharged.failed());
            execution.warn(discharged.failed() + " electrode discharges failed, the first with: "
                    + sentence(discharged.firstReason())
                    + " The column Reason of electrode_discharges.csv says it of each; run the study again into the"
                    + " same folder to go on.");
        }
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
