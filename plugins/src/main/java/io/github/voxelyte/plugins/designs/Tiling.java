package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.JsonNode;
import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.options.MacroText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tiles of a stack that is too large, or too uneven, to be looked at as one. Tiles of one size at a step of size less overlap; where
 * the last one would stick out, it is moved inwards, so that all voxels are seen and all tiles are of one size, or left out if that is wanted.
 */
final class Tiling {
    private static final int AXES = 3;

    private static final String REST = "rest";
    private static final String MOVED_INWARDS = "moved inwards";
    private static final String LEFT_OUT = "left out";

    /** A tile: where it starts [voxels]. */
    record Tile(int x, int y, int z, String box) {}

    /**
     * All tiles of a stack.
     *
     * @param starts where tiles start along x, y and z [voxels]
     * @param size of a tile along them [voxels]
     * @param there size of the stack along them [voxels]
     * @param axis the through-plane axis that the stack remembers, else z
     */
    record Tiles(List<List<Integer>> starts, int[] size, int[] there, String axis) {
        List<Tile> all() {
            List<Tile> tiles = new ArrayList<>();
            for (int z : starts.get(2)) {
                for (int y : starts.get(1)) {
                    for (int x : starts.get(0)) {
                        String box = x + "," + y + "," + z + "," + size[0] + "," + size[1] + "," + size[2];
                        tiles.add(new Tile(x, y, z, box));
                    }
                }
            }
            return tiles;
        }
    }

    private Tiling() {}

    /** The tiles that a block asks for; only the size of the stack is read. */
    static Tiles of(StudyBlock block, String file) {
        block.allowing("size", "overlap", REST);
        String rest = block.text(REST, MOVED_INWARDS);
        if (!List.of(MOVED_INWARDS, LEFT_OUT).contains(rest)) {
            throw StudyBlock.wrong(block.at(REST), "must be " + MOVED_INWARDS + " or " + LEFT_OUT + ", not " + rest);
        }
        int[] size = three(block, "size", 1);
        int[] overlap = block.has("overlap") ? three(block, "overlap", 0) : new int[AXES];
        ImagePlus whole = UnattendedRun.of(
                        new CommandStep("Open Tomogram...", "", "").newCommand(),
                        null,
                        "virtual path=" + MacroText.quoted(file),
                        Parallel.SERIAL,
                        Progress.NONE)
                .images()
                .get(0);
        int[] there = {whole.getWidth(), whole.getHeight(), whole.getStackSize()};
        List<List<Integer>> starts = new ArrayList<>();
        for (int axis = 0; axis < AXES; axis++) {
            if (size[axis] > there[axis]) {
                throw StudyBlock.wrong(
                        block.at("size"),
                        "the stack has " + there[0] + " x " + there[1] + " x " + there[2]
                                + " voxels, a tile must fit in");
            }
            if (overlap[axis] >= size[axis]) {
                throw StudyBlock.wrong(block.at("overlap"), "must be less than the size");
            }
            starts.add(starts(there[axis], size[axis], size[axis] - overlap[axis], rest.equals(LEFT_OUT)));
        }
        Axis axis = StackInfo.of(whole).map(StackInfo::axis).orElse(StackInfo.DEFAULT_AXIS);
        return new Tiles(starts, size, there, axis.name().toLowerCase(Locale.ROOT));
    }

    private static List<Integer> starts(int length, int size, int step, boolean leavesRest) {
        List<Integer> starts = new ArrayList<>();
        int last = length - size;
        for (int start = 0; start < last; start += step) {
            starts.add(start);
        }
        if (!leavesRest || last % step == 0) {
            starts.add(last);
        }
        return starts;
    }

    private static int[] three(StudyBlock block, String key, int least) {
        JsonNode numbers = block.get(key);
        int[] three = new int[AXES];
        for (int i = 0; i < AXES; i++) {
            JsonNode number = numbers.path(i);
            boolean fits = numbers.size() == AXES && number.isInt() && number.asInt() >= least;
            if (!fits) {
                throw StudyBlock.wrong(
                        block.at(key), "must be three whole numbers from " + least + " on, voxels along x, y, z");
            }
            three[i] = number.asInt();
        }
        return three;
    }
}
