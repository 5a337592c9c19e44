package io.github.voxelyte.solver.impedance;

/**
 * Galerkin projection on the real span of the real and imaginary parts of solutions at some frequencies, every block of unknowns with
 * a basis of its own. The real and imaginary parts of the matrix are positive semidefinite, which makes the projection quasi-optimal, and
 * u^H·(A·u − b) = 0 holds exactly, block by block: the shares of the processes sum to the impedance whatever the residual.
 */
interface Projection {
    /** Number of real basis vectors. */
    int size();

    /** Takes up the real and imaginary parts of a vector. */
    void add(double[] u);

    /**
     * Solves the projected equations for a current into the collector.
     *
     * @param a admittances at the frequency
     * @param current [A]
     * @param u where the solution goes, expanded
     */
    void solve(ElementAdmittances a, double current, double[] u);
}
