package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.options.MacroText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a task takes, roughly: voxels times a weight for everything that is computed. Good enough to start the dearest first; nothing
 * but order and time left depend on it.
 */
final class TaskCost {
    private static final double MEGAVOXEL = 1e6;
    private static final Map<String, Double> WEIGHTS =
            Map.of("transport", 10.0, "discharge", 400.0, "impedance", 100.0);

    private TaskCost() {}

    /** In units of a pass over a million voxels. */
    static double of(StudyTaskText task) {
        double weight = task.making().size();
        for (CommandStep step : task.computing()) {
            weight += WEIGHTS.getOrDefault(step.command().description().id(), 1.0) * repeats(step);
        }
        return weight * voxels(task.making().get(0)) / MEGAVOXEL;
    }

    /** C-rates, phases and directions each cost as much again. */
    private static double repeats(CommandStep step) {
        Map<String, String> keys = MacroText.parse(step.options());
        double count = 1;
        for (String list : List.of("c_rate", "phase")) {
            count *= keys.getOrDefault(list, "").chars().filter(c -> c == ',').count() + 1.0;
        }
        boolean allAxes =
                step.command().description().id().equals("transport") && "all".equals(keys.getOrDefault("axis", "all"));
        return allAxes ? 3 * count : count;
    }

    private static double voxels(CommandStep first) {
        Map<String, Object> values =
                UnattendedRun.parse(first.command(), first.options()).inForce();
        if (values.get("box") instanceof List<?> box) {
            return box.stream()
                    .skip(3)
                    .mapToDouble(edge -> ((Number) edge).doubleValue())
                    .reduce(1, (a, b) -> a * b);
        }
        if (values.get("path") instanceof String path) {
            return Math.max(1, Path.of(path).toFile().length());
        }
        double product = 1;
        for (String edge : List.of("width", "height", "depth")) {
            product *= values.get(edge) instanceof Number number ? number.doubleValue() : 1;
        }
        return product;
    }
}
