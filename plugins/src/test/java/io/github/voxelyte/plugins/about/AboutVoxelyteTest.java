package io.github.voxelyte.plugins.about;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AboutVoxelyteTest {
    @Test
    void whatIsSaidIsWhatTheCitationFileSays() throws IOException {
        List<String> citation = Files.readAllLines(Path.of("..", "CITATION.cff"));
        assertTrue(citation.contains("title: \"" + AboutVoxelyte.TITLE + "\""), citation.toString());
        assertTrue(citation.contains("license: " + AboutVoxelyte.LICENCE));
        assertTrue(citation.contains("  - name: \"" + AboutVoxelyte.AUTHORS + "\""));
        String version = Version.CURRENT.replace("-SNAPSHOT", "");
        assertTrue(citation.contains("version: " + version), version);
    }

    @Test
    void withoutADisplayItIsText() {
        new AboutVoxelyte().run("");
        assertEquals(4, AboutVoxelyte.text().lines().count());
        assertTrue(AboutVoxelyte.text().startsWith("Voxelyte " + Version.CURRENT + "\n"));
    }
}
