package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class BottleneckSearchTest {
    private static List<Bottleneck> necks(PhaseMap phases, Axis axis, int count) {
        TransportMaps maps = EffectiveConductivity.along(axis)
                .mapsOf(phases, new double[] {0, 1}, 1, Progress.NONE)
                .orElseThrow();
        return BottleneckSearch.create().in(maps, count, Progress.NONE);
    }

    /** Two walls across z: a hole of 1×2 voxels in the first, of 3×3 in the second. */
    private static int walls(int x, int y, int z) {
        if (z >= 6 && z <= 8) {
            return x == 4 && (y == 10 || y == 11) ? 1 : 0;
        }
        if (z >= 18 && z <= 19) {
            return x >= 9 && x < 12 && y >= 3 && y < 6 ? 1 : 0;
        }
        return 1;
    }

    @Test
    void holesInWallsAreTheNecksTheNarrowFirst() {
        VoxelGrid grid = new VoxelGrid(16, 16, 26, 1e-6, 1e-6, 2e-6);
        List<Bottleneck> necks = necks(Phantoms.fill(grid, BottleneckSearchTest::walls), Axis.Z, 10);
        assertEquals(2, necks.size());
        Bottleneck narrow = necks.get(0);
        assertEquals(Axis.Z, narrow.normal());
        assertEquals(2e-12, narrow.crossSection(), 1e-18);
        assertEquals(4.5e-6, narrow.x(), 0.1e-6);
        assertEquals(11e-6, narrow.y(), 0.1e-6);
        assertEquals(15e-6, narrow.z(), 0.2e-6);
        Bottleneck wide = necks.get(1);
        assertEquals(9e-12, wide.crossSection(), 1e-18);
        assertEquals(10.5e-6, wide.x(), 0.2e-6);
        assertEquals(4.5e-6, wide.y(), 0.2e-6);
        assertEquals(38e-6, wide.z(), 0.4e-6);
        assertTrue(narrow.resistanceShare() > 0.5, "share " + narrow.resistanceShare());
        assertTrue(narrow.resistanceShare() + wide.resistanceShare() < 1);
        assertTrue(wide.resistanceShare() > 0.02, "share " + wide.resistanceShare());
    }

    /** The hole alone, length 3·2 µm, area 2 µm²: its share is at least its own resistance over the whole. */
    @Test
    void shareHoldsTheHolesOwnResistance() {
        VoxelGrid grid = new VoxelGrid(16, 16, 26, 1e-6, 1e-6, 2e-6);
        PhaseMap phases = Phantoms.fill(grid, BottleneckSearchTest::walls);
        EffectiveTransport transport = EffectiveConductivity.along(Axis.Z).ofPhase(phases, 1, Progress.NONE);
        double whole = grid.length(Axis.Z) / (grid.crossSection(Axis.Z) * transport.effectiveConductivity());
        double share = 6e-6 / 2e-12 / whole;
        Bottleneck narrow = necks(phases, Axis.Z, 1).get(0);
        assertTrue(narrow.resistanceShare() >= share && narrow.resistanceShare() < 1.5 * share);
    }

    @Test
    void turnsWithTheAxes() {
        PhaseMap turned = Phantoms.fill(new VoxelGrid(26, 16, 16, 2e-6, 1e-6, 1e-6), (x, y, z) -> walls(y, z, x));
        Bottleneck narrow = necks(turned, Axis.X, 1).get(0);
        assertEquals(Axis.X, narrow.normal());
        assertEquals(15e-6, narrow.x(), 0.2e-6);
        assertEquals(4.5e-6, narrow.y(), 0.1e-6);
        assertEquals(2e-12, narrow.crossSection(), 1e-18);
    }

    @Test
    void aUniformChannelHasNone() {
        PhaseMap channel = Phantoms.fill(VoxelGrid.cubic(7, 6, 5, 1e-6), (x, y, z) -> x < 2 && y < 3 ? 1 : 0);
        assertTrue(necks(channel, Axis.Z, 5).isEmpty());
    }

    @Test
    void thresholdMustBeAboveTheMean() {
        assertThrows(IllegalArgumentException.class, () -> new BottleneckSearch(1));
    }
}
