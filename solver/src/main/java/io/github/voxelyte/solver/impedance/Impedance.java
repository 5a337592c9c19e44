package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Impedance spectrum of a {@link VoxelCell} around rest at a {@link LithiationState}: linear response of the discharge's
 * equations with double layers, galvanostatic, solved frequency by frequency. Immutable.
 *
 * <p>A frequency is first answered by projection on the solutions found so far ({@link ReducedModel}); only where that leaves
 * more than the tolerance, the equations are solved on from there. So the cost grows with the number of processes seen, not with the
 * number of frequencies.
 */
public final class Impedance {
    /** The rule at reactive faces if none is named. */
    public static final SurfaceRule DEFAULT_RULE = SurfaceRule.DIFFUSION_LENGTH;
    /** Highest frequency if none is named [Hz]. */
    public static final double DEFAULT_HIGHEST = 7e6;
    /** Lowest frequency if none is named [Hz]. */
    public static final double DEFAULT_LOWEST = 1;
    /** Points per decade if none are named. */
    public static final int DEFAULT_PER_DECADE = 10;
    /** Norm of the residual relative to the current, if no tolerance is named. */
    public static final double DEFAULT_TOLERANCE = 1e-4;

    private static final double LARGEST_TOLERANCE = 1e-2;
    private static final double LEAST_TOLERANCE = 1e-9;
    /** Steps from the highest to the lowest frequency may differ from a whole number by this much. */
    private static final double LAST_STEP = 1e-6;

    private static final Impedance DEFAULT =
            new Impedance(DEFAULT_RULE, 0, DEFAULT_TOLERANCE, new double[0], Parallel.allProcessors());

    final SurfaceRule rule;
    final double passiveDoubleLayer;
    final double tolerance;
    final double[] mapped;
    final Parallel parallel;

    private Impedance(
            SurfaceRule rule, double passiveDoubleLayer, double tolerance, double[] mapped, Parallel parallel) {
        this.rule = rule;
        this.passiveDoubleLayer = passiveDoubleLayer;
        this.tolerance = tolerance;
        this.mapped = mapped;
        this.parallel = parallel;
    }

    /**
     * With all defaults.
     *
     * @return the configuration
     */
    public static Impedance withDefaults() {
        return DEFAULT;
    }

    /**
     * With another rule at reactive faces.
     *
     * @param surface the rule
     * @return the changed copy
     */
    public Impedance withRule(SurfaceRule surface) {
        Objects.requireNonNull(surface, "surface");
        return new Impedance(surface, passiveDoubleLayer, tolerance, mapped, parallel);
    }

    /**
     * With a double layer on faces between active material and electrolyte that do not react.
     *
     * @param capacitance [F/m²], 0 for none
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Impedance withPassiveDoubleLayer(double capacitance) {
        if (!(capacitance >= 0 && capacitance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the capacitance of passive faces must be 0 F/m² or more and finite: " + capacitance);
        }
        return new Impedance(rule, capacitance, tolerance, mapped, parallel);
    }

    /**
     * With another tolerance.
     *
     * @param residual norm of the residual relative to the current, 1e-9 to 1e-2
     * @return the changed copy
     * @throws IllegalArgumentException if it is outside
     */
    public Impedance withTolerance(double residual) {
        if (!(residual >= LEAST_TOLERANCE && residual <= LARGEST_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "tolerance is " + residual + "; allowed is " + LEAST_TOLERANCE + " to " + LARGEST_TOLERANCE);
        }
        return new Impedance(rule, passiveDoubleLayer, residual, mapped, parallel);
    }

    /**
     * With maps of the current into the active material.
     *
     * @param frequencies where, each above 0 [Hz]
     * @return the changed copy
     * @throws IllegalArgumentException if one is not positive
     */
    public Impedance withMaps(double... frequencies) {
        requireFrequencies(frequencies);
        return new Impedance(rule, passiveDoubleLayer, tolerance, frequencies.clone(), parallel);
    }

    /**
     * With another number of threads. The result does not depend on it.
     *
     * @param threads who works
     * @return the changed copy
     */
    public Impedance withParallel(Parallel threads) {
        return new Impedance(rule, passiveDoubleLayer, tolerance, mapped, threads);
    }

    /**
     * Frequencies f_max·10^(−k/perDecade) down to f_min.
     *
     * @param highest f_max [Hz]
     * @param lowest f_min [Hz]
     * @param perDecade points per decade, 1 or more
     * @return descending [Hz]
     * @throws IllegalArgumentException if f_min is above f_max, or one is not positive
     */
    public static double[] frequencies(double highest, double lowest, int perDecade) {
        if (!(lowest > 0 && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "f_min_Hz is " + lowest + " and f_max_Hz " + highest + "; both must be above 0 Hz and finite");
        }
        if (lowest > highest) {
            throw new IllegalArgumentException("f_min_Hz is " + lowest + ", above f_max_Hz, " + highest
                    + "; give the lower frequency as f_min_Hz");
        }
        if (perDecade < 1) {
            throw new IllegalArgumentException("per_decade is " + perDecade + "; allowed is 1 or more");
        }
        int count = 1 + (int) Math.floor(perDecade * Math.log10(highest / lowest) + LAST_STEP);
        double[] frequencies = new double[count];
        for (int k = 0; k < count; k++) {
            frequencies[k] = highest * Math.pow(10, -(double) k / perDecade);
        }
        return frequencies;
    }

    /**
     * Solves a spectrum of the cell fully relaxed at its initial lithiation.
     *
     * @param cell the cell
     * @param frequencies [Hz], each above 0
     * @param progress told at every iteration; cancels
     * @return the spectrum, in the order of the frequencies
     * @throws IllegalArgumentException if there is no frequency, or one is not positive
     */
    public ImpedanceResult run(VoxelCell cell, double[] frequencies, Progress progress) {
        return run(cell, LithiationState.uniform(cell), frequencies, progress);
    }

    /**
     * Solves a spectrum.
     *
     * @param cell the cell
     * @param state lithiation of its voxels
     * @param frequencies [Hz], each above 0
     * @param progress told at every iteration; cancels
     * @return the spectrum, in the order of the frequencies
     * @throws IllegalArgumentException if there is no frequency, or one is not positive
     */
    public ImpedanceResult run(VoxelCell cell, LithiationState state, double[] frequencies, Progress progress) {
        return run(cell, state, frequencies, point -> {}, progress);
    }

    /**
     * Solves a spectrum and tells of its points while it does.
     *
     * @param cell the cell
     * @param state lithiation of its voxels
     * @param frequencies [Hz], each above 0
     * @param listener told of every point once, in the order of the frequencies, as soon as it and all before it are final
     * @param progress told at every iteration; cancels
     * @return the spectrum, in the order of the frequencies
     * @throws IllegalArgumentException if there is no frequency, or one is not positive
     */
    public ImpedanceResult run(
            VoxelCell cell,
            LithiationState state,
            double[] frequencies,
            Consumer<ImpedancePoint> listener,
            Progress progress) {
        if (frequencies.length == 0) {
            throw new IllegalArgumentException("a spectrum needs at least one frequency");
        }
        requireFrequencies(frequencies);
        return new ImpedanceRun(this, cell, state, progress).run(frequencies, listener);
    }

    private static void requireFrequencies(double[] frequencies) {
        for (double f : frequencies) {
            if (!(f > 0 && f < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a frequency must be above 0 Hz and finite: " + f);
            }
        }
    }
}
