package io.github.voxelyte.solver.discharge;

/**
 * Mean, least and largest lithiation of a cell.
 *
 * @param mean over all active voxels, those taken out of the network with their initial lithiation
 * @param least of the network
 * @param most of the network
 */
record LithiationRange(double mean, double least, double most) {
    /** Of a state: potentials of the nodes, then lithiations. */
    static LithiationRange of(VoxelCell cell, double[] u) {
        CellNetwork network = cell.network;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < network.active; k++) {
            double x = u[network.nodes + k];
            sum += x;
            least = Math.min(least, x);
            most = Math.max(most, x);
        }
        double initial = cell.cell().activeMaterial().initialLithiation();
        return new LithiationRange((sum + network.deadActive * initial) / cell.activeVoxels(), least, most);
    }
}
