package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CleanUpTest {
    private static final VoxelGrid GRID = new VoxelGrid(9, 7, 5, 1e-6, 2e-6, 3e-6);

    private static byte[] block(byte[] labels, int label, int x0, int y0, int z0, int nx, int ny, int nz) {
        for (int z = z0; z < z0 + nz; z++) {
            for (int y = y0; y < y0 + ny; y++) {
                for (int x = x0; x < x0 + nx; x++) {
                    labels[GRID.index(x, y, z)] = (byte) label;
                }
            }
        }
        return labels;
    }

    @Test
    void islandsBelowAVolumeGoAndOthersStay() {
        byte[] labels = block(new byte[GRID.size()], 1, 0, 0, 0, 2, 2, 2); // 8 voxels of 6 µm³: 48 µm³
        block(labels, 1, 4, 4, 4, 2, 1, 1); // 12 µm³
        PhaseMap map = PhaseMap.ofFlat(GRID, labels);
        CleanedLabels cleaned = ComponentRemoval.smallerThan(12.1e-18).from(map, 1, Progress.NONE);
        assertEquals(2, cleaned.changedVoxels());
        assertEquals(1, cleaned.changedComponents());
        assertEquals(8, cleaned.labels().counts()[1]);
        assertSame(map.plane(0), cleaned.labels().plane(0), "an unchanged plane is shared");
        assertEquals(1, map.phase(4, 4, 4), "the input is not changed");
        assertEquals(
                0,
                ComponentRemoval.smallerThan(12e-18).from(map, 1, Progress.NONE).changedVoxels());
    }

    @Test
    void holesAreFilled() {
        byte[] labels = new byte[GRID.size()];
        Arrays.fill(labels, (byte) 1);
        block(labels, 0, 3, 3, 2, 2, 1, 1);
        block(labels, 0, 0, 0, 0, 9, 7, 1);
        CleanedLabels cleaned =
                ComponentRemoval.smallerThan(13e-18).from(PhaseMap.ofFlat(GRID, labels), 0, Progress.NONE);
        assertEquals(2, cleaned.changedVoxels());
        assertEquals(1, cleaned.labels().phase(3, 3, 2));
        assertEquals(63, cleaned.labels().counts()[0]);
    }

    /** With several phases around, the one that shares most faces wins. */
    @Test
    void anIslandTakesTheLabelItSharesMostFacesWith() {
        byte[] labels = new byte[GRID.size()];
        block(labels, 3, 0, 0, 3, 9, 7, 2);
        block(labels, 1, 4, 3, 2, 1, 1, 1); // below it 0, around it 0, above it 3
        block(labels, 1, 4, 3, 4, 1, 1, 1); // on the upper face: 3 all around
        block(labels, 1, 0, 0, 0, 3, 3, 2);
        CleanedLabels cleaned =
                ComponentRemoval.smallerThan(7e-18).from(PhaseMap.ofFlat(GRID, labels), 1, Progress.NONE);
        assertEquals(2, cleaned.changedComponents());
        assertEquals(0, cleaned.labels().phase(4, 3, 2));
        assertEquals(3, cleaned.labels().phase(4, 3, 4));
    }

    @Test
    void aVolumeLargerThanThePhaseIsRefused() {
        PhaseMap map = PhaseMap.ofFlat(GRID, block(new byte[GRID.size()], 1, 0, 0, 0, 2, 2, 2));
        String message = assertThrows(IllegalArgumentException.class, () -> ComponentRemoval.smallerThan(100e-18)
                        .from(map, 1, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("48") && message.contains("100"), message);
        assertThrows(IllegalArgumentException.class, () -> ComponentRemoval.smallerThan(1e-18)
                .from(map, 2, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> ComponentRemoval.smallerThan(0));
    }

    @Test
    void onlyTheThroughConnectedPartStays() {
        byte[] labels = block(new byte[GRID.size()], 1, 1, 1, 0, 1, 1, 5);
        block(labels, 1, 5, 5, 0, 2, 2, 4);
        PhaseMap map = PhaseMap.ofFlat(GRID, labels);
        CleanedLabels cleaned = ComponentRemoval.notThrough(Axis.Z).from(map, 1, Progress.NONE);
        assertEquals(16, cleaned.changedVoxels());
        assertEquals(5, cleaned.labels().counts()[1]);
        assertThrows(IllegalArgumentException.class, () -> ComponentRemoval.notThrough(Axis.X)
                .from(map, 1, Progress.NONE));
    }

    @Test
    void modeFilterRemovesSpecksAndKeepsPlanes() {
        byte[] labels = block(new byte[GRID.size()], 1, 0, 0, 0, 4, 7, 5);
        labels[GRID.index(7, 3, 2)] = 1;
        labels[GRID.index(1, 3, 2)] = 0;
        CleanedLabels cleaned = ModeFilter.overNeighbours().of(PhaseMap.ofFlat(GRID, labels), Progress.NONE);
        assertEquals(2, cleaned.changedVoxels());
        PhaseMap plane = PhaseMap.ofFlat(GRID, block(new byte[GRID.size()], 1, 0, 0, 0, 4, 7, 5));
        for (int z = 0; z < GRID.nz(); z++) {
            assertArrayEquals(plane.plane(z), cleaned.labels().plane(z));
        }
    }

    @Test
    void modeFilterKeepsTheLabelOnADraw() {
        PhaseMap pair = PhaseMap.ofFlat(VoxelGrid.cubic(2, 1, 1, 1), new byte[] {3, 1});
        assertArrayEquals(
                new byte[] {3, 1},
                ModeFilter.overNeighbours().of(pair, Progress.NONE).labels().plane(0));
    }

    /** Against counting each label in each neighbourhood. */
    @Test
    void modeFilterAgreesWithCountingAndThreadsDoNotMatter() {
        Random random = new Random(5);
        byte[] labels = new byte[GRID.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(4);
        }
        PhaseMap map = PhaseMap.ofFlat(GRID, labels);
        PhaseMap one = ModeFilter.overNeighbours()
                .withParallel(Parallel.SERIAL)
                .of(map, Progress.NONE)
                .labels();
        PhaseMap two = ModeFilter.overNeighbours()
                .withParallel(Parallel.withThreads(2))
                .of(map, Progress.NONE)
                .labels();
        for (int i = 0; i < labels.length; i++) {
            assertEquals(expectedMode(map, i), one.phase(i));
            assertEquals(one.phase(i), two.phase(i));
        }
    }

    private static int expectedMode(PhaseMap map, int index) {
        int x = index % GRID.nx();
        int y = index / GRID.nx() % GRID.ny();
        int z = index / GRID.planeSize();
        int[] counts = new int[4];
        for (int k = Math.max(0, z - 1); k <= Math.min(GRID.nz() - 1, z + 1); k++) {
            for (int j = Math.max(0, y - 1); j <= Math.min(GRID.ny() - 1, y + 1); j++) {
                for (int i = Math.max(0, x - 1); i <= Math.min(GRID.nx() - 1, x + 1); i++) {
                    counts[map.phase(i, j, k)]++;
                }
            }
        }
        int own = map.phase(index);
        int most = Arrays.stream(counts).max().orElseThrow();
        if (counts[own] == most) {
            return own;
        }
        int label = 0;
        while (counts[label] < most) {
            label++;
        }
        return label;
    }
}
