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
    private static final int CHUNK = 8192;

    private final KCycle cycle;
    private final int nodes;
    private final Parallel parallel;

    /**
     * Builds the levels.
     *
     * @param graph the network
     * @param parallel who works
     */
    public GraphMultigrid(ConductanceGraph graph, Parallel parallel) {
        nodes = graph.nodes();
        this.parallel = parallel;
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
        double largest = largest(x);
        if (largest == 0) {
            Arrays.fill(y, 0, nodes, 0);
            return;
        }
        float[] rhs = cycle.rhs();
        ranges((c, from, to) -> {
            for (int i = from; i < to; i++) {
                rhs[i] = (float) (x[i] / largest);
            }
        });
        float[] correction = cycle.solve();
        ranges((c, from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] = correction[i] * largest;
            }
        });
    }

    private double largest(double[] x) {
        double[] parts = new double[(nodes + CHUNK - 1) / CHUNK];
        ranges((c, from, to) -> {
            for (int i = from; i < to; i++) {
                parts[c] = Math.max(parts[c], Math.abs(x[i]));
            }
        });
        double largest = 0;
        for (double part : parts) {
            largest = Math.max(largest, part);
        }
        return largest;
    }

    private interface Range {
        void run(int chunk, int from, int to);
    }

    private void ranges(Range range) {
        parallel.forEach((nodes + CHUNK - 1) / CHUNK, c -> range.run(c, c * CHUNK, Math.min(nodes, (c + 1) * CHUNK)));
    }
}
