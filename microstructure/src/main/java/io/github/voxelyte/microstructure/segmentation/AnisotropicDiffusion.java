package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Slabs;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Edge-preserving smoothing: ∂g/∂t = ∇·(c(|Δg|)·∇g) in explicit steps (Perona and Malik 1990, doi:10.1109/34.56205), with
 * the edge-stopping function of Tukey's biweight, c = (1 − (Δ/κ)²)² for |Δ| &lt; κ and 0 beyond (Black et al. 1998,
 * doi:10.1109/83.661192). Δ is the difference between face neighbours; κ = √10·s·σ with the noise σ and a strength s, that
 * is √5 times the deviation of the difference of two noisy voxels. Steps larger than κ are edges and stay as they are.
 *
 * <p>Face neighbours exchange in proportion to 1/h² of their distance h, so voxels need not be cubes; nothing passes the
 * faces of the volume. The sum of the grey values is kept, and none gets larger or smaller than the extremes before.
 *
 * <p>Time: linear, 6 differences a voxel and step. Memory: two 32-bit copies, 8 bytes a voxel. Instances are immutable;
 * the result does not depend on the threads.
 */
public final class AnisotropicDiffusion {
    /** Steps unless set. */
    public static final int DEFAULT_STEPS = 8;

    /** Most steps that may be set. */
    public static final int MOST_STEPS = 200;

    /** The strength unless set [noise]. */
    public static final double DEFAULT_STRENGTH = 1;

    /** κ² in units of (strength × noise)²: 5 for Tukey's function times 2 for the difference of two voxels. */
    private static final double CUT_OFF_SQUARED = 10;

    /** Time step as a share of the largest for which no value can overshoot. */
    private static final double STABLE_SHARE = 0.9;

    private final int steps;
    private final double strength;
    private final Parallel parallel;

    private AnisotropicDiffusion(int steps, double strength, Parallel parallel) {
        this.steps = steps;
        this.strength = strength;
        this.parallel = parallel;
    }

    /**
     * The filter with its defaults, on all processors.
     *
     * @return the filter
     */
    public static AnisotropicDiffusion withDefaults() {
        return new AnisotropicDiffusion(DEFAULT_STEPS, DEFAULT_STRENGTH, Parallel.allProcessors());
    }

    /**
     * Sets how long diffusion goes on.
     *
     * @param count explicit steps, 1 to {@value #MOST_STEPS}
     * @return a copy that does so
     */
    public AnisotropicDiffusion withSteps(int count) {
        if (count < 1 || count > MOST_STEPS) {
            throw new IllegalArgumentException("1 to " + MOST_STEPS + " steps are possible, not " + count);
        }
        return new AnisotropicDiffusion(count, strength, parallel);
    }

    /**
     * Sets what counts as an edge.
     *
     * @param timesNoise multiple of the noise that is smoothed [1], positive
     * @return a copy that does so
     */
    public AnisotropicDiffusion withStrength(double timesNoise) {
        if (!(timesNoise > 0 && timesNoise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the strength must be positive [noise]: " + timesNoise);
        }
        return new AnisotropicDiffusion(steps, timesNoise, parallel);
    }

    /**
     * Sets who works.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public AnisotropicDiffusion withParallel(Parallel threads) {
        return new AnisotropicDiffusion(steps, strength, threads);
    }

    /**
     * Filters a volume.
     *
     * @param volume the grey values
     * @param noise standard deviation of the noise, in grey values, as from {@link NoiseEstimate}; where it is 0 the
     *     values come back as they are
     * @param progress told about the steps
     * @return 32-bit grey values
     */
    public GreyVolume of(GreyVolume volume, double noise, Progress progress) {
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the noise must be finite and not negative [grey values]: " + noise);
        }
        if (noise == 0) {
            progress.update(1);
            return volume;
        }
        VoxelGrid grid = volume.grid();
        float[][] from = new float[grid.nz()][grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, from[z]);
        }
        float[][] to = new float[grid.nz()][grid.planeSize()];
        float[] rates = rates(grid);
        float inverse = (float) (1 / (CUT_OFF_SQUARED * strength * strength * noise * noise));
        for (int step = 0; step < steps; step++) {
            float[][] old = from;
            float[][] next = to;
            Slabs.forEach(
                    grid.nz(), parallel, progress.part((double) step / steps, (step + 1.0) / steps), (first, end) -> {
                        for (int z = first; z < end; z++) {
                            step(grid, old, next, z, rates, inverse);
                        }
                    });
            from = next;
            to = old;
        }
        return GreyVolume.ofFloats(grid, from);
    }

    /** Share of a difference that passes a face along x, y, z in a step. */
    private static float[] rates(VoxelGrid grid) {
        double sum = 0;
        double[] rates = new double[3];
        for (Axis axis : Axis.values()) {
            double h = grid.spacing(axis);
            rates[axis.ordinal()] = grid.count(axis) > 1 ? 1 / (h * h) : 0;
            sum += 2 * rates[axis.ordinal()];
        }
        float[] shares = new float[3];
        for (int a = 0; a < 3; a++) {
            shares[a] = sum == 0 ? 0 : (float) (STABLE_SHARE * rates[a] / sum);
        }
        return shares;
    }

    private static void step(VoxelGrid grid, float[][] from, float[][] to, int z, float[] rates, float inverse) {
        int nx = grid.nx();
        int last = grid.ny() - 1;
        float[] g = from[z];
        float[] below = z > 0 ? from[z - 1] : g;
        float[] above = z + 1 < grid.nz() ? from[z + 1] : g;
        float[] out = to[z];
        for (int y = 0; y <= last; y++) {
            int row = nx * y;
            int up = y < last ? nx : 0;
            int down = y > 0 ? nx : 0;
            for (int i = row; i < row + nx; i++) {
                float v = g[i];
                float left = i > row ? g[i - 1] : v;
                float right = i < row + nx - 1 ? g[i + 1] : v;
                out[i] = v
                        + rates[0] * (flow(left - v, inverse) + flow(right - v, inverse))
                        + rates[1] * (flow(g[i - down] - v, inverse) + flow(g[i + up] - v, inverse))
                        + rates[2] * (flow(below[i] - v, inverse) + flow(above[i] - v, inverse));
            }
        }
    }

    /** c(Δ)·Δ; an outer face is given the voxel itself as its neighbour. */
    private static float flow(float difference, float inverse) {
        float rest = Math.max(0, 1 - difference * difference * inverse);
        return rest * rest * difference;
    }
}
