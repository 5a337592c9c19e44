package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.complex.Complex;

/**
 * The impedance split by complex power (B. D. H. Tellegen's theorem): Z·|I|² = Σ z·|i|² over all elements, z = 1/y of a
 * conductor; at a face R·|j|², (R_ct + R_film + Z_D)·|i|² and −iωC·|v|²; in a voxel −iω(Q/p)·|ψ|² and the lithium currents
 * between voxels.
 */
final class PowerBalance {
    private static final int CHUNK = 8192;
    private static final int SUMS = 3;

    private final AdmittanceMatrix matrix;
    private final CellElements elements;
    private final List<ElementShape> shapes;

    PowerBalance(AdmittanceMatrix matrix) {
        this.matrix = matrix;
        elements = matrix.elements;
        shapes = elements.shapes();
    }

    /**
     * Parts of the impedance of a square metre of cross-section.
     *
     * @param a admittances at the frequency
     * @param u the solution
     * @param current I [A]
     * @return [Ω·m²]
     */
    Map<CellProcess, Complex> of(ElementAdmittances a, double[] u, double current) {
        double[] sums = sums(a, u);
        Map<CellProcess, Complex> shares = new EnumMap<>(CellProcess.class);
        for (CellProcess process : CellProcess.values()) {
            shares.put(process, Complex.ZERO);
        }
        for (int s = 0; s < shapes.size(); s++) {
            ElementShape shape = shapes.get(s);
            double first = sums[SUMS * s];
            double second = sums[SUMS * s + 1];
            double third = sums[SUMS * s + 2];
            double power = a.admittance[2 * s] * first;
            switch (shape.kind()) {
                case ELECTROLYTE -> {
                    add(shares, CellProcess.SEPARATOR, shape.share() * power);
                    add(shares, CellProcess.ELECTROLYTE, (1 - shape.share()) * power);
                }
                case ADDITIVE -> {
                    add(shares, CellProcess.CONTACT, shape.share() * power);
                    add(shares, CellProcess.ELECTRONIC, (1 - shape.share()) * power);
                }
                case ACTIVE -> {
                    double between = shape.series() * a.admittance[2 * s] / shape.area();
                    add(shares, CellProcess.GRAIN_CONTACT, between * power);
                    add(shares, CellProcess.ELECTRONIC, (1 - between) * power);
                    add(shares, CellProcess.DIFFUSION, a.lithium[s] * second);
                }
                case JUNCTION -> {
                    double contact = shape.share() * shape.series() * a.admittance[2 * s] / shape.area();
                    add(shares, CellProcess.CONTACT, contact * power);
                    add(shares, CellProcess.ELECTRONIC, (1 - contact) * power);
                }
                case REACTIVE, PASSIVE -> {
                    FaceResponse face = a.faces[s];
                    add(shares, CellProcess.ELECTRONIC, face.electronicHalf() * first);
                    add(shares, CellProcess.SEPARATOR, shape.share() * face.electrolyteHalf() * first);
                    add(shares, CellProcess.ELECTROLYTE, (1 - shape.share()) * face.electrolyteHalf() * first);
                    add(shares, CellProcess.FILM, face.film() * second);
                    add(shares, CellProcess.DIFFUSION, face.diffusion().multiply(second));
                    Complex transfer = face.capacitance().conjugate().multiply(third);
                    add(shares, CellProcess.ACTIVE_TRANSFER, transfer.add(face.reaction() * second));
                }
            }
        }
        double stored = matrix.parallel.sum(chunks(matrix.active), c -> {
            double sum = 0;
            int end = 2 * (matrix.nodes + Math.min(matrix.active, (c + 1) * CHUNK));
            for (int i = 2 * (matrix.nodes + c * CHUNK); i < end; i++) {
                sum += u[i] * u[i];
            }
            return sum;
        });
        add(shares, CellProcess.DIFFUSION, new Complex(0, -a.storage * stored));
        double drawn = 0;
        for (int i : matrix.lithiumNodes) {
            drawn += u[2 * i] * u[2 * i] + u[2 * i + 1] * u[2 * i + 1];
        }
        drawn *= Math.pow(a.ground.abs(), 2) / elements.lithiumArea();
        add(shares, CellProcess.LITHIUM_TRANSFER, a.lithiumTransfer.multiply(drawn));
        CellProcess beside = elements.separatorOutside() ? CellProcess.SEPARATOR : CellProcess.ELECTROLYTE;
        add(shares, beside, elements.lithiumSeries() * drawn);
        double scale = elements.area() / (current * current);
        shares.replaceAll((process, power) -> power.multiply(scale));
        return shares;
    }

    private static void add(Map<CellProcess, Complex> shares, CellProcess process, double power) {
        add(shares, process, new Complex(power));
    }

    private static void add(Map<CellProcess, Complex> shares, CellProcess process, Complex power) {
        shares.merge(process, power, Complex::add);
    }

    private static int chunks(int size) {
        return (size + CHUNK - 1) / CHUNK;
    }

    /** By shape: Σ|Δφ|² and Σ|Δψ|² of conductors; of faces Σ|j|², Σ|i|² and Σ|v|², each times the area. */
    private double[] sums(ElementAdmittances a, double[] u) {
        int chunks = chunks(matrix.nodes);
        double[][] parts = new double[chunks][];
        matrix.parallel.forEach(chunks, c -> {
            double[] part = new double[SUMS * shapes.size()];
            int end = Math.min(matrix.nodes, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                addRow(a, u, i, part);
            }
            parts[c] = part;
        });
        double[] total = new double[SUMS * shapes.size()];
        for (double[] part : parts) {
            for (int k = 0; k < total.length; k++) {
                total[k] += part[k];
            }
        }
        return total;
    }

    private void addRow(ElementAdmittances a, double[] u, int i, double[] part) {
        int own = matrix.lithiation[i];
        for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
            int j = matrix.column[k];
            int s = matrix.shape[k];
            double du = u[2 * i] - u[2 * j];
            double dv = u[2 * i + 1] - u[2 * j + 1];
            if (matrix.role[s] == AdmittanceMatrix.FACE) {
                if (own >= 0) {
                    addFace(a, s, du, dv, u, 2 * (matrix.nodes + own), part);
                }
            } else if (j > i) {
                part[SUMS * s] += du * du + dv * dv;
                if (matrix.role[s] == AdmittanceMatrix.ACTIVE) {
                    int x = 2 * (matrix.nodes + own);
                    int w = 2 * (matrix.nodes + matrix.lithiation[j]);
                    double pr = u[x] - u[w];
                    double pi = u[x + 1] - u[w + 1];
                    part[SUMS * s + 1] += pr * pr + pi * pi;
                }
            }
        }
    }

    private void addFace(ElementAdmittances a, int s, double du, double dv, double[] u, int x, double[] part) {
        double area = shapes.get(s).area();
        double gr = a.admittance[2 * s];
        double gi = a.admittance[2 * s + 1];
        double br = a.coupling[2 * s];
        double bi = a.coupling[2 * s + 1];
        double er = a.exchange[2 * s];
        double ei = a.exchange[2 * s + 1];
        double jr = (gr * du - gi * dv - br * u[x] + bi * u[x + 1]) / area;
        double ji = (gr * dv + gi * du - br * u[x + 1] - bi * u[x]) / area;
        double fr = (br * du - bi * dv - er * u[x] + ei * u[x + 1]) / area;
        double fi = (br * dv + bi * du - er * u[x + 1] - ei * u[x]) / area;
        FaceResponse face = a.faces[s];
        double resistance = face.electronicHalf() + face.electrolyteHalf();
        double vr = du - resistance * jr;
        double vi = dv - resistance * ji;
        part[SUMS * s] += area * (jr * jr + ji * ji);
        part[SUMS * s + 1] += area * (fr * fr + fi * fi);
        part[SUMS * s + 2] += area * (vr * vr + vi * vi);
    }
}
