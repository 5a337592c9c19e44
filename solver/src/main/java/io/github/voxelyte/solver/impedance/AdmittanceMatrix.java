package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import java.util.Arrays;

/**
 * The linear equations of a cell at one frequency, complex symmetric, all in amperes: unknowns φ of every node and ψ = U′·x
 * of every active voxel, complex numbers as pairs; with salt that moves χ of
 * every electrolyte voxel ({@link LinearSalt}). Charge: the currents of a node's elements sum to zero (to the injected
 * current at the collector). Lithium: iω(Q/p)·ψ + Σ lithium currents − Σ Faradaic currents = 0.
 *
 * <p>Memory: 8 bytes an element end, 4 a node, with salt 20 an electrolyte voxel.
 */
final class AdmittanceMatrix {
    private static final int CHUNK = 8192;

    /** What kind of element a shape is. */
    static final byte CONDUCTOR = 0;

    static final byte ACTIVE = 1;
    static final byte FACE = 2;

    final LinearNetwork network;
    final CellElements elements;
    final int nodes;
    final int active;
    final int collector;
    final byte[] role;
    final int[] rowStart;
    final int[] column;
    /** Class of the element that leads to the column. */
    final int[] type;

    final int[] lithiation;
    /** Level of every lithiation. */
    final int[] level;

    final int[] nodeOf;
    final int[] lithiumNodes;
    final Parallel parallel;
    /** Electrolyte voxels whose salt moves. */
    final int salts;
    /** Salt of a node, −1 for none; and back. */
    final int[] saltOf;

    final int[] saltNode;
    /** Electrolyte of every salt unknown [m³]. */
    final double[] saltVolume;

    AdmittanceMatrix(LinearNetwork network, Parallel parallel) {
        this.network = network;
        elements = network.elements;
        this.parallel = parallel;
        nodes = elements.nodes();
        active = elements.lithiations();
        collector = elements.collector();
        lithiumNodes = elements.lithiumNodes();
        role = new byte[network.classes.size()];
        for (int s = 0; s < role.length; s++) {
            ElementShape.Kind kind = network.classes.get(s).shape().kind();
            boolean face = kind == ElementShape.Kind.REACTIVE || kind == ElementShape.Kind.PASSIVE;
            role[s] = face ? FACE : kind == ElementShape.Kind.ACTIVE ? ACTIVE : CONDUCTOR;
        }
        lithiation = new int[nodes];
        nodeOf = new int[active];
        level = new int[active];
        for (int k = 0; k < active; k++) {
            level[k] = network.levelOf(k);
        }
        for (int i = 0; i < nodes; i++) {
            lithiation[i] = elements.lithiation(i);
            if (lithiation[i] >= 0) {
                nodeOf[lithiation[i]] = i;
            }
        }
        rowStart = new int[nodes + 1];
        for (int e = 0; e < elements.count(); e++) {
            rowStart[elements.first(e) + 1]++;
            rowStart[elements.second(e) + 1]++;
        }
        for (int i = 0; i < nodes; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        column = new int[rowStart[nodes]];
        type = new int[rowStart[nodes]];
        int[] fill = Arrays.copyOf(rowStart, nodes);
        for (int e = 0; e < elements.count(); e++) {
            int a = elements.first(e);
            int b = elements.second(e);
            type[fill[a]] = network.classOf(e);
            column[fill[a]++] = b;
            type[fill[b]] = network.classOf(e);
            column[fill[b]++] = a;
        }
        saltOf = new int[nodes];
        Arrays.fill(saltOf, -1);
        int count = 0;
        if (network.salt.isPresent()) {
            for (int i = 0; i < nodes; i++) {
                saltOf[i] = elements.electrolyteVolume(i) > 0 ? count++ : -1;
            }
        }
        salts = count;
        saltNode = new int[salts];
        saltVolume = new double[salts];
        for (int i = 0; i < nodes; i++) {
            if (saltOf[i] >= 0) {
                saltNode[saltOf[i]] = i;
                saltVolume[saltOf[i]] = elements.electrolyteVolume(i);
            }
        }
    }

    int unknowns() {
        return nodes + active + salts;
    }

    /** Runs a loop body over ranges; ranges do not depend on the number of threads. */
    void ranges(int size, RangeBody body) {
        parallel.forEach(chunks(size), c -> body.run(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }

    static int chunks(int size) {
        return (size + CHUNK - 1) / CHUNK;
    }

    interface RangeBody {
        void run(int from, int to);
    }

    /** y = A·u. */
    void multiply(ElementAdmittances a, double[] u, double[] y) {
        ranges(nodes, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (lithiation[i] >= 0) {
                    activeRow(a, u, y, i);
                } else if (saltOf[i] >= 0) {
                    saltRow(a, u, y, i);
                } else {
                    plainRow(a, u, y, i);
                }
            }
        });
        double groundRe = a.ground.getReal();
        double groundIm = a.ground.getImaginary();
        for (int i : lithiumNodes) {
            y[2 * i] += groundRe * u[2 * i] - groundIm * u[2 * i + 1];
            y[2 * i + 1] += groundRe * u[2 * i + 1] + groundIm * u[2 * i];
        }
    }

    /** Electrolyte, additive, collector. */
    private void plainRow(ElementAdmittances a, double[] u, double[] y, int i) {
        double re = 0;
        double im = 0;
        double ui = u[2 * i];
        double vi = u[2 * i + 1];
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
            int j = column[k];
            int s = type[k];
            double du = ui - u[2 * j];
            double dv = vi - u[2 * j + 1];
            double g = a.admittance[2 * s];
            if (role[s] == FACE) {
                double b = a.admittance[2 * s + 1];
                re += g * du - b * dv;
                im += g * dv + b * du;
                int x = 2 * (nodes + lithiation[j]);
                double cr = a.coupling[2 * s];
                double ci = a.coupling[2 * s + 1];
                re += cr * u[x] - ci * u[x + 1];
                im += cr * u[x + 1] + ci * u[x];
            } else {
                re += g * du;
                im += g * dv;
            }
        }
        y[2 * i] = re;
        y[2 * i + 1] = im;
    }

    /** Electrolyte with salt that moves: charge and salt. */
    private void saltRow(ElementAdmittances a, double[] u, double[] y, int i) {
        double re = 0;
        double im = 0;
        double ui = u[2 * i];
        double vi = u[2 * i + 1];
        int own = 2 * (nodes + active + saltOf[i]);
        double stored = a.saltStorage * saltVolume[saltOf[i]];
        double sr = -stored * u[own + 1];
        double si = stored * u[own];
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
            int j = column[k];
            int s = type[k];
            double du = ui - u[2 * j];
            double dv = vi - u[2 * j + 1];
            double g = a.admittance[2 * s];
            if (role[s] == FACE) {
                double b = a.admittance[2 * s + 1];
                int x = 2 * (nodes + lithiation[j]);
                double cr = a.coupling[2 * s];
                double ci = a.coupling[2 * s + 1];
                re += g * du - b * dv + cr * u[x] - ci * u[x + 1];
                im += g * dv + b * du + cr * u[x + 1] + ci * u[x];
            } else {
                int w = 2 * (nodes + active + saltOf[j]);
                double cu = u[own] - u[w];
                double cv = u[own + 1] - u[w + 1];
                re += g * (du - cu);
                im += g * (dv - cv);
                sr += g * (a.saltSpread * cu + cu - du);
                si += g * (a.saltSpread * cv + cv - dv);
            }
        }
        y[2 * i] = re;
        y[2 * i + 1] = im;
        y[own] = sr;
        y[own + 1] = si;
    }

    private void activeRow(ElementAdmittances a, double[] u, double[] y, int i) {
        double re = 0;
        double im = 0;
        double ui = u[2 * i];
        double vi = u[2 * i + 1];
        int x = 2 * (nodes + lithiation[i]);
        double xr = u[x];
        double xi = u[x + 1];
        double stored = a.storage[level[lithiation[i]]];
        double lr = -stored * xi;
        double li = stored * xr;
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
            int j = column[k];
            int s = type[k];
            double du = ui - u[2 * j];
            double dv = vi - u[2 * j + 1];
            double g = a.admittance[2 * s];
            if (role[s] == FACE) {
                double b = a.admittance[2 * s + 1];
                double cr = a.coupling[2 * s];
                double ci = a.coupling[2 * s + 1];
                double er = a.exchange[2 * s];
                double ei = a.exchange[2 * s + 1];
                re += g * du - b * dv - cr * xr + ci * xi;
                im += g * dv + b * du - cr * xi - ci * xr;
                lr += er * xr - ei * xi - cr * du + ci * dv;
                li += er * xi + ei * xr - cr * dv - ci * du;
            } else {
                re += g * du;
                im += g * dv;
                if (role[s] == ACTIVE) {
                    int w = 2 * (nodes + lithiation[j]);
                    lr += a.lithium[s] * (xr - u[w]);
                    li += a.lithium[s] * (xi - u[w + 1]);
                }
            }
        }
        y[2 * i] = re;
        y[2 * i + 1] = im;
        y[x] = lr;
        y[x + 1] = li;
    }
}
