package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EffectiveConductivityTest {
    private static final double[] SIGMA = {1.0, 10.0}; // [S/m]
    private static final double EXACT = 1e-9;

    /** Label of the voxel at (x, y, z). */
    private interface Labels {
        int at(int x, int y, int z);
    }

    private static PhaseMap fill(VoxelGrid grid, Labels labels) {
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++) {
                    planes[z][x + grid.nx() * y] = (byte) labels.at(x, y, z);
                }
            }
        }
        return new PhaseMap(grid, planes);
    }

    private static PhaseMap random(VoxelGrid grid, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return fill(grid, (x, y, z) -> random.nextDouble() < share ? 1 : 0);
    }

    private static EffectiveConductivity tight(Axis axis) {
        return EffectiveConductivity.along(axis).withRelativeTolerance(1e-10);
    }

    private static double sigma(PhaseMap phases, Axis axis) {
        return tight(axis).of(phases, SIGMA, 0, Progress.NONE).effectiveConductivity();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,1,1", "1,2,3", "5,4,3", "8,8,8", "17,9,6", "1,40,1"})
    void uniformBlockKeepsItsConductivityAtAnySizeAndSpacing(int nx, int ny, int nz) {
        PhaseMap block = fill(new VoxelGrid(nx, ny, nz, 1e-6, 2e-6, 10e-6), (x, y, z) -> 1);
        for (Axis axis : Axis.values()) {
            EffectiveTransport result = tight(axis).of(block, SIGMA, 1, Progress.NONE);
            assertEquals(10, result.effectiveConductivity(), 10 * 1e-12);
            assertEquals(1, result.tortuosityFactor(), 1e-12);
        }
    }

    @Test
    void layersInSeriesGiveTheHarmonicMean() {
        for (Axis axis : Axis.values()) {
            PhaseMap layers = fill(
                    new VoxelGrid(6, 8, 6, 1e-6, 3e-6, 0.5e-6),
                    (x, y, z) -> (axis == Axis.X ? x : axis == Axis.Y ? y : z) % 2);
            assertEquals(2 / (1 / 1.0 + 1 / 10.0), sigma(layers, axis), EXACT);
        }
    }

    @Test
    void layersInParallelGiveTheArithmeticMean() {
        for (Axis axis : Axis.values()) {
            PhaseMap layers = fill(
                    new VoxelGrid(6, 8, 6, 1e-6, 3e-6, 0.5e-6),
                    (x, y, z) -> (axis == Axis.X ? y : axis == Axis.Y ? z : x) % 2);
            assertEquals((1.0 + 10.0) / 2, sigma(layers, axis), EXACT);
        }
    }

    /** A cross of two laminates: series along the axis of slabs, each slab two parallel bands (exact for voxels too). */
    @Test
    void straightChannelGivesItsShare() {
        PhaseMap channel = fill(VoxelGrid.cubic(7, 6, 5, 1e-6), (x, y, z) -> x < 2 && y < 3 ? 1 : 0);
        EffectiveTransport result = tight(Axis.Z).ofPhase(channel, 1, Progress.NONE);
        assertEquals(6 / 42.0, result.relativeConductivity(), 1e-12);
        assertEquals(1, result.tortuosityFactor(), 1e-11);
        assertEquals(42 / 6.0, result.macMullinNumber(), 1e-10);
    }

    /** Keller (1964): a checkerboard of two phases conducts like the geometric mean; corners make convergence slow. */
    @ParameterizedTest
    @CsvSource({"8, 0.13", "16, 0.08", "32, 0.05"})
    void checkerboardApproachesTheGeometricMean(int n, double relativeError) {
        PhaseMap board = fill(VoxelGrid.cubic(n, n, 1, 1e-6), (x, y, z) -> x < n / 2 == y < n / 2 ? 1 : 0);
        double exact = Math.sqrt(1.0 * 10.0);
        assertEquals(exact, sigma(board, Axis.X), relativeError * exact);
        assertTrue(sigma(board, Axis.X) < exact);
    }

    @Test
    void blockedPathIsAResultNotAnError() {
        PhaseMap wall = fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> x == 2 ? 0 : 1);
        EffectiveTransport result = EffectiveConductivity.along(Axis.X).ofPhase(wall, 1, Progress.NONE);
        assertEquals(EffectiveTransport.Status.NOT_PERCOLATING, result.status());
        assertEquals(0, result.effectiveConductivity());
        assertEquals(0.75, result.fraction());
        assertEquals(0, result.connectedFraction());
        assertEquals(Double.POSITIVE_INFINITY, result.tortuosityFactor());
        assertEquals(Double.POSITIVE_INFINITY, result.connectedTortuosityFactor());
    }

    @Test
    void isolatedVoxelsCountInTheFractionOnly() {
        PhaseMap channel =
                fill(VoxelGrid.cubic(9, 4, 6, 1e-6), (x, y, z) -> x < 2 || x == 5 && y == 1 && z == 3 ? 1 : 0);
        EffectiveTransport result = tight(Axis.Z).ofPhase(channel, 1, Progress.NONE);
        assertEquals(2 / 9.0, result.relativeConductivity(), 1e-12);
        assertEquals(49 / 216.0, result.fraction(), 1e-15);
        assertEquals(48 / 216.0, result.connectedFraction(), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void mirroringChangesNothing(Axis axis) {
        VoxelGrid grid = new VoxelGrid(11, 14, 9, 1e-6, 2e-6, 0.7e-6);
        PhaseMap one = random(grid, 0.5, 5);
        PhaseMap mirrored = fill(grid, (x, y, z) -> one.phase(10 - x, 13 - y, 8 - z));
        assertEquals(sigma(one, axis), sigma(mirrored, axis), 1e-8);
    }

    @Test
    void permutingAxesPermutesTheResults() {
        PhaseMap one = random(new VoxelGrid(11, 14, 9, 1e-6, 2e-6, 0.7e-6), 0.4, 6);
        PhaseMap turned = fill(new VoxelGrid(9, 11, 14, 0.7e-6, 1e-6, 2e-6), (x, y, z) -> one.phase(y, z, x));
        assertEquals(sigma(one, Axis.X), sigma(turned, Axis.Y), 1e-8);
        assertEquals(sigma(one, Axis.Y), sigma(turned, Axis.Z), 1e-8);
        assertEquals(sigma(one, Axis.Z), sigma(turned, Axis.X), 1e-8);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 2", "0.5, 1e8", "0.7, 1e-4"})
    void liesWithinWienerBounds(double share, double contrast) {
        PhaseMap phases = random(VoxelGrid.cubic(20, 20, 20, 1e-6), share, 7);
        double[] sigma = {1, contrast};
        double f = phases.counts()[1] / 8000.0;
        EffectiveTransport result = tight(Axis.Y).of(phases, sigma, 0, Progress.NONE);
        assertTrue(result.effectiveConductivity() < (1 - f) + f * contrast);
        assertTrue(result.effectiveConductivity() > 1 / ((1 - f) + f / contrast));
        assertTrue(result.fluxImbalance() < 1e-5, "imbalance " + result.fluxImbalance());
    }

    @Test
    void contrastWithoutLimitApproachesTheSinglePhase() {
        PhaseMap phases = random(VoxelGrid.cubic(16, 16, 16, 1e-6), 0.7, 8);
        double alone = tight(Axis.X).ofPhase(phases, 1, Progress.NONE).effectiveConductivity();
        double both = tight(Axis.X)
                .of(phases, new double[] {1e-8, 1}, 1, Progress.NONE)
                .effectiveConductivity();
        assertEquals(alone, both, 1e-6);
    }

    /** Opposite sides joined: shifting the structure sideways changes nothing, whether sizes are even or odd. */
    @ParameterizedTest
    @CsvSource({"10, 12", "9, 12", "9, 7", "2, 1"})
    void periodicSidesAreInvariantUnderShifts(int nx, int ny) {
        VoxelGrid grid = VoxelGrid.cubic(nx, ny, 8, 1e-6);
        PhaseMap one = random(grid, 0.6, 9);
        PhaseMap shifted = fill(grid, (x, y, z) -> one.phase((x + 3) % nx, (y + 1) % ny, z));
        EffectiveConductivity periodic = tight(Axis.Z).withPeriodicSides(true);
        EffectiveTransport a = periodic.ofPhase(one, 1, Progress.NONE);
        EffectiveTransport b = periodic.ofPhase(shifted, 1, Progress.NONE);
        assertEquals(a.effectiveConductivity(), b.effectiveConductivity(), 1e-9);
        assertEquals(a.connectedFraction(), b.connectedFraction(), 1e-15);
        assertTrue(a.effectiveConductivity()
                >= tight(Axis.Z).ofPhase(one, 1, Progress.NONE).effectiveConductivity() - 1e-12);
    }

    @Test
    void threadsAgreeBitForBit() {
        PhaseMap phases = random(VoxelGrid.cubic(60, 50, 40, 1e-6), 0.5, 10);
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X);
        for (double[] sigma : new double[][] {{0, 1}, {0.01, 1}}) {
            EffectiveTransport one = measure.withParallel(Parallel.SERIAL).of(phases, sigma, 1, Progress.NONE);
            EffectiveTransport three =
                    measure.withParallel(Parallel.withThreads(3)).of(phases, sigma, 1, Progress.NONE);
            assertEquals(one, three);
        }
    }

    @Test
    void lengthScalesOut() {
        PhaseMap micro = random(VoxelGrid.cubic(12, 12, 12, 1e-6), 0.5, 11);
        PhaseMap metre = random(VoxelGrid.cubic(12, 12, 12, 1), 0.5, 11);
        assertEquals(sigma(micro, Axis.X), sigma(metre, Axis.X), 1e-9);
    }

    @Test
    void cancellingStopsTheSolve() {
        PhaseMap board = random(VoxelGrid.cubic(16, 16, 16, 1e-6), 0.5, 12);
        Progress impatient = fraction -> {
            if (fraction > 0.5) {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> EffectiveConductivity.along(Axis.X)
                .of(board, SIGMA, 0, impatient));
    }

    @Test
    void progressGrowsToOne() {
        double[] last = {0};
        PhaseMap phases = random(VoxelGrid.cubic(16, 16, 16, 1e-6), 0.6, 13);
        EffectiveConductivity.along(Axis.X).ofPhase(phases, 1, fraction -> {
            assertTrue(fraction >= last[0] - 1e-12 && fraction <= 1, last[0] + " then " + fraction);
            last[0] = fraction;
        });
        assertEquals(1, last[0]);
    }

    @Test
    void badNumbersAreRefused() {
        PhaseMap block = fill(VoxelGrid.cubic(2, 2, 2, 1e-6), (x, y, z) -> 1);
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X);
        assertThrows(IllegalArgumentException.class, () -> measure.of(block, new double[] {-1, 1}, 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> measure.of(block, new double[] {0, 1}, 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> measure.withRelativeTolerance(0));
        assertThrows(IllegalArgumentException.class, () -> measure.withRelativeTolerance(1));
    }
}
