package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Progress;

/**
 * Flexible preconditioned conjugate gradient method in double.
 *
 * <p>The direction is made orthogonal to the last one with the changed residual (Polak–Ribière), so the preconditioner
 * may differ from step to step. Source: Y. Notay, SIAM J. Sci. Comput. 22 (2000) 1444, doi:10.1137/S1064827599362314.
 *
 * @param relativeTolerance stop when ‖r‖/‖b‖ falls to this [1]
 * @param maxIterations give up after so many
 */
public record ConjugateGradient(double relativeTolerance, int maxIterations) {
    /** How far an iteration came: iterations done and relative residual ‖r‖/‖b‖ reached [1]. */
    public record Outcome(int iterations, double residual) {}

    /**
     * Solves A·x = b.
     *
     * @param a the operator, symmetric positive (semi)definite
     * @param preconditioner approximate inverse
     * @param b right-hand side, not changed
     * @param x initial guess; the solution
     * @param progress told once an iteration; cancels
     * @return how it went
     * @throws NoConvergenceException if the tolerance is not reached
     */
    public Outcome solve(LinearOperator a, LinearOperator preconditioner, double[] b, double[] x, Progress progress) {
        int n = b.length;
        double[] r = new double[n];
        double[] z = new double[n];
        double[] p = new double[n];
        double[] q = new double[n];
        double norm = Math.sqrt(dot(b, b));
        a.apply(x, r);
        for (int i = 0; i < n; i++) {
            r[i] = b[i] - r[i];
        }
        double residual = relative(r, norm);
        double start = residual;
        double energy = 0;
        int iterations = 0;
        while (residual > relativeTolerance) {
            if (iterations == maxIterations) {
                throw new NoConvergenceException(iterations, residual, relativeTolerance);
            }
            progress.update(Math.min(1, Math.log(start / residual) / Math.log(start / relativeTolerance)));
            preconditioner.apply(r, z);
            double beta = energy > 0 ? -dot(z, q) / energy : 0;
            for (int i = 0; i < n; i++) {
                p[i] = z[i] + beta * p[i];
            }
            a.apply(p, q);
            energy = dot(p, q);
            double step = dot(p, r) / energy;
            if (!(energy > 0) || Double.isNaN(step)) {
                throw new NoConvergenceException(iterations, residual, relativeTolerance);
            }
            for (int i = 0; i < n; i++) {
                x[i] += step * p[i];
                r[i] -= step * q[i];
            }
            residual = relative(r, norm);
            iterations++;
        }
        return new Outcome(iterations, residual);
    }

    private static double relative(double[] r, double norm) {
        return norm > 0 ? Math.sqrt(dot(r, r)) / norm : 0;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
