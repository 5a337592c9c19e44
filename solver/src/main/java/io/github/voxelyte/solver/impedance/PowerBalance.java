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
 * between voxels; of salt the same, −iωS·V·|χ|² and r·g·|Δχ|².
 */
final class PowerBalance {
    private static final int CHUNK = 8192;

    private final AdmittanceMatrix matrix;
    private final CellElements elements;
    private final List<ElementClass> classes;
    private final int processes = CellProcess.values().length;

    PowerBalance(AdmittanceMatrix matrix) {
        this.matrix = matrix;
        elements = matrix.elements;
        classes = matrix.network.classes;
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
            shares.put(process, new Complex(sums[2 * process.ordinal()], sums[2 * process.ordinal() + 1]));
        }
        double stored = matrix.parallel.sum(chunks(matrix.active), c -> {
            double sum = 0;
            int end = 2 * (matrix.nodes + Math.min(matrix.active, (c + 1) * CHUNK));
            for (int i = 2 * (matrix.nodes + c * CHUNK); i < end; i++) {
                sum += a.storage[matrix.level[i / 2 - matrix.nodes]] * u[i] * u[i];
            }
            return sum;
        });
        add(shares, CellProcess.DIFFUSION, new Complex(0, -stored));
        add(shares, CellProcess.SALT, new Complex(0, -a.saltStorage * storedSalt(u)));
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

    /** Σ V·|χ|². */
    private double storedSalt(double[] u) {
        int first = 2 * (matrix.nodes + matrix.active);
        return matrix.parallel.sum(chunks(matrix.salts), c -> {
            double sum = 0;
            int end = Math.min(matrix.salts, (c + 1) * CHUNK);
            for (int k = c * CHUNK; k < end; k++) {
                double re = u[first + 2 * k];
                double im = u[first + 2 * k + 1];
                sum += matrix.saltVolume[k] * (re * re + im * im);
            }
            return sum;
        });
    }

    /** The power of all elements by process, in pairs. */
    private double[] sums(ElementAdmittances a, double[] u) {
        int chunks = chunks(matrix.nodes);
        double[][] parts = new double[chunks][];
        matrix.parallel.forEach(chunks, c -> {
            double[] part = new double[2 * processes];
            int end = Math.min(matrix.nodes, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                addRow(a, u, i, part);
            }
            parts[c] = part;
        });
        double[] total = new double[2 * processes];
        for (double[] part : parts) {
            for (int k = 0; k < total.length; k++) {
                total[k] += part[k];
            }
        }
        return total;
    }

    private static void add(double[] part, CellProcess process, double power) {
        part[2 * process.ordinal()] += power;
    }

    private void addRow(ElementAdmittances a, double[] u, int i, double[] part) {
        int own = matrix.lithiation[i];
        for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
            int j = matrix.column[k];
            int s = matrix.type[k];
            if (matrix.role[s] == AdmittanceMatrix.FACE) {
                if (own >= 0) {
                    addFace(a, s, u[2 * i] - u[2 * j], u[2 * i + 1] - u[2 * j + 1], u, own, part);
                }
            } else if (j > i) {
                addConductor(a, s, u, i, j, part);
            }
        }
    }

    private void addConductor(ElementAdmittances a, int s, double[] u, int i, int j, double[] part) {
        ElementShape shape = classes.get(s).shape();
        double g = a.admittance[2 * s];
        double du = u[2 * i] - u[2 * j];
        double dv = u[2 * i + 1] - u[2 * j + 1];
        switch (shape.kind()) {
            case ELECTROLYTE -> {
                if (matrix.saltOf[i] >= 0 && matrix.saltOf[j] >= 0) {
                    int first = matrix.nodes + matrix.active;
                    double cu = u[2 * (first + matrix.saltOf[i])] - u[2 * (first + matrix.saltOf[j])];
                    double cv = u[2 * (first + matrix.saltOf[i]) + 1] - u[2 * (first + matrix.saltOf[j]) + 1];
                    add(part, CellProcess.SALT, a.saltSpread * g * (cu * cu + cv * cv));
                    du -= cu;
                    dv -= cv;
                }
                double power = g * (du * du + dv * dv);
                add(part, CellProcess.SEPARATOR, shape.share() * power);
                add(part, CellProcess.ELECTROLYTE, (1 - shape.share()) * power);
            }
            case ADDITIVE -> {
                double power = g * (du * du + dv * dv);
                add(part, CellProcess.CONTACT, shape.share() * power);
                add(part, CellProcess.ELECTRONIC, (1 - shape.share()) * power);
            }
            case ACTIVE -> {
                double power = g * (du * du + dv * dv);
                double between = shape.series() * g / shape.area();
                add(part, CellProcess.GRAIN_CONTACT, between * power);
                add(part, CellProcess.ELECTRONIC, (1 - between) * power);
                int x = 2 * (matrix.nodes + matrix.lithiation[i]);
                int w = 2 * (matrix.nodes + matrix.lithiation[j]);
                double pr = u[x] - u[w];
                double pi = u[x + 1] - u[w + 1];
                add(part, CellProcess.DIFFUSION, a.lithium[s] * (pr * pr + pi * pi));
            }
            default -> {
                // A junction: half a voxel of active material, additive, contact.
                double power = g * (du * du + dv * dv);
                double contact = shape.share() * shape.series() * g / shape.area();
                add(part, CellProcess.CONTACT, contact * power);
                add(part, CellProcess.ELECTRONIC, (1 - contact) * power);
            }
        }
    }

    private void addFace(ElementAdmittances a, int s, double du, double dv, double[] u, int own, double[] part) {
        ElementShape shape = classes.get(s).shape();
        int x = 2 * (matrix.nodes + own);
        double area = shape.area();
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
        double whole = area * (jr * jr + ji * ji);
        double faradaic = area * (fr * fr + fi * fi);
        double across = area * (vr * vr + vi * vi);
        add(part, CellProcess.ELECTRONIC, face.electronicHalf() * whole);
        add(part, CellProcess.SEPARATOR, shape.share() * face.electrolyteHalf() * whole);
        add(part, CellProcess.ELECTROLYTE, (1 - shape.share()) * face.electrolyteHalf() * whole);
        add(part, CellProcess.FILM, face.film() * faradaic);
        add(part, CellProcess.DIFFUSION, face.diffusion().getReal() * faradaic);
        part[2 * CellProcess.DIFFUSION.ordinal() + 1] += face.diffusion().getImaginary() * faradaic;
        add(part, CellProcess.ACTIVE_TRANSFER, face.reaction() * faradaic);
        part[2 * CellProcess.ACTIVE_TRANSFER.ordinal() + 1] -=
                face.capacitance().getImaginary() * across;
    }
}
