package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.CellFile;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The currents into the collector, out of all reactive faces and into lithium are one current. */
class CurrentBalanceTest {
    @ParameterizedTest
    @CsvSource({"half voxel, 1e-6", "half voxel, 1e-8", "cell centre, 1e-8", "parabolic, 1e-8"})
    void collectorReactionAndLithiumAgree(String rule, double tolerance) {
        int n = 12;
        VoxelGrid grid = VoxelGrid.cubic(n, n, n, 1e-6);
        byte[] labels = new byte[grid.size()];
        Random random = new Random(5);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i >= n * n && random.nextDouble() < 0.55 ? 1 : 0);
        }
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(grid, labels), LabelMeaning.VOXELYTE, Axis.Z, true, CellFile.open(CellFile.DEFAULT));
        CellNetwork network = cell.network;
        CellEquations equations = new CellEquations(network, FaceRule.of(rule), false, Parallel.SERIAL);
        double x = cell.cell().activeMaterial().initialLithiation();
        Trajectory trajectory = new Trajectory(
                equations,
                x,
                cell.cell().activeMaterial().openCircuitPotential().value(x));
        double total = 0.5 * cell.summary().oneC() * cell.area();
        double[] before = new double[network.active];
        Arrays.fill(before, x);
        TimeFormula time = new TimeFormula(200, 0, before, before);

        double[] u = trajectory.u.clone();
        assertTrue(new ImplicitStep(equations, tolerance).atCurrent(u, time, total, total, Progress.NONE));

        double collector = 0;
        double reaction = 0;
        for (int e = network.firstMixed; e < network.edges; e++) {
            if (e >= network.firstReactive) {
                reaction -= equations.current[e];
            } else if (network.ends[2 * e + 1] == network.collector) {
                collector += equations.current[e];
            }
        }
        double lithium = 0;
        for (double current : equations.lithiumPlane.current) {
            lithium += current;
        }
        assertEquals(total, collector, tolerance * total);
        assertEquals(total, reaction, tolerance * total);
        assertEquals(total, lithium, tolerance * total);
    }
}
