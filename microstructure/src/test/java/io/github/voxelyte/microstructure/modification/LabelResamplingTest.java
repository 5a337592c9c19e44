package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelResamplingTest {
    /** Every label keeps its fraction to one voxel, whatever the ratio of edges. */
    @ParameterizedTest
    @CsvSource({"0.5e-6, 1", "2e-6, 2", "0.7e-6, 3", "1.3e-6, 4", "3e-6, 5"})
    void fractionsAreConserved(double edge, long seed) {
        VoxelGrid grid = new VoxelGrid(18, 12, 15, 1e-6, 1.5e-6, 0.8e-6);
        PhaseMap noise = RandomStructure.noise(grid, new Random(seed), 4);
        PhaseMap balls = RandomStructure.balls(grid, new Random(seed), 0.4, 3e-6);
        VoxelGrid target = LabelResampling.gridFor(grid, edge, edge, edge);
        for (PhaseMap map : new PhaseMap[] {noise, balls}) {
            long[] before = map.counts();
            long[] after = LabelResampling.withSeed(seed)
                    .of(map, target, Progress.NONE)
                    .counts();
            for (int label = 0; label < 5; label++) {
                assertEquals((double) before[label] / grid.size() * target.size(), (double) after[label], 2);
            }
        }
    }

    /** Voxels cut in whole numbers: every new voxel has its old one's label; and back again. */
    @Test
    void refiningRepeatsAndCoarseningUndoesIt() {
        VoxelGrid grid = new VoxelGrid(7, 6, 5, 1e-6, 2e-6, 3e-6);
        PhaseMap map = RandomStructure.noise(grid, new Random(1), 5);
        VoxelGrid fine = LabelResampling.gridFor(grid, 0.5e-6, 1e-6, 1e-6);
        assertEquals(new VoxelGrid(14, 12, 15, 0.5e-6, 1e-6, 1e-6).size(), fine.size());
        PhaseMap refined = LabelResampling.withSeed(1).of(map, fine, Progress.NONE);
        for (int z = 0; z < 15; z++) {
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 14; x++) {
                    assertEquals(map.phase(x / 2, y / 2, z / 3), refined.phase(x, y, z));
                }
            }
        }
        PhaseMap back = LabelResampling.withSeed(1).of(refined, grid, Progress.NONE);
        assertArrayEquals(RandomStructure.flat(map), RandomStructure.flat(back));
    }

    /** A ball on finer voxels, coarsened: nearly the majority, and close to the ball itself. */
    @Test
    void coarsenedBallIsABall() {
        VoxelGrid grid = VoxelGrid.cubic(48, 48, 48, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            double x = i % 48 - 23.5;
            double y = Math.floorDiv(i, 48) % 48 - 23.5;
            double z = Math.floorDiv(i, 48 * 48) - 23.5;
            labels[i] = (byte) (x * x + y * y + z * z < 18 * 18 ? 1 : 0);
        }
        VoxelGrid coarse = LabelResampling.gridFor(grid, 3e-6, 3e-6, 3e-6);
        PhaseMap ball = LabelResampling.withSeed(1).of(PhaseMap.ofFlat(grid, labels), coarse, Progress.NONE);
        for (int i = 0; i < coarse.size(); i++) {
            double x = 3 * (i % 16) - 22.5;
            double y = 3 * (i / 16 % 16) - 22.5;
            double z = 3 * (i / 256) - 22.5;
            double radius = Math.sqrt(x * x + y * y + z * z);
            if (Math.abs(radius - 18) > 1.6) {
                assertEquals(radius < 18 ? 1 : 0, ball.phase(i));
            }
        }
    }

    @Test
    void threadsChangeNothingAndTheOuterSizeStays() {
        VoxelGrid grid = new VoxelGrid(20, 10, 9, 1e-6, 1e-6, 1e-6);
        PhaseMap map = RandomStructure.noise(grid, new Random(2), 3);
        VoxelGrid target = LabelResampling.gridFor(grid, 1.45e-6, 1.45e-6, 2.2e-6);
        for (Axis axis : Axis.values()) {
            assertEquals(grid.length(axis), target.length(axis), 1e-18);
        }
        PhaseMap one = LabelResampling.withSeed(1).withParallel(Parallel.SERIAL).of(map, target, Progress.NONE);
        PhaseMap many = LabelResampling.withSeed(1)
                .withParallel(Parallel.withThreads(4))
                .of(map, target, Progress.NONE);
        assertArrayEquals(RandomStructure.flat(one), RandomStructure.flat(many));
    }

    @Test
    void refusesEdgesThatDoNotFit() {
        VoxelGrid grid = VoxelGrid.cubic(10, 10, 10, 1e-6);
        IllegalArgumentException large =
                assertThrows(IllegalArgumentException.class, () -> LabelResampling.gridFor(grid, 1e-6, 30e-6, 1e-6));
        assertTrue(large.getMessage().contains("along Y"), large.getMessage());
        assertThrows(IllegalArgumentException.class, () -> LabelResampling.gridFor(grid, 0, 1e-6, 1e-6));
        IllegalArgumentException many =
                assertThrows(IllegalArgumentException.class, () -> LabelResampling.gridFor(grid, 1e-9, 1e-9, 1e-9));
        assertTrue(many.getMessage().contains("2^31"), many.getMessage());
    }
}
