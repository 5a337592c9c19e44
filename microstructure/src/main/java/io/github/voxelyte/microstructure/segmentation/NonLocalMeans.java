package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Non-local means in three dimensions: each voxel becomes the mean of the voxels in a cube around it, weighted by how
 * alike the patches of 3×3×3 voxels around both are,
 *
 * <p>w = (1 − u/8)⁸ for u &lt; 8, else 0; u = max(0, d² − 2σ²)/(s·σ)², d² = mean squared difference of the patches,
 *
 * <p>with the noise σ of the volume and a strength s: close to exp(−u) (Buades, Coll, Morel 2005,
 * doi:10.1109/CVPR.2005.38; the form with 2σ² in Buades, Coll, Morel 2011, doi:10.5201/ipol.2011.bcm_nlm), but without a
 * tail and several times faster. Flat regions are smoothed, edges that differ by more
 * than the noise stay. At the faces of the volume grey values are mirrored.
 *
 * <p>Time: proportional to voxels times (2·search+1)³, about 3 µs a voxel and thread for a search of 3. Distances count
 * voxels, also where voxels are no cubes. Memory: 4 bytes a voxel for the result, 24 slices, 1 MB a thread. Worked on
 * in blocks of 64×64×16 voxels; the result does not depend on the threads. Instances are immutable.
 */
public final class NonLocalMeans {
    /** Half width of the cube that is searched unless set [voxels]. */
    public static final int DEFAULT_SEARCH = 3;

    /** Largest half width that may be set [voxels]. */
    public static final int MOST_SEARCH = 10;

    /** The strength unless set [noise]. */
    public static final double DEFAULT_STRENGTH = 1;

    private static final int PATCH = 1;
    private static final int PATCH_EDGE = 2 * PATCH + 1;
    private static final int TILE = 64;
    private static final int SLAB = 16;
    private static final int BATCH = 16;

    private static final float INVERSE_CUT_OFF = 1 / 8f;

    private final int search;
    private final double strength;
    private final Parallel parallel;

    private NonLocalMeans(int search, double strength, Parallel parallel) {
        this.search = search;
        this.strength = strength;
        this.parallel = parallel;
    }

    /**
     * The filter with its defaults, on all processors.
     *
     * @return the filter
     */
    public static NonLocalMeans withDefaults() {
        return new NonLocalMeans(DEFAULT_SEARCH, DEFAULT_STRENGTH, Parallel.allProcessors());
    }

    /**
     * Sets where similar patches are looked for.
     *
     * @param halfWidth half width of the cube [voxels], 1 to {@value #MOST_SEARCH}
     * @return a copy that does so
     */
    public NonLocalMeans withSearch(int halfWidth) {
        if (halfWidth < 1 || halfWidth > MOST_SEARCH) {
            throw new IllegalArgumentException(
                    "the search must reach 1 to " + MOST_SEARCH + " voxels, not " + halfWidth);
        }
        return new NonLocalMeans(halfWidth, strength, parallel);
    }

    /**
     * Sets how much is smoothed.
     *
     * @param timesNoise how far patches may differ beyond the noise, in multiples of it [1], positive
     * @return a copy that does so
     */
    public NonLocalMeans withStrength(double timesNoise) {
        if (!(timesNoise > 0 && timesNoise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the strength must be positive [noise]: " + timesNoise);
        }
        return new NonLocalMeans(search, timesNoise, parallel);
    }

    /**
     * Sets who works.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public NonLocalMeans withParallel(Parallel threads) {
        return new NonLocalMeans(search, strength, threads);
    }

    /**
     * Filters a volume.
     *
     * @param volume the grey values
     * @param noise standard deviation of the noise, in grey values, as from {@link NoiseEstimate}; where it is 0 the
     *     values come back as they are
     * @param progress told about every {@value #BATCH} blocks
     * @return 32-bit grey values
     */
    public GreyVolume of(GreyVolume volume, double noise, Progress progress) {
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the noise must be finite and not negative [grey values]: " + noise);
        }
        VoxelGrid grid = volume.grid();
        if (noise == 0) {
            progress.update(1);
            return volume;
        }
        float[][] out = new float[grid.nz()][grid.planeSize()];
        int columns = (grid.nx() + TILE - 1) / TILE;
        int tiles = columns * ((grid.ny() + TILE - 1) / TILE);
        for (int z0 = 0; z0 < grid.nz(); z0 += SLAB) {
            int z1 = Math.min(grid.nz(), z0 + SLAB);
            float[][] slab = read(volume, z0, z1);
            for (int first = 0; first < tiles; first += BATCH) {
                int from = first;
                int start = z0;
                parallel.forEach(Math.min(BATCH, tiles - first), t -> {
                    int tile = from + t;
                    new Block(grid, TILE * (tile % columns), TILE * (tile / columns), start, z1, noise)
                            .filter(slab, out);
                });
                double done = (double) Math.min(tiles, first + BATCH) / tiles;
                progress.update((z0 + (z1 - z0) * done) / grid.nz());
            }
        }
        return GreyVolume.ofFloats(grid, out);
    }

    /** Planes z0 − halo to z1 + halo − 1, mirrored at the faces; each plane is read once. */
    private float[][] read(GreyVolume volume, int z0, int z1) {
        int halo = search + PATCH;
        int nz = volume.grid().nz();
        float[][] byPlane = new float[nz][];
        float[][] slab = new float[z1 - z0 + 2 * halo][];
        for (int k = 0; k < slab.length; k++) {
            int z = mirrored(z0 - halo + k, nz);
            if (byPlane[z] == null) {
                byPlane[z] = new float[volume.grid().planeSize()];
                volume.read(z, byPlane[z]);
            }
            slab[k] = byPlane[z];
        }
        return slab;
    }

    /** Mirrored about the outermost voxel: −1 is 1. */
    static int mirrored(int i, int n) {
        if (n == 1) {
            return 0;
        }
        int period = 2 * n - 2;
        int phase = Math.floorMod(i, period);
        return phase < n ? phase : period - phase;
    }

    /** Some voxels with what the patches of their neighbours reach, as one array. */
    private final class Block {
        private final VoxelGrid grid;
        private final int x0;
        private final int y0;
        private final int z0;
        private final int bx;
        private final int by;
        private final int bz;
        private final int halo = search + PATCH;
        private final int wx;
        private final int wy;
        private final float floor;
        private final float scale;
        private float[] values;

        Block(VoxelGrid grid, int x0, int y0, int z0, int z1, double noise) {
            this.grid = grid;
            this.x0 = x0;
            this.y0 = y0;
            this.z0 = z0;
            bx = Math.min(TILE, grid.nx() - x0);
            by = Math.min(TILE, grid.ny() - y0);
            bz = z1 - z0;
            wx = bx + 2 * halo;
            wy = by + 2 * halo;
            double voxels = PATCH_EDGE * PATCH_EDGE * PATCH_EDGE;
            floor = (float) (2 * noise * noise * voxels);
            scale = (float) (INVERSE_CUT_OFF / (voxels * strength * strength * noise * noise));
        }

        void filter(float[][] slab, float[][] out) {
            gather(slab);
            float[] sum = new float[bx * by * bz];
            float[] weight = new float[bx * by * bz];
            for (int k = 0; k < bz; k++) {
                for (int j = 0; j < by; j++) {
                    System.arraycopy(values, at(0, j, k), sum, bx * (j + by * k), bx);
                }
            }
            java.util.Arrays.fill(weight, 1);
            float[][] ring = new float[PATCH_EDGE][bx * by];
            float[] rows = new float[bx * (by + 2 * PATCH)];
            for (int dz = -search; dz <= search; dz++) {
                for (int dy = -search; dy <= search; dy++) {
                    for (int dx = -search; dx <= search; dx++) {
                        if (dx != 0 || dy != 0 || dz != 0) {
                            add(dx + wx * (dy + wy * dz), ring, rows, sum, weight);
                        }
                    }
                }
            }
            for (int k = 0; k < bz; k++) {
                for (int j = 0; j < by; j++) {
                    float[] plane = out[z0 + k];
                    int to = x0 + grid.nx() * (y0 + j);
                    for (int i = 0; i < bx; i++) {
                        int s = i + bx * (j + by * k);
                        plane[to + i] = sum[s] / weight[s];
                    }
                }
            }
        }

        private int at(int i, int j, int k) {
            return i + halo + wx * (j + halo + wy * (k + halo));
        }

        private void gather(float[][] slab) {
            values = new float[wx * wy * (bz + 2 * halo)];
            for (int k = 0; k < bz + 2 * halo; k++) {
                for (int j = 0; j < wy; j++) {
                    int row = grid.nx() * mirrored(y0 - halo + j, grid.ny());
                    int to = wx * (j + wy * k);
                    for (int i = 0; i < wx; i++) {
                        values[to + i] = slab[k][row + mirrored(x0 - halo + i, grid.nx())];
                    }
                }
            }
        }

        /** Adds all voxels at one offset: squared differences, summed over patches plane by plane. */
        private void add(int offset, float[][] ring, float[] rows, float[] sum, float[] weight) {
            for (int k = -PATCH; k < bz + PATCH; k++) {
                patchSums(k, offset, rows, ring[Math.floorMod(k, PATCH_EDGE)]);
                if (k >= PATCH) {
                    accumulate(k - PATCH, offset, ring, sum, weight);
                }
            }
        }

        /** Squared differences of plane k, summed over 3×3 voxels. */
        private void patchSums(int k, int offset, float[] rows, float[] out) {
            float[] v = values;
            for (int j = -PATCH; j < by + PATCH; j++) {
                int row = bx * (j + PATCH);
                int from = at(0, j, k);
                for (int i = 0; i < bx; i++) {
                    int a = from + i;
                    float left = v[a - 1] - v[a - 1 + offset];
                    float here = v[a] - v[a + offset];
                    float right = v[a + 1] - v[a + 1 + offset];
                    rows[row + i] = left * left + here * here + right * right;
                }
            }
            for (int s = 0; s < out.length; s++) {
                out[s] = rows[s] + rows[s + bx] + rows[s + 2 * bx];
            }
        }

        private void accumulate(int k, int offset, float[][] ring, float[] sum, float[] weight) {
            float[] a = ring[0];
            float[] b = ring[1];
            float[] c = ring[2];
            for (int j = 0; j < by; j++) {
                int from = at(0, j, k) + offset;
                int plane = bx * j;
                int to = bx * (j + by * k);
                for (int i = 0; i < bx; i++) {
                    float excess = Math.max(0f, a[plane + i] + b[plane + i] + c[plane + i] - floor) * scale;
                    float root = Math.max(0f, 1f - excess);
                    float square = root * root;
                    float w = square * square * (square * square);
                    sum[to + i] += w * values[from + i];
                    weight[to + i] += w;
                }
            }
        }
    }
}
