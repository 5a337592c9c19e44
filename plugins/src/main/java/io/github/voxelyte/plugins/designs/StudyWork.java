package io.github.voxelyte.plugins.designs;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.options.MacroText;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.plugins.tasks.Work;
import io.github.voxelyte.plugins.tasks.WorkPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One row of a study: makes or opens the structure and runs what is to be computed on it. Keeps the commands' tables as CSV. */
public final class StudyWork implements Work {
    private static final String CELL_FILE = "cell.json";

    @Override
    public Map<String, Object> run(String text, WorkPlace place) throws IOException {
        StudyTaskText task = StudyTaskText.ofJson(text);
        ImagePlus structure = new StructureStore(place, task.state()).open(task.making());
        Path cell = place.own().resolve(CELL_FILE);
        if (!task.cell().isEmpty()) {
            Files.writeString(cell, task.cell(), StandardCharsets.UTF_8);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        int count = task.computing().size();
        for (int i = 0; i < count; i++) {
            CommandStep step = task.computing().get(i);
            Progress part = place.progress().part((double) i / count, (i + 1.0) / count);
            boolean takesCell = step.command().description().keys().contains(CellAssembly.CELL);
            String options = step.options();
            if (takesCell && !task.cell().isEmpty()) {
                options += " " + CellAssembly.CELL.name() + "=" + MacroText.quoted(cell.toString());
            }
            UnattendedRun run = UnattendedRun.of(step.newCommand(), structure, options, place.parallel(), part);
            for (Table table : run.tables()) {
                Files.writeString(place.own().resolve(table.name() + ".csv"), table.toCsv(), StandardCharsets.UTF_8);
            }
            values.putAll(RowValues.of(step.command().description().id(), run));
        }
        return values;
    }
}
