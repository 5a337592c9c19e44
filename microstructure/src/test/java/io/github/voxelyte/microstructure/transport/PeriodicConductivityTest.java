package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.elliptic.PeriodicConduction;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicConductivityTest {
    private static final double[] SIGMA = {1, 10}; // [S/m]

    private static ConductivityTensor tensor(PhaseMap phases, double... sigma) {
        return PeriodicConductivity.create()
                .withRelativeTolerance(1e-10)
                .withParallel(Parallel.SERIAL)
                .of(phases, sigma, 1, Progress.NONE);
    }

    private static void check(double[][] expected, ConductivityTensor tensor, double tolerance) {
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertEquals(expected[a][b], tensor.values()[a][b], tolerance, "component " + a + ", " + b);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5,4,3", "1,1,1", "2,1,6"})
    void uniformBlock(int nx, int ny, int nz) {
        PhaseMap block = Phantoms.fill(new VoxelGrid(nx, ny, nz, 1e-6, 2e-6, 10e-6), (x, y, z) -> 1);
        check(new double[][] {{10, 0, 0}, {0, 10, 0}, {0, 0, 10}}, tensor(block, SIGMA), 1e-9);
    }

    @Test
    void laminateIsSeriesAcrossAndParallelAlong() {
        PhaseMap laminate = Phantoms.fill(new VoxelGrid(4, 5, 9, 1e-6, 3e-6, 0.5e-6), (x, y, z) -> z % 3 == 0 ? 1 : 0);
        double along = (2 * 1 + 10) / 3.0;
        double across = 3 / (2 / 1.0 + 1 / 10.0);
        check(new double[][] {{along, 0, 0}, {0, along, 0}, {0, 0, across}}, tensor(laminate, SIGMA), 1e-8);
    }

    /** Mirrored along all axes, the periodic solution is that between electrode planes, whatever the structure. */
    @Test
    void mirroredStructureConductsAsBetweenPlanes() {
        PhaseMap one = Phantoms.random(new VoxelGrid(7, 6, 5, 1e-6, 2e-6, 0.7e-6), 0.6, 1);
        PhaseMap mirrored = Phantoms.fill(
                new VoxelGrid(14, 12, 10, 1e-6, 2e-6, 0.7e-6),
                (x, y, z) -> one.phase(Math.min(x, 13 - x), Math.min(y, 11 - y), Math.min(z, 9 - z)));
        ConductivityTensor tensor = tensor(mirrored, SIGMA);
        for (Axis axis : Axis.values()) {
            double planes = EffectiveConductivity.along(axis)
                    .withRelativeTolerance(1e-10)
                    .of(one, SIGMA, 1, Progress.NONE)
                    .effectiveConductivity();
            assertEquals(planes, tensor.values()[axis.ordinal()][axis.ordinal()], 1e-8);
        }
        assertEquals(0, tensor.values()[0][1], 1e-8);
    }

    /** Steps along the diagonal: x and y are coupled, and a mirror turns the coupling's sign. */
    @Test
    void slantedLaminateHasOffDiagonals() {
        VoxelGrid grid = VoxelGrid.cubic(12, 12, 3, 1e-6);
        ConductivityTensor rising = tensor(Phantoms.fill(grid, (x, y, z) -> (x + y) % 12 / 6), SIGMA);
        ConductivityTensor falling = tensor(Phantoms.fill(grid, (x, y, z) -> (x + 11 - y) % 12 / 6), SIGMA);
        assertTrue(rising.values()[0][1] < -1, "coupling " + rising.values()[0][1]);
        assertEquals(-rising.values()[0][1], falling.values()[0][1], 1e-7);
        assertEquals(rising.values()[0][0], rising.values()[1][1], 1e-7);
        assertEquals(5.5, rising.values()[2][2], 1e-8);
        double[] principal = rising.principal();
        assertTrue(principal[0] <= 5.5 + 1e-8 && principal[2] >= 20 / 11.0 - 1e-8);
    }

    @ParameterizedTest
    @CsvSource({"2, 0.01", "3, 0", "4, 100"})
    void randomStructureIsSymmetricSemidefiniteAndTurnsWithTheAxes(long seed, double other) {
        PhaseMap one = Phantoms.random(new VoxelGrid(9, 7, 8, 1e-6, 2e-6, 0.7e-6), 0.5, seed);
        ConductivityTensor tensor = tensor(one, other, 1);
        for (double value : tensor.principal()) {
            assertTrue(value >= -1e-12, "eigenvalue " + value);
        }
        assertTrue(tensor.residual() <= 1e-10);
        double[] sigma = new double[256];
        sigma[0] = other;
        sigma[1] = 1;
        assertTrue(ConductivityBounds.of(one.counts(), sigma).allow(tensor.principal()[0]));
        PhaseMap turned = Phantoms.fill(new VoxelGrid(8, 9, 7, 0.7e-6, 1e-6, 2e-6), (x, y, z) -> one.phase(y, z, x));
        PhaseMap shifted = Phantoms.fill(one.grid(), (x, y, z) -> one.phase((x + 4) % 9, (y + 3) % 7, (z + 5) % 8));
        double[][] v = tensor.values();
        double scale = 1e-7 * Math.max(1, other);
        check(
                new double[][] {{v[2][2], v[2][0], v[2][1]}, {v[0][2], v[0][0], v[0][1]}, {v[1][2], v[1][0], v[1][1]}},
                tensor(turned, other, 1),
                scale);
        check(v, tensor(shifted, other, 1), scale);
    }

    /** A column that joins itself only round the corner, one voxel further: it winds along z. */
    @Test
    void clustersThatDoNotWindAreLeftOut() {
        PhaseMap phases = Phantoms.fill(
                VoxelGrid.cubic(9, 9, 9, 1e-6),
                (x, y, z) -> x == 0 && y == 0 || x > 3 && x < 7 && y > 3 && z < 5 ? 1 : 0);
        ConductivityTensor tensor = tensor(phases, 0, 1);
        assertEquals(9.0 / 729, tensor.connectedFraction(), 1e-15);
        check(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 0, 1.0 / 81}}, tensor, 1e-10);
        assertEquals(Double.POSITIVE_INFINITY, tensor.tortuosityFactor(Axis.X));
        PhaseMap island = Phantoms.fill(VoxelGrid.cubic(5, 5, 5, 1), (x, y, z) -> x + y + z == 6 ? 1 : 0);
        assertEquals(0, tensor(island, 0, 1).connectedFraction());
        check(new double[3][3], tensor(island, 0, 1), 0);
    }

    /** Columns along z apart from each other, each of which has a potential of its own, beside one that winds round the corner. */
    @Test
    void everyClusterHasItsConstant() {
        PhaseMap columns = Phantoms.fill(
                VoxelGrid.cubic(12, 12, 12, 1e-6),
                (x, y, z) -> x % 6 < 2 && y % 4 < 2 || x == 4 && (y == 0 && z <= 6 || y == 11 && (z >= 6 || z == 0))
                        ? 1
                        : 0);
        ConductivityTensor tensor = tensor(columns, 0, 1);
        assertEquals(tensor.fraction(), tensor.connectedFraction());
        // 6 columns of 2×2; the bent one has two steps of a voxel in a way of 12 up: 14 faces in series.
        double straight = 6 * 4 / 144.0;
        double bent = 12 / 14.0 / 144;
        assertEquals(straight + bent, tensor.values()[2][2], 1e-9);
        assertEquals(0, tensor.values()[0][0], 1e-9);
        assertEquals(0, tensor.values()[1][1], 1e-9);
    }

    @Test
    void threadsLeaveTheSameBits() {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(32, 30, 33, 1e-6), 0.6, 7);
        PeriodicConductivity measure = PeriodicConductivity.create();
        double[][] one = measure.withParallel(Parallel.SERIAL)
                .of(phases, new double[] {0, 1}, 1, Progress.NONE)
                .values();
        double[][] three = measure.withParallel(Parallel.withThreads(3))
                .of(phases, new double[] {0, 1}, 1, Progress.NONE)
                .values();
        assertArrayEquals(one, three);
    }

    @Test
    void cancelsWhileClustersAreSought() {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(60, 60, 60, 1e-6), 0.6, 7);
        assertThrows(CancellationException.class, () -> PeriodicConductivity.create()
                .of(phases, new double[] {0, 1}, 1, fraction -> {
                    assertTrue(fraction < 0.1, "at " + fraction);
                    throw new CancellationException();
                }));
    }

    @Test
    void fewIterationsOnALargerVolume() {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(32, 31, 33, 1e-6), 0.6, 5);
        ConductivityTensor tensor = PeriodicConductivity.create().of(phases, new double[] {0, 1}, 1, Progress.NONE);
        for (int iterations : tensor.iterations()) {
            assertTrue(iterations <= 15, "iterations: " + iterations);
        }
        assertEquals(tensor.values()[0][0], tensor.values()[1][1], 0.1 * tensor.values()[0][0]);
    }

    /** An odd number of voxels is taken twice, and so is its memory. */
    @Test
    void memoryOfTwoPeriodsIsAskedFor() {
        int nx = 2 * (int) (Runtime.getRuntime().maxMemory() / 160_000_000);
        long plane = 1_000_000;
        PeriodicConductivity.requireMemory(VoxelGrid.cubic(nx, 1000, 1000, 1e-6), nx * plane);
        VoxelGrid odd = VoxelGrid.cubic(nx + 1, 1000, 1000, 1e-6);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> PeriodicConductivity.requireMemory(odd, (nx + 1) * plane));
        assertTrue(refusal.getMessage().startsWith("the solve needs about"), refusal.getMessage());
    }

    @Test
    void solverOnBlocksRefusesWhatItCannotHoldOrClose() {
        double[] sigma = new double[256];
        sigma[1] = 1;
        PhaseMap even = Phantoms.fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> x == 0 ? 0 : 1);
        PhaseMap odd = Phantoms.fill(VoxelGrid.cubic(4, 3, 4, 1e-6), (x, y, z) -> 1);
        for (int[] held : new int[][] {{}, {0}}) {
            assertTrue(assertThrows(
                            IllegalArgumentException.class,
                            () -> new PeriodicConduction(even, sigma, held, Parallel.SERIAL))
                    .getMessage()
                    .contains("must be held"));
        }
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new PeriodicConduction(odd, sigma, new int[] {0}, Parallel.SERIAL))
                .getMessage()
                .contains("even number of voxels along Y"));
    }

    @Test
    void badNumbersAreRefused() {
        PhaseMap block = Phantoms.fill(VoxelGrid.cubic(2, 2, 2, 1e-6), (x, y, z) -> 1);
        assertThrows(IllegalArgumentException.class, () -> tensor(block, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> tensor(block, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> PeriodicConductivity.create()
                .withRelativeTolerance(1));
    }
}
