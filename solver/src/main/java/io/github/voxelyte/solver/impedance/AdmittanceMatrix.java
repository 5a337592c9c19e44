package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import java.util.Arrays;

/**
 * The linear equations of a cell at one frequency, complex symmetric, all in amperes: unknowns φ of every node and ψ = U′·x
 * of every active voxel, complex numbers as pairs. Charge: the currents of a node's elements sum to zero (to the injected
 * current at the collector). Lithium: iω(Q/p)·ψ + Σ lithium currents − Σ Faradaic currents = 0.
 *
 * <p>Memory: 6 bytes an element end, 4 a node.
 */
final class AdmittanceMatrix {
    private static final int CHUNK = 8192;

    /** What kind of element a shape is. */
    static final byte CONDUCTOR = 0;

    static final byte ACTIVE = 1;
    static final byte FACE = 2;

    final CellElements elements;
    final int nodes;
    final int active;
    final int collector;
    final byte[] role;
    final int[] rowStart;
    final int[] column;
    final short[] shape;
    final int[] lithiation;
    final int[] nodeOf;
    final int[] lithiumNodes;
    final Parallel parallel;

    AdmittanceMatrix(CellElements elements, Parallel parallel) {
        this.elements = elements;
        this.parallel = parallel;
        nodes = elements.nodes();
        active = elements.lithiations();
        collector = elements.collector();
        lithiumNodes = elements.lithiumNodes();
        role = new byte[elements.shapes().size()];
        for (int s = 0; s < role.length; s++) {
            ElementShape.Kind kind = elements.shapes().get(s).kind();
            boolean face = kind == ElementShape.Kind.REACTIVE || kind == ElementShape.Kind.PASSIVE;
            role[s] = face ? FACE : kind == ElementShape.Kind.ACTIVE ? ACTIVE : CONDUCTOR;
        }
        lithiation = new int[nodes];
        nodeOf = new int[active];
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
        shape = new short[rowStart[nodes]];
        int[] fill = Arrays.copyOf(rowStart, nodes);
        for (int e = 0; e < elements.count(); e++) {
            int a = elements.first(e);
            int b = elements.second(e);
            shape[fill[a]] = (short) elements.shape(e);
            column[fill[a]++] = b;
            shape[fill[b]] = (short) elements.shape(e);
            column[fill[b]++] = a;
        }
    }

    int unknowns() {
        return nodes + active;
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
            int s = shape[k];
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

    private void activeRow(ElementAdmittances a, double[] u, double[] y, int i) {
        double re = 0;
        double im = 0;
        double ui = u[2 * i];
        double vi = u[2 * i + 1];
        int x = 2 * (nodes + lithiation[i]);
        double xr = u[x];
        double xi = u[x + 1];
        double lr = -a.storage * xi;
        double li = a.storage * xr;
        for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
            int j = column[k];
            int s = shape[k];
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
