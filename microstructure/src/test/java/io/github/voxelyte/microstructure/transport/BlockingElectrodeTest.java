package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingElectrodeTest {
    private static final int[] PORE = {0};
    private static final int[] SOLID = {1};

    private static ElectrodeTortuosity measure(PhaseMap phases, Axis axis, Side side) {
        return BlockingElectrode.along(axis, side).withRelativeTolerance(1e-10).of(phases, PORE, SOLID, Progress.NONE);
    }

    /** Straight slots: a transmission line, R = L/(3σεA), on N layers larger by 1 + 1/(2N²) exactly. */
    @ParameterizedTest
    @CsvSource({"5, 1", "10, 1", "10, 2", "40, 2"})
    void straightPoresAreATransmissionLine(int layers, int width) {
        for (Axis axis : Axis.values()) {
            int across = 4 * width;
            int nx = axis == Axis.X ? layers : across;
            int ny = axis == Axis.Y ? layers : across;
            int nz = axis == Axis.Z ? layers : across;
            // One slot in the middle: each of its voxels has the same area of interface.
            PhaseMap slot = Phantoms.fill(new VoxelGrid(nx, ny, nz, 1e-6, 2e-6, 0.5e-6), (x, y, z) -> {
                int at = axis == Axis.X ? y : axis == Axis.Y ? z : x;
                return at >= width && at < 2 * width ? 0 : 1;
            });
            ElectrodeTortuosity result = measure(slot, axis, Side.FIRST);
            assertEquals(1 + 0.5 / (layers * layers), result.tortuosityFactor(), 1e-8);
            assertEquals(0.25, result.reachedFraction(), 1e-15);
        }
    }

    /** Interface at the far end only: all current runs the whole way, R = L/(σεA), three times a transmission line. */
    @Test
    void chargingAtTheFarEndTakesThreeTimesTheResistance() {
        PhaseMap dish = Phantoms.fill(VoxelGrid.cubic(3, 4, 11, 1e-6), (x, y, z) -> z == 10 ? 1 : 0);
        ElectrodeTortuosity result = measure(dish, Axis.Z, Side.FIRST);
        // The current ends in the middle of the last layer of electrolyte, 9.5 of 11 layers away.
        assertEquals(3 * 9.5 / 11 * (10 / 11.0), result.tortuosityFactor(), 1e-8);
        assertEquals(1 / 11e-6, result.interfaceArea(), 1);
        assertEquals(3 * 9.5e-6 / 0.1, result.ionResistance(11e-6, 0.1), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void turnsAndMirrorsWithTheStructure(Side side) {
        PhaseMap one = Phantoms.random(new VoxelGrid(11, 14, 9, 1e-6, 2e-6, 0.7e-6), 0.4, 6);
        PhaseMap turned = Phantoms.fill(new VoxelGrid(9, 11, 14, 0.7e-6, 1e-6, 2e-6), (x, y, z) -> one.phase(y, z, x));
        PhaseMap mirrored = Phantoms.fill(one.grid(), (x, y, z) -> one.phase(x, y, 8 - z));
        double tau = measure(one, Axis.Z, side).tortuosityFactor();
        assertTrue(tau > 1, "tortuosity factor " + tau);
        assertEquals(tau, measure(turned, Axis.X, side).tortuosityFactor(), 1e-7);
        Side other = side == Side.FIRST ? Side.LAST : Side.FIRST;
        assertEquals(tau, measure(mirrored, Axis.Z, other).tortuosityFactor(), 1e-7);
    }

    @Test
    void deadEndsCountAndUnreachedPoresDoNot() {
        PhaseMap phases =
                Phantoms.fill(VoxelGrid.cubic(8, 1, 10, 1e-6), (x, y, z) -> x == 1 && z < 5 || x == 4 && z > 5 ? 0 : 1);
        ElectrodeTortuosity result = measure(phases, Axis.Z, Side.FIRST);
        assertEquals(9 / 80.0, result.fraction(), 1e-15);
        assertEquals(5 / 80.0, result.reachedFraction(), 1e-15);
        PhaseMap wall = Phantoms.fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> z == 0 ? 1 : 0);
        assertEquals(Double.POSITIVE_INFINITY, measure(wall, Axis.Z, Side.FIRST).tortuosityFactor());
    }

    /** Two labels of electrolyte are one network, as if they were one label. */
    @Test
    void severalLabelsOfElectrolyteAreOneNetwork() {
        PhaseMap one = Phantoms.random(new VoxelGrid(11, 14, 9, 1e-6, 2e-6, 0.7e-6), 0.4, 6);
        PhaseMap two = Phantoms.fill(one.grid(), (x, y, z) -> one.phase(x, y, z) == 1 ? 1 : (x + y) % 2 == 0 ? 0 : 5);
        double tau = BlockingElectrode.along(Axis.Z, Side.FIRST)
                .withRelativeTolerance(1e-10)
                .of(two, new int[] {0, 5}, SOLID, Progress.NONE)
                .tortuosityFactor();
        assertEquals(measure(one, Axis.Z, Side.FIRST).tortuosityFactor(), tau, 1e-12 * tau);
    }

    /** While it is set up and while it iterates. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.22, 0.4, 0.6})
    void cancellingStopsTheSolve(double at) {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(40, 36, 50, 1e-6), 0.4, 6);
        double[] last = {0};
        Progress progress = fraction -> {
            last[0] = fraction;
            if (fraction >= at) {
                throw new CancellationException();
            }
        };
        BlockingElectrode electrode = BlockingElectrode.along(Axis.Z, Side.FIRST);
        assertThrows(CancellationException.class, () -> electrode.of(phases, PORE, SOLID, progress));
        assertTrue(last[0] < at + 0.2, "went on to " + last[0]);
    }

    @Test
    void threadsLeaveTheSameBits() {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(40, 36, 50, 1e-6), 0.4, 6);
        BlockingElectrode electrode = BlockingElectrode.along(Axis.Z, Side.FIRST);
        ElectrodeTortuosity one = electrode.withParallel(Parallel.SERIAL).of(phases, PORE, SOLID, Progress.NONE);
        ElectrodeTortuosity three =
                electrode.withParallel(Parallel.withThreads(3)).of(phases, PORE, SOLID, Progress.NONE);
        assertEquals(one, three);
    }

    /** The labels of what charges count, others are inert, and so is a face of electrolyte that is not reached. */
    @Test
    void onlyFacesOfBlockingLabelsCharge() {
        PhaseMap phases = Phantoms.fill(VoxelGrid.cubic(3, 1, 10, 1e-6), (x, y, z) -> x == 1 ? 0 : x == 0 ? 1 : 2);
        ElectrodeTortuosity both =
                BlockingElectrode.along(Axis.Z, Side.FIRST).of(phases, PORE, new int[] {1, 2}, Progress.NONE);
        ElectrodeTortuosity one = measure(phases, Axis.Z, Side.FIRST);
        assertEquals(2 / 3e-6, both.interfaceArea(), 1e-3);
        assertEquals(1 / 3e-6, one.interfaceArea(), 1e-3);
        assertEquals(1.005, both.tortuosityFactor(), 1e-6);
        assertEquals(1.005, one.tortuosityFactor(), 1e-6);
    }

    @Test
    void withoutAnInterfaceNothingCharges() {
        PhaseMap block = Phantoms.fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> 0);
        assertThrows(IllegalArgumentException.class, () -> measure(block, Axis.Z, Side.FIRST));
    }
}
