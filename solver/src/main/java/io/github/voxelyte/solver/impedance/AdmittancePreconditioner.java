package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.solver.discharge.CellElements;
import java.util.Arrays;
import org.apache.commons.math3.complex.Complex;

/**
 * Approximate inverse of an {@link AdmittanceMatrix}: block elimination of ψ,
 *
 * <pre>ψ ← X⁻¹·r_ψ,   φ ← S⁻¹·(r_φ − B·ψ),   ψ ← X⁻¹·(r_ψ − Bᵀ·φ),</pre>
 *
 * and the same of χ where salt moves, whose coupling with φ leaves at most (1 − t+)²·RTfκ/(F²·ce₀·De + (1 − t+)²·RTfκ) of an error,
 * whatever grid and frequency,
 *
 * with real multigrid cycles, one each for real and imaginary part, for S⁻¹: the network of the potentials with every face's
 * admittance, reduced by what its voxel and those behind it store, replaced by the sum of its real and imaginary part. An exact inverse
 * of that real matrix would put all eigenvalues on the segment from 1 to i. The same for X⁻¹ where diffusion reaches far
 * beyond a voxel, else complex symmetric Gauss–Seidel sweeps.
 */
final class AdmittancePreconditioner {
    private static final int SWEEPS = 2;
    /** Ratio of lithium currents between voxels to the diagonal below which one sweep is as good as exact. */
    private static final double WEAK = 1e-3;
    /** The same, above which sweeps do not suffice. */
    private static final double STRONG = 4;

    private final AdmittanceMatrix matrix;
    private final double[] diagonal;
    private final double[] psi;
    private final double[] psiRhs;
    private final double[] phi;
    private final double[] real;
    private final double[] realRhs;
    private ElementAdmittances a;
    private GraphMultigrid multigrid;
    private GraphMultigrid lithiumMultigrid;
    private GraphMultigrid saltMultigrid;
    private final double[] salt;
    private final double[] saltRhs;
    private int sweeps;

    AdmittancePreconditioner(AdmittanceMatrix matrix) {
        this.matrix = matrix;
        diagonal = new double[2 * matrix.active];
        psi = new double[2 * matrix.active];
        psiRhs = new double[2 * matrix.active];
        phi = new double[2 * matrix.nodes];
        salt = new double[2 * matrix.salts];
        saltRhs = new double[2 * matrix.salts];
        real = new double[matrix.nodes];
        realRhs = new double[matrix.nodes];
    }

    /** Builds it for a frequency. */
    void rebuild(ElementAdmittances admittances) {
        a = admittances;
        double strongest = 0;
        for (int x = 0; x < matrix.active; x++) {
            int i = matrix.nodeOf[x];
            double lithium = 0;
            double re = 0;
            double im = a.storage[matrix.level[x]];
            for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                int s = matrix.type[k];
                lithium += a.lithium[s];
                re += a.exchange[2 * s];
                im += a.exchange[2 * s + 1];
            }
            diagonal[2 * x] = re + lithium;
            diagonal[2 * x + 1] = im;
            strongest = Math.max(strongest, lithium / Math.hypot(re, im));
        }
        sweeps = strongest < WEAK ? 1 : SWEEPS;
        lithiumMultigrid = null;
        if (strongest > STRONG) {
            buildLithiumMultigrid();
        }
        CellElements elements = matrix.elements;
        int count = elements.count();
        int[] ends = new int[2 * count];
        double[] g = new double[count];
        Complex[] storage = storages();
        for (int e = 0; e < count; e++) {
            ends[2 * e] = elements.first(e);
            ends[2 * e + 1] = elements.second(e);
            int s = matrix.network.classOf(e);
            g[e] = matrix.role[s] == AdmittanceMatrix.FACE
                    ? reduced(s, ends[2 * e], storage[matrix.level[matrix.lithiation[ends[2 * e]]]])
                    : a.admittance[2 * s];
        }
        double[] ground = new double[matrix.nodes];
        for (int i : matrix.lithiumNodes) {
            ground[i] = size(a.ground.getReal(), a.ground.getImaginary());
        }
        multigrid = null;
        multigrid = new GraphMultigrid(
                new ConductanceGraph(ends, g, ground, elements.places(), elements.lattice()), matrix.parallel);
        if (matrix.salts > 0) {
            buildSaltMultigrid();
        }
    }

    /** The salt's own block, real and imaginary parts added: (1 + r)·Σ g·Δχ + ωS·V·χ. */
    private void buildSaltMultigrid() {
        CellElements elements = matrix.elements;
        int[] ends = new int[matrix.column.length];
        double[] g = new double[matrix.column.length / 2];
        int count = 0;
        for (int e = 0; e < elements.count(); e++) {
            int first = matrix.saltOf[elements.first(e)];
            int second = matrix.saltOf[elements.second(e)];
            if (first >= 0 && second >= 0) {
                ends[2 * count] = first;
                ends[2 * count + 1] = second;
                g[count++] = (1 + a.saltSpread) * a.admittance[2 * matrix.network.classOf(e)];
            }
        }
        double[] ground = new double[matrix.salts];
        int[] places = new int[matrix.salts];
        int[] nodePlaces = elements.places();
        for (int k = 0; k < places.length; k++) {
            ground[k] = a.saltStorage * matrix.saltVolume[k];
            places[k] = nodePlaces[matrix.saltNode[k]];
        }
        saltMultigrid = null;
        saltMultigrid = new GraphMultigrid(
                new ConductanceGraph(
                        Arrays.copyOf(ends, 2 * count), Arrays.copyOf(g, count), ground, places, elements.lattice()),
                matrix.parallel);
    }

    private void buildLithiumMultigrid() {
        CellElements elements = matrix.elements;
        int count = 0;
        for (int e = 0; e < elements.count(); e++) {
            count += matrix.role[matrix.network.classOf(e)] == AdmittanceMatrix.ACTIVE ? 1 : 0;
        }
        int[] ends = new int[2 * count];
        double[] g = new double[count];
        int at = 0;
        double[] ground = new double[matrix.active];
        int[] places = new int[matrix.active];
        int[] nodePlaces = elements.places();
        for (int e = 0; e < elements.count(); e++) {
            if (matrix.role[matrix.network.classOf(e)] == AdmittanceMatrix.ACTIVE) {
                ends[2 * at] = matrix.lithiation[elements.first(e)];
                ends[2 * at + 1] = matrix.lithiation[elements.second(e)];
                g[at++] = a.lithium[matrix.network.classOf(e)];
            }
        }
        for (int x = 0; x < matrix.active; x++) {
            int i = matrix.nodeOf[x];
            places[x] = nodePlaces[i];
            double lithium = 0;
            for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                lithium += a.lithium[matrix.type[k]];
            }
            ground[x] = size(diagonal[2 * x] - lithium, diagonal[2 * x + 1]);
        }
        lithiumMultigrid =
                new GraphMultigrid(new ConductanceGraph(ends, g, ground, places, elements.lattice()), matrix.parallel);
    }

    /**
     * What a voxel with a reactive face stores together with those behind it, by level [S]: the admittance of an endless row of voxels, but
     * no more than all there is.
     */
    private Complex[] storages() {
        Complex[] storages = new Complex[a.storage.length];
        double share = (double) matrix.active / Math.max(1, surfaceVoxels());
        for (int l = 0; l < storages.length; l++) {
            storages[l] = storage(a.storage[l], a.link[l], share);
        }
        return storages;
    }

    private static Complex storage(double stored, double link, double voxels) {
        Complex own = new Complex(0, stored);
        if (link == 0) {
            return own;
        }
        // The amplitude falls by λ from voxel to voxel: λ + 1/λ = 2 + iω·storage/link.
        Complex half = own.divide(2 * link).add(1);
        Complex lambda = half.subtract(half.multiply(half).subtract(1).sqrt());
        if (lambda.abs() > 1) {
            lambda = lambda.reciprocal();
        }
        Complex row = own.add(lambda.negate().add(1).multiply(link));
        double all = stored * voxels;
        return row.abs() > all ? new Complex(0, all) : row;
    }

    private int surfaceVoxels() {
        int count = 0;
        for (int x = 0; x < matrix.active; x++) {
            int i = matrix.nodeOf[x];
            boolean touches = false;
            for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                touches |= matrix.role[matrix.type[k]] == AdmittanceMatrix.FACE;
            }
            count += touches ? 1 : 0;
        }
        return count;
    }

    private static double size(double re, double im) {
        return Math.abs(re) + Math.abs(im);
    }

    /** G − B·ΣB/(storage + ΣE), the sums over the voxel's faces. */
    private double reduced(int s, int node, Complex storage) {
        double br = 0;
        double bi = 0;
        double dr = storage.getReal();
        double di = storage.getImaginary();
        for (int k = matrix.rowStart[node]; k < matrix.rowStart[node + 1]; k++) {
            br += a.coupling[2 * matrix.type[k]];
            bi += a.coupling[2 * matrix.type[k] + 1];
            dr += a.exchange[2 * matrix.type[k]];
            di += a.exchange[2 * matrix.type[k] + 1];
        }
        double cr = a.coupling[2 * s];
        double ci = a.coupling[2 * s + 1];
        double tr = cr * br - ci * bi;
        double ti = cr * bi + ci * br;
        double norm = dr * dr + di * di;
        double re = a.admittance[2 * s] - (tr * dr + ti * di) / norm;
        double im = a.admittance[2 * s + 1] - (ti * dr - tr * di) / norm;
        return size(re, im);
    }

    /** z = P⁻¹·r. */
    void apply(double[] r, double[] z) {
        int nodes = matrix.nodes;
        int active = matrix.active;
        System.arraycopy(r, 2 * nodes, psiRhs, 0, 2 * active);
        solveLithium();
        int salts = matrix.salts;
        if (salts > 0) {
            System.arraycopy(r, 2 * (nodes + active), saltRhs, 0, 2 * salts);
            cycle(saltMultigrid, salts, saltRhs, salt);
        }
        matrix.ranges(nodes, (from, to) -> {
            for (int i = from; i < to; i++) {
                reducedRhs(r, i);
            }
        });
        cycle(multigrid, nodes, phi, phi);
        matrix.ranges(active, (from, to) -> {
            for (int x = from; x < to; x++) {
                addFaradaic(x);
            }
        });
        solveLithium();
        System.arraycopy(phi, 0, z, 0, 2 * nodes);
        System.arraycopy(psi, 0, z, 2 * nodes, 2 * active);
        if (salts > 0) {
            matrix.ranges(salts, (from, to) -> {
                for (int k = from; k < to; k++) {
                    addMigration(k);
                }
            });
            cycle(saltMultigrid, salts, saltRhs, salt);
            System.arraycopy(salt, 0, z, 2 * (nodes + active), 2 * salts);
        }
    }

    /** phi ← r_φ less the currents that ψ drives. */
    private void reducedRhs(double[] r, int i) {
        double re = r[2 * i];
        double im = r[2 * i + 1];
        int own = matrix.lithiation[i];
        for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
            int s = matrix.type[k];
            if (matrix.role[s] == AdmittanceMatrix.FACE) {
                int x = 2 * (own >= 0 ? own : matrix.lithiation[matrix.column[k]]);
                double sign = own >= 0 ? 1 : -1;
                double cr = sign * a.coupling[2 * s];
                double ci = sign * a.coupling[2 * s + 1];
                re += cr * psi[x] - ci * psi[x + 1];
                im += cr * psi[x + 1] + ci * psi[x];
            }
        }
        int k = matrix.saltOf[i];
        for (int m = k < 0 ? matrix.rowStart[i + 1] : matrix.rowStart[i]; m < matrix.rowStart[i + 1]; m++) {
            int other = matrix.saltOf[matrix.column[m]];
            if (other >= 0) {
                double g = a.admittance[2 * matrix.type[m]];
                re += g * (salt[2 * k] - salt[2 * other]);
                im += g * (salt[2 * k + 1] - salt[2 * other + 1]);
            }
        }
        phi[2 * i] = re;
        phi[2 * i + 1] = im;
    }

    /** Right-hand side of the salt with the currents that φ drives. */
    private void addMigration(int k) {
        int i = matrix.saltNode[k];
        for (int m = matrix.rowStart[i]; m < matrix.rowStart[i + 1]; m++) {
            int j = matrix.column[m];
            if (matrix.saltOf[j] >= 0) {
                double g = a.admittance[2 * matrix.type[m]];
                saltRhs[2 * k] += g * (phi[2 * i] - phi[2 * j]);
                saltRhs[2 * k + 1] += g * (phi[2 * i + 1] - phi[2 * j + 1]);
            }
        }
    }

    /** One cycle for the real and one for the imaginary part. */
    private void cycle(GraphMultigrid solver, int size, double[] rhs, double[] solution) {
        for (int part = 0; part < 2; part++) {
            int p = part;
            matrix.ranges(size, (from, to) -> {
                for (int i = from; i < to; i++) {
                    realRhs[i] = rhs[2 * i + p];
                }
            });
            solver.apply(realRhs, real);
            matrix.ranges(size, (from, to) -> {
                for (int i = from; i < to; i++) {
                    solution[2 * i + p] = real[i];
                }
            });
        }
    }

    /** Right-hand side of ψ with the Faradaic currents that φ drives. */
    private void addFaradaic(int x) {
        int i = matrix.nodeOf[x];
        for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
            int s = matrix.type[k];
            if (matrix.role[s] == AdmittanceMatrix.FACE) {
                int j = matrix.column[k];
                double du = phi[2 * i] - phi[2 * j];
                double dv = phi[2 * i + 1] - phi[2 * j + 1];
                psiRhs[2 * x] += a.coupling[2 * s] * du - a.coupling[2 * s + 1] * dv;
                psiRhs[2 * x + 1] += a.coupling[2 * s] * dv + a.coupling[2 * s + 1] * du;
            }
        }
    }

    private void solveLithium() {
        if (lithiumMultigrid != null) {
            cycle(lithiumMultigrid, matrix.active, psiRhs, psi);
            return;
        }
        Arrays.fill(psi, 0);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int x = 0; x < matrix.active; x++) {
                relax(x);
            }
            for (int x = matrix.active - 1; x >= 0; x--) {
                relax(x);
            }
        }
    }

    private void relax(int x) {
        double re = psiRhs[2 * x];
        double im = psiRhs[2 * x + 1];
        int i = matrix.nodeOf[x];
        for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
            double l = a.lithium[matrix.type[k]];
            if (l > 0) {
                int w = 2 * matrix.lithiation[matrix.column[k]];
                re += l * psi[w];
                im += l * psi[w + 1];
            }
        }
        double dr = diagonal[2 * x];
        double di = diagonal[2 * x + 1];
        double norm = dr * dr + di * di;
        psi[2 * x] = (re * dr + im * di) / norm;
        psi[2 * x + 1] = (im * dr - re * di) / norm;
    }
}
