package io.github.voxelyte.microstructure.elliptic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurrentBalanceTest {
    @Test
    void currentsFallByWhatStaysInTheLayers() {
        CurrentBalance balance = CurrentBalance.of(1.875, 2, new double[] {0.5, -0.25});
        assertArrayEquals(new double[] {2, 1.5, 1.75}, balance.currents());
        assertEquals(1.875, balance.dissipation());
        assertEquals(0.5 / 1.75, balance.imbalance(), 1e-15);
    }

    /** Far from converged, the dissipation that follows from the residual is still that of the voxels' maps, face by face. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void dissipationIsThatOfTheFaces(Axis axis) {
        SplittableRandom random = new SplittableRandom(5);
        byte[][] planes = new byte[11][12 * 14];
        for (byte[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (byte) (random.nextDouble() < 0.8 ? 0 : 1);
            }
        }
        PhaseMap phases = new PhaseMap(VoxelGrid.cubic(12, 14, 11, 1), planes);
        double[] conductivity = new double[256];
        conductivity[0] = 1;
        conductivity[1] = 0.05;
        VoxelConduction.Solution solution = new VoxelConduction(phases, conductivity, axis, false, Parallel.SERIAL)
                .withFields()
                .solve(0.02, 50, Progress.NONE);
        assertTrue(solution.residual() > 1e-5, "loose: " + solution.residual());
        double shares = 0;
        for (ConductionFields.Layer layer : solution.fields().orElseThrow().layers()) {
            shares += layer.dissipation();
        }
        assertEquals(1, shares, 1e-12);
    }
}
