package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * How voxels that all have the threshold's grey value are split between bright and dark, so that a target fraction is
 * met to one voxel.
 *
 * <p>Each tied voxel gets a 64-bit rank; the lowest ranks become dark. {@link #smoothed(long)} ranks by the mean of the
 * 3×3×3 voxels around (those inside the volume), then by a seeded hash of the voxel's index; {@link #random(long)} by
 * the hash alone. The hash is a bijection, so no two ranks are equal and the result is the same at every run and for
 * any number of threads. Four radix passes find the limiting rank without storing the ranks; memory: three slices.
 */
public final class TieBreak {
    /** Ties are not split; the whole grey level is bright or dark. */
    public static final TieBreak NONE = new TieBreak(Rule.NONE, 0);

    private enum Rule {
        NONE,
        SMOOTHED,
        RANDOM
    }

    private static final int RADIX = 1 << 16;
    private static final int PASSES = 4;

    private final Rule rule;
    private final long seed;

    private TieBreak(Rule rule, long seed) {
        this.rule = rule;
        this.seed = seed;
    }

    /**
     * Ties whose surroundings are brighter become bright first.
     *
     * @param seed decides between voxels with equal surroundings
     * @return the rule
     */
    public static TieBreak smoothed(long seed) {
        return new TieBreak(Rule.SMOOTHED, seed);
    }

    /**
     * Ties are drawn at random.
     *
     * @param seed of the draw
     * @return the rule
     */
    public static TieBreak random(long seed) {
        return new TieBreak(Rule.RANDOM, seed);
    }

    boolean splits() {
        return rule != Rule.NONE;
    }

    /** Labels 1 where g &gt; level, 0 where g &lt; level, and of the ties all but the lowest {@code dark} ranks 1. */
    PhaseMap label(GreyVolume volume, float level, long dark, Progress progress) {
        long prefix = 0;
        long before = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            int shift = 64 - 16 * (pass + 1);
            long[] counts = new long[RADIX];
            long known = prefix;
            boolean first = pass == 0;
            scan(volume, level, progress.part(pass / 5.0, (pass + 1) / 5.0), (z, i, rank) -> {
                if (first || rank >>> (shift + 16) == known) {
                    counts[(int) (rank >>> shift) & (RADIX - 1)]++;
                }
            });
            int digit = 0;
            while (digit < RADIX - 1 && before + counts[digit] <= dark) {
                before += counts[digit++];
            }
            prefix = prefix << 16 | digit;
        }
        return labelAbove(volume, level, prefix, before == dark, progress.part(0.8, 1));
    }

    /** The rank found is that of the first bright tie; if none is left over, there is no bright tie. */
    private PhaseMap labelAbove(GreyVolume volume, float level, long firstBright, boolean exact, Progress progress) {
        VoxelGrid grid = volume.grid();
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        float[] values = new float[grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (int i = 0; i < values.length; i++) {
                planes[z][i] = (byte) (values[i] > level ? 1 : 0);
            }
        }
        scan(volume, level, progress, (z, i, rank) -> {
            if (exact && Long.compareUnsigned(rank, firstBright) >= 0) {
                planes[z][i] = 1;
            }
        });
        return new PhaseMap(grid, planes);
    }

    @FunctionalInterface
    private interface TieVisitor {
        void visit(int z, int index, long rank);
    }

    private void scan(GreyVolume volume, float level, Progress progress, TieVisitor visitor) {
        VoxelGrid grid = volume.grid();
        float[][] ring = new float[3][grid.planeSize()];
        volume.read(0, ring[0]);
        for (int z = 0; z < grid.nz(); z++) {
            if (z + 1 < grid.nz()) {
                volume.read(z + 1, ring[(z + 1) % 3]);
            }
            float[] here = ring[z % 3];
            for (int i = 0; i < here.length; i++) {
                if (here[i] == level) {
                    visitor.visit(z, i, rank(grid, ring, z, i));
                }
            }
            progress.update((z + 1.0) / grid.nz());
        }
    }

    private long rank(VoxelGrid grid, float[][] ring, int z, int i) {
        long mixed = hash(z * grid.planeSize() + i) & 0xffffffffL;
        if (rule == Rule.RANDOM) {
            return mixed;
        }
        int x = i % grid.nx();
        int y = i / grid.nx();
        double sum = 0;
        int voxels = 0;
        for (int dz = Math.max(0, z - 1); dz <= Math.min(grid.nz() - 1, z + 1); dz++) {
            float[] plane = ring[dz % 3];
            for (int dy = Math.max(0, y - 1); dy <= Math.min(grid.ny() - 1, y + 1); dy++) {
                for (int dx = Math.max(0, x - 1); dx <= Math.min(grid.nx() - 1, x + 1); dx++) {
                    sum += plane[dx + grid.nx() * dy];
                    voxels++;
                }
            }
        }
        return (long) SortableBits.of((float) (sum / voxels)) << 32 | mixed;
    }

    /** A bijection on 32 bits for every seed: the finalizer of MurmurHash3 (A. Appleby, public domain) around an xor. */
    private int hash(int index) {
        int h = index ^ (int) (seed ^ seed >>> 32);
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
