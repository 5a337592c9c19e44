package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriplePhaseLineTest {
    private static final double UM = 1e-6;
    private static final int[] A = {0};
    private static final int[] B = {1};
    private static final int[] C = {2};

    @Test
    void straightLineAlongEachAxisIsExact() {
        VoxelGrid grid = new VoxelGrid(10, 12, 14, UM, 2 * UM, 3 * UM);
        assertEquals(
                10 * UM, length(Phantom.fill(grid, (x, y, z) -> corner(y, z))).edges(), 1e-12);
        assertEquals(
                24 * UM, length(Phantom.fill(grid, (x, y, z) -> corner(x, z))).edges(), 1e-12);
        assertEquals(
                42 * UM, length(Phantom.fill(grid, (x, y, z) -> corner(x, y))).edges(), 1e-12);
    }

    private static int corner(int u, int v) {
        if (u < 5) {
            return 0;
        }
        return v < 5 ? 1 : 2;
    }

    /** A ball half sunk into a plane: the line is its equator, seen 4/π too long by voxel edges in a plane. */
    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80})
    void equatorOfABall(int n) {
        double radius = 0.4 * n * UM;
        PhaseMap ball = Phantom.ball(VoxelGrid.cubic(n, n, n, UM), radius);
        PhaseMap sunk = Phantom.fill(ball.grid(), (x, y, z) -> {
            if (ball.phase(x, y, z) == 1) {
                return 2;
            }
            return z < n / 2 ? 1 : 0;
        });
        assertEquals(4 / Math.PI, length(sunk).edges() / (2 * Math.PI * radius), 0.03);
        assertEquals(length(sunk).edges() * 2 / 3, length(sunk).corrected(), 1e-15);
    }

    @Test
    void agreesWithBruteForceAndNotDependsOnThreads() {
        PhaseMap three =
                Phantom.fill(new VoxelGrid(9, 8, 7, UM, 2 * UM, 3 * UM), (x, y, z) -> (x * x + y * 3 + z * y) % 5);
        double sum = 0;
        int[][] pairs = {{1, 2}, {0, 2}, {0, 1}};
        int[] n = {9, 8, 7};
        for (int axis = 0; axis < 3; axis++) {
            int[] at = new int[3];
            for (at[2] = 0; at[2] < 7; at[2]++) {
                for (at[1] = 0; at[1] < 8; at[1]++) {
                    for (at[0] = 0; at[0] < 9; at[0]++) {
                        sum += meets(three, at, pairs[axis], n) ? (axis + 1) * UM : 0;
                    }
                }
            }
        }
        assertEquals(sum, length(three).edges(), 1e-12);
        TriplePhaseLine line = TriplePhaseLine.create();
        assertEquals(
                line.withParallel(Parallel.SERIAL).of(three, A, B, C, Progress.NONE),
                line.withParallel(Parallel.withThreads(3)).of(three, A, B, C, Progress.NONE));
    }

    private static boolean meets(PhaseMap phases, int[] at, int[] across, int[] n) {
        boolean[] seen = new boolean[256];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                int[] p = at.clone();
                p[across[0]] += i;
                p[across[1]] += j;
                if (p[across[0]] >= n[across[0]] || p[across[1]] >= n[across[1]]) {
                    return false;
                }
                seen[phases.phase(p[0], p[1], p[2])] = true;
            }
        }
        return seen[0] && seen[1] && seen[2];
    }

    @Test
    void aLabelInTwoPhasesIsRefused() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(3, 3, 3, UM), 0.5, 1);
        TriplePhaseLine line = TriplePhaseLine.create();
        assertThrows(IllegalArgumentException.class, () -> line.of(noise, A, B, B, Progress.NONE));
    }

    private static TriplePhaseLine.Length length(PhaseMap phases) {
        return TriplePhaseLine.create().of(phases, A, B, C, Progress.NONE);
    }
}
