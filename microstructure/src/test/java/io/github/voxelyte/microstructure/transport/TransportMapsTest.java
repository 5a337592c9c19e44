package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransportMapsTest {
    private static EffectiveConductivity tight(Axis axis) {
        return EffectiveConductivity.along(axis).withRelativeTolerance(1e-10);
    }

    private static double sum(ScalarField field) {
        double sum = 0;
        for (int z = 0; z < field.grid().nz(); z++) {
            for (float v : field.plane(z)) {
                sum += Float.isNaN(v) ? 0 : v;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void uniformBlockHasALinearPotentialAndTheSameEverywhere(Axis axis) {
        VoxelGrid grid = new VoxelGrid(5, 4, 7, 1e-6, 2e-6, 0.5e-6);
        PhaseMap block = Phantoms.fill(grid, (x, y, z) -> 3);
        double[] sigma = {0, 0, 0, 2};
        TransportMaps maps = tight(axis).mapsOf(block, sigma, 3, Progress.NONE).orElseThrow();
        for (int z = 0; z < 7; z++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 5; x++) {
                    int k = axis == Axis.X ? x : axis == Axis.Y ? y : z;
                    assertEquals(
                            1 - (k + 0.5) / grid.count(axis), maps.potential().value(x, y, z), 1e-6);
                    assertEquals(1, maps.flux().value(x, y, z), 1e-6);
                    assertEquals(1.0 / 140, maps.dissipation().value(x, y, z), 1e-8);
                }
            }
        }
        assertEquals(grid.count(axis), maps.layers().length);
        for (LayerTransport layer : maps.layers()) {
            assertEquals(1, layer.tortuosityFactor(), 1e-10);
            assertEquals(1, layer.carryingFraction(), 1e-10);
            assertEquals((layer.layer() + 0.5) * grid.spacing(axis), layer.position(), 1e-18);
        }
    }

    /** Layers of two phases in series: each layer shows its own conductivity. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void layersInSeriesKeepTheirOwnResistance(Axis axis) {
        PhaseMap layers = Phantoms.fill(
                new VoxelGrid(6, 8, 6, 1e-6, 3e-6, 0.5e-6),
                (x, y, z) -> (axis == Axis.X ? x : axis == Axis.Y ? y : z) % 2);
        TransportMaps maps = tight(axis)
                .mapsOf(layers, new double[] {1, 10}, 0, Progress.NONE)
                .orElseThrow();
        for (LayerTransport layer : maps.layers()) {
            assertEquals(layer.layer() % 2 == 0 ? 1 : 10, layer.relativeConductivity(), 1e-8);
        }
    }

    @Test
    void straightChannelCarriesAllOfIt() {
        PhaseMap channel = Phantoms.fill(VoxelGrid.cubic(7, 6, 5, 1e-6), (x, y, z) -> x < 2 && y < 3 ? 1 : 0);
        TransportMaps maps = tight(Axis.Z)
                .mapsOf(channel, new double[] {0, 1}, 1, Progress.NONE)
                .orElseThrow();
        assertEquals(7, maps.flux().value(1, 2, 3), 1e-5);
        assertTrue(Float.isNaN(maps.flux().value(4, 2, 3)));
        for (LayerTransport layer : maps.layers()) {
            assertEquals(1 / 7.0, layer.fraction(), 1e-15);
            assertEquals(1 / 7.0, layer.carryingFraction(), 1e-10);
            assertEquals(1, layer.tortuosityFactor(), 1e-9);
            assertEquals(7, layer.largestFlux(), 1e-9);
        }
    }

    /** Whatever the structure: shares add up to 1, every layer carries the same current, resistances are in series. */
    @ParameterizedTest
    @CsvSource({"X, 0, false", "Y, 0.01, false", "Z, 0, true", "X, 0.2, true"})
    void sharesAddUp(Axis axis, double other, boolean periodic) {
        PhaseMap phases = Phantoms.random(new VoxelGrid(11, 14, 9, 1e-6, 2e-6, 0.7e-6), 0.6, 3);
        TransportMaps maps = tight(axis)
                .withPeriodicSides(periodic)
                .mapsOf(phases, new double[] {other, 1}, 1, Progress.NONE)
                .orElseThrow();
        assertEquals(phases.grid(), maps.flux().grid());
        assertEquals(1, sum(maps.dissipation()), 1e-5);
        double series = 0;
        double shares = 0;
        for (LayerTransport layer : maps.layers()) {
            series += 1 / layer.relativeConductivity();
            shares += layer.resistanceShare();
            assertTrue(layer.carryingFraction() <= layer.fraction() + 1e-12);
            assertTrue(layer.largestFlux() >= 1 / layer.fraction() * (1 - 1e-6));
        }
        assertEquals(1, shares, 1e-8);
        assertEquals(maps.transport().relativeConductivity(), maps.layers().length / series, 1e-8);
        assertEquals(
                tight(axis).withPeriodicSides(periodic).of(phases, new double[] {other, 1}, 1, Progress.NONE),
                maps.transport());
    }

    @Test
    void threadsAgreeBitForBit() {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(30, 34, 40, 1e-6), 0.6, 4);
        double[] sigma = {0.02, 1};
        TransportMaps[] maps = new TransportMaps[2];
        for (int i = 0; i < 2; i++) {
            maps[i] = EffectiveConductivity.along(Axis.Y)
                    .withParallel(Parallel.withThreads(1 + 2 * i))
                    .mapsOf(phases, sigma, 1, Progress.NONE)
                    .orElseThrow();
        }
        for (int z = 0; z < 40; z++) {
            assertArrayEquals(maps[0].flux().plane(z), maps[1].flux().plane(z));
            assertArrayEquals(
                    maps[0].dissipation().plane(z), maps[1].dissipation().plane(z));
        }
        assertArrayEquals(maps[0].layers(), maps[1].layers());
    }

    @Test
    void nothingToMapWithoutAPath() {
        PhaseMap wall = Phantoms.fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> x == 2 ? 0 : 1);
        assertTrue(EffectiveConductivity.along(Axis.X)
                .mapsOf(wall, new double[] {0, 1}, 1, Progress.NONE)
                .isEmpty());
    }
}
