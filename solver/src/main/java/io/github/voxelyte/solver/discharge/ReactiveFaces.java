package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.KirchhoffVariable;
import java.util.function.IntToDoubleFunction;

/**
 * The currents of all reactive faces at a state, with their derivatives, which go into the arrays of {@link CellEquations}.
 *
 * <p>With the parabolic rule a face's current also depends on what is opposite across its voxel: on the lithiation of an active neighbour,
 * or on the potentials (and salt) of a second reactive face, with which it is solved as a {@link FacePair}. These couplings are kept here;
 * what the face's own voxel and potentials do by way of the opposite face is in its own derivatives.
 */
final class ReactiveFaces {
    private static final int CHUNK = 8192;

    private final CellEquations equations;
    private final CellNetwork network;
    private final FaceRule rule;
    private final Parallel parallel;
    private final int count;
    private FacePair[] solvers;
    private KirchhoffVariable theta;

    /** Surface lithiation and charge-transfer overpotential. */
    final double[] surface;

    final double[] overpotential;
    /** ∂(current)/∂(lithiation of the opposite neighbour) [A], or by the opposite face's potential difference [S]. */
    private final double[] byOpposite;
    /** The same of the faradaic current; one array with the former without double layers. */
    private final double[] faradaicByOpposite;
    /** ∂(current)/∂(salt at the opposite face) [A]. */
    private final double[] bySalt;

    private final double[] faradaicBySalt;

    ReactiveFaces(CellEquations equations, FaceRule rule, Parallel parallel) {
        this.equations = equations;
        this.rule = rule;
        this.parallel = parallel;
        network = equations.network;
        count = network.edges - network.firstReactive;
        surface = new double[count];
        overpotential = new double[count];
        boolean coupled = rule == FaceRule.PARABOLIC;
        byOpposite = new double[coupled ? count : 0];
        faradaicByOpposite = equations.layers == null ? byOpposite : byOpposite.clone();
        bySalt = new double[coupled && equations.salt != null ? count : 0];
        faradaicBySalt = equations.layers == null ? bySalt : bySalt.clone();
    }

    /** Takes over the cell's properties at its temperature. */
    void setCell(Cell cell, KirchhoffVariable kirchhoff) {
        theta = kirchhoff;
        solvers = new FacePair[(count + CHUNK - 1) / CHUNK];
        for (int c = 0; c < solvers.length; c++) {
            solvers[c] = new FacePair(new FaceReaction(cell, rule, theta), new FaceReaction(cell, rule, theta));
        }
    }

    /** Solves all faces. */
    void evaluate(double[] u) {
        parallel.forEach(solvers.length, c -> {
            int end = Math.min(count, (c + 1) * CHUNK);
            for (int f = c * CHUNK; f < end; f++) {
                int partner = rule == FaceRule.PARABOLIC ? partner(f) : -1;
                if (partner < 0) {
                    solve(solvers[c].first, f, u);
                } else if (f < partner) {
                    solve(solvers[c], f, partner, u);
                }
            }
        });
    }

    /** The reactive face opposite, −1 if there is none. */
    private int partner(int f) {
        return Math.max(-1, -2 - network.opposite[f]);
    }

    private int active(int f) {
        return network.activeOf[network.ends[2 * (network.firstReactive + f)]];
    }

    private double area(int f) {
        return network.area[network.firstReactive + f - network.firstActive];
    }

    private double guess(int f) {
        return equations.faradaic(network.firstReactive + f) / area(f);
    }

    private double exchange(int f, double[] u) {
        return equations.salt == null
                ? 1
                : equations.salt.exchange(network.ends[2 * (network.firstReactive + f) + 1], u);
    }

    private void choose(FaceReaction reaction, int f, double[] u) {
        int e = network.firstReactive + f;
        int k = active(f);
        if (equations.layers != null) {
            reaction.setLayer(equations.layers.rate(f), equations.layers.memory(f), equations.layers.start(f));
        }
        reaction.setFace(
                u[network.ends[2 * e]],
                u[network.ends[2 * e + 1]],
                u[network.nodes + k],
                equations.sigma[k],
                equations.sigmaSlope[k],
                equations.diffusivity[k],
                equations.diffusivitySlope[k],
                network.distance[e - network.firstActive],
                equations.electrolyteHalf(e),
                exchange(f, u));
    }

    private void solve(FaceReaction reaction, int f, double[] u) {
        choose(reaction, f, u);
        int neighbour = rule == FaceRule.PARABOLIC ? network.opposite[f] : -1;
        if (neighbour < 0) {
            reaction.solve(guess(f));
        } else {
            double distance = network.distance[network.firstReactive + f - network.firstActive];
            double difference = theta.value(u[network.nodes + active(f)]) - theta.value(u[network.nodes + neighbour]);
            reaction.setOpposite(difference / distance);
            reaction.solve(guess(f));
            reaction.followNeighbour();
            double scale = -area(f) * equations.diffusivity[neighbour] / distance;
            byOpposite[f] = scale * reaction.byOpposite;
            faradaicByOpposite[f] = scale * reaction.faradaicByOpposite;
        }
        take(reaction, f, u);
    }

    private void solve(FacePair pair, int f, int partner, double[] u) {
        choose(pair.first, f, u);
        choose(pair.second, partner, u);
        pair.solve(guess(f), guess(partner));
        take(pair.first, f, u);
        take(pair.second, partner, u);
        for (int side = 0; side < 2; side++) {
            int here = side == 0 ? f : partner;
            byOpposite[here] = area(here) * pair.conductance[side];
            faradaicByOpposite[here] = area(here) * pair.faradaicConductance[side];
            if (equations.salt != null) {
                int there = side == 0 ? partner : f;
                int e = network.firstReactive + there;
                int node = network.ends[2 * e + 1];
                double half = equations.electrolyteHalf(e) * (side == 0 ? pair.second : pair.first).current;
                double exchange = exchange(there, u);
                bySalt[here] = area(here)
                        * equations.salt.slope(node, pair.byExchange[side], exchange, pair.conductance[side] * half);
                faradaicBySalt[here] = area(here)
                        * equations.salt.slope(
                                node, pair.faradaicByExchange[side], exchange, pair.faradaicConductance[side] * half);
            }
        }
    }

    /** Puts what was found where the equations gather it. */
    private void take(FaceReaction reaction, int f, double[] u) {
        int e = network.firstReactive + f;
        double area = area(f);
        equations.current[e] = area * reaction.current;
        equations.conductance[e] = area * reaction.conductance;
        equations.setByFirst(e, area * reaction.slope);
        surface[f] = reaction.surface;
        overpotential[f] = reaction.overpotential;
        DoubleLayers layers = equations.layers;
        if (layers != null) {
            layers.takeFace(f, area, reaction);
        }
        SaltTransport salt = equations.salt;
        if (salt != null) {
            int node = network.ends[2 * e + 1];
            double exchange = exchange(f, u);
            // A half voxel R less by a part of itself lets j·R more through.
            double half = rule == FaceRule.CELL_CENTRE ? 0 : equations.electrolyteHalf(e) * reaction.current;
            salt.setReactionSlope(f, node, area * reaction.byExchange, exchange, area * reaction.conductance * half);
            if (layers != null) {
                layers.bySalt[f] = area
                        * salt.slope(node, reaction.faradaicByExchange, exchange, reaction.faradaicConductance * half);
            }
        }
    }

    /** What the changes v of the unknowns opposite do to a face's current [A]. */
    double change(int f, double[] v) {
        return change(f, byOpposite, bySalt, v);
    }

    /** The same for its faradaic current. */
    double faradaicChange(int f, double[] v) {
        return change(f, faradaicByOpposite, faradaicBySalt, v);
    }

    private double change(int f, double[] coupling, double[] saltCoupling, double[] v) {
        if (coupling.length == 0 || network.opposite[f] == -1) {
            return 0;
        }
        int partner = partner(f);
        if (partner < 0) {
            return coupling[f] * v[network.nodes + network.opposite[f]];
        }
        int node = network.ends[2 * (network.firstReactive + partner) + 1];
        double drop = v[network.ends[2 * (network.firstReactive + f)]] - v[node];
        double change = coupling[f] * drop;
        return equations.salt == null ? change : change + saltCoupling[f] * equations.salt.at(node, v);
    }

    /** What changes of the opposite faces' potential differences do to a face's current, and to its faradaic part. */
    double changeByDrop(int f, boolean faradaic, IntToDoubleFunction drop) {
        int partner = byOpposite.length == 0 ? -1 : partner(f);
        return partner < 0 ? 0 : (faradaic ? faradaicByOpposite : byOpposite)[f] * drop.applyAsDouble(partner);
    }

    /** ∂(current)/∂(potential difference at the reactive face opposite) [S]; 0 if there is none: for the preconditioner. */
    double byOppositeDrop(int f) {
        return byOpposite.length == 0 || partner(f) < 0 ? 0 : byOpposite[f];
    }

    /** ∂(faradaic current)/∂(lithiation) of the neighbour opposite [A]; 0 if there is none: for the preconditioner. */
    double byNeighbour(int f) {
        return byOpposite.length == 0 || network.opposite[f] < 0 ? 0 : faradaicByOpposite[f];
    }
}
