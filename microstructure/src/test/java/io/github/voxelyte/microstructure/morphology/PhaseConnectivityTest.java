package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.voxelyte.microstructure.connectivity.Neighbourhood;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseConnectivityTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(10, 10, 10, 1e-6);

    /** One pillar through z, one that stops half way, one dot in the middle. */
    @Test
    void pillarStubAndDot() {
        PhaseMap phases = Phantom.fill(GRID, (x, y, z) -> {
            boolean pillar = x == 2 && y == 2;
            boolean stub = x == 5 && y == 5 && z < 5;
            boolean dot = x == 7 && y == 7 && z == 5;
            return pillar || stub || dot ? 1 : 0;
        });
        List<PhaseConnectivity> shares = PhaseConnectivity.of(phases, Neighbourhood.FACES, Progress.NONE, 1);
        PhaseConnectivity z = shares.get(2);
        assertEquals(Axis.Z, z.axis());
        assertEquals(10.0 / 16, z.percolating(), 1e-15);
        assertEquals(5.0 / 16, z.deadEnd(), 1e-15);
        assertEquals(1.0 / 16, z.isolated(), 1e-15);
        assertEquals(3, z.components());
        assertEquals(1, shares.get(0).isolated(), 1e-15);
        assertEquals(16, shares.get(0).voxels());
    }

    @Test
    void diagonalStepsJoinOnlyByCorners() {
        PhaseMap diagonal = Phantom.fill(GRID, (x, y, z) -> x == y && y == z ? 1 : 0);
        assertEquals(
                0,
                PhaseConnectivity.of(diagonal, Neighbourhood.FACES, Progress.NONE, 1)
                        .get(2)
                        .percolating());
        assertEquals(
                1,
                PhaseConnectivity.of(diagonal, Neighbourhood.CORNERS, Progress.NONE, 1)
                        .get(2)
                        .percolating());
    }

    @Test
    void emptyPhaseHasNoShares() {
        PhaseMap empty = Phantom.fill(GRID, (x, y, z) -> 0);
        PhaseConnectivity none = PhaseConnectivity.of(empty, Neighbourhood.FACES, Progress.NONE, 1)
                .get(0);
        assertEquals(Double.NaN, none.percolating());
        assertEquals(0, none.components());
    }
}
