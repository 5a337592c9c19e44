package io.github.voxelyte.microstructure.segmentation;

import static io.github.voxelyte.microstructure.segmentation.Greys.GRID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import org.junit.jupiter.api.Test;

class GreyHistogramTest {
    @Test
    void countsEachGreyLevel() {
        GreyHistogram eight = GreyHistogram.of(Greys.bytes(GRID, i -> i % 3 == 0 ? 200 : 10), Progress.NONE);
        assertEquals(256, eight.bins());
        assertEquals(640, eight.count(200));
        assertEquals(1280, eight.count(10));
        GreyHistogram sixteen = GreyHistogram.of(Greys.shorts(GRID, i -> i % 3 == 0 ? 65535 : 40000), Progress.NONE);
        assertEquals(640, sixteen.count(65535));
        assertEquals(1920, sixteen.total());
        assertEquals(40000, sixteen.minimum());
        assertEquals(65535, sixteen.maximum());
    }

    @Test
    void floatBinsCoverTheRangeAndHoldEveryVoxel() {
        GreyVolume volume = Greys.floats(GRID, i -> -3 + 0.001 * i);
        GreyHistogram histogram = GreyHistogram.of(volume, Progress.NONE);
        assertEquals(1920, histogram.total());
        assertEquals(1, histogram.count(0));
        assertEquals(1, histogram.count(histogram.bins() - 1));
        assertEquals(-3, histogram.lowerEdge(0), 1e-6);
        int bin = histogram.bin(-2.5);
        assertTrue(histogram.lowerEdge(bin) <= -2.5 && -2.5 < histogram.lowerEdge(bin + 1));
    }

    @Test
    void coarseBinsAlignToGreyLevelZero() {
        GreyHistogram fine = GreyHistogram.of(Greys.shorts(GRID, i -> 1003 + i), Progress.NONE);
        GreyHistogram coarse = fine.coarsened(256);
        assertTrue(coarse.bins() <= 256 && coarse.bins() > 128, "bins " + coarse.bins());
        assertEquals(0, coarse.lowerEdge(0) % coarse.binWidth());
        assertEquals(1920, coarse.total());
        long sum = 0;
        for (int v = 0; v < coarse.binWidth(); v++) {
            sum += fine.count((int) coarse.lowerEdge(5) + v);
        }
        assertEquals(sum, coarse.count(5));
    }

    @Test
    void refusesNonFiniteAndConstant() {
        GreyVolume nan = Greys.floats(GRID, i -> i == 700 ? Double.NaN : i);
        assertThrows(IllegalArgumentException.class, () -> GreyHistogram.of(nan, Progress.NONE));
        GreyHistogram constant = GreyHistogram.of(Greys.bytes(GRID, i -> 7), Progress.NONE);
        String message = assertThrows(IllegalArgumentException.class, constant::refuseConstant)
                .getMessage();
        assertTrue(message.contains("constant image"), message);
        assertEquals(1, constant.coarsened(256).bins());
    }
}
