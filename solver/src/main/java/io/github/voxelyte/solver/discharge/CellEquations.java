package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.KirchhoffVariable;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * The discrete equations of a cell at one instant, and their derivatives, all in amperes.
 *
 * <p>Unknowns u = [φ of every node; x of every active voxel]. Charge: at every node the currents of its edges sum to zero;
 * at the collector to −I. Lithium: Q·ẋ + Σ lithium currents between voxels + Σ reaction currents = 0 with Q = F·cmax·V; the time
 * derivative enters through {@link TimeFormula}.
 *
 * <p>{@link #evaluate} computes currents and derivatives of every edge; {@link #residual} and {@link #multiply} gather them
 * node by node, so the order of the sums, and with it every bit, does not depend on the number of threads.
 */
final class CellEquations {
    private static final int CHUNK = 8192;

    final CellNetwork network;
    final int unknowns;

    private final Parallel parallel;
    private final FaceRule rule;
    private ActiveMaterial material;
    private KirchhoffVariable theta;
    /** κ now over κ at the network's temperature. */
    private double kappaFactor = 1;

    private final double lithiumCharge;
    private final double voxelCharge;
    private final double grainResistance;

    /** Current of every edge from its first to its second end [A], its derivative by the potential difference [S]. */
    final double[] current;

    final double[] conductance;
    /** Derivative of the current by the lithiation of the first and of the second end [A]; from firstActive on. */
    private final double[] byFirst;

    private final double[] bySecond;
    /** Lithium current between active voxels [A] and derivatives; edge − firstActive. */
    final double[] lithium;

    private final double[] lithiumByFirst;
    private final double[] lithiumBySecond;
    /** Surface lithiation and charge-transfer overpotential of every reactive face. */
    final double[] surface;

    final double[] overpotential;
    /** The reactive faces' part of all this. */
    final ReactiveFaces faces;

    final LithiumPlane lithiumPlane;

    /** σ [S/m] and D [m²/s] of every active voxel, and their slopes. */
    final double[] sigma;

    final double[] sigmaSlope;
    final double[] diffusivity;
    final double[] diffusivitySlope;

    /** Salt of an electrolyte with t+ below 1, else null. */
    final SaltTransport salt;

    /** Double layers in time, else null. */
    final DoubleLayers layers;

    private final double[] edgeWork;
    private final double[] faradaicWork;
    private final double[] lithiumWork;
    private final double[] linkWork;

    CellEquations(CellNetwork network, FaceRule rule, boolean doubleLayer, Parallel parallel) {
        this.network = network;
        this.rule = rule;
        this.parallel = parallel;
        Cell cell = network.cell;
        material = cell.activeMaterial();
        theta = new KirchhoffVariable(material.diffusivity());
        lithiumCharge = PhysicalConstants.FARADAY * material.maximumConcentration();
        voxelCharge = network.voxelCharge();
        grainResistance = cell.grainContactResistance();
        salt = SaltTransport.isNeeded(cell) ? new SaltTransport(network, parallel) : null;
        unknowns = network.nodes + network.active + (salt == null ? 0 : salt.count());
        int edges = network.edges;
        current = new double[edges];
        conductance = new double[edges];
        System.arraycopy(network.constant, 0, conductance, 0, network.firstActive);
        byFirst = new double[edges - network.firstActive];
        int activeEdges = network.firstMixed - network.firstActive;
        bySecond = new double[activeEdges];
        lithium = new double[activeEdges];
        lithiumByFirst = new double[activeEdges];
        lithiumBySecond = new double[activeEdges];
        lithiumPlane = new LithiumPlane(network, parallel);
        sigma = new double[network.active];
        sigmaSlope = new double[network.active];
        diffusivity = new double[network.active];
        diffusivitySlope = new double[network.active];
        layers = doubleLayer && DoubleLayers.isNeeded(cell) ? new DoubleLayers(network) : null;
        faces = new ReactiveFaces(this, rule, parallel);
        faces.setCell(cell, theta);
        surface = faces.surface;
        overpotential = faces.overpotential;
        faradaicWork = new double[layers == null ? 0 : edges - network.firstReactive];
        edgeWork = new double[edges];
        lithiumWork = new double[activeEdges];
        linkWork = new double[network.lithiumNode.length];
    }

    /** Takes over the values at another temperature; in force from the next {@link #evaluate} on. */
    void setTemperature(double kelvin) {
        Cell cell = network.cell.atTemperature(kelvin);
        material = cell.activeMaterial();
        theta = new KirchhoffVariable(material.diffusivity());
        lithiumPlane.setCell(cell);
        kappaFactor =
                cell.electrolyte().conductivity() / network.cell.electrolyte().conductivity();
        for (int e = 0; e < network.firstActive; e++) {
            conductance[e] = network.constant[e] * (network.isElectronic(network.ends[2 * e]) ? 1 : kappaFactor);
        }
        faces.setCell(cell, theta);
        if (salt != null) {
            salt.setTemperature(cell);
        }
    }

    /** Electrolyte half voxel at a reactive face [Ω·m²]. */
    double electrolyteHalf(int e) {
        double half = network.series[e - network.firstMixed] / kappaFactor;
        return salt == null ? half : half / salt.conductivityAt(network.ends[2 * e + 1]);
    }

    /** U(x) at the present temperature. */
    LithiationFunction openCircuitPotential() {
        return material.openCircuitPotential();
    }

    private static int chunks(int size) {
        return (size + CHUNK - 1) / CHUNK;
    }

    /** Runs a loop body over ranges; ranges do not depend on the number of threads. */
    private void ranges(int size, RangeBody body) {
        parallel.forEach(chunks(size), c -> body.run(c, c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }

    private interface RangeBody {
        void run(int chunk, int from, int to);
    }

    /** Forgets what the last evaluations have left as guesses: what comes then depends on its state alone. */
    void forget() {
        java.util.Arrays.fill(current, network.firstReactive, network.edges, 0);
        java.util.Arrays.fill(lithiumPlane.overpotential, 0);
    }

    /** Computes the currents of all edges and their derivatives at a state; double layers change as a formula says. */
    void evaluate(double[] u, TimeFormula time) {
        if (layers != null) {
            layers.setTime(time);
        }
        evaluate(u);
    }

    private void evaluate(double[] u) {
        int nodes = network.nodes;
        LithiationFunction conductivity = material.conductivity();
        LithiationFunction diffusion = material.diffusivity();
        ranges(network.active, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                double x = u[nodes + k];
                sigma[k] = conductivity.value(x);
                sigmaSlope[k] = conductivity.derivative(x);
                diffusivity[k] = diffusion.value(x);
                diffusivitySlope[k] = diffusion.derivative(x);
            }
        });
        if (salt != null) {
            salt.evaluate(u);
        }
        ranges(network.firstActive, (c, from, to) -> {
            for (int e = from; e < to; e++) {
                double drop = salt == null ? drop(e, u) : drop(e, u) - salt.drop(e);
                if (salt != null && salt.changesConductivity() && !network.isElectronic(network.ends[2 * e])) {
                    conductance[e] = network.constant[e] * kappaFactor * salt.conductivity(e);
                }
                current[e] = conductance[e] * drop;
            }
        });
        ranges(network.firstMixed - network.firstActive, (c, from, to) -> {
            for (int e = from; e < to; e++) {
                activeEdge(e, u);
            }
        });
        ranges(network.firstReactive - network.firstMixed, (c, from, to) -> {
            for (int e = from; e < to; e++) {
                mixedEdge(network.firstMixed + e, u);
            }
        });
        faces.evaluate(u);
        lithiumPlane.evaluate(u, kappaFactor, salt, layers);
    }

    private double drop(int e, double[] u) {
        return u[network.ends[2 * e]] - u[network.ends[2 * e + 1]];
    }

    /** Harmonic means of σ and D over two equal half voxels, the contact of two particles between; lithium by θ differences with the parabolic rule. */
    private void activeEdge(int m, double[] u) {
        int e = network.firstActive + m;
        int a = network.activeOf[network.ends[2 * e]];
        int b = network.activeOf[network.ends[2 * e + 1]];
        double shape = network.area[m] / network.distance[m];
        double drop = drop(e, u);
        if (network.grainContacts != null && network.grainContacts.get(m)) {
            grainContact(e, m, a, b, drop);
        } else {
            double sum = sigma[a] + sigma[b];
            conductance[e] = shape * 2 * sigma[a] * sigma[b] / sum;
            current[e] = conductance[e] * drop;
            double q = 2 * shape * drop / (sum * sum);
            byFirst[m] = q * sigma[b] * sigma[b] * sigmaSlope[a];
            bySecond[m] = q * sigma[a] * sigma[a] * sigmaSlope[b];
        }
        double xa = u[network.nodes + a];
        double xb = u[network.nodes + b];
        double scale = shape * lithiumCharge;
        if (rule == FaceRule.PARABOLIC) {
            lithium[m] = scale * (theta.value(xa) - theta.value(xb));
            lithiumByFirst[m] = scale * diffusivity[a];
            lithiumBySecond[m] = -scale * diffusivity[b];
            return;
        }
        double dSum = diffusivity[a] + diffusivity[b];
        double mean = 2 * diffusivity[a] * diffusivity[b] / dSum;
        lithium[m] = scale * mean * (xa - xb);
        double p = 2 * (xa - xb) / (dSum * dSum);
        lithiumByFirst[m] = scale * (mean + p * diffusivity[b] * diffusivity[b] * diffusivitySlope[a]);
        lithiumBySecond[m] = scale * (-mean + p * diffusivity[a] * diffusivity[a] * diffusivitySlope[b]);
    }

    /** Electrons through a half voxel, the contact of two particles, and another half voxel. */
    private void grainContact(int e, int m, int a, int b, double drop) {
        double half = 0.5 * network.distance[m];
        double resistance = half / sigma[a] + half / sigma[b] + grainResistance;
        conductance[e] = network.area[m] / resistance;
        current[e] = conductance[e] * drop;
        double q = current[e] / resistance * half;
        byFirst[m] = q / (sigma[a] * sigma[a]) * sigmaSlope[a];
        bySecond[m] = q / (sigma[b] * sigma[b]) * sigmaSlope[b];
    }

    private void mixedEdge(int e, double[] u) {
        int a = network.activeOf[network.ends[2 * e]];
        int m = e - network.firstActive;
        double half = 0.5 * network.distance[m];
        double resistance = half / sigma[a] + network.series[e - network.firstMixed];
        conductance[e] = network.area[m] / resistance;
        current[e] = conductance[e] * drop(e, u);
        byFirst[m] = current[e] / resistance * half / (sigma[a] * sigma[a]) * sigmaSlope[a];
    }

    /**
     * The residual at the state of the last {@link #evaluate}.
     *
     * @param u the state
     * @param time the time derivative
     * @param cellCurrent I, positive on discharge [A]
     * @param r where it goes
     */
    void residual(double[] u, TimeFormula time, double cellCurrent, double[] r) {
        gather(current, lithium, layers == null ? null : layers.faradaic, r);
        int nodes = network.nodes;
        for (int l = 0; l < linkWork.length; l++) {
            r[network.lithiumNode[l]] -= lithiumPlane.current[l];
        }
        r[network.collector] += cellCurrent;
        ranges(network.active, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                r[nodes + k] += voxelCharge * time.derivative(u[nodes + k], k);
            }
        });
        if (salt != null) {
            salt.gather(u, false, current, lithiumPlane.current, r);
            salt.addStorage(u, time, r);
        }
        if (layers != null) {
            dropRounding(time, r);
        }
    }

    /** In the short steps that double layers need, the last bit of a lithiation may stand for more than the tolerance. */
    private void dropRounding(TimeFormula time, double[] r) {
        double share = Math.ulp(1.0) * time.factor();
        for (int k = 0; k < unknowns - network.nodes; k++) {
            if (Math.abs(r[network.nodes + k]) < capacity(k) * share) {
                r[network.nodes + k] = 0;
            }
        }
    }

    /** Adds ∂r/∂Δt at given unknowns, as far as it is the double layers'. */
    void addLayersByStep(double[] r) {
        java.util.Arrays.fill(edgeWork, 0);
        java.util.Arrays.fill(lithiumWork, 0);
        for (int f = 0; f < faradaicWork.length; f++) {
            int e = network.firstReactive + f;
            edgeWork[e] = network.area[e - network.firstActive] * layers.byStep(f)
                    + faces.changeByDrop(f, false, layers::dropByStep);
            faradaicWork[f] = faradaicByStep(f);
        }
        double[] part = new double[unknowns];
        gather(edgeWork, lithiumWork, faradaicWork, part);
        for (int l = 0; l < linkWork.length; l++) {
            linkWork[l] = network.lithiumArea[l] * layers.byStep(layers.lithiumPlace(l));
            part[network.lithiumNode[l]] -= linkWork[l];
        }
        if (salt != null) {
            salt.gather(new double[unknowns], true, edgeWork, linkWork, part);
        }
        for (int i = 0; i < unknowns; i++) {
            r[i] += part[i];
        }
    }

    /** ∂i_F/∂Δt of a face with a double layer at given unknowns [A/s]. */
    double faradaicByStep(int f) {
        return layers.conductance[f] * layers.dropByStep(f) + faces.changeByDrop(f, true, layers::dropByStep);
    }

    /** y = J·v with the derivatives of the last {@link #evaluate}. */
    void multiply(double[] v, TimeFormula time, double[] y) {
        int nodes = network.nodes;
        int firstActive = network.firstActive;
        int activeEdges = network.firstMixed - firstActive;
        ranges(firstActive, (c, from, to) -> {
            for (int e = from; e < to; e++) {
                double drop = salt == null ? drop(e, v) : drop(e, v) - salt.dropChange(e, v);
                edgeWork[e] = conductance[e] * drop;
                if (salt != null && salt.changesConductivity()) {
                    edgeWork[e] += current[e] * salt.conductivityChange(e, v);
                }
            }
        });
        ranges(network.edges - firstActive, (c, from, to) -> {
            for (int m = from; m < to; m++) {
                int e = firstActive + m;
                double drop = drop(e, v);
                double first = v[nodes + network.activeOf[network.ends[2 * e]]];
                double change = conductance[e] * drop + byFirst[m] * first;
                if (m < activeEdges) {
                    double second = v[nodes + network.activeOf[network.ends[2 * e + 1]]];
                    change += bySecond[m] * second;
                    lithiumWork[m] = lithiumByFirst[m] * first + lithiumBySecond[m] * second;
                } else if (e >= network.firstReactive) {
                    int f = e - network.firstReactive;
                    change += salt == null ? 0 : salt.reactionChange(e, v);
                    change += faces.change(f, v);
                    if (layers != null) {
                        double y1 = salt == null ? 0 : salt.at(network.ends[2 * e + 1], v);
                        faradaicWork[f] = layers.change(f, drop, first, y1) + faces.faradaicChange(f, v);
                    }
                }
                edgeWork[e] = change;
            }
        });
        gather(edgeWork, lithiumWork, layers == null ? null : faradaicWork, y);
        for (int l = 0; l < linkWork.length; l++) {
            int node = network.lithiumNode[l];
            linkWork[l] = -lithiumPlane.conductance[l] * v[node] + (salt == null ? 0 : salt.lithiumChange(l, v));
            y[node] -= linkWork[l];
        }
        double storage = voxelCharge * time.factor();
        ranges(network.active, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                y[nodes + k] += storage * v[nodes + k];
            }
        });
        if (salt != null) {
            salt.gather(v, true, edgeWork, linkWork, y);
            salt.addStorageChange(v, time, y);
        }
    }

    /** Sums edge currents at nodes, and lithium and reaction currents at active voxels. */
    private void gather(double[] edgeCurrent, double[] lithiumEdge, double[] faradaicCurrent, double[] r) {
        ranges(network.nodes, (c, from, to) -> {
            for (int i = from; i < to; i++) {
                if (network.activeOf[i] >= 0) {
                    gatherActive(i, edgeCurrent, lithiumEdge, faradaicCurrent, r);
                } else {
                    double charge = 0;
                    for (int k = network.rowStart[i]; k < network.rowStart[i + 1]; k++) {
                        int entry = network.rowEdge[k];
                        double j = edgeCurrent[CellNetwork.edge(entry)];
                        charge += entry >= 0 ? j : -j;
                    }
                    r[i] = charge;
                }
            }
        });
    }

    /** The same of one active voxel, charge and lithium. */
    private void gatherActive(int i, double[] edgeCurrent, double[] lithiumEdge, double[] faradaicCurrent, double[] r) {
        double charge = 0;
        double ions = 0;
        for (int k = network.rowStart[i]; k < network.rowStart[i + 1]; k++) {
            int entry = network.rowEdge[k];
            int e = CellNetwork.edge(entry);
            double j = edgeCurrent[e];
            charge += entry >= 0 ? j : -j;
            if (e >= network.firstReactive) {
                ions += faradaicCurrent == null ? j : faradaicCurrent[e - network.firstReactive];
            } else if (e < network.firstMixed) {
                double l = lithiumEdge[e - network.firstActive];
                ions += entry >= 0 ? l : -l;
            }
        }
        r[i] = charge;
        r[network.nodes + network.activeOf[i]] = ions;
    }

    /** The current that the last bit of the collector's potential stands for, summed over all edges [A]. */
    double roundingCurrent(double[] u) {
        int size = layers == null ? network.firstReactive : network.edges;
        double sum = parallel.sum(chunks(size), c -> {
            double part = 0;
            for (int e = c * CHUNK; e < Math.min(size, (c + 1) * CHUNK); e++) {
                boolean electronic = e >= network.firstActive || network.isElectronic(network.ends[2 * e]);
                part += electronic ? conductance[e] : 0;
            }
            return part;
        });
        return sum * Math.ulp(u[network.collector]);
    }

    /** ∂(lithium residual)/∂x of the first end, edge − firstActive: for the preconditioner. */
    double lithiumByFirst(int m) {
        return lithiumByFirst[m];
    }

    double lithiumBySecond(int m) {
        return lithiumBySecond[m];
    }

    /** ∂(current)/∂x of the active end of a mixed or reactive edge, or of the first end of an active one [A]. */
    double byFirst(int e) {
        return byFirst[e - network.firstActive];
    }

    void setByFirst(int e, double slope) {
        byFirst[e - network.firstActive] = slope;
    }

    /** The current of a reactive face that moves lithium, all of it without a double layer [A]. */
    double faradaic(int e) {
        return layers == null ? current[e] : layers.faradaic[e - network.firstReactive];
    }

    /** Its derivative by the potential difference [S]. */
    double faradaicConductance(int e) {
        return layers == null ? conductance[e] : layers.conductance[e - network.firstReactive];
    }

    /** And by the lithiation [A]. */
    double faradaicByFirst(int e) {
        return layers == null ? byFirst(e) : layers.byFirst[e - network.firstReactive];
    }

    /** What a unit of a stored unknown holds: of a lithiation, or of a concentration behind the lithiations [C]. */
    double capacity(int stored) {
        return stored < network.active ? voxelCharge : salt.capacity[stored - network.active];
    }

    double voxelCharge() {
        return voxelCharge;
    }

    Parallel parallel() {
        return parallel;
    }
}
