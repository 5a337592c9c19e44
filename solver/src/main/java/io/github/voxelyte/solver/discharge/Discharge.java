package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.protocol.Protocol;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Discharge of a {@link VoxelCell} down to a cut-off voltage, or any {@link Protocol} of currents, voltages and rests.
 *
 * <p>Variable-step BDF2 with prediction by the polynomial through the last three states; the step follows the largest estimated error of a lithiation and a largest voltage
 * change. Where the voltage falls faster, and at snapshots and cut-off, the step is found for a given voltage. Immutable.
 */
public final class Discharge {
    /** The rule at reactive faces if none is named. */
    public static final FaceRule DEFAULT_FACE_RULE = FaceRule.PARABOLIC;
    /** Cut-off voltage if none is named [V]. */
    public static final double DEFAULT_CUT_OFF = 2.6;
    /** Largest estimated error of a lithiation in a step. */
    public static final double DEFAULT_LITHIATION_TOLERANCE = 2e-4;
    /** Largest sum of absolute current residuals, relative to the cell current. */
    public static final double DEFAULT_CURRENT_TOLERANCE = 1e-6;

    private static final Discharge DEFAULT = new Discharge(
            DEFAULT_FACE_RULE,
            DEFAULT_CUT_OFF,
            new double[0],
            new double[0],
            DEFAULT_LITHIATION_TOLERANCE,
            DEFAULT_CURRENT_TOLERANCE,
            false,
            Parallel.allProcessors());

    final FaceRule faceRule;
    final double cutOff;
    final double[] snapshots;
    final double[] snapshotTimes;
    final double lithiationTolerance;
    final double currentTolerance;
    final boolean doubleLayer;
    final Parallel parallel;

    private Discharge(
            FaceRule faceRule,
            double cutOff,
            double[] snapshots,
            double[] snapshotTimes,
            double lithiationTolerance,
            double currentTolerance,
            boolean doubleLayer,
            Parallel parallel) {
        this.faceRule = faceRule;
        this.cutOff = cutOff;
        this.snapshots = snapshots;
        this.snapshotTimes = snapshotTimes;
        this.lithiationTolerance = lithiationTolerance;
        this.currentTolerance = currentTolerance;
        this.doubleLayer = doubleLayer;
        this.parallel = parallel;
    }

    /**
     * A discharge with all defaults.
     *
     * @return the configuration
     */
    public static Discharge withDefaults() {
        return DEFAULT;
    }

    /**
     * With another rule at reactive faces.
     *
     * @param rule the rule
     * @return the changed copy
     */
    public Discharge withFaceRule(FaceRule rule) {
        Objects.requireNonNull(rule, "rule");
        return new Discharge(
                rule, cutOff, snapshots, snapshotTimes, lithiationTolerance, currentTolerance, doubleLayer, parallel);
    }

    /**
     * With another cut-off.
     *
     * @param voltage where the discharge ends [V]
     * @return the changed copy
     */
    public Discharge withCutOff(double voltage) {
        if (!(voltage > 0 && voltage < 10)) {
            throw new IllegalArgumentException(
                    "cutoff_V is " + voltage + "; allowed is a voltage above 0 and below 10 V");
        }
        return new Discharge(
                faceRule,
                voltage,
                snapshots,
                snapshotTimes,
                lithiationTolerance,
                currentTolerance,
                doubleLayer,
                parallel);
    }

    /**
     * With fields reported at voltages.
     *
     * @param voltages any order [V]; those below the cut-off or above the start never come
     * @return the changed copy
     */
    public Discharge withSnapshots(double... voltages) {
        double[] sorted = voltages.clone();
        Arrays.sort(sorted);
        for (double voltage : sorted) {
            if (!(voltage > 0 && voltage < 10)) {
                throw new IllegalArgumentException(
                        "a snapshot voltage is " + voltage + "; allowed is a voltage above 0 and below 10 V");
            }
        }
        return new Discharge(
                faceRule, cutOff, sorted, snapshotTimes, lithiationTolerance, currentTolerance, doubleLayer, parallel);
    }

    /**
     * With fields reported at times: the step that would pass one is cut so that it ends there. At a jump of the current they are those
     * before it.
     *
     * @param seconds since the start, any order, 0 or more; 0 is the start under load; those after the end never come [s]
     * @return the changed copy
     */
    public Discharge withSnapshotTimes(double... seconds) {
        for (double time : seconds) {
            if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a snapshot time is " + time + " s; allowed is 0 s or more and finite");
            }
        }
        double[] sorted = Arrays.stream(seconds).sorted().distinct().toArray();
        return new Discharge(
                faceRule, cutOff, snapshots, sorted, lithiationTolerance, currentTolerance, doubleLayer, parallel);
    }

    /**
     * With other tolerances.
     *
     * @param lithiation largest estimated error of a lithiation in a step, above 0 and below 0.1
     * @param current largest sum of absolute current residuals relative to the cell current, 1e-10 to 1e-3
     * @return the changed copy
     */
    public Discharge withTolerances(double lithiation, double current) {
        if (!(lithiation > 0 && lithiation < 0.1) || !(current >= 1e-10 && current <= 1e-3)) {
            throw new IllegalArgumentException("tolerances are " + lithiation + " and " + current
                    + "; allowed are above 0 and below 0.1, and 1e-10 to 1e-3");
        }
        return new Discharge(faceRule, cutOff, snapshots, snapshotTimes, lithiation, current, doubleLayer, parallel);
    }

    /**
     * With double layers in time, as the cell's capacitances give them: then every jump of the current is followed from the first
     * microseconds on, and a face's estimated error in V keeps the tolerance of the lithiations.
     *
     * @param charged whether double layers are charged and discharged; without, the current of every face is that of its reaction
     * @return the changed copy
     */
    public Discharge withDoubleLayer(boolean charged) {
        return new Discharge(
                faceRule, cutOff, snapshots, snapshotTimes, lithiationTolerance, currentTolerance, charged, parallel);
    }

    /**
     * With another number of threads. The result does not depend on it.
     *
     * @param threads who works
     * @return the changed copy
     */
    public Discharge withParallel(Parallel threads) {
        return new Discharge(
                faceRule,
                cutOff,
                snapshots,
                snapshotTimes,
                lithiationTolerance,
                currentTolerance,
                doubleLayer,
                threads);
    }

    /**
     * Discharges a cell at constant current to the cut-off.
     *
     * @param cell the cell, at rest at its initial lithiation
     * @param currentDensity per cross-section, positive [A/m²]
     * @param listener told of points and snapshots
     * @param progress told at every Newton step; cancels
     * @return the curve; also when cancelled or not converged, as far as it came
     * @throws IllegalArgumentException if the current is not positive, or the cut-off not below the open-circuit potential
     */
    public DischargeResult run(VoxelCell cell, double currentDensity, DischargeListener listener, Progress progress) {
        return run(cell, protocol(cell, currentDensity), listener, progress);
    }

    /**
     * The protocol of a discharge at constant current to the cut-off.
     *
     * @param cell the cell
     * @param currentDensity per cross-section, positive [A/m²]
     * @return the protocol
     * @throws IllegalArgumentException if the current is not positive, or the cut-off not below the open-circuit potential
     */
    public Protocol protocol(VoxelCell cell, double currentDensity) {
        return protocol(cell.cell(), currentDensity);
    }

    /**
     * The protocol of a discharge at constant current to the cut-off, of a cell that has not been put together yet.
     *
     * @param cell the cell file's content
     * @param currentDensity per cross-section, positive [A/m²]
     * @return the protocol
     * @throws IllegalArgumentException if the current is not positive, or the cut-off not below the open-circuit potential
     */
    public Protocol protocol(Cell cell, double currentDensity) {
        if (!(currentDensity > 0 && currentDensity < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the current density is " + currentDensity
                    + " A/m²; a discharge needs one above 0 (a resting cell stays at its open-circuit potential)");
        }
        double start = cell.activeMaterial()
                .openCircuitPotential()
                .value(cell.activeMaterial().initialLithiation());
        if (cutOff >= start) {
            throw new IllegalArgumentException("cutoff_V is " + cutOff
                    + " V; it must be below the open-circuit potential at the start, " + start + " V");
        }
        return Protocol.constantCurrent(currentDensity, cutOff);
    }

    /**
     * Takes a cell through a protocol.
     *
     * @param cell the cell, at rest at its initial lithiation
     * @param protocol what is done to it
     * @param listener told of points, steps, snapshots and checkpoints
     * @param progress told at every Newton step; cancels
     * @return the curve; also when cancelled or not converged, as far as it came
     */
    public DischargeResult run(VoxelCell cell, Protocol protocol, DischargeListener listener, Progress progress) {
        return new DischargeRun(this, cell, protocol, listener, progress).run();
    }

    /**
     * Goes on from a checkpoint of the same cell and protocol with the same options. The points come from there on; those before are
     * not repeated.
     *
     * @param cell the cell
     * @param protocol what is done to it
     * @param checkpoint what {@link DischargeCheckpoint#write} wrote
     * @param listener told of points, steps, snapshots and checkpoints
     * @param progress told at every Newton step; cancels
     * @return the rest of the curve
     * @throws IllegalArgumentException if the checkpoint is cut short or belongs to a cell of another size
     */
    public DischargeResult resume(
            VoxelCell cell, Protocol protocol, InputStream checkpoint, DischargeListener listener, Progress progress) {
        DischargeRun run = new DischargeRun(this, cell, protocol, listener, progress);
        run.load(checkpoint);
        return run.run();
    }
}
