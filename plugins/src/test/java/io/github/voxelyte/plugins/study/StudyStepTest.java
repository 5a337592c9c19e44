package io.github.voxelyte.plugins.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyStepTest {
    @TempDir
    Path folder;

    private String begin(String asked) throws IOException {
        return StudyStep.begin(folder.resolve("discharge/standard").toString(), "discharge", asked);
    }

    private Path file(String name) {
        return folder.resolve("discharge/standard").resolve(name);
    }

    @Test
    void aStepIsRunUntilItsSummaryIsThere() throws IOException {
        assertEquals(StudyStep.RUN, begin("c_rate=0.1"));
        assertEquals(StudyStep.RUN, begin("c_rate=0.1"));
        Files.writeString(file("discharge.summary.json"), "{}");
        assertEquals(StudyStep.DONE, begin("c_rate=0.1"));
    }

    @Test
    void anInterruptedStepKeepsItsCheckpoint() throws IOException {
        begin("c_rate=0.1");
        Files.writeString(file(".discharge.checkpoint"), "state");
        assertEquals(StudyStep.RUN, begin("c_rate=0.1"));
        assertTrue(Files.exists(file(".discharge.checkpoint")));
    }

    @Test
    void whatWasAskedDifferentlyCountsNoLonger() throws IOException {
        begin("c_rate=0.1");
        Files.writeString(file("discharge.summary.json"), "{}");
        Files.writeString(file(".discharge.checkpoint"), "state");
        assertEquals(StudyStep.RUN, begin("c_rate=0.5"));
        assertFalse(Files.exists(file("discharge.summary.json")));
        assertFalse(Files.exists(file(".discharge.checkpoint")));
        assertEquals(StudyStep.RUN, begin("c_rate=0.1"), "the result of 0.1 is gone");
    }
}
