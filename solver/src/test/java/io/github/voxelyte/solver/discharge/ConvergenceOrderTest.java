package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast the errors of a film fall, 5 µm behind 15 µm at 0.1C. */
class ConvergenceOrderTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(15e-6);
    private static final double CURRENT = 0.1 * CELL.oneCPerVolume() * 5e-6;
    private static final double[] TIMES = {500, 2000, 5000, 8000};

    private static DischargeResult run(int voxels, FaceRule rule, double tolerance) {
        byte[] labels = new byte[voxels];
        Arrays.fill(labels, (byte) 1);
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(new VoxelGrid(1, 1, voxels, 1e-6, 1e-6, 5e-6 / voxels), labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                CELL);
        return Discharge.withDefaults()
                .withFaceRule(rule)
                .withTolerances(tolerance, 1e-8)
                .withSnapshotTimes(TIMES)
                .withCutOff(3.5)
                .withParallel(Parallel.SERIAL)
                .run(cell, CURRENT, DischargeListener.NONE, Progress.NONE);
    }

    /** Largest difference of the voltages at the times, where both have a point. */
    private static double difference(DischargeResult a, DischargeResult b) {
        double largest = 0;
        for (double time : TIMES) {
            largest = Math.max(largest, Math.abs(voltage(a.points(), time) - voltage(b.points(), time)));
        }
        return largest;
    }

    private static double voltage(List<DischargePoint> points, double time) {
        for (DischargePoint point : points) {
            if (Math.abs(point.time() - time) < 1e-6 * time) {
                return point.voltage();
            }
        }
        throw new AssertionError("no point at " + time);
    }

    @ParameterizedTest
    @CsvSource({"HALF_VOXEL, 1.8, 2.4", "CELL_CENTRE, 0.7, 1.2"})
    void theErrorOfTheVoxelsFallsWithTheirSize(FaceRule rule, double least, double most) {
        DischargeResult reference = run(80, FaceRule.HALF_VOXEL, 2e-5);
        double coarse = difference(run(5, rule, 2e-5), reference);
        double fine = difference(run(10, rule, 2e-5), reference);
        double order = Math.log(coarse / fine) / Math.log(2);
        assertTrue(order > least && order < most, "order " + order + " of " + coarse + " and " + fine + " V");
    }

    /** The local error per step is kept at the tolerance, so the steps grow with its cube root and the error with their square. */
    @Test
    void theErrorInTimeFallsWithTheSquareOfTheStep() {
        DischargeResult reference = run(10, FaceRule.HALF_VOXEL, 1e-6);
        DischargeResult coarse = run(10, FaceRule.HALF_VOXEL, 2e-3);
        DischargeResult fine = run(10, FaceRule.HALF_VOXEL, 2e-5);
        double order = Math.log(difference(coarse, reference) / difference(fine, reference))
                / Math.log((double) fine.steps() / coarse.steps());
        assertTrue(
                order > 1.5 && order < 3,
                "order " + order + " of " + difference(coarse, reference) + " and " + difference(fine, reference)
                        + " V in " + coarse.steps() + " and " + fine.steps() + " steps of " + reference.steps());
    }
}
