package io.github.voxelyte.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.designs.ElectrodeResults;
import io.github.voxelyte.plugins.designs.ElectrodeStudy;
import io.github.voxelyte.plugins.designs.LocalTiles;
import io.github.voxelyte.plugins.designs.StudyFile;
import io.github.voxelyte.plugins.designs.StudyTasks;
import io.github.voxelyte.plugins.designs.TileEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkElectrodeTest {
    private static final String STUDY =
            """
            {"structures": {"scan": {"file": "FILE", "tiles": {"size": [5, 4, 8]}}},
             "compute": {"electrode discharge": {"c_rate": 0.5, "cutoff_V": 3.6, "separator_um": 10}}}
            """;

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

    /** A raw stack of random labels with its header, 10×8×8 voxels of 1 µm. */
    private ElectrodeStudy study() throws IOException {
        byte[] voxels = new byte[10 * 8 * 8];
        Random random = new Random(2);
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (byte) (random.nextDouble() < 0.45 + 0.02 * (i % 10) ? 1 : 0);
        }
        Files.write(folder.resolve("labels.raw"), voxels);
        Path file = Files.writeString(
                folder.resolve("labels.mhd"),
                """
                ObjectType = Image
                NDims = 3
                DimSize = 10 8 8
                ElementSpacing = 1 1 1
                ElementType = MET_UCHAR
                ElementDataFile = labels.raw
                """);
        return new ElectrodeStudy(List.of(), StudyTasks.of(StudyFile.parse(STUDY.replace("FILE", file.toString()))));
    }

    private ElectrodeResults run(String place, TileEngine engine) throws IOException {
        return study().run(folder.resolve(place), engine, Progress.NONE, line -> {});
    }

    private static String text(ElectrodeResults results) {
        assertEquals("", results.firstReason());
        return results.tables().get(0).toCsv()
                + results.tables().get(1).toCsv()
                + results.tables().get(2).toCsv();
    }

    @Test
    void theElectrodeIsThatOfOneProcessToTheLastBit() throws IOException {
        String here = text(run("here", new LocalTiles(1, Parallel.SERIAL)));
        assertTrue(here.contains("CUT_OFF"), here);
        assertEquals(here, text(run("spark", new SparkTiles(spark, 1))));
    }

    @Test
    void cancellingStopsTheTilesAndItGoesOnAfterwards() throws IOException {
        String whole = text(run("whole", new SparkTiles(spark, 1)));
        int[] told = {0};
        Progress afterSome = fraction -> {
            told[0]++;
            if (told[0] == 60) {
                throw new CancellationException("enough");
            }
        };
        ElectrodeStudy study = study();
        assertThrows(
                CancellationException.class,
                () -> study.run(folder.resolve("cut"), new SparkTiles(spark, 1), afterSome, line -> {}));
        assertEquals(0, spark.sc().statusTracker().getActiveJobIds().length);
        assertEquals(whole, text(run("cut", new SparkTiles(spark, 1))));
    }

    @Test
    void aTileThatCannotBeIsAReason() throws IOException {
        ElectrodeStudy study = study();
        Files.delete(folder.resolve("labels.raw"));
        ElectrodeResults results = study.run(folder.resolve("spark"), new SparkTiles(spark, 1), Progress.NONE, l -> {});
        assertEquals(1, results.failed());
        assertTrue(results.firstReason().contains("labels"), results.firstReason());
    }
}
