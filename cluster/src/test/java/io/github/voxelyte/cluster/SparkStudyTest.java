package io.github.voxelyte.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.designs.StudyFile;
import io.github.voxelyte.plugins.designs.StudyTable;
import io.github.voxelyte.plugins.designs.StudyTasks;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.tasks.LocalEngine;
import io.github.voxelyte.plugins.tasks.TaskBatch;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkStudyTest {
    private static final String STUDY =
            """
            {"structures": {"cathode": {"steps": [
               {"command": "Generate Cathode Tomogram...", "width": 12, "height": 12, "depth": 12,
                "diameter_um": 5, "amsvf": 0.5, "dense_faces": 0, "seed": "${seed}"},
               {"command": "Binarize Tomogram...", "fraction": 0.5}]}},
             "axes": {"seed": {"values": [1, 2]}, "phase": {"values": ["electrolyte", "active", "void"]}},
             "compute": {"transport": {"phase": "${phase}", "axis": "z"}}}
            """;

    @TempDir
    Path folder;

    private long run(Path study, Path output) throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        SparkConf conf = new SparkConf(false)
                .setMaster("local[2]")
                .set("spark.log.level", "OFF")
                .set("spark.ui.enabled", "false");
        return new SparkStudy(conf, nowhere).run(study, "retries=0 output=[" + output + "]");
    }

    @Test
    void theTableIsThatOfThePlainLoopAndOfASecondRun() throws IOException {
        Path study = Files.writeString(folder.resolve("study.json"), STUDY);
        Path output = folder.resolve("spark");
        assertEquals(2, run(study, output), "there is no void in either structure");
        String onSpark = Files.readString(output.resolve("results.csv"));
        List<StudyTasks.Row> rows = StudyTasks.of(StudyFile.read(study));
        List<TaskOutcome> here = new TaskBatch(new TaskFolder(folder.resolve("here")), 0)
                .run(
                        rows.stream().map(StudyTasks.Row::task).toList(),
                        new LocalEngine(1, Parallel.SERIAL),
                        Progress.NONE,
                        line -> {});
        assertEquals(StudyTable.results(List.of("seed", "phase"), rows, here).toCsv(), onSpark);
        assertTrue(Files.exists(output.resolve("results.parquet/_SUCCESS")));
        run(study, output);
        assertEquals(onSpark, Files.readString(output.resolve("results.csv")));
    }

    @Test
    void twoStudiesDoNotShareAFolder() throws IOException {
        Path study = Files.writeString(folder.resolve("study.json"), STUDY);
        Path output = folder.resolve("spark");
        try (OutputFolder other = OutputFolder.take(output.toString(), "study")) {
            assertTrue(Files.isDirectory(other.lasting()));
            String told = assertThrows(IllegalArgumentException.class, () -> run(study, output))
                    .getMessage();
            assertTrue(told.contains("in use"), told);
        }
    }
}
