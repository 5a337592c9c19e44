package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.Arrays;

/**
 * Aggregation multigrid for a {@link ConductanceGraph}: one K-cycle in float, to precondition a flexible Krylov method.
 *
 * <p>Stays a good preconditioner while the conductances of the graph it was built from change little. Not to be used by
 * two threads at once.
 */
public final class GraphMultigrid implements LinearOperator {
    private final KCycle cycle;
    private final int nodes;

    /**
     * Builds the levels.
     *
     * @param graph the network
     * @param parallel who works
     */
    public GraphMultigrid(ConductanceGraph graph, Parallel parallel) {
        nodes = graph.nodes();
        cycle = new KCycle(Coarsening.levels(graph.level(), graph.positions(), graph.lattice()), parallel);
    }

    /**
     * One K-cycle from zero.
     *
     * @param x the residual
     * @param y where the correction goes
     */
    @Override
    public void apply(double[] x, double[] y) {
        // Scaled, because a residual may be outside the range of float.
        double largest = 0;
        for (int i = 0; i < nodes; i++) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        if (largest == 0) {
            Arrays.fill(y, 0, nodes, 0);
            return;
        }
        float[] rhs = cycle.rhs();
        for (int i = 0; i < nodes; i++) {
            rhs[i] = (float) (x[i] / largest);
        }
        float[] correction = cycle.solve();
        for (int i = 0; i < nodes; i++) {
            y[i] = correction[i] * largest;
        }
    }
}
