package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;

class ThresholdBandTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(20, 6, 5, 1e-6);

    private static ThresholdBand band(GreyVolume volume, double level) {
        return ThresholdBand.around(volume, GreyHistogram.of(volume, Progress.NONE), level, Progress.NONE);
    }

    /** A linear edge of 10 grey levels a voxel: the band is ± 5 levels, the fraction ± half a voxel of 20. */
    @Test
    void aLinearEdgeGivesHalfAVoxelEachWay() {
        ThresholdBand band = band(Greys.bytes(GRID, i -> 10 * (i % 20)), 95);
        assertEquals(5, band.halfWidth());
        assertEquals(0.5, band.fraction());
        assertEquals(0.5, band.fractionLow());
        assertEquals(0.55, band.fractionHigh(), 1e-15);
        assertEquals(30, band.boundaryFaces());
    }

    @Test
    void floatsGiveTheSameBand() {
        GreyVolume volume = Greys.floats(GRID, i -> 0.01 * (i % 20) - 1);
        ThresholdBand band = band(volume, -0.905);
        assertEquals(0.005, band.halfWidth(), 1e-5);
        assertEquals(0.5, band.fraction());
    }

    @Test
    void aSharpEdgeHasAFractionWithoutError() {
        ThresholdBand band = band(Greys.shorts(GRID, i -> i % 20 < 8 ? 1000 : 5000), 3000);
        assertEquals(1000, band.halfWidth(), "a quarter of the contrast");
        assertEquals(0.6, band.fraction(), 1e-15);
        assertEquals(band.fraction(), band.fractionLow());
        assertEquals(band.fraction(), band.fractionHigh());
        ThresholdBand none = band(Greys.shorts(GRID, i -> i % 20 < 8 ? 1000 : 5000), 100);
        assertEquals(0, none.halfWidth());
        assertTrue(none.boundaryFaces() == 0 && none.fraction() == 1);
    }
}
