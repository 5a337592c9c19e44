package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.TransportMaps;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stacking, trimming and mirror padding: whole layers in another order. */
class LayersTest {
    private static final VoxelGrid GRID = new VoxelGrid(5, 4, 3, 1e-6, 2e-6, 3e-6);

    @ParameterizedTest
    @EnumSource(Axis.class)
    void stackingRepeatsOrMirrors(Axis axis) {
        PhaseMap electrode = RandomStructure.noise(GRID, new Random(1), 5);
        int n = GRID.count(axis);
        PhaseMap repeated = StackElectrode.along(axis).of(electrode, 3);
        PhaseMap mirrored = StackElectrode.along(axis).withMirroring(true).of(electrode, 3);
        assertEquals(3 * n, repeated.grid().count(axis));
        assertEquals(GRID.spacing(axis), repeated.grid().spacing(axis));
        for (int l = 0; l < 3 * n; l++) {
            assertLayer(electrode, l % n, repeated, l, axis);
            assertLayer(electrode, l / n == 1 ? n - 1 - l % n : l % n, mirrored, l, axis);
        }
    }

    /** Mirrored copies continue each other: the potential made from one copy's is the solution, nothing is left to do. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void mirroredCopiesStartFromTheirSolution(Axis axis) {
        PhaseMap electrode = RandomStructure.noise(new VoxelGrid(14, 12, 10, 1e-6, 2e-6, 3e-6), new Random(3), 2);
        double[] conductivity = {1, 0.1};
        EffectiveConductivity measure = EffectiveConductivity.along(axis);
        TransportMaps one = measure.withRelativeTolerance(1e-9)
                .mapsOf(electrode, conductivity, 0, Progress.NONE)
                .orElseThrow();
        StackElectrode stacking = StackElectrode.along(axis).withMirroring(true);
        PhaseMap stack = stacking.of(electrode, 3);
        EffectiveTransport fresh = measure.of(stack, conductivity, 0, Progress.NONE);
        EffectiveTransport warm =
                measure.withStart(stacking.potentialOf(one.potential(), 3)).of(stack, conductivity, 0, Progress.NONE);
        assertTrue(fresh.iterations() > 3 && warm.iterations() <= 1, fresh.iterations() + ", " + warm.iterations());
        assertEquals(one.transport().tortuosityFactor(), warm.tortuosityFactor(), 1e-6);
        // Repeated copies do not match where they meet, and still start closer than from a linear potential.
        StackElectrode repeating = StackElectrode.along(axis);
        PhaseMap repeated = repeating.of(electrode, 3);
        int cold = measure.of(repeated, conductivity, 0, Progress.NONE).iterations();
        int started = measure.withStart(repeating.potentialOf(one.potential(), 3))
                .of(repeated, conductivity, 0, Progress.NONE)
                .iterations();
        assertTrue(started <= cold, started + " against " + cold);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void trimmingTheCopiesOffGivesTheElectrodeBack(Axis axis) {
        PhaseMap electrode = RandomStructure.noise(GRID, new Random(2), 5);
        int n = GRID.count(axis);
        PhaseMap stack = StackElectrode.along(axis).of(electrode, 3);
        PhaseMap back = TrimLayers.along(axis).of(stack, n, n);
        assertArrayEquals(RandomStructure.flat(electrode), RandomStructure.flat(back));
        assertEquals(GRID, back.grid());
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void findsTheElectrodeBetweenEmptyLayers(Axis axis) {
        byte[] labels = new byte[7 * 2 * 2];
        labels[2 * 4 + 1] = Labels.ACTIVE;
        labels[4 * 4 + 3] = Labels.ADDITIVE;
        labels[6 * 4] = Labels.PASSIVATED;
        PhaseMap map = RandomStructure.swappedWithZ(PhaseMap.ofFlat(VoxelGrid.cubic(2, 2, 7, 1e-6), labels), axis);
        assertEquals(new LayerRange(2, 3), TrimLayers.along(axis).electrode(map));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void paddingMirrorsAtTheOuterFaces(Axis axis) {
        PhaseMap map = RandomStructure.noise(GRID, new Random(3), 5);
        int n = GRID.count(axis);
        PhaseMap padded = MirrorPadding.to(map, axis, 3 * n + 1);
        for (int l = 0; l < n; l++) {
            assertLayer(map, n - 1 - l, padded, l, axis);
            assertLayer(map, l, padded, n + l, axis);
            assertLayer(map, n - 1 - l, padded, 2 * n + l, axis);
        }
        assertLayer(map, 0, padded, 3 * n, axis);
        PhaseMap cropped = MirrorPadding.to(padded, axis, n + 1);
        assertLayer(padded, n, cropped, 0, axis);
    }

    @Test
    void resultsShareNothingWithTheInput() {
        PhaseMap electrode = RandomStructure.noise(GRID, new Random(4), 5);
        int before = electrode.phase(0, 0, 0);
        PhaseMap stack = StackElectrode.along(Axis.Z).of(electrode, 2);
        stack.plane(0)[0] = 9;
        assertEquals(before, electrode.phase(0, 0, 0));
        assertEquals(before, stack.phase(0, 0, 3));
    }

    @Test
    void refusesWhatCannotBe() {
        PhaseMap electrode = RandomStructure.noise(GRID, new Random(5), 5);
        assertMessage("at least 1: 0", () -> StackElectrode.along(Axis.Z).of(electrode, 0));
        assertMessage(
                "2147483647 (2^31 − 1)", () -> StackElectrode.along(Axis.Z).of(electrode, Integer.MAX_VALUE / 59));
        assertMessage("at least one has to stay", () -> TrimLayers.along(Axis.Z).of(electrode, 2, 1));
        assertMessage("cannot trim -1", () -> TrimLayers.along(Axis.Z).of(electrode, -1, 1));
        assertMessage("neither active", () -> TrimLayers.along(Axis.Z)
                .electrode(new PhaseMap(VoxelGrid.cubic(2, 2, 1, 1), new byte[1][4])));
        assertMessage("at least 1: 0", () -> MirrorPadding.to(electrode, Axis.X, 0));
        assertMessage("2^31 − 1", () -> MirrorPadding.to(electrode, Axis.X, 1_000_000_000));
        assertMessage("starts at 0", () -> new LayerRange(-1, 3));
    }

    private static void assertMessage(String part, Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private static void assertLayer(PhaseMap expected, int layer, PhaseMap actual, int at, Axis axis) {
        VoxelGrid g = expected.grid();
        for (int b = 0; b < (axis == Axis.Z ? g.ny() : g.nz()); b++) {
            for (int a = 0; a < (axis == Axis.X ? g.ny() : g.nx()); a++) {
                assertEquals(phase(expected, axis, layer, a, b), phase(actual, axis, at, a, b));
            }
        }
    }

    private static int phase(PhaseMap map, Axis axis, int layer, int a, int b) {
        return switch (axis) {
            case X -> map.phase(layer, a, b);
            case Y -> map.phase(a, layer, b);
            case Z -> map.phase(a, b, layer);
        };
    }
}
