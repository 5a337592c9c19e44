package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.CellFile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RigidPotentialsTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(6, 6, 10, 1e-6);

    /** Active material: three layers at the collector, a floating cube of 8 voxels, and one voxel alone, which is no body. */
    private static VoxelCell cell() {
        byte[] labels = new byte[GRID.size()];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 6;
            int y = i / 6 % 6;
            int z = i / 36;
            boolean cube = x / 2 == 1 && y / 2 == 1 && (z == 3 || z == 4);
            labels[i] = (byte) (z > 6 || cube || i == 0 ? 1 : 0);
        }
        return VoxelCell.of(
                PhaseMap.ofFlat(GRID, labels), LabelMeaning.VOXELYTE, Axis.Z, true, CellFile.open(CellFile.DEFAULT));
    }

    @Test
    void potentialsOfBodiesAreFoundExactly() {
        CellNetwork network = cell().network;
        double[] conductance = new double[network.edges];
        Arrays.setAll(conductance, e -> 1 + 0.5 * Math.sin(e));
        double[] ground = new double[network.nodes];
        for (int node : network.lithiumNode) {
            ground[node] = 0.3;
        }
        double[] phi = bodyPotentials(network);
        double[] r = new double[network.nodes];
        for (int e = 0; e < network.edges; e++) {
            int a = network.ends[2 * e];
            int b = network.ends[2 * e + 1];
            double current = conductance[e] * (phi[a] - phi[b]);
            r[a] += current;
            r[b] -= current;
        }
        for (int node : network.lithiumNode) {
            r[node] += ground[node] * phi[node];
        }
        RigidPotentials bodies = new RigidPotentials(network, Parallel.SERIAL);
        bodies.rebuild(conductance, ground);
        bodies.solve(r);
        double[] found = new double[network.nodes];
        bodies.add(found);
        assertArrayEquals(phi, found, 1e-11);
        for (double rest : r) {
            assertEquals(0, rest, 1e-6); // conductances are kept in float
        }
    }

    private static double[] bodyPotentials(CellNetwork network) {
        int plane = network.geometry.nu * network.geometry.nv;
        int firstOfStack = network.geometry.nw - GRID.nz();
        double[] phi = new double[network.nodes];
        for (int i = 0; i < network.nodes; i++) {
            int layer = network.position[i] < 0 ? 0 : network.position[i] / plane;
            boolean isAlone = network.isElectronic(i) && layer == firstOfStack;
            boolean isCube = network.isElectronic(i) && layer > firstOfStack && layer < firstOfStack + 6;
            if (network.isElectronic(i)) {
                phi[i] = isAlone && i != network.collector ? 0 : isCube && i != network.collector ? -2 : 3;
            } else {
                phi[i] = Math.cos(network.position[i] < 0 ? -1 : layer);
            }
        }
        return phi;
    }
}
