package io.github.voxelyte.solver.impedance;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** A small complex symmetric system in real numbers. */
final class ProjectedSystem {
    private final int size;
    private final DMatrixRMaj system;
    private final DMatrixRMaj rhs;

    ProjectedSystem(int size) {
        this.size = size;
        system = new DMatrixRMaj(2 * size, 2 * size);
        rhs = new DMatrixRMaj(2 * size, 1);
    }

    void setRhs(int r, double value) {
        rhs.set(r, 0, value);
    }

    void put(int r, int c, double re, double im) {
        system.set(r, c, re);
        system.set(size + r, size + c, re);
        system.set(r, size + c, -im);
        system.set(size + r, c, im);
        system.set(c, r, re);
        system.set(size + c, size + r, re);
        system.set(c, size + r, -im);
        system.set(size + c, r, im);
    }

    /**
     * Solves with rows and columns scaled to unit diagonals: the blocks' unknowns differ by many orders of magnitude. Used once.
     *
     * @return real parts, then imaginary parts
     */
    double[] solve() {
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
        DMatrixRMaj solution = new DMatrixRMaj(2 * size, 1);
        lu.solve(rhs, solution);
        for (int i = 0; i < 2 * size; i++) {
            solution.data[i] *= factor[i];
        }
        return solution.data;
    }
}
