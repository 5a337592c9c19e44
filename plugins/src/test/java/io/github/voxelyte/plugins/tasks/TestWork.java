package io.github.voxelyte.plugins.tasks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Does what its text says, and notes that it did in a file of the shared folder. */
public final class TestWork implements Work {
    static final String LOG = "log.txt";

    @Override
    public Map<String, Object> run(String text, WorkPlace place) throws IOException {
        Files.writeString(
                place.shared().resolve(LOG), text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.writeString(place.own().resolve("note.txt"), text, StandardCharsets.UTF_8);
        switch (text) {
            case "refuse" -> throw new IllegalArgumentException("The density must be positive.");
            case "break" -> throw new IllegalStateException("a fault of ours");
            case "exhaust" -> throw new OutOfMemoryError("Java heap space");
            case "absent" -> throw new NoSuchFileException("/nowhere/stack.tif");
            case "later" -> {
                Path mark = place.shared().resolve("mark");
                if (!Files.exists(mark)) {
                    Files.createFile(mark);
                    throw new OutOfMemoryError("the first time");
                }
            }
            case "endless" -> {
                while (true) {
                    place.progress().update(0.5);
                }
            }
            default -> {
                // ends well
            }
        }
        return Map.of("length", text.length(), "limit", Double.POSITIVE_INFINITY, "third", 1.0 / 3);
    }
}
