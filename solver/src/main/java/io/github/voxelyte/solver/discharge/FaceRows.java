package io.github.voxelyte.solver.discharge;

/** The reactive faces of every node, of both sides, for sums node by node. */
final class FaceRows {
    /** Where the faces of a node begin in {@link #edge}. */
    final int[] start;
    /** Edges of the network, ascending within a node. */
    final int[] edge;

    FaceRows(CellNetwork network) {
        start = new int[network.nodes + 1];
        for (int m = 2 * network.firstReactive; m < 2 * network.edges; m++) {
            start[network.ends[m] + 1]++;
        }
        for (int i = 0; i < network.nodes; i++) {
            start[i + 1] += start[i];
        }
        edge = new int[start[network.nodes]];
        int[] fill = start.clone();
        for (int m = 2 * network.firstReactive; m < 2 * network.edges; m++) {
            edge[fill[network.ends[m]]++] = m / 2;
        }
    }
}
