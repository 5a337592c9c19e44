package io.github.voxelyte.microstructure.transport;

import static io.github.voxelyte.microstructure.transport.EffectiveTransport.Status.CONVERGED;
import static io.github.voxelyte.microstructure.transport.EffectiveTransport.Status.NOT_PERCOLATING;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.elliptic.ConductionFields;
import io.github.voxelyte.microstructure.elliptic.ContactResistances;
import io.github.voxelyte.microstructure.elliptic.VoxelConduction;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;
import java.util.Optional;

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
    private final ContactResistances contacts;
    private final StartPotential start;

    private EffectiveConductivity(
            Axis axis,
            double relativeTolerance,
            boolean periodicSides,
            Parallel parallel,
            ContactResistances contacts,
            StartPotential start) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.relativeTolerance = relativeTolerance;
        this.periodicSides = periodicSides;
        this.parallel = parallel;
        this.contacts = contacts;
        this.start = start;
    }

    /**
     * Along an axis, with insulating sides and {@link #DEFAULT_RELATIVE_TOLERANCE}, on all processors.
     *
     * @param axis normal of the two electrode planes
     * @return the measure
     */
    public static EffectiveConductivity along(Axis axis) {
        return new EffectiveConductivity(
                axis, DEFAULT_RELATIVE_TOLERANCE, false, Parallel.allProcessors(), ContactResistances.NONE, null);
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
        return new EffectiveConductivity(axis, tolerance, periodicSides, parallel, contacts, start);
    }

    /**
     * Joins opposite side faces.
     *
     * @param periodic true for periodic sides, false for insulating ones
     * @return a copy that does so
     */
    public EffectiveConductivity withPeriodicSides(boolean periodic) {
        return new EffectiveConductivity(axis, relativeTolerance, periodic, parallel, contacts, start);
    }

    /**
     * Sets who works.
     *
     * @param workers the threads
     * @return a copy that does so
     */
    public EffectiveConductivity withParallel(Parallel workers) {
        return new EffectiveConductivity(axis, relativeTolerance, periodicSides, workers, contacts, start);
    }

    /**
     * Puts resistances at faces: where two phases meet, where two grains meet, at the electrode planes.
     *
     * @param resistances area-specific resistances [Ohm·m²], in the units of the conductivities (for a conductivity of 1
     *     they are lengths [m]); grains by flat index in the structure measured
     * @return a copy that does so
     */
    public EffectiveConductivity withContacts(ContactResistances resistances) {
        return new EffectiveConductivity(
                axis,
                relativeTolerance,
                periodicSides,
                parallel,
                Objects.requireNonNull(resistances, "resistances"),
                start);
    }

    /**
     * Starts the iteration from the potential of a similar structure: the same voxels after a small change, other
     * conductivities, or a looser tolerance. The result is the same to the tolerance, with fewer iterations.
     *
     * @param potential potential of {@link TransportMaps#potential} along the same axis [V], on the grid to be measured;
     *     where it is NaN or infinite the mean of its neighbours is taken, or what a linear potential has there
     * @return a copy that does so
     */
    public EffectiveConductivity withStart(ScalarField potential) {
        return new EffectiveConductivity(
                axis, relativeTolerance, periodicSides, parallel, contacts, new StartPotential(potential, axis));
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
        return measure(phases, checked(conductivity, reference), reference, false, progress)
                .transport();
    }

    /**
     * Measures like {@link #of} and keeps the fields: 12 bytes per voxel more.
     *
     * @param phases the structure
     * @param conductivity conductivity of every label [S/m], length up to 256; 0 and labels beyond insulate
     * @param reference label of the phase that ratios refer to
     * @param progress told about the solve; cancels
     * @return the result with its maps; empty if the phase does not percolate
     * @throws IllegalArgumentException if a conductivity is negative or not finite, or the reference does not conduct
     * @throws io.github.voxelyte.microstructure.elliptic.NoConvergenceException if the tolerance is not reached
     */
    public Optional<TransportMaps> mapsOf(PhaseMap phases, double[] conductivity, int reference, Progress progress) {
        Measured measured = measure(phases, checked(conductivity, reference), reference, true, progress);
        VoxelGrid grid = phases.grid();
        return measured.fields().map(fields -> {
            int copies = measured.voxels() / grid.size();
            return new TransportMaps(
                    measured.transport(),
                    PeriodicUnfolding.firstPeriod(fields.potential(), grid, 1),
                    PeriodicUnfolding.firstPeriod(fields.flux(), grid, 1),
                    PeriodicUnfolding.firstPeriod(fields.dissipation(), grid, copies),
                    LayerTransport.of(
                            measured.transport(),
                            fields.layers(),
                            measured.voxels() / grid.count(axis),
                            grid.spacing(axis)));
        });
    }

    /** A result, the fields if asked for, and the voxels that were solved on. */
    private record Measured(EffectiveTransport transport, Optional<ConductionFields> fields, int voxels) {}

    private Measured measure(PhaseMap phases, double[] sigma, int reference, boolean fields, Progress progress) {
        PhaseMap unfolded = periodicSides ? PeriodicUnfolding.toEvenSides(phases, axis) : phases;
        long[] counts = phases.counts();
        ConductivityBounds bounds = ConductivityBounds.of(counts, sigma);
        ThroughConnected through = ThroughConnected.of(
                unfolded,
                unfolded == phases ? counts : unfolded.counts(),
                sigma,
                axis,
                periodicSides,
                ComponentLabelling.byFaces(),
                progress.part(0, 0.1));
        VoxelGrid grid = unfolded.grid();
        double voxels = grid.size();
        double fraction = through.conductingVoxels() / voxels;
        double connected = through.connectedVoxels() / voxels;
        if (through.connectedVoxels() == 0) {
            progress.update(1);
            EffectiveTransport none =
                    new EffectiveTransport(axis, NOT_PERCOLATING, fraction, 0, sigma[reference], 0, 0, 0, 0, 0, bounds);
            return new Measured(none, Optional.empty(), grid.size());
        }
        VoxelConduction conduction = new VoxelConduction(
                        through.structure(), through.conductivity(), axis, periodicSides, parallel)
                .withContacts(contacts.onGrid(index -> PeriodicUnfolding.original(index, grid, phases.grid())));
        if (start != null) {
            start.requireGrid(phases.grid());
            if (start.hasValues()) {
                conduction = conduction.withStart(start::at);
            }
        }
        VoxelConduction.Solution solution = (fields ? conduction.withFields() : conduction)
                .solve(relativeTolerance, MAX_ITERATIONS, progress.part(0.1, 1));
        EffectiveTransport transport = new EffectiveTransport(
                axis,
                CONVERGED,
                fraction,
                connected,
                sigma[reference],
                solution.conductance() * grid.length(axis) / grid.crossSection(axis),
                solution.iterations(),
                solution.residual(),
                solution.fluxImbalance(),
                solution.energyError(),
                bounds);
        requireWithin(bounds, transport);
        return new Measured(transport, solution.fields(), grid.size());
    }

    /** Contacts only resist, so the upper bound always holds; a number above it would be a defect of this program. */
    private void requireWithin(ConductivityBounds bounds, EffectiveTransport transport) {
        double allowed = contacts == ContactResistances.NONE ? transport.effectiveConductivity() : bounds.wienerUpper();
        if (!bounds.allow(allowed) || transport.effectiveConductivity() > bounds.wienerUpper() * (1 + 1e-6)) {
            throw new IllegalStateException("the effective conductivity along " + axis + ", "
                    + transport.effectiveConductivity() + " S/m, lies outside Wiener's bounds, " + bounds.wienerLower()
                    + " to " + bounds.wienerUpper() + " S/m: please report this as a defect");
        }
    }

    static double[] checked(double[] conductivity, int reference) {
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
