package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.discharge.SubCellCommand;
import io.github.voxelyte.plugins.options.Options;
import java.util.List;
import java.util.Optional;

/** Which tilings are an electrode: every tile goes through all of its thickness, and no two share area. */
final class ElectrodeTiling {
    /** What the computation is called in a study file. */
    static final String ID = "electrode discharge";

    private static final List<String> AXES = List.of("x", "y", "z");

    private ElectrodeTiling() {}

    /** The keys of the computation as options. */
    static String options(StudyBlock block, OptionText options, Point point, boolean hasCell) {
        if (hasCell && block.has(CellAssembly.CELL.name())) {
            throw StudyBlock.wrong(block.at("cell"), "the study has a cell of its own; say it once");
        }
        return options.of(new SubCellCommand(), block.path(), block.entries(), point, false)
                .orElseThrow();
    }

    /** Refuses tiles that are no parts of an electrode side by side, and keys that do not go together. */
    static void check(String path, Tiling.Tiles tiles, String keysPath, String optionText, String cell) {
        Options options = UnattendedRun.parse(new SubCellCommand(), optionText);
        try {
            SubCellCommand.check(options, cell);
        } catch (IllegalArgumentException e) {
            throw StudyBlock.wrong(keysPath, String.valueOf(e.getMessage()));
        }
        Object given = options.inForce().get("axis");
        int through = AXES.indexOf(given == null ? tiles.axis() : given);
        for (int axis = 0; axis < AXES.size(); axis++) {
            List<Integer> starts = tiles.starts().get(axis);
            int size = tiles.size()[axis];
            int there = tiles.there()[axis];
            if (axis == through) {
                if (size != there) {
                    throw StudyBlock.wrong(
                            path,
                            ID + " needs tiles through the whole thickness, " + there + " voxels along the"
                                    + " through-plane axis " + AXES.get(axis) + ", not " + size);
                }
                continue;
            }
            for (int i = 1; i < starts.size(); i++) {
                if (starts.get(i) - starts.get(i - 1) < size) {
                    throw StudyBlock.wrong(
                            path,
                            ID + " needs tiles that share no area; along " + AXES.get(axis) + " those from "
                                    + starts.get(i - 1) + " and " + starts.get(i) + " on, of " + size
                                    + " voxels, do: leave out overlap, and choose a size that divides " + there
                                    + " or give \"rest\": \"left out\"");
                }
            }
        }
    }

    /** Refuses a through-plane axis along which there is more than one tile. */
    static void requireAxis(List<StudyTasks.Row> rows, String axis) {
        int along = AXES.indexOf(axis);
        Optional<Integer> other = rows.stream()
                .map(row -> row.tile().get(along))
                .filter(start -> !start.equals(rows.get(0).tile().get(along)))
                .findFirst();
        if (other.isPresent()) {
            throw new IllegalArgumentException("The tiles' through-plane axis is " + axis
                    + ", along which there are several of them; give the key axis in " + ID + ".");
        }
    }
}
