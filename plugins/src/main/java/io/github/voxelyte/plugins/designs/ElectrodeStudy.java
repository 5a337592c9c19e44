package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.about.Version;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.discharge.SubCellCommand;
import io.github.voxelyte.plugins.options.MacroText;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.ElectrodeResult;
import io.github.voxelyte.solver.discharge.ElectrodeStep;
import io.github.voxelyte.solver.discharge.ParallelDischarge;
import io.github.voxelyte.solver.discharge.StepRequest;
import io.github.voxelyte.solver.discharge.StopReason;
import io.github.voxelyte.solver.discharge.SubCellFacts;
import io.github.voxelyte.solver.discharge.SubCells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * The discharges of whole electrodes in a study: the tiles of a structure in parallel, once for every point of the design. What is there already is
 * not done again; what was interrupted goes on after its last step.
 */
public final class ElectrodeStudy {
    private static final String FOLDER = "electrodes";
    private static final String CELL_FILE = "cell.json";
    private static final StepRequest WHAT_THEY_ARE = new StepRequest(0, List.of(), List.of());
    private static final int STEPS_BETWEEN_LINES = 10;

    private final List<String> axes;
    private final Map<List<Object>, List<StudyTasks.Row>> electrodes = new LinkedHashMap<>();

    /**
     * Sorts the rows of a study by structure and point.
     *
     * @param axes the names of the axes of variation
     * @param rows the rows of the study
     */
    public ElectrodeStudy(List<String> axes, List<StudyTasks.Row> rows) {
        this.axes = axes;
        for (StudyTasks.Row row : rows) {
            if (row.electrode().isPresent()) {
                List<Object> key = new ArrayList<>(List.of(row.structure()));
                key.addAll(row.levels().values());
                electrodes.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
            }
        }
    }

    /**
     * Whether there is no such discharge.
     *
     * @return true if nothing is to be done
     */
    public boolean isEmpty() {
        return electrodes.isEmpty();
    }

    /**
     * Discharges all electrodes, one after the other.
     *
     * @param shared the folder of the study, the same for all processes
     * @param engine asks the tiles
     * @param progress told the share that is done; cancels
     * @param lines told now and then how far it is
     * @return their curves and tables
     * @throws IOException if the folder cannot be read or written
     * @throws CancellationException if cancelled; the steps that were taken stay
     */
    public ElectrodeResults run(Path shared, TileEngine engine, Progress progress, Consumer<String> lines)
            throws IOException {
        List<ElectrodeOutcome> outcomes = new ArrayList<>();
        for (List<StudyTasks.Row> rows : electrodes.values()) {
            double from = (double) outcomes.size() / electrodes.size();
            Progress part = progress.part(from, from + 1.0 / electrodes.size());
            String name = "electrode " + (outcomes.size() + 1) + " of " + electrodes.size();
            ElectrodeOutcome outcome;
            try {
                outcome = discharge(rows, shared.toAbsolutePath(), engine, part, line -> lines.accept(name + line));
            } catch (IllegalArgumentException | UncheckedIOException problem) {
                outcome = ElectrodeOutcome.failed(rows, String.valueOf(problem.getMessage()));
            } catch (OutOfMemoryError full) {
                outcome = ElectrodeOutcome.failed(
                        rows,
                        "There was not enough memory for the tiles that are at work at the"
                                + " same time; let fewer of them, or make them smaller.");
            }
            outcomes.add(outcome);
        }
        return new ElectrodeResults(axes, outcomes);
    }

    private static ElectrodeOutcome discharge(
            List<StudyTasks.Row> rows, Path shared, TileEngine engine, Progress progress, Consumer<String> lines)
            throws IOException {
        Path folder = shared.resolve(FOLDER).resolve(key(rows));
        Files.createDirectories(folder);
        String keys = keys(rows.get(0), folder);
        Options options = UnattendedRun.parse(new SubCellCommand(), keys);
        List<ElectrodeTile> tiles = tiles(rows, keys, shared, folder);
        ElectrodeLog log = new ElectrodeLog(folder);
        Optional<ElectrodeLog.End> before = log.end();
        List<SubCellFacts> facts;
        SubCells cells;
        if (before.isPresent()) {
            facts = before.get().facts();
            cells = (request, told) -> before.get().end();
        } else {
            lines.accept(": putting " + tiles.size() + " tiles together");
            List<TileAnswer> answers = engine.ask(tiles, WHAT_THEY_ARE, progress);
            ElectrodeTiling.requireAxis(rows, answers.get(0).axis());
            facts = answers.stream().map(TileAnswer::facts).toList();
            cells = (request, told) -> engine.ask(tiles, request, told).stream()
                    .map(TileAnswer::response)
                    .toList();
        }
        Cell cell = SubCellCommand.parameters(options);
        List<ElectrodeStep> steps = log.read();
        int[] taken = {steps.size()};
        Consumer<ElectrodeStep> kept = step -> {
            log.add(step);
            taken[0]++;
            if (taken[0] % STEPS_BETWEEN_LINES == 0) {
                lines.accept(line(taken[0], step));
            }
        };
        ElectrodeResult result = ParallelDischarge.of(cell, SubCellCommand.discharge(options, Parallel.SERIAL))
                .run(cells, facts, SubCellCommand.current(options, facts), steps, kept, progress);
        if (result.stop() == StopReason.CANCELLED) {
            throw new CancellationException("cancelled");
        }
        if (result.stop() == StopReason.CUT_OFF && before.isEmpty()) {
            log.finish(new ElectrodeLog.End(facts, result.end()));
            for (ElectrodeTile tile : tiles) {
                tile.release();
            }
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
                for (Path part : parts) { // of processes that were lost
                    Files.delete(part);
                }
            }
        }
        return ElectrodeOutcome.of(rows, facts, cell, result);
    }

    private static List<ElectrodeTile> tiles(List<StudyTasks.Row> rows, String keys, Path shared, Path folder) {
        List<ElectrodeTile> tiles = new ArrayList<>();
        for (StudyTasks.Row row : rows) {
            StudyTaskText text = row.electrode().orElseThrow();
            CommandStep step = new CommandStep(ElectrodeTiling.ID, keys, "");
            String told = new StudyTaskText(text.making(), List.of(step), "", text.state()).toJson();
            tiles.add(new ElectrodeTile(folder.toString(), shared.toString(), tiles.size(), told));
        }
        return tiles;
    }

    private static String line(int steps, ElectrodeStep step) {
        return String.format(
                Locale.ROOT,
                ": %d steps, %.3f V",
                steps,
                step.tries().get(step.tries().size() - 1).voltage());
    }

    /** The keys of the tiles, with the cell file of the study if it has one. */
    private static String keys(StudyTasks.Row row, Path folder) throws IOException {
        StudyTaskText text = row.electrode().orElseThrow();
        String keys = text.computing().get(0).options();
        if (text.cell().isEmpty()) {
            return keys;
        }
        Path file = folder.resolve(CELL_FILE);
        Files.writeString(file, text.cell(), StandardCharsets.UTF_8);
        return keys + " " + CellAssembly.CELL.name() + "=" + MacroText.quoted(file.toString());
    }

    private static String key(List<StudyTasks.Row> rows) {
        StringBuilder all = new StringBuilder(Version.CURRENT);
        rows.forEach(
                row -> all.append('\n').append(row.electrode().orElseThrow().toJson()));
        return Task.digest(all.toString());
    }
}
