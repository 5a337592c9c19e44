package io.github.voxelyte.microstructure.elliptic;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SolveMemoryTest {
    @Test
    void growsWithWhatIsAskedFor() {
        assertEquals(2_000 + 500 * 35, SolveMemory.bytes(1000, 500, true, false));
        assertEquals(2_000 + 500 * 46, SolveMemory.bytes(1000, 500, false, false));
        assertEquals(14_000 + 500 * 39, SolveMemory.bytes(1000, 500, true, true));
    }

    /** The study's whole cathode, 1011×984×50, seven eighths of its blocks kept, is let into 4 GB. */
    @Test
    void theWholeCathodeFits() {
        long voxels = 1011L * 984 * 50;
        assertTrue(SolveMemory.bytes(voxels, voxels * 7 / 8, true, true) < 3L << 30);
    }

    @Test
    void refusalNamesNeedRoomAndRemedy() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SolveMemory.require(3L << 30, 1L << 29));
        assertTrue(refusal.getMessage().contains("3072 MB"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("512 MB"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("-Xmx"), refusal.getMessage());
        assertDoesNotThrow(() -> SolveMemory.require(100, 100));
    }

    /** So does its electrode tortuosity, all blocks kept. */
    @Test
    void electrodeTortuosityOfTheWholeCathodeFits() {
        long voxels = 1011L * 984 * 50;
        assertTrue(SolveMemory.chargingBytes(voxels, voxels) < 2L << 30);
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SolveMemory.requireCharging(1L << 40, 1L << 40));
        assertTrue(refusal.getMessage().contains("crop or resample the stack"), refusal.getMessage());
        assertDoesNotThrow(() -> SolveMemory.requireCharging(100, 100));
    }

    /** The whole cathode's tensor fits into 4 GB, also as two periods, since its 1011 voxels are odd. */
    @Test
    void tensorOfTheWholeCathodeFits() {
        long voxels = 2 * 1011L * 984 * 50;
        assertTrue(SolveMemory.periodicBytes(voxels, voxels * 6 / 10, true) < 4L << 30);
        assertThrows(IllegalArgumentException.class, () -> SolveMemory.requirePeriodic(1L << 40, 1));
        assertDoesNotThrow(() -> SolveMemory.requirePeriodic(100, 100));
    }

    @Test
    void whatIsFreeIsLessThanTheHeap() {
        long available = SolveMemory.available(Long.MAX_VALUE);
        assertTrue(available > 0 && available <= Runtime.getRuntime().maxMemory());
    }
}
