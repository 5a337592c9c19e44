package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.elliptic.VoxelConduction;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Effective conductivity of a voxel structure along one axis.
 *
 * <p>Solves ∇·(σ∇φ) = 0 with σ constant inside each voxel and 1 V across the two outer <em>faces</em> normal to the axis,
 * so a homogeneous block gives exactly its own conductivity at every resolution; σ_eff = G·L/A with the conductance G
 * from the dissipated power. Side faces insulate or are joined periodically. Only what is joined to both electrode planes
 * enters the solve. Harmonic means on faces approach the continuum from below, at an order under one where corners of
 * phases meet (docs/validation.md has the checkerboard).
 *
 * <p>Valid for any transport of Laplace type: put diffusivities [m²/s] in and the effective diffusivity comes out.
 *
 * <p>Instances are immutable and may be shared between threads; results do not depend on the number of threads.
 */
public final class EffectiveConductivity {
    /** The relative residual driven to unless set. */
    public static final double DEFAULT_RELATIVE_TOLERANCE = 1e-6;

    private static final int MAX_ITERATIONS = 500;

    private final Axis axis;
    private final double relativeTolerance;
    private final boolean periodicSides;
    private final Parallel parallel;

    private EffectiveConductivity(Axis axis, double relativeTolerance, boolean periodicSides, Parallel parallel) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.relativeTolerance = relativeTolerance;
        this.periodicSides = periodicSides;
        this.parallel = parallel;
    }

    /**
     * Along an axis, with insulating sides and {@link #DEFAULT_RELATIVE_TOLERANCE}, on all processors.
     *
     * @param axis normal of the two electrode planes
     * @return the measure
     */
    public static EffectiveConductivity along(Axis axis) {
        return new EffectiveConductivity(axis, DEFAULT_RELATIVE_TOLERANCE, false, Parallel.allProcessors());
    }

    /**
     * Sets how far the linear solve is driven.
     *
     * @param tolerance stop when ‖r‖/‖b‖ falls to this [1], in (0, 1)
     * @return a copy that does so
     * @throws IllegalArgumentException if it is out of range
     */
    public EffectiveConductivity withRelativeTolerance(double tolerance) {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance must lie between 0 and 1 (a relative residual, such as 1e-6): " + tolerance);
        }
        return new EffectiveConductivity(axis, tolerance, periodicSides, parallel);
    }

    /**
     * Joins opposite side faces.
     *
     * @param periodic true for periodic sides, false for insulating ones
     * @return a copy that does so
     */
    public EffectiveConductivity withPeriodicSides(boolean periodic) {
        return new EffectiveConductivity(axis, relativeTolerance, periodic, parallel);
    }

    /**
     * Sets who works.
     *
     * @param workers the threads
     * @return a copy that does so
     */
    public EffectiveConductivity withParallel(Parallel workers) {
        return new EffectiveConductivity(axis, relativeTolerance, periodicSides, workers);
    }

    /**
     * Measures one phase against the rest.
     *
     * @param phases the structure
     * @param label the phase that conducts
     * @param progress told about the solve; cancels
     * @return the result for a conductivity of 1
     * @throws io.github.voxelyte.microstructure.elliptic.NoConvergenceException if the tolerance is not reached
     */
    public EffectiveTransport ofPhase(PhaseMap phases, int label, Progress progress) {
        double[] conductivity = new double[256];
        conductivity[label] = 1;
        return of(phases, conductivity, label, progress);
    }

    /**
     * Measures a structure of any number of conducting phases.
     *
     * @param phases the structure
     * @param conductivity conductivity of every label [S/m], length up to 256; 0 and labels beyond insulate
     * @param reference label of the phase that ratios refer to
     * @param progress told about the solve; cancels
     * @return the result
     * @throws IllegalArgumentException if a conductivity is negative or not finite, or the reference does not conduct
     * @throws io.github.voxelyte.microstructure.elliptic.NoConvergenceException if the tolerance is not reached
     */
    public EffectiveTransport of(PhaseMap phases, double[] conductivity, int reference, Progress progress) {
        double[] sigma = checked(conductivity, reference);
        PhaseMap unfolded = periodicSides ? PeriodicUnfolding.toEvenSides(phases, axis) : phases;
        ThroughConnected through = ThroughConnected.of(
                unfolded, sigma, axis, periodicSides, ComponentLabelling.byFaces(), progress.part(0, 0.1));
        double voxels = unfolded.grid().size();
        double fraction = through.conductingVoxels() / voxels;
        double connected = through.connectedVoxels() / voxels;
        if (through.connectedVoxels() == 0) {
            progress.update(1);
            return new EffectiveTransport(
                    axis, EffectiveTransport.Status.NOT_PERCOLATING, fraction, 0, sigma[reference], 0, 0, 0, 0, 0);
        }
        VoxelGrid grid = unfolded.grid();
        VoxelConduction.Solution solution = new VoxelConduction(
                        through.structure(), through.conductivity(), axis, periodicSides, parallel)
                .solve(relativeTolerance, MAX_ITERATIONS, progress.part(0.1, 1));
        return new EffectiveTransport(
                axis,
                EffectiveTransport.Status.CONVERGED,
                fraction,
                connected,
                sigma[reference],
                solution.conductance() * grid.length(axis) / grid.crossSection(axis),
                solution.iterations(),
                solution.residual(),
                solution.fluxImbalance(),
                solution.energyError());
    }

    private static double[] checked(double[] conductivity, int reference) {
        double[] sigma = new double[256];
        for (int label = 0; label < conductivity.length; label++) {
            double s = conductivity[label];
            if (!(s >= 0 && s < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the conductivity of label " + label + " must be finite and not negative [S/m]: " + s);
            }
            sigma[label] = s;
        }
        if (!(sigma[reference] > 0)) {
            throw new IllegalArgumentException("ratios refer to label " + reference
                    + ", whose conductivity must be positive: " + sigma[reference]);
        }
        return sigma;
    }
}
