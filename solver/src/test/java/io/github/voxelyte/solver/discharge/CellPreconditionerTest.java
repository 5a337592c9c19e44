package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.CellFile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CellPreconditionerTest {
    /** Next to x = 1 the exchange current falls so steeply that a larger overpotential may mean less current. */
    @Test
    void aFullSurfaceLeavesItPositiveDefinite() {
        CellEquations equations = film(FaceRule.HALF_VOXEL);
        int nodes = equations.network.nodes;
        double[] u = new double[equations.unknowns];
        TimeFormula time = new TimeFormula(100, 0, new double[u.length - nodes], new double[u.length - nodes]);
        CellPreconditioner preconditioner = new CellPreconditioner(equations);
        double least = 0;
        for (int decade = -14; decade < -1; decade++) {
            double x = 1 + Math.pow(10, decade);
            for (double potential = 1; potential < 5; potential += 0.05) {
                for (int i = 0; i < u.length; i++) {
                    u[i] = i >= nodes ? x : equations.network.isElectronic(i) ? potential : 0;
                }
                equations.evaluate(u, time);
                double conductance = Arrays.stream(equations.conductance).min().orElseThrow();
                if (conductance < least) {
                    least = conductance;
                    preconditioner.updateLithium(time);
                    preconditioner.rebuild(time);
                    assertFinite(preconditioner, u.length);
                }
            }
        }
        assertTrue(least < 0, "no such state");
    }

    /** A prediction may be volts away, where the law of a face without any resistance is steeper than float can say. */
    @Test
    void anEnormousConductanceIsAShort() {
        CellEquations equations = film(FaceRule.CELL_CENTRE);
        int nodes = equations.network.nodes;
        double[] u = new double[equations.unknowns];
        TimeFormula time = new TimeFormula(100, 0, new double[u.length - nodes], new double[u.length - nodes]);
        for (int i = 0; i < u.length; i++) {
            u[i] = i >= nodes ? 0.5 : equations.network.isElectronic(i) ? -20 : 0;
        }
        equations.evaluate(u, time);
        assertTrue(Arrays.stream(equations.conductance).max().orElseThrow() > Float.MAX_VALUE, "no such state");
        CellPreconditioner preconditioner = new CellPreconditioner(equations);
        preconditioner.updateLithium(time);
        preconditioner.rebuild(time);
        assertFinite(preconditioner, u.length);
    }

    private static CellEquations film(FaceRule rule) {
        VoxelGrid grid = VoxelGrid.cubic(2, 2, 6, 1e-6);
        byte[] labels = new byte[grid.size()];
        Arrays.fill(labels, labels.length / 2, labels.length, (byte) 1);
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(grid, labels), LabelMeaning.VOXELYTE, Axis.Z, true, CellFile.open(CellFile.DEFAULT));
        return new CellEquations(cell.network, rule, false, Parallel.SERIAL);
    }

    private static void assertFinite(CellPreconditioner preconditioner, int size) {
        double[] r = new double[size];
        Arrays.setAll(r, i -> Math.sin(1 + 3 * i));
        double[] z = new double[size];
        preconditioner.apply(r, z);
        for (double value : z) {
            assertTrue(Double.isFinite(value), "not finite");
        }
    }
}
