package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@link Projection} of an {@link AdmittanceMatrix} of one lithiation: a sum of few real matrices times
 * complex functions of the frequency, so that the projected one costs nothing at a new frequency. Interpolation by such projections: A. C. Antoulas, C. A. Beattie, S. Güğercin, Interpolatory Methods for Model Reduction (SIAM, 2020).
 *
 * <p>Memory: 8 bytes an unknown and basis vector.
 */
final class ReducedModel implements Projection {
    private static final int CHUNK = 4096;

    private final AdmittanceMatrix matrix;
    private final Parallel parallel;
    private final ElementAdmittances fixed;
    private final int[] faceShapes;
    private final int[] faceIndex;
    private final RealBasis phi;
    private final RealBasis psi;
    private final RealBasis chi;

    // Projected matrices: [term][row][column]; rows as bases grow.
    private final List<double[]> conductors = new ArrayList<>();
    private final List<double[]> grounds = new ArrayList<>();
    private final List<double[][]> faces = new ArrayList<>();
    private final List<double[]> lithium = new ArrayList<>();
    private final List<double[]> storage = new ArrayList<>();
    private final List<double[][]> exchanges = new ArrayList<>();
    /** Σ over faces of Δ of a potential vector, by voxel, kept to couple with ψ vectors to come: [φ][face shape]·ψ. */
    private final List<double[][]> couplings = new ArrayList<>();

    /** Of salt: V, the electrolyte's conductance, and the latter between potentials and salt: [χ][χ], [χ][χ], [χ][φ] and [φ][χ]. */
    private final List<double[]> volumes = new ArrayList<>();

    private final List<double[]> spreads = new ArrayList<>();
    private final List<double[]> migrations = new ArrayList<>();
    private final List<double[]> migrationsBack = new ArrayList<>();

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
        phi = new RealBasis(0, matrix.nodes, parallel);
        psi = new RealBasis(matrix.nodes, matrix.active, parallel);
        chi = new RealBasis(matrix.nodes + matrix.active, matrix.salts, parallel);
        image = new double[Math.max(matrix.nodes, matrix.active)];
    }

    @Override
    public int size() {
        return phi.count() + psi.count() + chi.count();
    }

    @Override
    public void add(double[] u) {
        for (int part = 0; part < 2; part++) {
            phi.add(u, part).ifPresent(this::projectPotential);
            psi.add(u, part).ifPresent(this::projectLithium);
            chi.add(u, part).ifPresent(this::projectSalt);
        }
    }

    private void projectPotential(double[] v) {
        int n = matrix.nodes;
        ranges(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                double sum = 0;
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    int s = matrix.type[k];
                    if (matrix.role[s] != AdmittanceMatrix.FACE) {
                        sum += fixed.admittance[2 * s] * (v[i] - v[matrix.column[k]]);
                    }
                }
                image[i] = sum;
            }
        });
        conductors.add(phi.products(image));
        double[] ground = new double[phi.count()];
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
            face[f] = phi.products(image);
            // Rows of active nodes hold the sum over the voxel's faces.
            coupling[f] = new double[psi.count()];
            for (int b = 0; b < coupling[f].length; b++) {
                coupling[f][b] = couple(psi.get(b));
            }
        }
        faces.add(face);
        couplings.add(coupling);
        for (int k = 0; k < matrix.salts; k++) {
            image[k] = electrolyteCurrent(k, j -> v[j]);
        }
        migrationsBack.add(chi.products(image));
    }

    /** image ← sum over the faces of a shape of the differences to the other side. */
    private void differences(double[] v, int wanted) {
        ranges(matrix.nodes, (from, to) -> {
            for (int i = from; i < to; i++) {
                double sum = 0;
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    if (matrix.type[k] == wanted) {
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
                    double l = fixed.lithium[matrix.type[k]];
                    if (l > 0) {
                        sum += l * (w[x] - w[matrix.lithiation[matrix.column[k]]]);
                    }
                }
                image[x] = sum;
            }
        });
        lithium.add(psi.products(image));
        ranges(n, (from, to) -> {
            for (int x = from; x < to; x++) {
                image[x] = w[x];
            }
        });
        storage.add(psi.products(image));
        double[][] exchange = new double[faceShapes.length][];
        for (int f = 0; f < exchange.length; f++) {
            int wanted = faceShapes[f];
            ranges(n, (from, to) -> {
                for (int x = from; x < to; x++) {
                    int i = matrix.nodeOf[x];
                    int count = 0;
                    for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                        count += matrix.type[k] == wanted ? 1 : 0;
                    }
                    image[x] = count * w[x];
                }
            });
            exchange[f] = psi.products(image);
            for (int b = 0; b < phi.count(); b++) {
                double[][] row = couplings.get(b);
                row[f] = java.util.Arrays.copyOf(row[f], psi.count());
                row[f][psi.count() - 1] = differenceTimes(phi.get(b), w, wanted);
            }
        }
        exchanges.add(exchange);
    }

    /** A vector of values by node. */
    private interface NodeVector {
        double at(int node);
    }

    /** What leaves an electrolyte voxel through electrolyte. */
    private double electrolyteCurrent(int k, NodeVector v) {
        int i = matrix.saltNode[k];
        double sum = 0;
        for (int m = matrix.rowStart[i]; m < matrix.rowStart[i + 1]; m++) {
            int j = matrix.column[m];
            if (matrix.saltOf[j] >= 0) {
                sum += fixed.admittance[2 * matrix.type[m]] * (v.at(i) - v.at(j));
            }
        }
        return sum;
    }

    private void projectSalt(double[] w) {
        for (int k = 0; k < matrix.salts; k++) {
            image[k] = matrix.saltVolume[k] * w[k];
        }
        volumes.add(chi.products(image));
        for (int k = 0; k < matrix.salts; k++) {
            image[k] = electrolyteCurrent(k, j -> w[matrix.saltOf[j]]);
        }
        spreads.add(chi.products(image));
        double[] all = new double[matrix.nodes];
        for (int k = 0; k < matrix.salts; k++) {
            all[matrix.saltNode[k]] = image[k];
        }
        System.arraycopy(all, 0, image, 0, all.length);
        migrations.add(phi.products(image));
    }

    /** φᵀ·K·χ of two basis vectors, from whichever came later. */
    private double migration(int ofPhi, int ofChi) {
        return ofPhi < migrations.get(ofChi).length
                ? migrations.get(ofChi)[ofPhi]
                : migrationsBack.get(ofPhi)[ofChi];
    }

    private double differenceTimes(double[] v, double[] w, int wanted) {
        int chunks = (matrix.active + CHUNK - 1) / CHUNK;
        return parallel.sum(chunks, c -> {
            double sum = 0;
            int end = Math.min(matrix.active, (c + 1) * CHUNK);
            for (int x = c * CHUNK; x < end; x++) {
                int i = matrix.nodeOf[x];
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    if (matrix.type[k] == wanted) {
                        sum += w[x] * (v[i] - v[matrix.column[k]]);
                    }
                }
            }
            return sum;
        });
    }

    @Override
    public void solve(ElementAdmittances a, double current, double[] u) {
        int m = phi.count();
        int n = psi.count();
        int size = m + n + chi.count();
        ProjectedSystem system = new ProjectedSystem(size);
        for (int r = 0; r < m; r++) {
            system.setRhs(r, current * phi.get(r)[matrix.collector]);
            for (int c = 0; c <= r; c++) {
                double re = conductors.get(r)[c] + a.ground.getReal() * grounds.get(r)[c];
                double im = a.ground.getImaginary() * grounds.get(r)[c];
                for (int f = 0; f < faceShapes.length; f++) {
                    re += a.admittance[2 * faceShapes[f]] * faces.get(r)[f][c];
                    im += a.admittance[2 * faceShapes[f] + 1] * faces.get(r)[f][c];
                }
                system.put(r, c, re, im);
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                double re = lithium.get(r)[c];
                double im = a.storage[0] * storage.get(r)[c];
                for (int f = 0; f < faceShapes.length; f++) {
                    re += a.exchange[2 * faceShapes[f]] * exchanges.get(r)[f][c];
                    im += a.exchange[2 * faceShapes[f] + 1] * exchanges.get(r)[f][c];
                }
                system.put(m + r, m + c, re, im);
            }
            for (int c = 0; c < m; c++) {
                double re = 0;
                double im = 0;
                for (int f = 0; f < faceShapes.length; f++) {
                    re -= a.coupling[2 * faceShapes[f]] * couplings.get(c)[f][r];
                    im -= a.coupling[2 * faceShapes[f] + 1] * couplings.get(c)[f][r];
                }
                system.put(m + r, c, re, im);
            }
        }
        putSalt(a, m, n, system);
        double[] coefficients = system.solve();
        phi.expand(coefficients, 0, size, u);
        psi.expand(coefficients, m, size, u);
        chi.expand(coefficients, m + n, size, u);
    }

    private void putSalt(ElementAdmittances a, int m, int n, ProjectedSystem system) {
        for (int r = 0; r < chi.count(); r++) {
            for (int c = 0; c <= r; c++) {
                system.put(
                        m + n + r,
                        m + n + c,
                        (1 + a.saltSpread) * spreads.get(r)[c],
                        a.saltStorage * volumes.get(r)[c]);
            }
            for (int c = 0; c < m; c++) {
                system.put(m + n + r, c, -migration(c, r), 0);
            }
        }
    }

    private void ranges(int size, AdmittanceMatrix.RangeBody body) {
        parallel.forEach((size + CHUNK - 1) / CHUNK, c -> body.run(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
    }
}
