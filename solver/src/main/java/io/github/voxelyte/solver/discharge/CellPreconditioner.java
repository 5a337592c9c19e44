package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.elliptic.LinearOperator;
import java.util.Arrays;

/**
 * Approximate inverse of the coupled derivative: block elimination of the lithiations,
 *
 * <pre>x ← X⁻¹·r_x,   φ ← S⁻¹·(r_φ − B·x),   x ← X⁻¹·(r_x − C·φ),</pre>
 *
 * with symmetric Gauss–Seidel sweeps for X⁻¹ and one multigrid cycle for S⁻¹. S is the potentials' network with every
 * reactive face reduced by what its current changes the lithiation, g → g − p·y, p = ∂i/∂x, X·y = Σg: what elimination gives when the
 * potential difference is the same at all faces around (a pair of opposite faces included), so that lithium flows inwards from all of them alike. Without diffusion it is
 * g·s/(s + Σp), s = Q/Δt.
 */
final class CellPreconditioner implements LinearOperator {
    private static final int SWEEPS = 2;
    /** Sweeps for the reduction of the faces: as deep in voxels as lithium moves in a step. */
    private static final int REDUCTION_SWEEPS = 6;
    /** Share of a face's conductance that is always left: S stays positive definite. */
    private static final double LEAST_SHARE = 1e-3;

    private final CellEquations equations;
    private final CellNetwork network;

    /** Lithiations swept one after the other; what lies in another chunk is taken as it was before the sweeps of both directions. */
    private static final int CHUNK = 4096;

    // Lithiation block, off-diagonals by rows: in the chunk from lower, after the diagonal from upper, in the chunk to
    // end.
    private final int[] start;
    private final int[] lower;
    private final int[] upper;
    private final int[] end;
    private final int[] column;
    private final int[] sourceEdge;
    private final double[] value;
    private final double[] inverse;
    private final double[] reactionSlope;
    /** What the neighbours on the side of the last sweep contribute to a row. */
    private final double[] seen;
    /** Lithiations before the sweeps, and the right-hand side less what other chunks contribute with them. */
    private final double[] before;

    private final double[] rest;

    private final double[] phi;
    private final double[] phiRhs;
    private final double[] x;
    private final double[] xRhs;
    private GraphMultigrid multigrid;

    CellPreconditioner(CellEquations equations) {
        this.equations = equations;
        network = equations.network;
        int n = network.active;
        start = new int[n + 1];
        int first = network.firstActive;
        for (int e = first; e < network.firstMixed; e++) {
            start[network.activeOf[network.ends[2 * e]] + 1]++;
            start[network.activeOf[network.ends[2 * e + 1]] + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        column = new int[start[n]];
        sourceEdge = new int[start[n]];
        value = new double[start[n]];
        // Edges ascend by their first end, so a row's lower neighbours come before the upper ones.
        int[] fill = Arrays.copyOf(start, n);
        for (int e = first; e < network.firstMixed; e++) {
            int a = network.activeOf[network.ends[2 * e]];
            int b = network.activeOf[network.ends[2 * e + 1]];
            sourceEdge[fill[a]] = e;
            column[fill[a]++] = b;
            sourceEdge[fill[b]] = e;
            column[fill[b]++] = a;
        }
        lower = new int[n];
        upper = new int[n];
        end = new int[n];
        for (int k = 0; k < n; k++) {
            int chunk = k / CHUNK * CHUNK;
            lower[k] = entry(start[k], k, chunk);
            upper[k] = entry(lower[k], k, k);
            end[k] = entry(upper[k], k, chunk + CHUNK);
        }
        inverse = new double[n];
        seen = new double[n];
        before = new double[n];
        rest = new double[n];
        reactionSlope = new double[n];
        phi = new double[network.nodes];
        phiRhs = new double[network.nodes];
        x = new double[n];
        xRhs = new double[n];
    }

    /** The first entry of row k from m on whose column is not below the limit. */
    private int entry(int m, int k, int limit) {
        int at = m;
        while (at < start[k + 1] && column[at] < limit) {
            at++;
        }
        return at;
    }

    /** Takes over the lithiation block of the last evaluation. */
    void updateLithium(TimeFormula time) {
        double storage = equations.voxelCharge() * time.factor();
        Arrays.fill(reactionSlope, 0);
        for (int e = network.firstReactive; e < network.edges; e++) {
            reactionSlope[network.activeOf[network.ends[2 * e]]] += equations.faradaicByFirst(e);
        }
        for (int k = 0; k < network.active; k++) {
            double sum = storage + Math.max(0, reactionSlope[k]);
            int node = network.nodeOf[k];
            for (int m = start[k]; m < start[k + 1]; m++) {
                int edge = sourceEdge[m];
                int a = edge - network.firstActive;
                boolean outward = network.ends[2 * edge] == node;
                sum += outward ? equations.lithiumByFirst(a) : -equations.lithiumBySecond(a);
                value[m] = outward ? equations.lithiumBySecond(a) : -equations.lithiumByFirst(a);
            }
            inverse[k] = 1 / sum;
        }
        for (int f = 0; f < network.edges - network.firstReactive; f++) {
            double coupling = equations.faces.byNeighbour(f);
            if (coupling != 0) {
                int e = network.firstReactive + f;
                // Rows stay diagonally dominant.
                double most = Math.max(0, equations.faradaicByFirst(e));
                int k = network.activeOf[network.ends[2 * e]];
                int m = start[k];
                while (column[m] != network.opposite[f]) {
                    m++;
                }
                value[m] += Math.min(most, Math.max(-most, coupling));
            }
        }
    }

    /** Builds the multigrid anew from the conductances of the last evaluation. */
    void rebuild(TimeFormula time) {
        double[] g = equations.conductance.clone();
        Arrays.fill(xRhs, 0);
        for (int e = network.firstReactive; e < network.edges; e++) {
            // In a predicted state beyond a full surface the current may fall with the overpotential.
            g[e] = Math.max(0, g[e] + equations.faces.byOppositeDrop(e - network.firstReactive));
            xRhs[network.activeOf[network.ends[2 * e]]] += g[e];
        }
        solveLithium(REDUCTION_SWEEPS);
        for (int e = network.firstReactive; e < network.edges; e++) {
            double reduction = equations.byFirst(e) * x[network.activeOf[network.ends[2 * e]]];
            g[e] = Math.max(LEAST_SHARE * g[e], g[e] - Math.max(0, reduction));
        }
        double[] ground = new double[network.nodes];
        for (int l = 0; l < network.lithiumNode.length; l++) {
            ground[network.lithiumNode[l]] += equations.lithiumPlane.conductance[l];
        }
        // The last multigrid may go before the next one is built.
        multigrid = null;
        multigrid = new GraphMultigrid(
                new ConductanceGraph(network.ends, g, ground, network.position, network.lattice()),
                equations.parallel());
        if (equations.salt != null) {
            equations.salt.rebuild(time);
        }
    }

    @Override
    public void apply(double[] r, double[] z) {
        int nodes = network.nodes;
        System.arraycopy(r, nodes, xRhs, 0, network.active);
        solveLithium(SWEEPS);
        System.arraycopy(r, 0, phiRhs, 0, nodes);
        for (int e = network.firstReactive; e < network.edges; e++) {
            int a = network.ends[2 * e];
            double change = equations.byFirst(e) * x[network.activeOf[a]];
            phiRhs[a] -= change;
            phiRhs[network.ends[2 * e + 1]] += change;
        }
        SaltTransport salt = equations.salt;
        if (salt != null) {
            salt.eliminate(r, equations.conductance, phiRhs);
        }
        multigrid.apply(phiRhs, phi);
        for (int e = network.firstReactive; e < network.edges; e++) {
            int a = network.ends[2 * e];
            xRhs[network.activeOf[a]] -= equations.faradaicConductance(e) * (phi[a] - phi[network.ends[2 * e + 1]]);
        }
        solveLithium(SWEEPS);
        System.arraycopy(phi, 0, z, 0, nodes);
        System.arraycopy(x, 0, z, nodes, network.active);
        if (salt != null) {
            salt.substitute(phi, equations.conductance, equations.lithiumPlane.conductance, z);
        }
    }

    /**
     * Symmetric Gauss–Seidel sweeps from zero. Every sweep leaves its sums over the side it came from to the next one, which therefore
     * reads only the other side.
     */
    private void solveLithium(int sweeps) {
        int n = x.length;
        Arrays.fill(seen, 0);
        System.arraycopy(xRhs, 0, rest, 0, n);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            boolean first = sweep == 0;
            if (!first) {
                System.arraycopy(x, 0, before, 0, n);
            }
            equations.parallel().forEach((n + CHUNK - 1) / CHUNK, c -> {
                int from = c * CHUNK;
                int to = Math.min(n, from + CHUNK);
                for (int k = from; k < to; k++) {
                    if (!first) {
                        rest[k] = xRhs[k] - outside(k);
                    }
                    relax(k, lower[k], upper[k]);
                }
                for (int k = to - 1; k >= from; k--) {
                    relax(k, upper[k], end[k]);
                }
            });
        }
    }

    private double outside(int k) {
        double sum = 0;
        for (int m = start[k]; m < lower[k]; m++) {
            sum += value[m] * before[column[m]];
        }
        for (int m = end[k]; m < start[k + 1]; m++) {
            sum += value[m] * before[column[m]];
        }
        return sum;
    }

    private void relax(int k, int from, int to) {
        double sum = 0;
        for (int m = from; m < to; m++) {
            sum += value[m] * x[column[m]];
        }
        x[k] = (rest[k] - seen[k] - sum) * inverse[k];
        seen[k] = sum;
    }
}
