package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;

/**
 * How well a structure conducts along an axis, and what is needed to judge the number.
 *
 * @param axis the axis
 * @param status whether a path joins the electrode planes
 * @param fraction volume fraction ε of all conducting labels [1]
 * @param connectedFraction the part of ε joined through faces to both electrode planes [1]
 * @param referenceConductivity conductivity that ratios refer to [S/m]
 * @param effectiveConductivity σ_eff = G·L/A, per total cross-section [S/m]; 0 if not percolating
 * @param iterations iterations of the linear solver
 * @param residual relative residual ‖b − Aφ‖/‖b‖ reached [1]
 * @param fluxImbalance (largest − smallest)/mean current through the planes of faces along the axis [1]
 * @param energyError estimate of the relative error of σ_eff left by the iteration [1]; the value is too high by it
 * @param bounds what σ_eff can be, from the volume fractions alone; lower bounds hold without contact resistances
 */
public record EffectiveTransport(
        Axis axis,
        Status status,
        double fraction,
        double connectedFraction,
        double referenceConductivity,
        double effectiveConductivity,
        int iterations,
        double residual,
        double fluxImbalance,
        double energyError,
        ConductivityBounds bounds) {

    /** How a solve ended. */
    public enum Status {
        /** Solved to the tolerance. */
        CONVERGED,
        /** No conducting path joins the two planes: σ_eff = 0 and τ = ∞ without a solve. */
        NOT_PERCOLATING
    }

    /**
     * Relative effective conductivity D_eff/D.
     *
     * @return σ_eff/σ [1]
     */
    public double relativeConductivity() {
        return effectiveConductivity / referenceConductivity;
    }

    /**
     * Tortuosity factor with the total volume fraction.
     *
     * @return τ = ε·D/D_eff [1]; infinite if not percolating
     */
    public double tortuosityFactor() {
        return fraction / relativeConductivity();
    }

    /**
     * Tortuosity factor with the connected volume fraction.
     *
     * @return ε_connected·D/D_eff [1]; infinite if not percolating
     */
    public double connectedTortuosityFactor() {
        return status == Status.NOT_PERCOLATING ? Double.POSITIVE_INFINITY : connectedFraction / relativeConductivity();
    }

    /**
     * Tortuosity.
     *
     * @return √τ [1]
     */
    public double tortuosity() {
        return Math.sqrt(tortuosityFactor());
    }

    /**
     * Bound of σ_eff on these voxels from above: the energy of any trial potential is at least that of the solution.
     *
     * @return the value itself, which is such an energy [S/m]
     */
    public double upperBound() {
        return effectiveConductivity;
    }

    /**
     * Estimate of σ_eff on these voxels from below: the value less the energy of the iteration's error, which the
     * preconditioned residual estimates. Not a bound in the strict sense.
     *
     * @return σ_eff·(1 − energy error) [S/m]
     */
    public double lowerEstimate() {
        return effectiveConductivity * (1 - energyError);
    }

    /**
     * MacMullin number.
     *
     * @return D/D_eff [1]; infinite if not percolating
     */
    public double macMullinNumber() {
        return 1 / relativeConductivity();
    }
}
