package io.github.voxelyte.plugins.command;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the content of a file. */
@FunctionalInterface
public interface FileContent {
    /**
     * Writes it.
     *
     * @param file where to, not there yet
     * @throws IOException if the file system fails
     */
    void write(Path file) throws IOException;
}
