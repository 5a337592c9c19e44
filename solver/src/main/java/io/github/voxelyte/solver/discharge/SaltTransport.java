package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.material.PhysicalConstants;
import java.util.Arrays;

/**
 * The salt of an electrolyte with t+ below 1: one concentration y = ce/ce₀ for every electrolyte node, behind the lithiations among
 * the unknowns.
 *
 * <p>Currents between electrolyte voxels are g·[(φi − φj) − β·(ln yi − ln yj)], β = (1 − t+)·RT·f/F. Salt, in amperes with S =
 * F·ce₀·V: S·ẏ + F·ce₀·De·(A/d)·Σ(yi − yj) − (1 − t+)·Σ i = 0, where i enters the electrolyte from active material or lithium: what
 * is left of Ne·n = i/F at the faces and Ne = −De∇ce + t+·je/F between voxels, since je has no divergence. What goes in at lithium
 * comes out at the active material, so the salt is conserved. Where κ, De or f follow the concentration, an edge has the mean of its
 * voxels' values, weighted by what part of it lies in each; at a face they are those of the voxel. Source: A. Latz, J. Zausch, J. Power Sources 196 (2011) 3296.
 */
final class SaltTransport {
    /** y is not let below this in logarithms and square roots: an iteration may pass there. */
    private static final double LEAST = 1e-6;

    private final CellNetwork network;
    private final Parallel parallel;
    private final int offset;
    private double beta;
    private final double migration;
    /** Diffusive over electric conductance of an edge, F·ce₀·De/κ [V]. */
    private double diffusion;

    /** Salt unknown of every node, −1 for none; and back. */
    final int[] saltOf;

    final int[] nodeOf;
    /** F·ce₀·V of every salt unknown [C]. */
    final double[] capacity;

    /** κ, De and f over those at rest, their slopes by y in every voxel; null where they don't change. */
    private final SaltProperty kappa;

    private final SaltProperty diffusivity;
    private final SaltProperty thermodynamic;
    /** What part of an edge lies in its first voxel; empty where no property follows the concentration. */
    private final double[] share;

    private final double[] logarithm;
    private final double[] inverse;
    private final double[] concentration;
    private final double[] reactionBySalt;
    private final double[] lithiumBySalt;
    private final double[] rhs;
    private final double[] solution;
    private GraphMultigrid multigrid;

    SaltTransport(CellNetwork network, Parallel parallel) {
        this.network = network;
        this.parallel = parallel;
        Cell cell = network.cell;
        Electrolyte electrolyte = cell.electrolyte();
        offset = network.nodes + network.active;
        migration = 1 - electrolyte.transferenceNumber();
        setTemperature(cell);
        double charge = PhysicalConstants.FARADAY * electrolyte.concentration();
        saltOf = new int[network.nodes];
        Arrays.fill(saltOf, -1);
        int count = 0;
        for (int i = 0; i < network.nodes; i++) {
            if (network.isIonic(i)) {
                saltOf[i] = count++;
            }
        }
        nodeOf = new int[count];
        capacity = new double[count];
        CellGeometry geometry = network.geometry;
        int plane = geometry.nu * geometry.nv;
        for (int i = 0; i < network.nodes; i++) {
            if (saltOf[i] >= 0) {
                nodeOf[saltOf[i]] = i;
                capacity[saltOf[i]] =
                        charge * geometry.du * geometry.dv * geometry.thickness[network.position[i] / plane];
            }
        }
        kappa = SaltProperty.of(electrolyte.conductivityRatio(), count);
        diffusivity = SaltProperty.of(electrolyte.diffusivityRatio(), count);
        thermodynamic = SaltProperty.of(electrolyte.thermodynamicRatio(), count);
        share = new double[electrolyte.followsConcentration() ? network.firstActive : 0];
        for (int e = 0; e < share.length; e++) {
            int a = network.ends[2 * e];
            int b = network.ends[2 * e + 1];
            if (saltOf[a] >= 0) {
                double first = geometry.thickness[network.position[a] / plane];
                double second = geometry.thickness[network.position[b] / plane];
                share[e] = first / (first + second);
            }
        }
        logarithm = new double[count];
        inverse = new double[count];
        concentration = new double[count];
        reactionBySalt = new double[network.edges - network.firstReactive];
        lithiumBySalt = new double[network.lithiumNode.length];
        rhs = new double[count];
        solution = new double[count];
    }

    /** Takes over β and De of the cell at a temperature; De over κ of the network, whose conductances it multiplies. */
    void setTemperature(Cell cell) {
        Electrolyte electrolyte = cell.electrolyte();
        beta = migration
                * PhysicalConstants.GAS
                * cell.temperature()
                * electrolyte.thermodynamicFactor()
                / PhysicalConstants.FARADAY;
        double charge = PhysicalConstants.FARADAY * electrolyte.concentration();
        diffusion =
                charge * electrolyte.diffusivity() / network.cell.electrolyte().conductivity();
    }

    static boolean isNeeded(Cell cell) {
        return cell.electrolyte().transferenceNumber() < 1;
    }

    int count() {
        return nodeOf.length;
    }

    /** Logarithms, properties and their slopes at a state. */
    void evaluate(double[] u) {
        for (int k = 0; k < nodeOf.length; k++) {
            double y = Math.max(LEAST, u[offset + k]);
            logarithm[k] = Math.log(y);
            inverse[k] = u[offset + k] > LEAST ? 1 / y : 0;
            concentration[k] = u[offset + k];
        }
        for (SaltProperty property : new SaltProperty[] {kappa, diffusivity, thermodynamic}) {
            if (property != null) {
                property.evaluate(u, offset, parallel);
            }
        }
    }

    /** Whether κ follows the concentration. */
    boolean changesConductivity() {
        return kappa != null;
    }

    /** κ of an edge over that at rest. */
    double conductivity(int e) {
        int a = saltOf[network.ends[2 * e]];
        return a < 0 ? 1 : kappa.between(a, saltOf[network.ends[2 * e + 1]], share[e]);
    }

    /** Its relative change with the unknowns v. */
    double conductivityChange(int e, double[] v) {
        int a = saltOf[network.ends[2 * e]];
        int b = saltOf[network.ends[2 * e + 1]];
        return a < 0 ? 0 : kappa.change(a, v[offset + a], b, v[offset + b], share[e]) / kappa.between(a, b, share[e]);
    }

    /** κ at a node over that at rest. */
    double conductivityAt(int node) {
        return kappa == null ? 1 : kappa.value[saltOf[node]];
    }

    private double logarithmicSlope(int node) {
        return kappa == null ? 0 : kappa.slope[saltOf[node]] / kappa.value[saltOf[node]];
    }

    private double thermodynamic(int e, int a, int b) {
        return thermodynamic == null ? 1 : thermodynamic.between(a, b, share[e]);
    }

    /** What the salt takes off the potential difference of an edge of constant conductance [V]. */
    double drop(int e) {
        int a = saltOf[network.ends[2 * e]];
        int b = saltOf[network.ends[2 * e + 1]];
        return a < 0 || b < 0 ? 0 : beta * thermodynamic(e, a, b) * (logarithm[a] - logarithm[b]);
    }

    /** The change of {@link #drop} with the unknowns v. */
    double dropChange(int e, double[] v) {
        int a = saltOf[network.ends[2 * e]];
        int b = saltOf[network.ends[2 * e + 1]];
        if (a < 0 || b < 0) {
            return 0;
        }
        double va = v[offset + a];
        double vb = v[offset + b];
        double change = beta * thermodynamic(e, a, b) * (inverse[a] * va - inverse[b] * vb);
        return thermodynamic == null
                ? change
                : change + beta * thermodynamic.change(a, va, b, vb, share[e]) * (logarithm[a] - logarithm[b]);
    }

    /** √y at a node: the factor of the exchange current there. */
    double exchange(int node, double[] u) {
        return Math.sqrt(Math.max(LEAST, u[offset + saltOf[node]]));
    }

    /**
     * Keeps the change of a face's current with y.
     *
     * @param byExchange change with √y, which the exchange current has as a factor, as {@code exchange} says
     * @param byLogKappa change with ln κ, by way of the half voxel
     */
    void setReactionSlope(int face, int node, double byExchange, double exchange, double byLogKappa) {
        reactionBySalt[face] = slope(node, byExchange, exchange, byLogKappa);
    }

    void setLithiumSlope(int link, int node, double byExchange, double exchange, double byLogKappa) {
        lithiumBySalt[link] = slope(node, byExchange, exchange, byLogKappa);
    }

    /** The change with y at a node of what depends on √y and ln κ there. */
    double slope(int node, double byExchange, double exchange, double byLogKappa) {
        double first = inverse[saltOf[node]] > 0 ? byExchange / (2 * exchange) : 0;
        return first + byLogKappa * logarithmicSlope(node);
    }

    /** The unknown of a node. */
    double at(int node, double[] v) {
        return v[offset + saltOf[node]];
    }

    /** The change of the current of a reactive face with the unknowns v. */
    double reactionChange(int e, double[] v) {
        return reactionBySalt[e - network.firstReactive] * v[offset + saltOf[network.ends[2 * e + 1]]];
    }

    double lithiumChange(int link, double[] v) {
        return lithiumBySalt[link] * v[offset + saltOf[network.lithiumNode[link]]];
    }

    /**
     * The salt's part of the residual, or of its change: diffusion, and the currents that enter.
     *
     * @param v unknowns
     * @param change whether they are a change of the state of the last evaluation, else that state
     * @param edgeCurrent current of every edge
     * @param lithiumCurrent current of every lithium link into the cell
     * @param r where it goes
     */
    void gather(double[] v, boolean change, double[] edgeCurrent, double[] lithiumCurrent, double[] r) {
        int chunk = 8192;
        int chunks = (nodeOf.length + chunk - 1) / chunk;
        parallel.forEach(chunks, c -> {
            int end = Math.min(nodeOf.length, (c + 1) * chunk);
            for (int k = c * chunk; k < end; k++) {
                int i = nodeOf[k];
                double sum = 0;
                for (int m = network.rowStart[i]; m < network.rowStart[i + 1]; m++) {
                    int e = CellNetwork.edge(network.rowEdge[m]);
                    if (e < network.firstActive) {
                        int other = saltOf[network.ends[2 * e] + network.ends[2 * e + 1] - i];
                        if (other >= 0) {
                            sum += diffusion * network.constant[e] * difference(e, k, other, v, change);
                        }
                    } else if (e >= network.firstReactive) {
                        sum -= migration * edgeCurrent[e];
                    }
                }
                r[offset + k] = sum;
            }
        });
        for (int l = 0; l < lithiumCurrent.length; l++) {
            r[offset + saltOf[network.lithiumNode[l]]] -= migration * lithiumCurrent[l];
        }
    }

    /** De over that at rest times the difference of v over an edge, or the change of the former with v. */
    private double difference(int e, int k, int other, double[] v, boolean change) {
        double difference = v[offset + k] - v[offset + other];
        if (diffusivity == null) {
            return difference;
        }
        boolean outward = network.ends[2 * e] == nodeOf[k];
        double part = outward ? share[e] : 1 - share[e];
        double flow = diffusivity.between(k, other, part) * difference;
        if (!change) {
            return flow;
        }
        double changed = diffusivity.change(k, v[offset + k], other, v[offset + other], part);
        return flow + changed * (concentration[k] - concentration[other]);
    }

    /** Adds what is stored. */
    void addStorage(double[] u, TimeFormula time, double[] r) {
        for (int k = 0; k < capacity.length; k++) {
            r[offset + k] += capacity[k] * time.derivative(u[offset + k], network.active + k);
        }
    }

    void addStorageChange(double[] v, TimeFormula time, double[] y) {
        double factor = time.factor();
        for (int k = 0; k < capacity.length; k++) {
            y[offset + k] += capacity[k] * factor * v[offset + k];
        }
    }

    /** Builds the preconditioner of the salt's own block. */
    void rebuild(TimeFormula time) {
        int edges = 0;
        for (int e = 0; e < network.firstActive; e++) {
            edges += saltOf[network.ends[2 * e]] >= 0 ? 1 : 0;
        }
        int[] ends = new int[2 * edges];
        double[] g = new double[edges];
        int next = 0;
        for (int e = 0; e < network.firstActive; e++) {
            int a = saltOf[network.ends[2 * e]];
            if (a >= 0) {
                ends[2 * next] = a;
                ends[2 * next + 1] = saltOf[network.ends[2 * e + 1]];
                double ratio =
                        diffusivity == null ? 1 : diffusivity.between(a, saltOf[network.ends[2 * e + 1]], share[e]);
                g[next++] = diffusion * network.constant[e] * ratio;
            }
        }
        double[] ground = new double[capacity.length];
        int[] position = new int[capacity.length];
        for (int k = 0; k < ground.length; k++) {
            ground[k] = capacity[k] * time.factor();
            position[k] = network.position[nodeOf[k]];
        }
        multigrid = null;
        multigrid = new GraphMultigrid(new ConductanceGraph(ends, g, ground, position, network.lattice()), parallel);
    }

    /** First part of the elimination: solves the salt's block for r and takes its effect off the potentials' residual. */
    void eliminate(double[] r, double[] conductance, double[] phiRhs) {
        System.arraycopy(r, offset, rhs, 0, rhs.length);
        multigrid.apply(rhs, solution);
        for (int e = 0; e < network.firstActive; e++) {
            int a = network.ends[2 * e];
            int b = network.ends[2 * e + 1];
            if (saltOf[a] >= 0) {
                double change = -conductance[e]
                        * beta
                        * (inverse[saltOf[a]] * solution[saltOf[a]] - inverse[saltOf[b]] * solution[saltOf[b]]);
                phiRhs[a] -= change;
                phiRhs[b] += change;
            }
        }
        for (int e = network.firstReactive; e < network.edges; e++) {
            int b = network.ends[2 * e + 1];
            double change = reactionBySalt[e - network.firstReactive] * solution[saltOf[b]];
            phiRhs[network.ends[2 * e]] -= change;
            phiRhs[b] += change;
        }
        for (int l = 0; l < lithiumBySalt.length; l++) {
            int node = network.lithiumNode[l];
            phiRhs[node] += lithiumBySalt[l] * solution[saltOf[node]];
        }
    }

    /** Last part: the salt that follows from the potentials. */
    void substitute(double[] phi, double[] conductance, double[] lithiumConductance, double[] z) {
        for (int e = network.firstReactive; e < network.edges; e++) {
            int a = network.ends[2 * e];
            int b = network.ends[2 * e + 1];
            rhs[saltOf[b]] += migration * conductance[e] * (phi[a] - phi[b]);
        }
        for (int l = 0; l < lithiumConductance.length; l++) {
            int node = network.lithiumNode[l];
            rhs[saltOf[node]] -= migration * lithiumConductance[l] * phi[node];
        }
        multigrid.apply(rhs, solution);
        System.arraycopy(solution, 0, z, offset, solution.length);
    }
}
