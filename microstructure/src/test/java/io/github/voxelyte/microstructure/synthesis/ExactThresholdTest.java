package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactThresholdTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(9, 8, 7, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 250, 251, 400, 503, 504})
    void agreesWithSorting(int wanted) {
        RandomStream random = RandomStream.numbered(4, 4);
        ScalarField field = ScalarField.zeros(GRID);
        float[] all = new float[GRID.size()];
        for (int i = 0; i < all.length; i++) {
            // Few distinct values, both signs and both zeros: many ties.
            float value = (float) Math.round(random.nextGaussian() * 3) / 7;
            all[i] = value;
            field.plane(i / GRID.planeSize())[i % GRID.planeSize()] = value;
        }
        ExactThreshold threshold = ExactThreshold.of(field, wanted, Parallel.allProcessors(), Progress.NONE);
        Arrays.sort(all);
        assertEquals(all[all.length - wanted] + 0f, threshold.value());
        long above = 0;
        for (float value : all) {
            if (value > threshold.value()) {
                above++;
            }
        }
        assertEquals(wanted, above + threshold.ties());
    }
}
