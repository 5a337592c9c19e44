package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Exact solution for potentials that are the same all over every body of a cell's network: a layer of electrolyte, a
 * cluster of electronic conductors with what it touches of the collector. Such potentials go from lithium to the collector and from one floating cluster to the
 * next, through all levels of an aggregation multigrid, which corrects them slowly beside those that vary within a phase.
 *
 * <p>The K-cycle M⁻¹ is put after it: y = Q·r + M⁻¹·(r − A·Q·r), Q = P·(Pᵀ·A·P)⁻¹·Pᵀ with the bodies in the columns of P. Source: J. M. Tang,
 * R. Nabben, C. Vuik, Y. A. Erlangga, J. Sci. Comput. 39 (2009) 340, A-DEF1.
 *
 * <p>Clusters never touch each other, so they are eliminated and a dense system of the layers is left. A·P has entries only where two bodies
 * touch; they are kept in float with the neighbouring body. Clusters of a few voxels belong to no body.
 */
final class RigidPotentials {
    /** Smaller clusters fall into one aggregate of the multigrid or two. */
    private static final int LEAST_CLUSTER = 8;

    private static final int CHUNK = 8192;

    private final CellNetwork network;
    private final Parallel parallel;
    /** Body of every node: layers first, then clusters; {@link #bodies} for none. */
    private final int[] body;

    private final int layers;
    private final int bodies;
    /** Nodes body by body, in pieces that are summed one by one. */
    private final int[] member;

    private final int[] pieceStart;
    private final int[] pieceBody;

    /** Nodes that touch another body, and what they touch. */
    private final int[] borderNode;

    private final int[] borderStart;
    private final int[] borderBody;
    private final float[] borderConductance;
    /** Place of a node in the border, −1 inside. */
    private final int[] borderOf;

    private final double[][] clusterToLayer;
    private final double[] clusterDiagonal;
    private LinearSolverDense<DMatrixRMaj> direct;
    private final DMatrixRMaj rhs;
    private final DMatrixRMaj solution;
    private final double[] pieceSum;
    /** Potential of every body, and 0 for none. */
    private final double[] potential;

    RigidPotentials(CellNetwork network, Parallel parallel) {
        this.network = network;
        this.parallel = parallel;
        int[] cluster = clusters(network);
        body = new int[network.nodes];
        layers = network.geometry.nw + 1;
        bodies = number(cluster);
        int[] start = new int[bodies + 2];
        for (int b : body) {
            start[b + 1]++;
        }
        for (int b = 0; b <= bodies; b++) {
            start[b + 1] += start[b];
        }
        int[] fill = start.clone();
        member = new int[network.nodes];
        for (int i = 0; i < network.nodes; i++) {
            member[fill[body[i]]++] = i;
        }
        int pieces = 0;
        for (int b = 0; b < bodies; b++) {
            pieces += (start[b + 1] - start[b] + CHUNK - 1) / CHUNK;
        }
        pieceStart = new int[pieces + 1];
        pieceBody = new int[pieces];
        int piece = 0;
        for (int b = 0; b < bodies; b++) {
            for (int at = start[b]; at < start[b + 1]; at += CHUNK) {
                pieceBody[piece] = b;
                pieceStart[piece++] = at;
            }
        }
        pieceStart[pieces] = start[bodies];
        pieceSum = new double[pieces];
        borderOf = new int[network.nodes];
        Arrays.fill(borderOf, -1);
        int[] touching = touching();
        int border = 0;
        for (int i = 0; i < network.nodes; i++) {
            if (touching[i] > 0) {
                borderOf[i] = border++;
            }
        }
        borderNode = new int[border];
        borderStart = new int[border + 1];
        for (int i = 0; i < network.nodes; i++) {
            if (borderOf[i] >= 0) {
                borderNode[borderOf[i]] = i;
                borderStart[borderOf[i] + 1] = borderStart[borderOf[i]] + touching[i];
            }
        }
        borderBody = new int[borderStart[border]];
        borderConductance = new float[borderStart[border]];
        clusterToLayer = new double[bodies - layers][layers];
        clusterDiagonal = new double[bodies - layers];
        rhs = new DMatrixRMaj(layers, 1);
        solution = new DMatrixRMaj(layers, 1);
        potential = new double[bodies + 1];
    }

    /** How many edges of every node lead to another body or to lithium. */
    private int[] touching() {
        int[] touching = new int[network.nodes];
        for (int e = 0; e < network.edges; e++) {
            int a = network.ends[2 * e];
            int b = network.ends[2 * e + 1];
            if (body[a] != body[b]) {
                touching[a]++;
                touching[b]++;
            }
        }
        for (int node : network.lithiumNode) {
            touching[node]++;
        }
        return touching;
    }

    /** First node of the electronic cluster of every node, −1 in the electrolyte. */
    private static int[] clusters(CellNetwork network) {
        int[] parent = new int[network.nodes];
        for (int i = 0; i < network.nodes; i++) {
            parent[i] = i;
        }
        for (int e = 0; e < network.firstReactive; e++) {
            if (network.isElectronic(network.ends[2 * e])) {
                int a = root(parent, network.ends[2 * e]);
                int b = root(parent, network.ends[2 * e + 1]);
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        for (int i = 0; i < network.nodes; i++) {
            parent[i] = network.isElectronic(i) ? root(parent, i) : -1;
        }
        return parent;
    }

    private static int root(int[] parent, int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /** Numbers layers, the end of a resolved separator after them, and clusters; returns how many bodies there are. */
    private int number(int[] cluster) {
        int plane = network.geometry.nu * network.geometry.nv;
        int[] size = new int[network.nodes];
        for (int c : cluster) {
            if (c >= 0) {
                size[c]++;
            }
        }
        int[] index = new int[network.nodes];
        int count = layers;
        for (int i = 0; i < network.nodes; i++) {
            if (size[i] >= LEAST_CLUSTER) {
                index[i] = count++;
            }
        }
        for (int i = 0; i < network.nodes; i++) {
            if (cluster[i] < 0) {
                body[i] = network.position[i] < 0 ? layers - 1 : network.position[i] / plane;
            } else {
                body[i] = size[cluster[i]] < LEAST_CLUSTER ? count : index[cluster[i]];
            }
        }
        return count;
    }

    /**
     * Takes over the conductances.
     *
     * @param conductance of every edge of the network [S]
     * @param ground to a fixed potential, of every node [S]
     */
    void rebuild(double[] conductance, double[] ground) {
        int[] fill = borderStart.clone();
        DMatrixRMaj a = new DMatrixRMaj(layers, layers);
        for (double[] row : clusterToLayer) {
            Arrays.fill(row, 0);
        }
        Arrays.fill(clusterDiagonal, 0);
        for (int e = 0; e < network.edges; e++) {
            int i = network.ends[2 * e];
            int j = network.ends[2 * e + 1];
            if (body[i] != body[j]) {
                addBorder(fill[borderOf[i]]++, body[i], body[j], conductance[e], a);
                addBorder(fill[borderOf[j]]++, body[j], body[i], conductance[e], a);
            }
        }
        for (int node : network.lithiumNode) {
            addBorder(fill[borderOf[node]]++, body[node], bodies, ground[node], a);
        }
        for (int c = 0; c < clusterDiagonal.length; c++) {
            if (!(clusterDiagonal[c] > 0)) {
                continue;
            }
            double[] row = clusterToLayer[c];
            for (int i = 0; i < layers; i++) {
                if (row[i] != 0) {
                    for (int j = 0; j < layers; j++) {
                        a.add(i, j, -row[i] * row[j] / clusterDiagonal[c]);
                    }
                }
            }
        }
        for (int i = 0; i < layers; i++) {
            if (a.get(i, i) == 0) {
                a.set(i, i, 1); // no electrolyte in this layer
            }
        }
        direct = LinearSolverFactory_DDRM.chol(layers);
        if (!direct.setA(a)) {
            direct = null;
        }
    }

    /** One direction of an edge between two bodies. */
    private void addBorder(int at, int own, int other, double g, DMatrixRMaj a) {
        borderBody[at] = other;
        borderConductance[at] = (float) g;
        if (own == bodies) {
            return;
        }
        if (own >= layers) {
            clusterDiagonal[own - layers] += g;
            if (other < layers) {
                clusterToLayer[own - layers][other] += g;
            }
            return;
        }
        a.add(own, own, g);
        if (other < layers) {
            a.add(own, other, -g);
        }
    }

    /** Takes what the bodies' potentials answer to off a residual of all nodes [A]; {@link #add} then adds these potentials. */
    void solve(double[] r) {
        if (direct == null) {
            Arrays.fill(potential, 0);
            return;
        }
        parallel.forEach(pieceSum.length, p -> {
            double sum = 0;
            for (int m = pieceStart[p]; m < pieceStart[p + 1]; m++) {
                sum += r[member[m]];
            }
            pieceSum[p] = sum;
        });
        Arrays.fill(potential, 0);
        for (int p = 0; p < pieceSum.length; p++) {
            potential[pieceBody[p]] += pieceSum[p];
        }
        System.arraycopy(potential, 0, rhs.data, 0, layers);
        for (int c = 0; c < clusterDiagonal.length; c++) {
            if (clusterDiagonal[c] > 0) {
                double share = potential[layers + c] / clusterDiagonal[c];
                for (int i = 0; i < layers; i++) {
                    rhs.data[i] += clusterToLayer[c][i] * share;
                }
            }
        }
        direct.solve(rhs, solution);
        System.arraycopy(solution.data, 0, potential, 0, layers);
        for (int c = 0; c < clusterDiagonal.length; c++) {
            double sum = potential[layers + c];
            for (int i = 0; i < layers; i++) {
                sum += clusterToLayer[c][i] * solution.data[i];
            }
            potential[layers + c] = clusterDiagonal[c] > 0 ? sum / clusterDiagonal[c] : 0;
        }
        ranges(borderNode.length, (from, to) -> {
            for (int n = from; n < to; n++) {
                double own = potential[body[borderNode[n]]];
                double sum = 0;
                for (int k = borderStart[n]; k < borderStart[n + 1]; k++) {
                    sum += borderConductance[k] * (own - potential[borderBody[k]]);
                }
                r[borderNode[n]] -= sum;
            }
        });
    }

    /** Adds the bodies' potentials of the last {@link #solve} to those of all nodes [V]. */
    void add(double[] phi) {
        ranges(phi.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                phi[i] += potential[body[i]];
            }
        });
    }

    private interface Range {
        void run(int from, int to);
    }

    private void ranges(int size, Range range) {
        parallel.forEach((size + CHUNK - 1) / CHUNK, c -> range.run(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }
}
