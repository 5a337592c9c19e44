package io.github.voxelyte.microstructure.elliptic;

/**
 * Right-hand side of a {@link BlockSolver}: what drives the current, for voxels of one colour of some rows ({@code from} to before
 * {@code to}) of a plane of blocks, in the stencil's scale.
 */
interface Sources {
    /** Norm over all voxels. */
    double norm();

    /** Dissipation that counts as none. */
    double negligible();

    /** Adds the sources to sums that stand by place in the plane. */
    void add(int plane, int from, int to, boolean red, double[] sums);

    /** b·φ. */
    double work(int plane, int from, int to, boolean red, PlaneValues<double[]> potential);

    /** Power that the sources put in at these potentials; of electrode planes 1 V apart, the current. */
    double power(int plane, int from, int to, boolean red, PlaneValues<double[]> potential);

    /**
     * Dissipation of a potential, its error quadratic in the residual's r = b − Aφ.
     *
     * @param power power put in by all sources
     * @param work φ·r
     */
    double dissipation(double power, double work);
}
