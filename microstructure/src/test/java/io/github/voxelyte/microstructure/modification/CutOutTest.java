package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutOutTest {
    private static final VoxelGrid GRID = new VoxelGrid(14, 12, 11, 1e-6, 2e-6, 3e-6);

    private static PhaseMap cut(PhaseMap whole, int x0, int y0, int z0, int nx, int ny, int nz) {
        byte[][] planes = new byte[nz][nx * ny];
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    planes[z][x + nx * y] = (byte) whole.phase(x0 + x, y0 + y, z0 + z);
                }
            }
        }
        return new PhaseMap(new VoxelGrid(nx, ny, nz, 1e-6, 2e-6, 3e-6), planes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsWhereAStackWasCutOut(long seed) {
        Random random = new Random(seed);
        PhaseMap whole = RandomStructure.noise(GRID, random, 3);
        int x = random.nextInt(7);
        int y = random.nextInt(6);
        int z = random.nextInt(5);
        PhaseMap part = cut(whole, x, y, z, 8, 7, 7);
        CutOut place = CutOut.find(part, whole);
        assertEquals(new CutOut(x, y, z), place);
        assertEquals(y, place.along(Axis.Y));
        PhaseMap column = place.column(part.grid(), whole, Axis.Y);
        assertEquals(new VoxelGrid(8, 12, 7, 1e-6, 2e-6, 3e-6), column.grid());
        assertEquals(whole.phase(x + 3, 11, z + 2), column.phase(3, 11, 2));
        assertEquals(new CutOut(0, 0, 0), CutOut.find(whole, whole));
    }

    @Test
    void refusesWhatFitsNowhereOrTwice() {
        PhaseMap whole = RandomStructure.noise(GRID, new Random(9), 3);
        PhaseMap part = cut(whole, 2, 2, 2, 8, 7, 7);
        part.plane(6)[55] ^= 1;
        assertMessage("nowhere do all labels agree", part, whole);
        PhaseMap twice = StackElectrode.along(Axis.Z).of(whole, 2);
        assertMessage("at several places (0, 0, 0 and 0, 0, 11)", whole, twice);
        assertMessage("only 11", twice, whole);
        assertMessage(
                "voxel edges along X differ",
                RandomStructure.noise(VoxelGrid.cubic(3, 3, 3, 2e-6), new Random(1), 2),
                whole);
    }

    private static void assertMessage(String message, PhaseMap part, PhaseMap whole) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> CutOut.find(part, whole));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
