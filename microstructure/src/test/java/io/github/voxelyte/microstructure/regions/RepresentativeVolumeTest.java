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

class RepresentativeVolumeTest {
    private static final double UM = 1e-6;
    private static final RepresentativeVolume.Property FRACTION =
            part -> (double) part.counts()[1] / part.grid().size();

    private static PhaseMap noise(VoxelGrid grid) {
        SplittableRandom random = new SplittableRandom(12);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.4 ? 1 : 0);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    /** Independent voxels: s² = ε(1−ε)/N, so α = 1 and the wanted volume follows. */
    @Test
    void independentVoxelsScatterWithTheRootOfTheVolume() {
        PhaseMap phases = noise(VoxelGrid.cubic(72, 72, 72, UM));
        RepresentativeCurve curve = RepresentativeVolume.create()
                .of(phases, FRACTION, List.of(4 * UM, 6 * UM, 9 * UM, 12 * UM), Progress.NONE);
        assertEquals(1, curve.exponent(), 0.15);
        for (RepresentativeCurve.Point p : curve.points()) {
            int edge = (int) Math.round(p.edge() / UM);
            double voxels = (double) edge * edge * edge;
            assertEquals(Math.sqrt(0.24 / voxels), p.scatter(), 0.12 * p.scatter());
            assertEquals(0.4, p.mean(), 2 * p.meanError() + 1e-3);
            int perEdge = 72 / edge;
            assertEquals(perEdge * perEdge * perEdge, p.count());
        }
        double exact = 0.24 * Math.pow(1.959964 / (0.02 * 0.4), 2) * UM * UM * UM;
        assertEquals(1, curve.volumeForError(0.02) / exact, 0.3);
        assertTrue(curve.isExtrapolated(1e4 * UM * UM * UM));
        assertFalse(curve.isExtrapolated(1e3 * UM * UM * UM));
    }

    /** Cubes of 6 voxels as grains: tiles within a grain do not tell how the scatter falls beyond it. */
    @Test
    void sizesBelowTheGrainDoNotSpoilTheFit() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 96;
        boolean[] grains = new boolean[16 * 16 * 16];
        for (int i = 0; i < grains.length; i++) {
            grains[i] = random.nextDouble() < 0.5;
        }
        byte[] labels = new byte[n * n * n];
        for (int i = 0; i < labels.length; i++) {
            int x = i % n / 6;
            int y = i / n % n / 6;
            int z = i / n / n / 6;
            labels[i] = (byte) (grains[x + 16 * (y + 16 * z)] ? 1 : 0);
        }
        PhaseMap phases = PhaseMap.ofFlat(VoxelGrid.cubic(n, n, n, UM), labels);
        RepresentativeCurve curve = RepresentativeVolume.create()
                .of(phases, FRACTION, List.of(2 * UM, 3 * UM, 6 * UM, 12 * UM, 24 * UM), Progress.NONE);
        assertEquals(1, curve.exponent(), 0.2);
        double exact = 216 * 0.25 * Math.pow(1.959964 / (0.05 * 0.5), 2) * UM * UM * UM;
        assertEquals(1, curve.volumeForError(0.05) / exact, 0.5);
    }

    @Test
    void tilesLieInsideAndApart() {
        VoxelGrid grid = new VoxelGrid(31, 29, 7, UM, UM, 2 * UM);
        List<Region> tiles = RepresentativeVolume.tiles(grid, 10 * UM);
        assertEquals(3 * 2 * 1, tiles.size());
        for (Region tile : tiles) {
            assertEquals(5, tile.nz());
            assertTrue(tile.x() + tile.nx() <= 31 && tile.y() + tile.ny() <= 29 && tile.z() + tile.nz() <= 7);
            assertEquals(1, tiles.stream().filter(tile::overlaps).count());
        }
        assertEquals(7, RepresentativeVolume.tiles(grid, 20 * UM).get(0).nz());
    }

    @Test
    void sizesWithoutAValueAreCountedNotAveraged() {
        PhaseMap phases = noise(VoxelGrid.cubic(24, 24, 24, UM));
        RepresentativeCurve curve = RepresentativeVolume.create()
                .of(
                        phases,
                        part -> part.phase(0, 0, 0) == 1 ? Double.POSITIVE_INFINITY : 3,
                        List.of(6 * UM),
                        Progress.NONE);
        RepresentativeCurve.Point p = curve.points().get(0);
        assertEquals(64, p.count() + p.excluded());
        assertTrue(p.excluded() > 10);
        assertEquals(3, p.mean());
        assertEquals(0, p.scatter());
        assertEquals(Double.NaN, curve.volumeForError(0.1));
    }

    @Test
    void wholeImageIsOneSampleWithoutScatter() {
        PhaseMap phases = noise(VoxelGrid.cubic(10, 10, 10, UM));
        List<Double> edges = RepresentativeVolume.edges(phases.grid(), 3 * UM);
        RepresentativeCurve curve =
                RepresentativeVolume.create().withMost(5).of(phases, FRACTION, edges, Progress.NONE);
        RepresentativeCurve.Point last = curve.points().get(curve.points().size() - 1);
        assertEquals(1, last.count());
        assertEquals(Double.NaN, last.scatter());
        assertEquals(10 * UM, last.edge(), 1e-15);
        assertEquals(5, curve.points().get(0).count());
    }

    @Test
    void badInputIsRefused() {
        PhaseMap phases = noise(VoxelGrid.cubic(4, 4, 4, UM));
        RepresentativeVolume volume = RepresentativeVolume.create();
        List<Double> zero = List.of(0.0);
        List<Double> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> volume.of(phases, FRACTION, none, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> volume.of(phases, FRACTION, zero, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> volume.withMost(1));
    }
}
