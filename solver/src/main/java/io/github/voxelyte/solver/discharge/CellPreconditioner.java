package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.elliptic.LinearOperator;

/**
 * Approximate inverse of the coupled derivative: block elimination of the lithiations,
 *
 * <pre>x ← X⁻¹·r_x,   φ ← S⁻¹·(r_φ − B·x),   x ← X⁻¹·(r_x − C·φ),</pre>
 *
 * with symmetric Gauss–Seidel sweeps for X⁻¹, and for S⁻¹ the potentials of layers and clusters as a whole ({@link RigidPotentials}) and one multigrid
 * cycle. S is the potentials' network with every
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
    /** More than this times the best conductor is a short, and beyond it in the range of float. */
    private static final double SHORT = 1e9;

    private static final int CHUNK = 8192;

    private final CellEquations equations;
    private final CellNetwork network;
    private final LithiumSweeps lithium;
    private final FaceRows faces;
    private final RigidPotentials bodies;
    private final double[] phi;
    private final double[] phiRhs;
    private GraphMultigrid multigrid;

    CellPreconditioner(CellEquations equations) {
        this.equations = equations;
        network = equations.network;
        lithium = new LithiumSweeps(equations);
        faces = new FaceRows(network);
        bodies = new RigidPotentials(network, equations.parallel());
        phi = new double[network.nodes];
        phiRhs = new double[network.nodes];
    }

    private interface Range {
        void run(int from, int to);
    }

    private void ranges(int size, Range range) {
        equations
                .parallel()
                .forEach((size + CHUNK - 1) / CHUNK, c -> range.run(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }

    /** Takes over the lithiation block of the last evaluation. */
    void updateLithium(TimeFormula time) {
        lithium.update(time, faces);
    }

    /** Builds the multigrid anew from the conductances of the last evaluation. */
    void rebuild(TimeFormula time) {
        double[] g = equations.conductance.clone();
        ranges(network.active, (from, to) -> {
            for (int k = from; k < to; k++) {
                int node = network.nodeOf[k];
                double sum = 0;
                for (int m = faces.start[node]; m < faces.start[node + 1]; m++) {
                    // In a predicted state beyond a full surface the current may fall with the overpotential.
                    int e = faces.edge[m];
                    g[e] = Math.max(0, g[e] + equations.faces.byOppositeDrop(e - network.firstReactive));
                    sum += g[e];
                }
                lithium.setRhs(k, sum);
            }
        });
        lithium.solve(REDUCTION_SWEEPS);
        double most = SHORT * largestOfConductors();
        ranges(network.edges - network.firstReactive, (from, to) -> {
            for (int f = from; f < to; f++) {
                int e = network.firstReactive + f;
                double reduction = equations.byFirst(e) * lithium.x[network.activeOf[network.ends[2 * e]]];
                g[e] = Math.min(most, Math.max(LEAST_SHARE * g[e], g[e] - Math.max(0, reduction)));
            }
        });
        double[] ground = new double[network.nodes];
        for (int l = 0; l < network.lithiumNode.length; l++) {
            ground[network.lithiumNode[l]] += equations.lithiumPlane.conductance[l];
        }
        bodies.rebuild(g, ground);
        // The last multigrid may go before the next one is built.
        multigrid = null;
        multigrid = new GraphMultigrid(
                new ConductanceGraph(network.ends, g, ground, network.position, network.lattice()),
                equations.parallel());
        if (equations.salt != null) {
            equations.salt.rebuild(time);
        }
    }

    private double largestOfConductors() {
        double largest = 0;
        for (int e = 0; e < network.firstReactive; e++) {
            largest = Math.max(largest, equations.conductance[e]);
        }
        return largest;
    }

    @Override
    public void apply(double[] r, double[] z) {
        int nodes = network.nodes;
        ranges(network.active, (from, to) -> {
            for (int k = from; k < to; k++) {
                lithium.setRhs(k, r[nodes + k]);
            }
        });
        lithium.solve(SWEEPS);
        ranges(nodes, (from, to) -> {
            for (int i = from; i < to; i++) {
                phiRhs[i] = r[i] + (network.activeOf[i] >= 0 ? -1 : 1) * byLithium(i);
            }
        });
        SaltTransport salt = equations.salt;
        if (salt != null) {
            salt.eliminate(r, equations.conductance, phiRhs);
        }
        bodies.solve(phiRhs);
        multigrid.apply(phiRhs, phi);
        bodies.add(phi);
        ranges(network.active, (from, to) -> {
            for (int k = from; k < to; k++) {
                lithium.setRhs(k, r[nodes + k] - byPotential(network.nodeOf[k]));
            }
        });
        lithium.solve(SWEEPS);
        System.arraycopy(phi, 0, z, 0, nodes);
        ranges(network.active, (from, to) -> {
            for (int k = from; k < to; k++) {
                z[nodes + k] = lithium.x[k];
            }
        });
        if (salt != null) {
            salt.substitute(phi, equations.conductance, equations.lithiumPlane.conductance, z);
        }
    }

    /** Currents of a node's reactive faces by the lithiations [A]. */
    private double byLithium(int node) {
        double sum = 0;
        for (int m = faces.start[node]; m < faces.start[node + 1]; m++) {
            int e = faces.edge[m];
            sum += equations.byFirst(e) * lithium.x[network.activeOf[network.ends[2 * e]]];
        }
        return sum;
    }

    /** Currents of an active node's reactive faces that move lithium, by the potentials [A]. */
    private double byPotential(int node) {
        double sum = 0;
        for (int m = faces.start[node]; m < faces.start[node + 1]; m++) {
            int e = faces.edge[m];
            sum += equations.faradaicConductance(e) * (phi[node] - phi[network.ends[2 * e + 1]]);
        }
        return sum;
    }
}
