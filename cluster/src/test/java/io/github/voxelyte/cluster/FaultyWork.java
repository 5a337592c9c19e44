package io.github.voxelyte.cluster;

import io.github.voxelyte.plugins.tasks.Work;
import io.github.voxelyte.plugins.tasks.WorkPlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Goes wrong as its text says. */
public final class FaultyWork implements Work {
    @Override
    public Map<String, Object> run(String text, WorkPlace place) throws IOException {
        switch (text) {
            case "exhaust" -> throw new OutOfMemoryError("Java heap space");
            case "absent" -> throw new FileNotFoundException("/nowhere/stack.tif");
            case "refuse" -> throw new IllegalArgumentException("The density must be positive.");
            case "vanish" -> throw new CancellationException("as if the process had gone");
            case "endless" -> {
                while (true) {
                    place.progress().update(0.5);
                }
            }
            default -> {
                return Map.of("length", text.length());
            }
        }
    }
}
