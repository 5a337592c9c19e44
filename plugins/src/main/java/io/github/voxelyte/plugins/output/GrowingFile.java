package io.github.voxelyte.plugins.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that grows in place by whole lines, so that what is there survives whatever happens next. */
public final class GrowingFile {
    private final Path file;

    GrowingFile(Path file) throws IOException {
        this.file = file;
        Files.writeString(file, "", StandardCharsets.UTF_8);
    }

    /**
     * Adds lines; they are in the file when the method returns.
     *
     * @param lines text that ends in a line feed
     * @throws UncheckedIOException if the file system fails: disk full, folder gone
     */
    public void append(String lines) {
        try {
            Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file.getFileName() + " cannot be written any more: " + e.getMessage(), e);
        }
    }
}
