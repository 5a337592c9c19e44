package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;

/** Keeps voltage and the mean lithiation of both halves of a stack at some times. */
final class Halves implements DischargeListener {
    private final VoxelCell cell;
    private final int width;
    final List<double[]> seen = new ArrayList<>();
    private double voltage;

    Halves(VoxelCell cell, int width) {
        this.cell = cell;
        this.width = width;
    }

    double[] times(double current, List<SubCellFacts> facts) {
        double whole = facts.stream().mapToDouble(SubCellFacts::fullCharge).sum() / current;
        double[] times = new double[6];
        for (int i = 0; i < times.length; i++) {
            times[i] = whole * 0.04 * (i + 1);
        }
        return times;
    }

    @Override
    public void point(DischargePoint point) {
        voltage = point.voltage();
    }

    @Override
    public void snapshotAtTime(double time, CellFields fields) {
        VoxelGrid grid = fields.lithiation().grid();
        double[] sum = new double[2];
        int[] count = new int[2];
        for (int z = 0; z < grid.nz(); z++) {
            float[] plane = fields.lithiation().plane(z);
            for (int i = 0; i < plane.length; i++) {
                if (!Float.isNaN(plane[i])) {
                    int half = i % (2 * width) < width ? 0 : 1;
                    sum[half] += plane[i];
                    count[half]++;
                }
            }
        }
        assertEquals(cell.activeVoxels(), count[0] + count[1]);
        seen.add(new double[] {time, voltage, sum[0] / count[0], sum[1] / count[1]});
    }
}
