package io.github.voxelyte.plugins.designs;

import ij.process.FloatProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/** Where tiles stand among each other: one pixel a tile. */
final class TileGrid {
    private static final int AXES = 3;

    private final List<List<Integer>> tiles;
    private final List<List<Integer>> starts = new ArrayList<>();

    /**
     * A grid.
     *
     * @param tiles where they start along x, y and z [voxels]
     */
    TileGrid(List<List<Integer>> tiles) {
        this.tiles = tiles;
        for (int axis = 0; axis < AXES; axis++) {
            int along = axis;
            Set<Integer> places = new TreeSet<>();
            tiles.forEach(tile -> places.add(tile.get(along)));
            starts.add(List.copyOf(places));
        }
    }

    /** Number of tiles along an axis, 0 for x. */
    int count(int axis) {
        return starts.get(axis).size();
    }

    /** The axis that the electrode's current goes along: one with a single tile, z before the others. */
    int throughPlane() {
        return count(2) == 1 ? 2 : count(1) == 1 ? 1 : count(0) == 1 ? 0 : 2;
    }

    /** A map of what the tiles have at a place along z. */
    FloatProcessor plane(int z, IntToDoubleFunction value) {
        return plane(2, z, value);
    }

    /** A map across an axis of what the tiles have at a place along it; the other two go to the right and down. */
    FloatProcessor plane(int across, int place, IntToDoubleFunction value) {
        int right = across == 0 ? 1 : 0;
        int down = across == 2 ? 1 : 2;
        FloatProcessor plane = new FloatProcessor(count(right), count(down));
        for (int i = 0; i < tiles.size(); i++) {
            if (at(i, across) == place) {
                plane.setf(at(i, right), at(i, down), (float) value.applyAsDouble(i));
            }
        }
        return plane;
    }

    private int at(int tile, int axis) {
        return starts.get(axis).indexOf(tiles.get(tile).get(axis));
    }
}
