package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTransformTest {
    @ParameterizedTest
    @CsvSource({
        "9, 8, 7, 1, 1, 1, 0.9",
        "17, 5, 11, 1, 1, 1, 0.97",
        "40, 3, 2, 1, 1, 1, 0.99",
        "9, 8, 7, 0.4, 0.5, 1.3, 0.95",
        "6, 21, 9, 2, 0.7, 0.3, 0.985",
        "1, 1, 30, 1, 1, 2, 0.9",
        "1, 30, 1, 1, 2, 1, 0.9",
        "30, 1, 1, 3, 2, 1, 0.9",
    })
    void agreesWithBruteForce(int nx, int ny, int nz, double dx, double dy, double dz, double fraction) {
        VoxelGrid grid = new VoxelGrid(nx, ny, nz, dx * 1e-6, dy * 1e-6, dz * 1e-6);
        for (int seed = 0; seed < 6; seed++) {
            PhaseMap noise = Phantom.noise(grid, fraction, seed);
            ScalarField distance = DistanceTransform.create().of(noise, Progress.NONE, 1);
            for (int z = 0; z < nz; z++) {
                for (int y = 0; y < ny; y++) {
                    for (int x = 0; x < nx; x++) {
                        double exact = bruteForce(noise, x, y, z);
                        assertEquals(exact, distance.value(x, y, z), 3e-7 * Math.min(exact, 1), "seed " + seed);
                    }
                }
            }
        }
    }

    private static double bruteForce(PhaseMap phases, int x, int y, int z) {
        VoxelGrid grid = phases.grid();
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (phases.phase(i, j, k) != 1) {
                        double rx = (i - x) * grid.dx();
                        double ry = (j - y) * grid.dy();
                        double rz = (k - z) * grid.dz();
                        nearest = Math.min(nearest, rx * rx + ry * ry + rz * rz);
                    }
                }
            }
        }
        return Math.sqrt(nearest);
    }

    @Test
    void oneVoxelInALargeCubeGivesIntegersExactly() {
        VoxelGrid grid = VoxelGrid.cubic(64, 63, 62, 1e-6);
        PhaseMap hole = Phantom.fill(grid, (x, y, z) -> x == 3 && y == 60 && z == 31 ? 0 : 1);
        ScalarField squared = DistanceTransform.create().squared(hole, Progress.NONE, PhaseSet.of(1));
        for (int z = 0; z < 62; z++) {
            for (int y = 0; y < 63; y++) {
                for (int x = 0; x < 64; x++) {
                    int exact = (x - 3) * (x - 3) + (y - 60) * (y - 60) + (z - 31) * (z - 31);
                    assertEquals(exact, squared.value(x, y, z), 0);
                }
            }
        }
    }

    @Test
    void distanceAtTheCentreOfABallIsItsRadius() {
        for (int n : new int[] {21, 41, 81}) {
            double radius = 0.4 * n;
            PhaseMap ball = Phantom.ball(VoxelGrid.cubic(n, n, n, 1e-6), radius * 1e-6);
            int c = n / 2;
            double centre =
                    DistanceTransform.create().of(ball, Progress.NONE, 1).value(c, c, c) / 1e-6;
            assertTrue(centre > radius && centre < radius + 1, n + ": " + centre);
        }
    }

    @Test
    void wholeImageOfThePhaseIsInfinitelyFarFromOutside() {
        PhaseMap full = Phantom.fill(VoxelGrid.cubic(5, 4, 3, 1e-6), (x, y, z) -> 1);
        assertEquals(
                Float.POSITIVE_INFINITY,
                DistanceTransform.create().of(full, Progress.NONE, 1).value(2, 2, 1));
    }

    @Test
    void severalLabelsAreOnePhase() {
        VoxelGrid grid = VoxelGrid.cubic(12, 13, 14, 1e-6);
        PhaseMap three = Phantom.fill(grid, (x, y, z) -> (x * 7 + y * 3 + z * 5) % 11 == 0 ? 0 : 1 + (x + y) % 2);
        PhaseMap two = Phantom.fill(grid, (x, y, z) -> three.phase(x, y, z) == 0 ? 0 : 1);
        assertPlanesEqual(
                DistanceTransform.create().of(two, Progress.NONE, 1),
                DistanceTransform.create().of(three, Progress.NONE, 1, 2));
    }

    @Test
    void doesNotDependOnThreads() {
        PhaseMap noise = Phantom.noise(new VoxelGrid(70, 61, 43, 1e-6, 1.3e-6, 0.8e-6), 0.98, 5);
        assertPlanesEqual(
                DistanceTransform.create().withParallel(Parallel.SERIAL).of(noise, Progress.NONE, 1),
                DistanceTransform.create().withParallel(Parallel.withThreads(5)).of(noise, Progress.NONE, 1));
    }

    @Test
    void permutedAxesGivePermutedDistances() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(20, 20, 20, 1e-6), 0.95, 11);
        PhaseMap turned = Phantom.fill(noise.grid(), (x, y, z) -> noise.phase(z, x, y));
        ScalarField a = DistanceTransform.create().of(noise, Progress.NONE, 1);
        ScalarField b = DistanceTransform.create().of(turned, Progress.NONE, 1);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            int x = random.nextInt(20);
            int y = random.nextInt(20);
            int z = random.nextInt(20);
            assertEquals(a.value(z, x, y), b.value(x, y, z), 0);
        }
    }

    @Test
    void cancellingStops() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(20, 20, 20, 1e-6), 0.5, 1);
        Progress impatient = fraction -> {
            throw new CancellationException();
        };
        assertThrows(
                CancellationException.class, () -> DistanceTransform.create().of(noise, impatient, 1));
    }

    @Test
    void labelsOutOfRangeAreRefused() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(4, 4, 4, 1e-6), 0.5, 1);
        DistanceTransform transform = DistanceTransform.create();
        assertThrows(IllegalArgumentException.class, () -> transform.of(noise, Progress.NONE, 256));
        assertThrows(IllegalArgumentException.class, () -> transform.of(noise, Progress.NONE));
    }

    private static void assertPlanesEqual(ScalarField a, ScalarField b) {
        for (int z = 0; z < a.grid().nz(); z++) {
            assertArrayEquals(a.plane(z), b.plane(z), 0);
        }
    }
}
