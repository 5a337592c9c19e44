package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Threshold that follows the volume: the wanted fraction is asked of each tile, the thresholds of the tiles are joined
 * by linear interpolation between the tiles' centres (constant beyond the outermost), and the volume is given out as what
 * lies above them. {@link TargetFraction} on that relief then meets the fraction of the whole.
 *
 * <p>Assumes that every tile holds about the wanted fraction: it has to be many particles wide, and true variations of
 * the fraction over distances of a tile are evened out. Tiles are as nearly cubes of the wanted edge as the volume divides
 * into. Two passes; memory: 256 kB for each tile of one layer of tiles, the relief plane by plane as it is read.
 */
public final class TiledFraction {
    private static final int HALF = 1 << 16;

    private final double target;
    private final int edge;

    private TiledFraction(double target, int edge) {
        this.target = target;
        this.edge = edge;
    }

    /**
     * What was found.
     *
     * @param relief g − t, in grey values
     * @param lowest lowest threshold of a tile
     * @param highest highest threshold of a tile
     * @param tiles number of tiles
     */
    public record Tiled(GreyVolume relief, double lowest, double highest, int tiles) {}

    /**
     * Aims at a bright fraction in each tile.
     *
     * @param target wanted share of bright voxels, 0 &lt; target &lt; 1 [1]
     * @param edge edge of the tiles [voxels], at least 2
     * @return the method
     */
    public static TiledFraction of(double target, int edge) {
        TargetFraction.of(target);
        if (edge < 2) {
            throw new IllegalArgumentException("tiles must have an edge of at least 2 voxels: " + edge);
        }
        return new TiledFraction(target, edge);
    }

    /**
     * Finds the thresholds of the tiles.
     *
     * @param volume the grey values; read again whenever the relief is read
     * @param progress told about the slices
     * @return the relief and the range of the thresholds
     * @throws IllegalArgumentException if all voxels of a tile have the same grey value
     */
    public Tiled of(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        int tx = tiles(grid.nx());
        int ty = tiles(grid.ny());
        int tz = tiles(grid.nz());
        float[] levels = new float[tx * ty * tz];
        for (int k = 0; k < tz; k++) {
            Layer layer = new Layer(volume, tx, ty, start(k, tz, grid.nz()), start(k + 1, tz, grid.nz()));
            layer.find(levels, k * tx * ty, progress.part((double) k / tz, (k + 1.0) / tz));
        }
        float lowest = levels[0];
        float highest = levels[0];
        for (float level : levels) {
            lowest = Math.min(lowest, level);
            highest = Math.max(highest, level);
        }
        Weights x = Weights.of(grid.nx(), tx);
        Weights y = Weights.of(grid.ny(), ty);
        Weights z = Weights.of(grid.nz(), tz);
        GreyVolume relief = GreyVolume.planeByPlane(
                grid, GreyVolume.Type.FLOAT_32, plane -> relief(volume, plane, levels, x, y, z));
        return new Tiled(relief, lowest, highest, levels.length);
    }

    private int tiles(int voxels) {
        return (int) Math.max(1, Math.round((double) voxels / edge));
    }

    private static int start(int tile, int tiles, int voxels) {
        return (int) ((long) tile * voxels / tiles);
    }

    private static float[] relief(GreyVolume volume, int plane, float[] levels, Weights x, Weights y, Weights z) {
        float[] values = new float[volume.grid().planeSize()];
        volume.read(plane, values);
        int nx = volume.grid().nx();
        int tx = x.tiles();
        int layer = tx * y.tiles();
        float[] row = new float[tx];
        for (int j = 0; j < volume.grid().ny(); j++) {
            for (int t = 0; t < tx; t++) {
                row[t] = z.mix(
                        plane,
                        y.mix(
                                j,
                                levels[t + tx * y.left(j) + layer * z.left(plane)],
                                levels[t + tx * y.right(j) + layer * z.left(plane)]),
                        y.mix(
                                j,
                                levels[t + tx * y.left(j) + layer * z.right(plane)],
                                levels[t + tx * y.right(j) + layer * z.right(plane)]));
            }
            for (int i = 0; i < nx; i++) {
                values[i + nx * j] -= x.mix(i, row[x.left(i)], row[x.right(i)]);
            }
        }
        return values;
    }

    /** For every voxel along an axis the tile whose centre is before it, and how far it is towards the next. */
    private record Weights(int tiles, int[] before, float[] share) {
        static Weights of(int voxels, int tiles) {
            int[] before = new int[voxels];
            float[] share = new float[voxels];
            for (int i = 0; i < voxels; i++) {
                double place = Math.max(0, Math.min(tiles - 1.0, (i + 0.5) * tiles / voxels - 0.5));
                before[i] = (int) Math.min(Math.max(0, tiles - 2), place);
                share[i] = (float) (place - before[i]);
            }
            return new Weights(tiles, before, share);
        }

        int left(int i) {
            return before[i];
        }

        int right(int i) {
            return Math.min(tiles - 1, before[i] + 1);
        }

        float mix(int i, float left, float right) {
            return left + share[i] * (right - left);
        }
    }

    /** Counts grey values in the tiles of some slices: first their upper 16 bits, then the lower ones. */
    private final class Layer {
        private final GreyVolume volume;
        private final int tx;
        private final int ty;
        private final int from;
        private final int to;
        private final int[][] counts;
        private final int[] top;
        private final long[] above;

        Layer(GreyVolume volume, int tx, int ty, int from, int to) {
            this.volume = volume;
            this.tx = tx;
            this.ty = ty;
            this.from = from;
            this.to = to;
            counts = new int[tx * ty][HALF];
            top = new int[tx * ty];
            above = new long[tx * ty];
        }

        void find(float[] levels, int offset, Progress progress) {
            count(false, progress.part(0, 0.5));
            long[] wanted = new long[counts.length];
            for (int t = 0; t < counts.length; t++) {
                long voxels = 0;
                for (int count : counts[t]) {
                    voxels += count;
                }
                wanted[t] = Math.max(1, Math.round(target * voxels));
                top[t] = crossing(t, wanted[t]);
                Arrays.fill(counts[t], 0);
            }
            count(true, progress.part(0.5, 1));
            for (int t = 0; t < counts.length; t++) {
                int rest = crossing(t, wanted[t]);
                float level = SortableBits.value(top[t] << 16 | rest);
                refuseConstant(t, counts[t][rest], level);
                // whole grey values stand for all values that are rounded to them
                double part = (wanted[t] - above[t]) / (double) counts[t][rest];
                levels[offset + t] = volume.type().isInteger() ? (float) (level + 0.5 - part) : level;
            }
        }

        /** The highest bin at which the wanted number is reached; adds up what lies above it. */
        private int crossing(int t, long wanted) {
            int bin = HALF - 1;
            while (above[t] + counts[t][bin] < wanted) {
                above[t] += counts[t][bin--];
            }
            return bin;
        }

        private void count(boolean low, Progress progress) {
            VoxelGrid grid = volume.grid();
            float[] values = new float[grid.planeSize()];
            for (int z = from; z < to; z++) {
                volume.read(z, values);
                for (int j = 0; j < ty; j++) {
                    for (int y = start(j, ty, grid.ny()); y < start(j + 1, ty, grid.ny()); y++) {
                        for (int i = 0; i < tx; i++) {
                            int t = i + tx * j;
                            int end = start(i + 1, tx, grid.nx()) + grid.nx() * y;
                            for (int v = start(i, tx, grid.nx()) + grid.nx() * y; v < end; v++) {
                                int bits = SortableBits.of(values[v]);
                                if (!low) {
                                    counts[t][bits >>> 16]++;
                                } else if (bits >>> 16 == top[t]) {
                                    counts[t][bits & (HALF - 1)]++;
                                }
                            }
                        }
                    }
                }
                progress.update((z + 1.0 - from) / (to - from));
            }
        }

        private void refuseConstant(int t, int tied, float level) {
            VoxelGrid grid = volume.grid();
            int x = start(t % tx, tx, grid.nx());
            int y = start(t / tx, ty, grid.ny());
            long voxels = (long) (start(t % tx + 1, tx, grid.nx()) - x)
                    * (start(t / tx + 1, ty, grid.ny()) - y)
                    * (to - from);
            if (tied == voxels) {
                throw new IllegalArgumentException("all voxels of the tile at x = " + x + ", y = " + y + ", slice "
                        + (from + 1) + " have the grey value " + level + ": take larger tiles than " + edge
                        + " voxels");
            }
        }
    }
}
