package io.github.voxelyte.microstructure.elliptic;

/** A symmetric linear map of vectors. */
@FunctionalInterface
public interface LinearOperator {
    /**
     * Computes y = A·x.
     *
     * @param x the argument, not changed
     * @param y where the result goes
     */
    void apply(double[] x, double[] y);
}
