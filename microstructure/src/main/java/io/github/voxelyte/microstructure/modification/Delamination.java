package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;
import java.util.Optional;

/**
 * Delaminates active material from electrolyte: makes the voxel faces between them passive until their share of the area,
 * the degree, meets a target.
 *
 * <p>Faces are taken in an order that is fixed by mode, seed and active material; a degree is a prefix of it. So
 * degrees of one seed are nested (what is passive at 25 % is so at 50 %), the degree grows with the target, and 0 and 1
 * are exact. The target is met to half the faces of one voxel, or to half a face if faces are decided one by one.
 *
 * <p>What is passive is written as passivated electrolyte, which conducts like electrolyte: the electrolyte network, and
 * with it its tortuosity factor, stays as it is voxel for voxel. Only with {@link Outcome#VOID_VOXELS} does it change.
 *
 * <p>Linear in the voxels; besides the result 4 bytes per voxel for all modes but {@link Mode#UNIFORM_RANDOM}, and
 * those of the particle separation for {@link Mode#WHOLE_PARTICLES}. Instances are immutable and may be shared between threads.
 */
public final class Delamination {
    /** Correlation length of random patches unless set [m]. */
    public static final double DEFAULT_CORRELATION_LENGTH = 5e-6;
    /** A stack may exceed the degree asked for by this much already; beyond, it is refused. */
    public static final double DEGREE_TOLERANCE = 0.001;

    /** Which faces delaminate first. */
    public enum Mode {
        /** Voxels in random order. */
        UNIFORM_RANDOM,
        /** Patches with a correlation length: the surface where smoothed noise is low. */
        RANDOM_PATCHES,
        /** One particle after the other, in random order; the last one in part. */
        WHOLE_PARTICLES,
        /** Where the electrolyte between active material is thinnest. */
        GAPS_FIRST,
        /**
         * Anisotropic breathing: faces of the surface that are turned away from the axis first, as the pressure along
         * the axis keeps those closed that look along it.
         */
        POLES
    }

    /** How passive faces are written down. */
    public enum Outcome {
        /** Electrolyte voxels become passivated, with all their faces. */
        PASSIVATED_VOXELS,
        /** Face by face in a face mask; an electrolyte voxel is passivated when all its faces to active material are. */
        PASSIVE_FACES,
        /** Electrolyte voxels become void: a real gap, which takes them out of the electrolyte network. */
        VOID_VOXELS
    }

    private final Mode mode;
    private final Outcome outcome;
    private final long seed;
    private final double correlationLength;
    private final Axis axis;
    private final Parallel parallel;

    private Delamination(
            Mode mode, Outcome outcome, long seed, double correlationLength, Axis axis, Parallel parallel) {
        this.mode = Objects.requireNonNull(mode, "mode");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.seed = seed;
        this.correlationLength = correlationLength;
        this.axis = Objects.requireNonNull(axis, "axis");
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * Delaminates by a mode.
     *
     * @param mode which faces go first
     * @param seed the seed of all random choices
     * @return the operation: whole voxels, {@link #DEFAULT_CORRELATION_LENGTH}, axis z
     */
    public static Delamination of(Mode mode, long seed) {
        return new Delamination(
                mode, Outcome.PASSIVATED_VOXELS, seed, DEFAULT_CORRELATION_LENGTH, Axis.Z, Parallel.allProcessors());
    }

    /**
     * Sets how passive faces are written down.
     *
     * @param written the outcome
     * @return a copy with this outcome
     */
    public Delamination withOutcome(Outcome written) {
        return new Delamination(mode, written, seed, correlationLength, axis, parallel);
    }

    /**
     * Sets the size of random patches.
     *
     * @param length where the autocorrelation of the patches' noise has fallen to 1/e [m]
     * @return a copy with this length
     */
    public Delamination withCorrelationLength(double length) {
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("correlation length must be positive [m]: " + length);
        }
        return new Delamination(mode, outcome, seed, length, axis, parallel);
    }

    /**
     * Sets the axis that {@link Mode#POLES} refers to.
     *
     * @param throughPlane the axis
     * @return a copy with this axis
     */
    public Delamination withAxis(Axis throughPlane) {
        return new Delamination(mode, outcome, seed, correlationLength, throughPlane, parallel);
    }

    /**
     * Sets the number of threads, which changes nothing but the time.
     *
     * @param threads the parallelism
     * @return a copy with these threads
     */
    public Delamination withParallel(Parallel threads) {
        return new Delamination(mode, outcome, seed, correlationLength, axis, threads);
    }

    /**
     * What the delamination did.
     *
     * @param labels the delaminated electrode
     * @param faceMask the passive faces, if they were decided one by one: bits 1, 2, 4, 8, 16, 32 for −x, +x, −y, +y,
     *     −z, +z of an active voxel
     * @param asked the degree asked for [1]
     * @param reached the degree reached [1]; with void voxels counted as passive, of the area before
     * @param before the degree of the input [1]
     * @param voxelsChanged number of voxels whose label changed
     * @param facesPassive number of faces that became passive
     */
    public record Result(
            PhaseMap labels,
            Optional<PhaseMap> faceMask,
            double asked,
            double reached,
            double before,
            long voxelsChanged,
            long facesPassive) {}

    /**
     * Delaminates an electrode.
     *
     * @param labels the electrode
     * @param degree the share of the area between active material and electrolyte that is to be passive, 0 to 1 [1]
     * @param progress told about every pass
     * @return the delaminated electrode
     * @throws IllegalArgumentException if the degree is outside 0 to 1 or below what the electrode already has, or if
     *     active material touches no electrolyte
     */
    public Result of(PhaseMap labels, double degree, Progress progress) {
        Fractions.require("delamination degree", degree);
        DelaminationDegree before = DelaminationDegree.of(labels);
        if (!(before.totalArea() > 0)) {
            throw new IllegalArgumentException("the stack has no face between active material (label " + Labels.ACTIVE
                    + ") and electrolyte (label " + Labels.ELECTROLYTE
                    + "), so nothing can delaminate: check the labels");
        }
        if (degree < before.degree() - DEGREE_TOLERANCE) {
            throw new IllegalArgumentException("the stack is delaminated to " + before.degree()
                    + " already; the degree asked for must not be less: " + degree);
        }
        progress.update(0.05);
        boolean byParticle = mode == Mode.WHOLE_PARTICLES && outcome == Outcome.PASSIVE_FACES;
        ScalarField score = score(labels, progress.part(0.05, 0.6));
        SurfaceOrder order = new SurfaceOrder(
                labels,
                score,
                RandomOrder.stream(seed, 0),
                byParticle ? Labels.ACTIVE : Labels.ELECTROLYTE,
                byParticle ? Labels.ELECTROLYTE : Labels.ACTIVE,
                parallel);
        VoxelGrid grid = labels.grid();
        double unit = Math.min(grid.faceArea(Axis.X), Math.min(grid.faceArea(Axis.Y), grid.faceArea(Axis.Z)));
        double target = (degree * before.totalArea() - before.passiveArea()) / unit;
        VoxelSelection.Cut cut =
                new VoxelSelection(grid.nz(), grid.planeSize(), parallel).cut(order, target, progress.part(0.6, 0.9));
        Result result = outcome == Outcome.PASSIVE_FACES
                ? withFaces(degree, before, new PassiveFaces(labels, order, byParticle, cut, parallel))
                : withVoxels(labels, degree, before, order, cut);
        progress.update(1);
        return result;
    }

    private ScalarField score(PhaseMap labels, Progress progress) {
        return switch (mode) {
            case UNIFORM_RANDOM -> null;
            case RANDOM_PATCHES -> CorrelatedNoise.of(
                    labels.grid(), correlationLength, RandomOrder.stream(seed, 1), parallel, progress);
            case WHOLE_PARTICLES -> ParticleRank.of(labels, RandomOrder.stream(seed, 2), parallel, progress);
            case GAPS_FIRST -> GapWidth.of(labels, parallel, progress);
            case POLES -> SurfaceTilt.of(labels, axis, parallel, progress);
        };
    }

    private Result withVoxels(
            PhaseMap labels, double degree, DelaminationDegree before, SurfaceOrder order, VoxelSelection.Cut cut) {
        VoxelGrid grid = labels.grid();
        byte written = (byte) (outcome == Outcome.VOID_VOXELS ? Labels.VOID : Labels.PASSIVATED);
        byte[][] planes = new byte[grid.nz()][];
        long[] changed = new long[grid.nz()];
        double[] areas = new double[grid.nz()];
        long[] faceCounts = new long[grid.nz()];
        VoxelFaces faces = new VoxelFaces(labels);
        parallel.forEach(planes.length, z -> {
            byte[] plane = labels.plane(z).clone();
            for (int i = order.next(z, 0); i >= 0; i = order.next(z, i + 1)) {
                if (cut.takes(order.key(z, i))) {
                    plane[i] = written;
                    changed[z]++;
                    for (int face = 0; face < DelaminationDegree.FACES; face++) {
                        if (faces.neighbour(z, i, face) == Labels.ACTIVE) {
                            faceCounts[z]++;
                            areas[z] += faces.area(face);
                        }
                    }
                }
            }
            planes[z] = plane;
        });
        PhaseMap result = new PhaseMap(grid, planes);
        double reached = outcome == Outcome.VOID_VOXELS
                ? (before.passiveArea() + sum(areas)) / before.totalArea()
                : DelaminationDegree.of(result).degree();
        return new Result(result, Optional.empty(), degree, reached, before.degree(), sum(changed), sum(faceCounts));
    }

    private static Result withFaces(double degree, DelaminationDegree before, PassiveFaces passive) {
        double reached = DelaminationDegree.of(passive.labels(), passive.mask()).degree();
        return new Result(
                passive.labels(),
                Optional.of(passive.mask()),
                degree,
                reached,
                before.degree(),
                passive.voxelsChanged(),
                passive.facesPassive());
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
