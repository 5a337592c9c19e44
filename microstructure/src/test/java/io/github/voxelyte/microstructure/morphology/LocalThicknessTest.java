package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalThicknessTest {
    private static final double UM = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "14, 13, 12, 1, 1, 1, 0.98",
        "14, 13, 12, 1, 1, 1, 0.9",
        "70, 5, 4, 1, 1, 1, 0.99",
        "5, 4, 40, 1, 1, 1, 0.99",
        "14, 13, 12, 1, 1, 2, 0.98",
        "12, 13, 14, 0.7, 1.1, 0.5, 0.99",
    })
    void agreesWithBruteForce(int nx, int ny, int nz, double dx, double dy, double dz, double fraction) {
        VoxelGrid grid = new VoxelGrid(nx, ny, nz, dx, dy, dz);
        for (int seed = 0; seed < 4; seed++) {
            PhaseMap noise = Phantom.noise(grid, fraction, seed);
            ScalarField distance = DistanceTransform.create().of(noise, Progress.NONE, 1);
            ScalarField thickness = LocalThickness.create().of(noise, Progress.NONE, 1);
            for (int z = 0; z < nz; z++) {
                for (int y = 0; y < ny; y++) {
                    for (int x = 0; x < nx; x++) {
                        double exact = noise.phase(x, y, z) == 1 ? bruteForce(distance, x, y, z) : 0;
                        assertEquals(exact, thickness.value(x, y, z), 1e-6 * exact);
                    }
                }
            }
        }
    }

    private static double bruteForce(ScalarField distance, int x, int y, int z) {
        VoxelGrid grid = distance.grid();
        double largest = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double rx = (i - x) * grid.dx();
                    double ry = (j - y) * grid.dy();
                    double rz = (k - z) * grid.dz();
                    double r = distance.value(i, j, k);
                    // The voxel that limits a ball is not in it, whatever the rounding.
                    if (rx * rx + ry * ry + rz * rz < r * r * (1 - 1e-6)) {
                        largest = Math.max(largest, 2 * r);
                    }
                }
            }
        }
        return largest;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 10, 25})
    void plate(int n) {
        PhaseMap plate = Phantom.fill(VoxelGrid.cubic(20, 21, 40, UM), (x, y, z) -> z >= 5 && z < 5 + n ? 1 : 0);
        ThicknessDistribution thickness = measure(plate);
        double expected = (n + n % 2) * UM;
        assertEquals(expected, thickness.mean(), 1e-6 * expected);
        assertEquals(expected, thickness.d10(), 1e-4 * expected);
        assertEquals(0, thickness.deviation(), 1e-3 * expected);
        assertEquals(420L * n, thickness.voxels());
    }

    /** Centres at voxel corners, the worst case: up to √3 voxels too thin, whatever the size. */
    @ParameterizedTest
    @ValueSource(doubles = {8, 16, 32})
    void ballAndCylinder(double radius) {
        int n = (int) (2 * radius) + 8;
        VoxelGrid grid = VoxelGrid.cubic(n, n, n, UM);
        double r = radius * UM;
        ThicknessDistribution ball = measure(Phantom.ball(grid, r));
        ThicknessDistribution rod = measure(Phantom.body(grid, (x, y, z) -> x * x + y * y < r * r));
        for (ThicknessDistribution t : new ThicknessDistribution[] {ball, rod}) {
            assertEquals(2 * radius, t.d50() / UM, 1.8);
            assertEquals(2 * radius, t.mean() / UM, 1.8);
            assertTrue(t.largest() / UM < 2 * radius + 2);
        }
    }

    @Test
    void twoPlatesKeepTheirThicknesses() {
        PhaseMap plates = Phantom.fill(
                VoxelGrid.cubic(10, 10, 60, UM), (x, y, z) -> z < 20 ? 0 : z < 24 ? 1 : z < 40 ? 0 : z < 52 ? 1 : 0);
        ScalarField thickness = LocalThickness.create().of(plates, Progress.NONE, 1);
        assertEquals(4 * UM, thickness.value(3, 3, 21), 1e-12);
        assertEquals(12 * UM, thickness.value(3, 3, 45), 1e-12);
        assertEquals(0, thickness.value(3, 3, 30), 0);
    }

    @Test
    void turnedStructureAndThreadsGiveTheSame() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(24, 24, 24, UM), 0.97, 2);
        PhaseMap turned = Phantom.fill(noise.grid(), (x, y, z) -> noise.phase(y, z, x));
        ScalarField a = LocalThickness.create().withParallel(Parallel.SERIAL).of(noise, Progress.NONE, 1);
        ScalarField b =
                LocalThickness.create().withParallel(Parallel.withThreads(4)).of(noise, Progress.NONE, 1);
        ScalarField c = LocalThickness.create().of(turned, Progress.NONE, 1);
        for (int z = 0; z < 24; z++) {
            assertArrayEquals(a.plane(z), b.plane(z), 0);
            for (int i = 0; i < 576; i++) {
                assertEquals(a.value(i / 24, z, i % 24), c.value(i % 24, i / 24, z), 0);
            }
        }
    }

    @Test
    void emptyAndFullPhase() {
        VoxelGrid grid = VoxelGrid.cubic(5, 5, 5, UM);
        PhaseMap full = Phantom.fill(grid, (x, y, z) -> 1);
        assertEquals(Double.POSITIVE_INFINITY, measure(full).mean());
        PhaseMap empty = Phantom.fill(grid, (x, y, z) -> 0);
        assertEquals(0, measure(empty).voxels());
        assertEquals(Double.NaN, measure(empty).d50());
    }

    private static ThicknessDistribution measure(PhaseMap phases) {
        return ThicknessDistribution.of(LocalThickness.create().of(phases, Progress.NONE, 1));
    }
}
