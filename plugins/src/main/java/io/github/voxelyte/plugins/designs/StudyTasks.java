package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.reference.CommandCatalog;
import io.github.voxelyte.plugins.tasks.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the tasks of a study: every structure at every point of the design. All of them are checked before one is done. */
public final class StudyTasks {
    private static final Set<String> COMPUTATIONS =
            new LinkedHashSet<>(List.of("profile", "morphology", "transport", "discharge", "impedance"));
    private static final String ALLOWED = String.join(", ", COMPUTATIONS) + ", " + ElectrodeTiling.ID;

    /**
     * A row of the result table before it is computed.
     *
     * @param structure the structure's name
     * @param tile where the tile starts, x, y, z [voxels]; empty if the structure is taken whole
     * @param levels number or text of every axis
     * @param task what is to be done
     * @param electrode the tile's part in a discharge of the whole electrode; empty if none is asked for
     */
    public record Row(
            String structure,
            List<Integer> tile,
            Map<String, Object> levels,
            Task task,
            Optional<StudyTaskText> electrode) {}

    private final StudyBlock root;
    private final List<Map.Entry<String, Command>> computations = new ArrayList<>();
    private final CellVariation cell;
    private final Optional<StudyBlock> electrode;
    private final Map<List<String>, String> electrodesAccepted = new HashMap<>();

    private StudyTasks(StudyBlock root) {
        this.root = root;
        StudyBlock compute = root.block("compute");
        electrode = compute.has(ElectrodeTiling.ID) ? Optional.of(compute.block(ElectrodeTiling.ID)) : Optional.empty();
        for (Map.Entry<String, JsonNode> entry : compute.entries()) {
            if (entry.getKey().equals(ElectrodeTiling.ID)) {
                continue;
            }
            computations.add(Map.entry(entry.getKey(), computation(compute, entry.getKey())));
        }
        if (computations.isEmpty() && electrode.isEmpty()) {
            throw StudyBlock.wrong("compute", "names nothing; allowed: " + ALLOWED);
        }
        cell = root.has("cell") ? CellVariation.read(root.block("cell")) : null;
        boolean needed = electrode.isPresent() || computations.stream().anyMatch(named -> takesCell(named.getValue()));
        if (cell != null && !needed) {
            throw StudyBlock.wrong("cell", "nothing that is computed takes a cell");
        }
    }

    /**
     * The rows of a study.
     *
     * @param file the study
     * @return structures in their order, for each the points of the design in theirs
     * @throws IllegalArgumentException with the path to the key, if one of the tasks cannot be done
     */
    public static List<Row> of(StudyFile file) {
        StudyTasks tasks = new StudyTasks(file.root());
        List<Map<String, VariedAxis.Level>> points = file.points();
        StudyBlock structures = file.root().block("structures");
        if (structures.entries().isEmpty()) {
            throw StudyBlock.wrong("structures", "names none");
        }
        Set<String> used = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> structure : structures.entries()) {
            Optional<Tiling.Tiles> tiling = tasks.tiling(structure.getKey(), new HashSet<>());
            List<Optional<Tiling.Tile>> tiles = tiling.isEmpty()
                    ? List.of(Optional.empty())
                    : tiling.get().all().stream().map(Optional::of).toList();
            for (Optional<Tiling.Tile> tile : tiles) {
                for (Map<String, VariedAxis.Level> levels : points) {
                    Point point = new Point(levels);
                    Row row = tasks.row(rows.size(), structure.getKey(), tile, point);
                    rows.add(tasks.withElectrode(row, tiling, tile, point));
                    used.addAll(point.used());
                }
            }
        }
        for (String axis : file.axisNames()) {
            if (!used.contains(axis)) {
                throw StudyBlock.wrong("axes." + axis, "${" + axis + "} stands nowhere, so it varies nothing");
            }
        }
        return rows;
    }

    private static Command computation(StudyBlock compute, String id) {
        if (!COMPUTATIONS.contains(id)) {
            throw StudyBlock.wrong(compute.at(id), "is not known; allowed: " + ALLOWED);
        }
        return CommandCatalog.commands().stream()
                .filter(command -> command.description().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean takesCell(Command command) {
        return command.description().keys().contains(CellAssembly.CELL);
    }

    /** The tiles of a structure, or of the one it comes from, if it has any. */
    private Optional<Tiling.Tiles> tiling(String name, Set<String> seen) {
        StudyBlock block = structure(name, seen);
        if (block.has("from")) {
            return tiling(block.text("from"), seen);
        }
        if (!block.has("tiles")) {
            return Optional.empty();
        }
        String file = block.text("file");
        if (!Files.exists(Path.of(file))) {
            throw StudyBlock.wrong(block.at("file"), "there is no file or folder " + file);
        }
        return Optional.of(Tiling.of(block.block("tiles"), file));
    }

    /** The row with its part in the discharge of an electrode, if one is asked for. */
    private Row withElectrode(Row row, Optional<Tiling.Tiles> tiling, Optional<Tiling.Tile> tile, Point point) {
        if (electrode.isEmpty()) {
            return row;
        }
        String path = "structures." + row.structure();
        if (tiling.isEmpty()) {
            throw StudyBlock.wrong(path, ElectrodeTiling.ID + " needs a file with tiles");
        }
        OptionText files = new OptionText();
        List<CommandStep> making = making(row.structure(), tile, point, files, new HashSet<>());
        String cellText = cell == null ? "" : cell.at(point);
        String options = ElectrodeTiling.options(electrode.get(), files, point, !cellText.isEmpty());
        electrodesAccepted.computeIfAbsent(List.of(row.structure(), options, cellText), key -> {
            ElectrodeTiling.check(path + ".tiles", tiling.get(), electrode.get().path(), options, cellText);
            return options;
        });
        CommandStep computing = new CommandStep(ElectrodeTiling.ID, options, "");
        StudyTaskText text = new StudyTaskText(making, List.of(computing), cellText, files.state());
        return new Row(row.structure(), row.tile(), row.levels(), row.task(), Optional.of(text));
    }

    private StudyBlock structure(String name, Set<String> seen) {
        StudyBlock all = root.block("structures");
        if (!all.has(name)) {
            throw StudyBlock.wrong("structures", "there is no structure '" + name + "'");
        }
        if (!seen.add(name)) {
            throw StudyBlock.wrong(all.at(name), "comes from itself");
        }
        StudyBlock block = all.block(name).allowing("file", "tiles", "from", "steps");
        if (block.has("file") && block.has("from")) {
            throw StudyBlock.wrong(block.path(), "give either file or from");
        }
        if (block.has("tiles") && !block.has("file")) {
            throw StudyBlock.wrong(block.at("tiles"), "only a file has tiles");
        }
        return block;
    }

    private Row row(int number, String structure, Optional<Tiling.Tile> tile, Point point) {
        OptionText options = new OptionText();
        List<CommandStep> making = making(structure, tile, point, options, new HashSet<>());
        List<CommandStep> computing = new ArrayList<>();
        for (Map.Entry<String, Command> named : computations) {
            StudyBlock block = root.block("compute").block(named.getKey());
            boolean cellTwice = cell != null && takesCell(named.getValue()) && block.has(CellAssembly.CELL.name());
            if (cellTwice) {
                throw StudyBlock.wrong(block.at("cell"), "the study has a cell of its own; say it once");
            }
            String text = options.of(named.getValue(), block.path(), block.entries(), point, false)
                    .orElseThrow();
            computing.add(new CommandStep(named.getValue().description().label(), text, ""));
        }
        String cellText = cell == null ? "" : cell.at(point);
        StudyTaskText text = new StudyTaskText(making, computing, cellText, options.state());
        Map<String, Object> shown = new LinkedHashMap<>();
        point.levels().forEach((name, level) -> shown.put(name, level.shown()));
        Task task = Task.of(number, StudyWork.class, text.toJson(), options.state(), TaskCost.of(text));
        List<Integer> start =
                tile.map(part -> List.of(part.x(), part.y(), part.z())).orElse(List.of());
        return new Row(structure, start, shown, task, Optional.empty());
    }

    /** The steps that make a structure, those of the one it comes from first. */
    private List<CommandStep> making(
            String name, Optional<Tiling.Tile> tile, Point point, OptionText options, Set<String> seen) {
        StudyBlock block = structure(name, seen);
        List<CommandStep> steps = new ArrayList<>();
        if (block.has("file")) {
            Command open = CommandStep.named("Open Tomogram...");
            List<Map.Entry<String, JsonNode>> keys = new ArrayList<>();
            keys.add(Map.entry("path", block.get("file")));
            tile.ifPresent(part -> keys.add(Map.entry("box", TextNode.valueOf(part.box()))));
            String text = options.of(open, block.at("file"), keys, point, true)
                    .orElseThrow(() -> StudyBlock.wrong(block.at("file"), "is none at one of the points"));
            if (options.state().isEmpty()) {
                throw StudyBlock.wrong(block.at("file"), "there is no file " + block.get("file"));
            }
            steps.add(new CommandStep(open.description().label(), text, ""));
        } else if (block.has("from")) {
            steps.addAll(making(block.text("from"), tile, point, options, seen));
        }
        if (block.has("steps")) {
            for (StudyBlock step : block.blocks("steps")) {
                step(step, point, options, steps.isEmpty()).ifPresent(steps::add);
            }
        }
        if (steps.isEmpty()) {
            throw StudyBlock.wrong(block.path(), "needs a file, another structure it comes from, or steps");
        }
        return steps;
    }

    private static Optional<CommandStep> step(StudyBlock block, Point point, OptionText options, boolean isFirst) {
        Command command;
        try {
            command = CommandStep.named(block.text("command"));
        } catch (IllegalArgumentException e) {
            String told = String.valueOf(e.getMessage());
            throw told.startsWith("Study file") ? e : StudyBlock.wrong(block.at("command"), told);
        }
        boolean makesStack = command.description().input() == Input.NONE;
        if (makesStack != isFirst) {
            throw StudyBlock.wrong(
                    block.path(),
                    isFirst ? "the first step must make a stack or open one" : "only the first step makes a stack");
        }
        List<Map.Entry<String, JsonNode>> keys = block.entries().stream()
                .filter(entry -> !List.of("command", "take").contains(entry.getKey()))
                .toList();
        String take = block.text("take", "");
        return options.of(command, block.path(), keys, point, !isFirst)
                .map(text -> new CommandStep(command.description().label(), text, take));
    }
}
