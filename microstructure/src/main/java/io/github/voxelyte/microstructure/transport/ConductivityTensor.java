package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Effective conductivity of a structure that repeats in all directions: mean current density = σ_eff·mean field.
 *
 * @param values σ_eff [S/m], 3×3, symmetric and positive semidefinite
 * @param referenceConductivity conductivity that ratios refer to [S/m]
 * @param fraction volume fraction of all conducting labels [1]
 * @param connectedFraction the part of it in clusters that join one of their own repetitions [1]; only these carry current
 * @param iterations iterations of the linear solver for a field along x, y, z
 * @param residual largest relative residual of the three [1]
 */
public record ConductivityTensor(
        double[][] values,
        double referenceConductivity,
        double fraction,
        double connectedFraction,
        int[] iterations,
        double residual) {

    /**
     * One component over the reference.
     *
     * @param current direction of the current
     * @param field direction of the field
     * @return σ_eff/σ [1]
     */
    public double relative(Axis current, Axis field) {
        return values[current.ordinal()][field.ordinal()] / referenceConductivity;
    }

    /**
     * Tortuosity factor for a field along an axis, with the total fraction.
     *
     * @param axis the axis
     * @return ε·σ/σ_eff of the diagonal [1]; infinite if nothing flows
     */
    public double tortuosityFactor(Axis axis) {
        return fraction / relative(axis, axis);
    }

    /**
     * The diagonal component along an axis, in the terms of a solve between two planes.
     *
     * @param axis direction of field and current
     * @param bounds what the conductivity must lie between
     * @return the result; flux imbalance and energy error are NaN, since there are no planes
     */
    public EffectiveTransport along(Axis axis, ConductivityBounds bounds) {
        double conductivity = values[axis.ordinal()][axis.ordinal()];
        return new EffectiveTransport(
                axis,
                conductivity > 0 ? EffectiveTransport.Status.CONVERGED : EffectiveTransport.Status.NOT_PERCOLATING,
                fraction,
                connectedFraction,
                referenceConductivity,
                conductivity,
                iterations[axis.ordinal()],
                residual,
                Double.NaN,
                Double.NaN,
                bounds);
    }

    /**
     * Principal conductivities.
     *
     * @return eigenvalues, the largest first [S/m]
     */
    public double[] principal() {
        return new EigenDecomposition(new Array2DRowRealMatrix(values)).getRealEigenvalues();
    }
}
