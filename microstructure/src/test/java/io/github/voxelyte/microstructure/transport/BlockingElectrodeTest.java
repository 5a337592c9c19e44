package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.ConjugateGradient;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
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

    /** The same balance of every voxel as a network, solved by another program: uneven pores on voxels of three lengths. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void agreesWithANetworkOfTheVoxels(Axis axis) {
        PhaseMap phases = Phantoms.random(new VoxelGrid(13, 12, 11, 1e-6, 2e-6, 0.7e-6), 0.35, 9);
        ElectrodeTortuosity result = measure(phases, axis, Side.LAST);
        VoxelGrid grid = phases.grid();
        double pores = (double) phases.counts()[0] / grid.size();
        double expected = 3 * resistanceOfNetwork(phases, axis) * grid.crossSection(axis) * pores / grid.length(axis);
        assertEquals(expected, result.tortuosityFactor(), 1e-9 * expected);
    }

    /** Resistance of the pores joined to the last plane: power of a current of 1 that leaves evenly through their surface. */
    private static double resistanceOfNetwork(PhaseMap phases, Axis axis) {
        VoxelGrid grid = phases.grid();
        int n = grid.size();
        Components pores = ComponentLabelling.byFaces().of(phases, 0, Progress.NONE);
        List<Integer> ends = new ArrayList<>();
        List<Double> conductance = new ArrayList<>();
        double[] ground = new double[n];
        double[] current = new double[n];
        int[] position = new int[n];
        int[] size = {grid.nx(), grid.ny(), grid.nz()};
        double area = 0;
        for (int i = 0; i < n; i++) {
            position[i] = i;
            int[] at = {i % size[0], i / size[0] % size[1], i / (size[0] * size[1])};
            int pore = pores.at(at[0], at[1], at[2]);
            if (pore < 0 || !pores.touches(pore, axis, true)) {
                ground[i] = 1; // by itself, without current
                continue;
            }
            int stride = 1;
            for (Axis a : Axis.values()) {
                int own = at[a.ordinal()];
                double g = grid.faceArea(a) / grid.spacing(a);
                boolean hasNext = own < grid.count(a) - 1;
                if (hasNext && phases.phase(i + stride) == 0) {
                    ends.addAll(List.of(i, i + stride));
                    conductance.add(g);
                }
                int solids = (hasNext && phases.phase(i + stride) == 1 ? 1 : 0)
                        + (own > 0 && phases.phase(i - stride) == 1 ? 1 : 0);
                current[i] += solids * grid.faceArea(a);
                ground[i] += a == axis && !hasNext ? 2 * g : 0;
                stride *= grid.count(a);
            }
            area += current[i];
        }
        for (int i = 0; i < n; i++) {
            current[i] /= area;
        }
        ConductanceGraph network = new ConductanceGraph(
                ends.stream().mapToInt(Integer::intValue).toArray(),
                conductance.stream().mapToDouble(Double::doubleValue).toArray(),
                ground,
                position,
                size);
        double[] potential = new double[n];
        new ConjugateGradient(1e-12, 500)
                .solve(network, new GraphMultigrid(network, Parallel.SERIAL), current, potential, Progress.NONE);
        double power = 0;
        for (int i = 0; i < n; i++) {
            power += current[i] * potential[i];
        }
        return power;
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
