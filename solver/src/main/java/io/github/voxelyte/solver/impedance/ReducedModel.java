package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Galerkin projection of an {@link AdmittanceMatrix} on the real span of the real and imaginary parts of solutions at some
 * frequencies, potentials and ψ each with a basis of their own.
 *
 * <p>The matrix is a sum of real matrices times complex functions of the frequency, so the projected one costs nothing at a new
 * frequency. Its real and imaginary parts are positive semidefinite, which makes the projection quasi-optimal, and
 * u^H·(A·u − b) = 0 holds exactly: the shares of the processes sum to the impedance whatever the residual. Interpolation by
 * such projections: A. C. Antoulas, C. A. Beattie, S. Güğercin, Interpolatory Methods for Model Reduction (SIAM, 2020).
 *
 * <p>Memory: 8 bytes an unknown and basis vector.
 */
final class ReducedModel {
    private static final int CHUNK = 4096;
    /** What is left of a new vector must be more than rounding. */
    private static final double LEAST_NEW = 1e-10;

    private final AdmittanceMatrix matrix;
    private final Parallel parallel;
    private final ElementAdmittances fixed;
    private final int[] faceShapes;
    private final int[] faceIndex;
    private final List<double[]> phi = new ArrayList<>();
    private final List<double[]> psi = new ArrayList<>();

    // Projected matrices: [term][row][column]; rows as bases grow.
    private final List<double[]> conductors = new ArrayList<>();
    private final List<double[]> grounds = new ArrayList<>();
    private final List<double[][]> faces = new ArrayList<>();
    private final List<double[]> lithium = new ArrayList<>();
    private final List<double[]> storage = new ArrayList<>();
    private final List<double[][]> exchanges = new ArrayList<>();
    /** Σ over faces of Δ of a potential vector, by voxel, kept to couple with ψ vectors to come: [φ][face shape]·ψ. */
    private final List<double[][]> couplings = new ArrayList<>();

    private final double[] work;
    private final double[] image;

    /**
     * @param matrix the equations
     * @param any admittances at any frequency: those of conductors do not depend on it
     */
    ReducedModel(AdmittanceMatrix matrix, ElementAdmittances any) {
        this.matrix = matrix;
        parallel = matrix.parallel;
        fixed = any;
        faceIndex = new int[matrix.role.length];
        int count = 0;
        for (int s = 0; s < matrix.role.length; s++) {
            faceIndex[s] = matrix.role[s] == AdmittanceMatrix.FACE ? count++ : -1;
        }
        faceShapes = new int[count];
        for (int s = 0; s < matrix.role.length; s++) {
            if (faceIndex[s] >= 0) {
                faceShapes[faceIndex[s]] = s;
            }
        }
        int largest = Math.max(matrix.nodes, matrix.active);
        work = new double[largest];
        image = new double[largest];
    }

    int size() {
        return phi.size() + psi.size();
    }

    /** Takes up the real and imaginary parts of a vector of the matrix. */
    void add(double[] u) {
        for (int part = 0; part < 2; part++) {
            addPart(phi, u, part, 0, matrix.nodes);
            addPart(psi, u, part, 2 * matrix.nodes, matrix.active);
        }
    }

    private void addPart(List<double[]> basis, double[] u, int part, int offset, int size) {
        for (int i = 0; i < size; i++) {
            work[i] = u[offset + 2 * i + part];
        }
        double before = Math.sqrt(dot(work, work, size));
        if (!(before > 0)) {
            return;
        }
        for (int pass = 0; pass < 2; pass++) {
            for (double[] v : basis) {
                double product = dot(v, work, size);
                ranges(size, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        work[i] -= product * v[i];
                    }
                });
            }
        }
        double after = Math.sqrt(dot(work, work, size));
        if (!(after > LEAST_NEW * before)) {
            return;
        }
        double[] added = new double[size];
        for (int i = 0; i < size; i++) {
            added[i] = work[i] / after;
        }
        basis.add(added);
        if (basis == phi) {
            projectPotential(added);
        } else {
            projectLithium(added);
        }
    }

    private void projectPotential(double[] v) {
        int n = matrix.nodes;
        ranges(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                double sum = 0;
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    int s = matrix.shape[k];
                    if (matrix.role[s] != AdmittanceMatrix.FACE) {
                        sum += fixed.admittance[2 * s] * (v[i] - v[matrix.column[k]]);
                    }
                }
                image[i] = sum;
            }
        });
        conductors.add(products(phi, n));
        double[] ground = new double[phi.size()];
        for (int b = 0; b < ground.length; b++) {
            for (int i : matrix.lithiumNodes) {
                ground[b] += phi.get(b)[i] * v[i];
            }
        }
        grounds.add(ground);
        double[][] face = new double[faceShapes.length][];
        double[][] coupling = new double[faceShapes.length][];
        for (int f = 0; f < face.length; f++) {
            int wanted = faceShapes[f];
            differences(v, wanted);
            face[f] = products(phi, n);
            // Rows of active nodes hold the sum over the voxel's faces.
            coupling[f] = new double[psi.size()];
            for (int b = 0; b < coupling[f].length; b++) {
                coupling[f][b] = couple(psi.get(b));
            }
        }
        faces.add(face);
        couplings.add(coupling);
    }

    /** image ← sum over the faces of a shape of the differences to the other side. */
    private void differences(double[] v, int wanted) {
        ranges(matrix.nodes, (from, to) -> {
            for (int i = from; i < to; i++) {
                double sum = 0;
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    if (matrix.shape[k] == wanted) {
                        sum += v[i] - v[matrix.column[k]];
                    }
                }
                image[i] = sum;
            }
        });
    }

    /** Σ over active voxels of ψ times image of their node. */
    private double couple(double[] w) {
        int chunks = (matrix.active + CHUNK - 1) / CHUNK;
        return parallel.sum(chunks, c -> {
            double sum = 0;
            int end = Math.min(matrix.active, (c + 1) * CHUNK);
            for (int x = c * CHUNK; x < end; x++) {
                sum += w[x] * image[matrix.nodeOf[x]];
            }
            return sum;
        });
    }

    private void projectLithium(double[] w) {
        int n = matrix.active;
        ranges(n, (from, to) -> {
            for (int x = from; x < to; x++) {
                int i = matrix.nodeOf[x];
                double sum = 0;
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    double l = fixed.lithium[matrix.shape[k]];
                    if (l > 0) {
                        sum += l * (w[x] - w[matrix.lithiation[matrix.column[k]]]);
                    }
                }
                image[x] = sum;
            }
        });
        lithium.add(products(psi, n));
        ranges(n, (from, to) -> {
            for (int x = from; x < to; x++) {
                image[x] = w[x];
            }
        });
        storage.add(products(psi, n));
        double[][] exchange = new double[faceShapes.length][];
        for (int f = 0; f < exchange.length; f++) {
            int wanted = faceShapes[f];
            ranges(n, (from, to) -> {
                for (int x = from; x < to; x++) {
                    int i = matrix.nodeOf[x];
                    int count = 0;
                    for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                        count += matrix.shape[k] == wanted ? 1 : 0;
                    }
                    image[x] = count * w[x];
                }
            });
            exchange[f] = products(psi, n);
            for (int b = 0; b < phi.size(); b++) {
                double[][] row = couplings.get(b);
                row[f] = java.util.Arrays.copyOf(row[f], psi.size());
                row[f][psi.size() - 1] = differenceTimes(phi.get(b), w, wanted);
            }
        }
        exchanges.add(exchange);
    }

    private double differenceTimes(double[] v, double[] w, int wanted) {
        int chunks = (matrix.active + CHUNK - 1) / CHUNK;
        return parallel.sum(chunks, c -> {
            double sum = 0;
            int end = Math.min(matrix.active, (c + 1) * CHUNK);
            for (int x = c * CHUNK; x < end; x++) {
                int i = matrix.nodeOf[x];
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    if (matrix.shape[k] == wanted) {
                        sum += w[x] * (v[i] - v[matrix.column[k]]);
                    }
                }
            }
            return sum;
        });
    }

    /**
     * Solves the projected equations for a current into the collector.
     *
     * @param a admittances at the frequency
     * @param current [A]
     * @param u where the solution goes, expanded
     */
    void solve(ElementAdmittances a, double current, double[] u) {
        int m = phi.size();
        int n = psi.size();
        int size = m + n;
        DMatrixRMaj system = new DMatrixRMaj(2 * size, 2 * size);
        DMatrixRMaj rhs = new DMatrixRMaj(2 * size, 1);
        DMatrixRMaj solution = new DMatrixRMaj(2 * size, 1);
        for (int r = 0; r < m; r++) {
            rhs.set(r, 0, current * phi.get(r)[matrix.collector]);
            for (int c = 0; c <= r; c++) {
                double re = conductors.get(r)[c] + a.ground.getReal() * grounds.get(r)[c];
                double im = a.ground.getImaginary() * grounds.get(r)[c];
                for (int f = 0; f < faceShapes.length; f++) {
                    re += a.admittance[2 * faceShapes[f]] * faces.get(r)[f][c];
                    im += a.admittance[2 * faceShapes[f] + 1] * faces.get(r)[f][c];
                }
                put(system, size, r, c, re, im);
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                double re = lithium.get(r)[c];
                double im = a.storage * storage.get(r)[c];
                for (int f = 0; f < faceShapes.length; f++) {
                    re += a.exchange[2 * faceShapes[f]] * exchanges.get(r)[f][c];
                    im += a.exchange[2 * faceShapes[f] + 1] * exchanges.get(r)[f][c];
                }
                put(system, size, m + r, m + c, re, im);
            }
            for (int c = 0; c < m; c++) {
                double re = 0;
                double im = 0;
                for (int f = 0; f < faceShapes.length; f++) {
                    re -= a.coupling[2 * faceShapes[f]] * couplings.get(c)[f][r];
                    im -= a.coupling[2 * faceShapes[f] + 1] * couplings.get(c)[f][r];
                }
                put(system, size, m + r, c, re, im);
            }
        }
        scale(system, rhs, solution, size);
        expand(solution.data, size, u);
    }

    /** Solves with rows and columns scaled to unit diagonals: ψ and φ differ by many orders of magnitude. */
    private static void scale(DMatrixRMaj system, DMatrixRMaj rhs, DMatrixRMaj solution, int size) {
        double[] factor = new double[2 * size];
        for (int i = 0; i < size; i++) {
            factor[i] = 1 / Math.sqrt(Math.hypot(system.get(i, i), system.get(size + i, i)));
            factor[size + i] = factor[i];
        }
        for (int r = 0; r < 2 * size; r++) {
            rhs.data[r] *= factor[r];
            for (int c = 0; c < 2 * size; c++) {
                system.data[r * 2 * size + c] *= factor[r] * factor[c];
            }
        }
        LinearSolverDense<DMatrixRMaj> lu = LinearSolverFactory_DDRM.lu(2 * size);
        if (!lu.setA(system)) {
            throw new IllegalStateException("the projected equations are singular");
        }
        lu.solve(rhs, solution);
        for (int i = 0; i < 2 * size; i++) {
            solution.data[i] *= factor[i];
        }
    }

    private static void put(DMatrixRMaj system, int size, int r, int c, double re, double im) {
        system.set(r, c, re);
        system.set(size + r, size + c, re);
        system.set(r, size + c, -im);
        system.set(size + r, c, im);
        system.set(c, r, re);
        system.set(size + c, size + r, re);
        system.set(c, size + r, -im);
        system.set(size + c, r, im);
    }

    private void expand(double[] coefficients, int size, double[] u) {
        expand(phi, coefficients, 0, size, u, 0, matrix.nodes);
        expand(psi, coefficients, phi.size(), size, u, 2 * matrix.nodes, matrix.active);
    }

    private void expand(
            List<double[]> basis, double[] coefficients, int first, int size, double[] u, int offset, int n) {
        ranges(n, (from, to) -> {
            java.util.Arrays.fill(u, offset + 2 * from, offset + 2 * to, 0);
            for (int b = 0; b < basis.size(); b++) {
                double[] v = basis.get(b);
                double re = coefficients[first + b];
                double im = coefficients[size + first + b];
                for (int i = from; i < to; i++) {
                    u[offset + 2 * i] += re * v[i];
                    u[offset + 2 * i + 1] += im * v[i];
                }
            }
        });
    }

    private double[] products(List<double[]> basis, int size) {
        double[] row = new double[basis.size()];
        for (int b = 0; b < row.length; b++) {
            row[b] = dot(basis.get(b), image, size);
        }
        return row;
    }

    private void ranges(int size, AdmittanceMatrix.RangeBody body) {
        parallel.forEach((size + CHUNK - 1) / CHUNK, c -> body.run(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }

    private double dot(double[] a, double[] b, int size) {
        return parallel.sum((size + CHUNK - 1) / CHUNK, c -> {
            double sum = 0;
            int end = Math.min(size, (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        });
    }
}
