package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Noise, and the two filters that are told it. */
class NoiseFiltersTest {
    private static final double SIGMA = 8;
    private static final Progress IMPATIENT = fraction -> {
        throw new CancellationException("stop");
    };

    /** A ball of 180 in 100, with normal noise. */
    private static GreyVolume ball(VoxelGrid grid, double sigma, long seed) {
        Random random = new Random(seed);
        double[] noise = new double[grid.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = sigma * random.nextGaussian();
        }
        return Greys.floats(grid, i -> (isInside(grid, i) ? 180 : 100) + noise[i]);
    }

    private static boolean isInside(VoxelGrid grid, int i) {
        double x = i % grid.nx() - 0.5 * (grid.nx() - 1);
        double y = i / grid.nx() % grid.ny() - 0.5 * (grid.ny() - 1);
        int plane = i / grid.planeSize();
        double z = plane - 0.5 * (grid.nz() - 1);
        double r = 0.3 * grid.nx();
        return x * x + y * y + z * z < r * r;
    }

    private static float[] values(GreyVolume volume) {
        VoxelGrid grid = volume.grid();
        float[] all = new float[grid.size()];
        float[] plane = new float[grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, plane);
            System.arraycopy(plane, 0, all, z * plane.length, plane.length);
        }
        return all;
    }

    private static double rms(GreyVolume volume) {
        float[] values = values(volume);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double d = values[i] - (isInside(volume.grid(), i) ? 180 : 100);
            sum += d * d;
        }
        return Math.sqrt(sum / values.length);
    }

    @Test
    void noiseIsThatOfWhiteNoiseAndLittleMoreBesideEdges() {
        VoxelGrid grid = VoxelGrid.cubic(40, 40, 30, 1e-6);
        double[] normal = Greys.normal(grid, 5);
        assertEquals(30, NoiseEstimate.of(Greys.floats(grid, i -> normal[i]), Progress.NONE), 0.03 * 30);
        assertEquals(SIGMA, NoiseEstimate.of(ball(grid, SIGMA, 1), Progress.NONE), 0.15 * SIGMA);
        assertEquals(0, NoiseEstimate.of(ball(grid, 0, 1), Progress.NONE));
    }

    @Test
    void nonLocalMeansIsItsDefinition() {
        VoxelGrid grid = VoxelGrid.cubic(9, 8, 7, 1e-6);
        GreyVolume noisy = ball(grid, SIGMA, 2);
        float[] g = values(noisy);
        int search = 2;
        double strength = 1.5;
        float[] filtered = values(NonLocalMeans.withDefaults()
                .withSearch(search)
                .withStrength(strength)
                .of(noisy, SIGMA, Progress.NONE));
        for (int i = 0; i < g.length; i++) {
            int x = i % 9;
            int y = i / 9 % 8;
            int z = i / 72;
            double sum = 0;
            double weights = 0;
            for (int dz = -search; dz <= search; dz++) {
                for (int dy = -search; dy <= search; dy++) {
                    for (int dx = -search; dx <= search; dx++) {
                        double d2 = 0;
                        for (int p = 0; p < 27; p++) {
                            int px = p % 3 - 1;
                            int py = p / 3 % 3 - 1;
                            int pz = p / 9 - 1;
                            double d = at(g, x + px, y + py, z + pz) - at(g, x + dx + px, y + dy + py, z + dz + pz);
                            d2 += d * d / 27;
                        }
                        double exponent = Math.max(0, d2 - 2 * SIGMA * SIGMA) / (strength * strength * SIGMA * SIGMA);
                        double w = Math.pow(Math.max(0, 1 - exponent / 8), 8);
                        sum += w * at(g, x + dx, y + dy, z + dz);
                        weights += w;
                    }
                }
            }
            assertEquals(sum / weights, filtered[i], 1e-3, "voxel " + i);
        }
    }

    private static float at(float[] g, int x, int y, int z) {
        return g[NonLocalMeans.mirrored(x, 9) + 9 * (NonLocalMeans.mirrored(y, 8) + 8 * NonLocalMeans.mirrored(z, 7))];
    }

    @Test
    void nonLocalMeansKeepsEdgesAndTakesNoise() {
        VoxelGrid grid = VoxelGrid.cubic(70, 30, 20, 1e-6); // more than one block along x and z
        GreyVolume noisy = ball(grid, SIGMA, 3);
        assertEquals(SIGMA, rms(noisy), 0.05 * SIGMA);
        GreyVolume filtered = NonLocalMeans.withDefaults().of(noisy, SIGMA, Progress.NONE);
        assertTrue(rms(filtered) < 0.25 * SIGMA, "rms " + rms(filtered));
    }

    @Test
    void diffusionKeepsTheSumAndTheRange() {
        VoxelGrid grid = new VoxelGrid(20, 18, 16, 1e-6, 1.5e-6, 2.5e-6);
        GreyVolume noisy = ball(grid, SIGMA, 4);
        float[] before = values(noisy);
        float[] after = values(AnisotropicDiffusion.withDefaults().withSteps(20).of(noisy, SIGMA, Progress.NONE));
        double sumBefore = 0;
        double sumAfter = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = 0;
        for (int i = 0; i < before.length; i++) {
            sumBefore += before[i];
            sumAfter += after[i];
            min = Math.min(min, before[i]);
            max = Math.max(max, before[i]);
        }
        assertEquals(sumBefore, sumAfter, 1e-6 * sumBefore);
        for (float value : after) {
            assertTrue(value >= min && value <= max, "value " + value);
        }
    }

    @Test
    void diffusionKeepsEdgesAndTakesNoise() {
        VoxelGrid grid = VoxelGrid.cubic(40, 30, 20, 1e-6);
        GreyVolume clean = ball(grid, 0, 1);
        assertArrayEquals(
                values(clean), values(AnisotropicDiffusion.withDefaults().of(clean, SIGMA, Progress.NONE)));
        GreyVolume filtered = AnisotropicDiffusion.withDefaults().of(ball(grid, SIGMA, 5), SIGMA, Progress.NONE);
        assertTrue(rms(filtered) < 0.4 * SIGMA, "rms " + rms(filtered));
    }

    @Test
    void diffusionTurnsWithTheVolume() {
        VoxelGrid grid = new VoxelGrid(7, 9, 11, 1e-6, 2e-6, 3e-6);
        VoxelGrid turned = new VoxelGrid(9, 11, 7, 2e-6, 3e-6, 1e-6);
        double[] noise = Greys.normal(grid, 6);
        float[] a =
                values(AnisotropicDiffusion.withDefaults().of(Greys.floats(grid, i -> noise[i]), 30, Progress.NONE));
        float[] b = values(AnisotropicDiffusion.withDefaults()
                .of(Greys.floats(turned, i -> noise[i / 99 + 7 * (i % 9 + 9 * (i / 9 % 11))]), 30, Progress.NONE));
        for (int i = 0; i < b.length; i++) {
            assertEquals(a[i / 99 + 7 * (i % 9 + 9 * (i / 9 % 11))], b[i], 1e-3);
        }
    }

    @Test
    void threadsDoNotMatterAndCancellingStops() {
        VoxelGrid grid = VoxelGrid.cubic(70, 12, 20, 1e-6);
        GreyVolume noisy = ball(grid, SIGMA, 7);
        NonLocalMeans means = NonLocalMeans.withDefaults().withSearch(1);
        AnisotropicDiffusion diffusion = AnisotropicDiffusion.withDefaults();
        assertArrayEquals(
                values(means.withParallel(Parallel.SERIAL).of(noisy, SIGMA, Progress.NONE)),
                values(means.withParallel(Parallel.withThreads(3)).of(noisy, SIGMA, Progress.NONE)));
        assertArrayEquals(
                values(diffusion.withParallel(Parallel.SERIAL).of(noisy, SIGMA, Progress.NONE)),
                values(diffusion.withParallel(Parallel.withThreads(3)).of(noisy, SIGMA, Progress.NONE)));
        assertThrows(CancellationException.class, () -> means.of(noisy, SIGMA, IMPATIENT));
        assertThrows(CancellationException.class, () -> diffusion.of(noisy, SIGMA, IMPATIENT));
        assertSame(noisy, means.of(noisy, 0, Progress.NONE));
        assertSame(noisy, diffusion.of(noisy, 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> means.withSearch(0));
        assertThrows(IllegalArgumentException.class, () -> means.withStrength(0));
        assertThrows(IllegalArgumentException.class, () -> diffusion.withSteps(0));
    }
}
