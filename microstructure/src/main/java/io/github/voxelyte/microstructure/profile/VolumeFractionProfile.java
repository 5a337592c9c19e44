package io.github.voxelyte.microstructure.profile;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Slabs;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Volume fraction of a phase in every layer of voxels along an axis; for the active material the AMSVF profile.
 *
 * <p>The layer's cross-section is cut into t×t equal tiles (fewer where there are fewer voxels). The standard deviation
 * of the fraction over the tiles (with t² − 1 in the denominator) says how much a layer varies laterally; it is drawn as
 * a band. It depends on the size of the tiles and is no error of the mean: neighbouring tiles share particles.
 *
 * <p>Counts are whole numbers, so the result does not depend on the number of threads. One pass; memory: t² counts per
 * layer and thread. Instances are immutable and may be shared between threads.
 */
public final class VolumeFractionProfile {
    /** Tiles along each edge of a layer unless set. */
    public static final int DEFAULT_TILES = 4;

    private final Axis axis;
    private final int tiles;
    private final Parallel parallel;

    private VolumeFractionProfile(Axis axis, int tiles, Parallel parallel) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.tiles = tiles;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * One layer.
     *
     * @param index number of the layer, from 0
     * @param position centre of the layer, from the first outer face along the axis [m]
     * @param fraction volume fraction of the phase in the layer [1]
     * @param standardDeviation of the fraction over the tiles [1]; NaN with one tile
     * @param lowest smallest fraction of a tile [1]
     * @param highest largest fraction of a tile [1]
     */
    public record Layer(
            int index, double position, double fraction, double standardDeviation, double lowest, double highest) {}

    /**
     * A profile.
     *
     * @param axis direction
     * @param tiles number of tiles in a layer
     * @param mean volume fraction in the whole volume [1]
     * @param layers the layers in order
     */
    public record Profile(Axis axis, int tiles, double mean, List<Layer> layers) {
        /** Keeps the layers as they are. */
        public Profile {
            layers = List.copyOf(layers);
        }
    }

    /**
     * A profile along an axis.
     *
     * @param axis direction, normal to the layers
     * @return the measurement with {@value #DEFAULT_TILES}×{@value #DEFAULT_TILES} tiles
     */
    public static VolumeFractionProfile along(Axis axis) {
        return new VolumeFractionProfile(axis, DEFAULT_TILES, Parallel.allProcessors());
    }

    /**
     * Sets the tiles.
     *
     * @param perEdge tiles along each edge of a layer, at least 1
     * @return a copy with these tiles
     */
    public VolumeFractionProfile withTiles(int perEdge) {
        if (perEdge < 1 || perEdge > 100) {
            throw new IllegalArgumentException("1 to 100 tiles along each edge of a layer are possible: " + perEdge);
        }
        return new VolumeFractionProfile(axis, perEdge, parallel);
    }

    /**
     * Sets how many threads work; the result does not depend on it.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public VolumeFractionProfile withParallel(Parallel threads) {
        return new VolumeFractionProfile(axis, tiles, threads);
    }

    /**
     * Measures one phase.
     *
     * @param phases the labels
     * @param label label of the phase, 0 to 255
     * @param progress told about the planes
     * @return the profile
     */
    public Profile of(PhaseMap phases, int label, Progress progress) {
        boolean[] member = new boolean[256];
        if (label < 0 || label > 255) {
            throw new IllegalArgumentException("a label must lie in 0 to 255: " + label);
        }
        member[label] = true;
        return of(phases, member, progress);
    }

    /**
     * Measures several labels taken together.
     *
     * @param phases the labels
     * @param member which labels count, indexed by label, length 256
     * @param progress told about the planes
     * @return the profile
     */
    public Profile of(PhaseMap phases, boolean[] member, Progress progress) {
        Cut cut = new Cut(phases.grid(), axis, tiles);
        long[] counts = new long[cut.layers * cut.tiles];
        Slabs.forEach(phases.grid().nz(), parallel, progress, (from, to) -> {
            long[] part = cut.count(phases, member, from, to);
            synchronized (counts) { // whole numbers: the order of adding does not matter
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += part[i];
                }
            }
        });
        return cut.profile(counts);
    }

    /** How the voxels of a grid fall into layers and tiles. */
    private static final class Cut {
        private final VoxelGrid grid;
        private final Axis axis;
        private final int layers;
        private final int tiles;
        private final int[] xSlot;
        private final int[] ySlot;
        private final int[] zSlot;

        /** The slot of a voxel, layer·tiles + tile, is the sum of a part from x, one from y and one from z. */
        Cut(VoxelGrid grid, Axis axis, int perEdge) {
            this.grid = grid;
            this.axis = axis;
            layers = grid.count(axis);
            Axis u = axis == Axis.X ? Axis.Y : Axis.X;
            Axis v = axis == Axis.Z ? Axis.Y : Axis.Z;
            int tilesU = Math.min(perEdge, grid.count(u));
            int tilesV = Math.min(perEdge, grid.count(v));
            tiles = tilesU * tilesV;
            int[] layerSlot = new int[layers];
            for (int i = 0; i < layers; i++) {
                layerSlot[i] = i * tiles;
            }
            int[] uSlot = tileOf(grid.count(u), tilesU, 1);
            int[] vSlot = tileOf(grid.count(v), tilesV, tilesU);
            xSlot = axis == Axis.X ? layerSlot : uSlot;
            ySlot = axis == Axis.Y ? layerSlot : axis == Axis.X ? uSlot : vSlot;
            zSlot = axis == Axis.Z ? layerSlot : vSlot;
        }

        private static int[] tileOf(int count, int tiles, int stride) {
            int[] slot = new int[count];
            for (int i = 0; i < count; i++) {
                slot[i] = stride * (int) ((long) i * tiles / count);
            }
            return slot;
        }

        long[] count(PhaseMap phases, boolean[] member, int from, int to) {
            long[] counts = new long[layers * tiles];
            for (int z = from; z < to; z++) {
                byte[] plane = phases.plane(z);
                int i = 0;
                for (int y = 0; y < grid.ny(); y++) {
                    int yz = ySlot[y] + zSlot[z];
                    for (int x = 0; x < grid.nx(); x++) {
                        if (member[plane[i++] & 0xff]) {
                            counts[yz + xSlot[x]]++;
                        }
                    }
                }
            }
            return counts;
        }

        Profile profile(long[] counts) {
            long[] voxels = tileSizes();
            List<Layer> list = new ArrayList<>(layers);
            double all = 0;
            for (int i = 0; i < layers; i++) {
                long inLayer = 0;
                double sum = 0;
                double lowest = 1;
                double highest = 0;
                for (int t = 0; t < tiles; t++) {
                    long n = counts[i * tiles + t];
                    double fraction = (double) n / voxels[t];
                    inLayer += n;
                    sum += fraction;
                    lowest = Math.min(lowest, fraction);
                    highest = Math.max(highest, fraction);
                }
                double squares = 0;
                for (int t = 0; t < tiles; t++) {
                    double off = (double) counts[i * tiles + t] / voxels[t] - sum / tiles;
                    squares += off * off;
                }
                double deviation = tiles > 1 ? Math.sqrt(squares / (tiles - 1)) : Double.NaN;
                double fraction = (double) inLayer * layers / grid.size();
                list.add(new Layer(i, (i + 0.5) * grid.spacing(axis), fraction, deviation, lowest, highest));
                all += inLayer;
            }
            return new Profile(axis, tiles, all / grid.size(), list);
        }

        /** Voxels of each tile in one layer. */
        private long[] tileSizes() {
            long[] voxels = new long[tiles];
            int[] a = axis == Axis.X ? ySlot : xSlot;
            int[] b = axis == Axis.Z ? ySlot : zSlot;
            for (int slotB : b) {
                for (int slotA : a) {
                    voxels[slotA + slotB]++;
                }
            }
            return voxels;
        }
    }
}
