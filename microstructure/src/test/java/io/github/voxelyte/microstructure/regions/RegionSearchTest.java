package io.github.voxelyte.microstructure.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegionSearchTest {
    private static final boolean[] ACTIVE = new boolean[256];

    static {
        ACTIVE[1] = true;
    }

    private static PhaseMap graded(VoxelGrid grid, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            double x = (double) (i % grid.nx()) / grid.nx();
            labels[i] = (byte) (random.nextDouble() < 0.3 + 0.4 * x ? 1 : 0);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    private static double fraction(PhaseMap phases, Region region) {
        return (double) region.cut(phases).counts()[1] / region.size();
    }

    /** The first box is the best of all positions, each tried by counting. */
    @Test
    void firstBoxIsTheBestOfAll() {
        PhaseMap phases = graded(new VoxelGrid(23, 17, 11, 1e-6, 1e-6, 1e-6), 1);
        for (double wanted : new double[] {0.2, 0.41, 0.5, 0.66}) {
            FractionMatch match = RegionSearch.ofSize(7, 5, 4)
                    .of(phases, ACTIVE, new double[] {wanted}, 1, Progress.NONE)
                    .get(0);
            double best = Double.POSITIVE_INFINITY;
            for (int z = 0; z + 4 <= 11; z++) {
                for (int y = 0; y + 5 <= 17; y++) {
                    for (int x = 0; x + 7 <= 23; x++) {
                        best = Math.min(best, Math.abs(fraction(phases, new Region(x, y, z, 7, 5, 4)) - wanted));
                    }
                }
            }
            assertEquals(best, Math.abs(match.fraction() - wanted), 1e-12);
            assertEquals(match.fraction(), fraction(phases, match.region()), 1e-12);
        }
    }

    @Test
    void boxesDoNotOverlapAndGetNoBetter() {
        PhaseMap phases = graded(new VoxelGrid(60, 50, 20, 1e-6, 1e-6, 1e-6), 2);
        List<FractionMatch> found =
                RegionSearch.ofSize(15, 15, 10).of(phases, ACTIVE, new double[] {0.46}, 5, Progress.NONE);
        assertEquals(5, found.size());
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < i; j++) {
                assertFalse(found.get(i).region().overlaps(found.get(j).region()));
                assertTrue(Math.abs(found.get(j).fraction() - 0.46)
                        <= Math.abs(found.get(i).fraction() - 0.46));
            }
        }
    }

    @Test
    void severalFractionsShareTheImage() {
        PhaseMap phases = graded(new VoxelGrid(60, 40, 12, 1e-6, 1e-6, 1e-6), 3);
        List<FractionMatch> found =
                RegionSearch.ofSize(12, 12, 12).of(phases, ACTIVE, new double[] {0.46, 0.38}, 2, Progress.NONE);
        assertEquals(4, found.size());
        for (FractionMatch match : found) {
            assertEquals(match.wanted(), match.fraction(), 0.01);
        }
        assertEquals(0.38, found.get(1).wanted());
    }

    @Test
    void staysWithinTheGivenPartAndStopsWhenNothingFits() {
        PhaseMap phases = graded(new VoxelGrid(20, 20, 20, 1e-6, 1e-6, 1e-6), 4);
        Region part = new Region(0, 0, 5, 20, 20, 10);
        List<FractionMatch> found =
                RegionSearch.ofSize(10, 10, 10).within(part).of(phases, ACTIVE, new double[] {0.5}, 50, Progress.NONE);
        assertTrue(found.size() >= 1 && found.size() <= 4);
        assertTrue(found.stream().allMatch(m -> m.region().z() == 5));
    }

    @Test
    void badInputIsRefused() {
        PhaseMap phases = graded(new VoxelGrid(5, 5, 5, 1e-6, 1e-6, 1e-6), 5);
        double[] half = {0.5};
        double[] percent = {46};
        RegionSearch large = RegionSearch.ofSize(6, 2, 2);
        RegionSearch small = RegionSearch.ofSize(2, 2, 2);
        assertThrows(IllegalArgumentException.class, () -> large.of(phases, ACTIVE, half, 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> small.of(phases, ACTIVE, half, 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> small.of(phases, ACTIVE, percent, 1, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> RegionSearch.ofSize(0, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> new Region(0, 0, 4, 2, 2, 2).cut(phases));
    }
}
