package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The results of a study: one row a task, the same wherever it ran; and beside it what is not the same. */
public final class StudyTable {
    private static final List<String> TILE = StudyFile.COLUMNS.subList(2, 5);

    private StudyTable() {}

    /**
     * The result table.
     *
     * @param axes the names of the axes of variation
     * @param rows the tasks
     * @param outcomes what became of them, in the same order
     * @return task, structure, axes, status, reason, then all values in the order in which they first appear
     */
    public static Table results(List<String> axes, List<StudyTasks.Row> rows, List<TaskOutcome> outcomes) {
        Set<String> names = new LinkedHashSet<>();
        outcomes.forEach(outcome -> names.addAll(outcome.values().keySet()));
        List<String> columns = new ArrayList<>(List.of("Task", "Structure"));
        boolean tiled = rows.stream().anyMatch(row -> !row.tile().isEmpty());
        columns.addAll(tiled ? TILE : List.of());
        columns.addAll(axes);
        columns.add("Status");
        columns.add("Reason");
        columns.addAll(names);
        Table table = new Table("results", columns.toArray(String[]::new));
        for (int i = 0; i < rows.size(); i++) {
            TaskOutcome outcome = outcomes.get(i);
            List<Object> cells = new ArrayList<>(List.of(i + 1, rows.get(i).structure()));
            List<Integer> tile = rows.get(i).tile();
            if (tiled) {
                cells.addAll(tile.isEmpty() ? List.of("", "", "") : tile);
            }
            axes.forEach(new Cells(cells, rows.get(i).levels())::add);
            cells.add(outcome.isDone() ? "done" : "failed");
            cells.add(outcome.reason());
            names.forEach(new Cells(cells, outcome.values())::add);
            table.row(cells.toArray());
        }
        return table;
    }

    /**
     * Where and how long the tasks ran.
     *
     * @param rows the tasks
     * @param outcomes what became of them, in the same order
     * @return the table; with the folder of the task's own tables
     */
    public static Table tasks(List<StudyTasks.Row> rows, List<TaskOutcome> outcomes) {
        Table table = new Table("tasks", "Task", "Folder", "Seconds", "Host", "Estimated cost");
        for (int i = 0; i < rows.size(); i++) {
            TaskOutcome outcome = outcomes.get(i);
            String folder = outcome.isDone() ? "tasks/" + outcome.key() : "";
            table.row(
                    i + 1,
                    folder,
                    outcome.seconds(),
                    outcome.host(),
                    rows.get(i).task().cost());
        }
        return table;
    }

    /** Appends what a map has under a name, an empty text where it has nothing. */
    private record Cells(List<Object> cells, java.util.Map<String, Object> values) {
        void add(String name) {
            cells.add(values.getOrDefault(name, ""));
        }
    }
}
