package io.github.voxelyte.microstructure.elliptic;

/** An iteration stopped before its tolerance was reached; no result may be used. */
public final class NoConvergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int iterations;
    private final double residual;

    /**
     * Says how far the iteration came.
     *
     * @param iterations iterations done
     * @param residual relative residual reached [1]
     * @param tolerance relative residual wanted [1]
     */
    public NoConvergenceException(int iterations, double residual, double tolerance) {
        super("not converged: relative residual " + residual + " after " + iterations + " iterations, wanted "
                + tolerance + "; loosen the tolerance or check the conductivities");
        this.iterations = iterations;
        this.residual = residual;
    }

    /**
     * Iterations done.
     *
     * @return the number of iterations
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Relative residual reached.
     *
     * @return the residual [1]
     */
    public double residual() {
        return residual;
    }
}
