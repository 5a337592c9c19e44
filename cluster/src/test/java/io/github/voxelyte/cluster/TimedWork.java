package io.github.voxelyte.cluster;

import io.github.voxelyte.plugins.tasks.Work;
import io.github.voxelyte.plugins.tasks.WorkPlace;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes as many milliseconds as the first word of its text says, whatever else the computer does. */
public final class TimedWork implements Work {
    @Override
    public Map<String, Object> run(String text, WorkPlace place) {
        long milliseconds = Long.parseLong(text.split(" ", -1)[0]);
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of("milliseconds", milliseconds, "text", text);
    }
}
