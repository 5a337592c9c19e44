package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.elliptic.ChargingConduction;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Objects;

/**
 * Electrode tortuosity: the tortuosity factor of the electrolyte that the impedance of a symmetric cell with blocking
 * electrodes gives.
 *
 * <p>At low frequency the double layer charges everywhere alike, so the current that enters through the separator's
 * plane ends evenly on all electrolyte|electrode faces: ∇·(σ∇φ) = 0 with φ = 0 on the separator's plane, a uniform
 * normal current density on those faces, and none through the other outer faces. The real part of the impedance beyond
 * the separator's is then R = (dissipated power)/I². In straight pores R = L/(3σεA) (transmission line), hence
 * τ_e = 3·R·A·σ·ε/L and R_ion = 3·R. It weighs paths by where the interface is, so it differs from the tortuosity factor
 * between two planes where pores are uneven, and dead ends count.
 *
 * <p>Sources: J. Landesfeind, J. Hattendorff, A. Ehrl, W. A. Wall, H. A. Gasteiger, J. Electrochem. Soc. 163 (2016) A1373,
 * doi:10.1149/2.1141607jes; T.-T. Nguyen et al., npj Comput. Mater. 6 (2020) 123, doi:10.1038/s41524-020-00386-4.
 *
 * <p>On N layers straight pores give 1 + 1/(2N²): the current leaves in the middle of voxels. The resistance comes from
 * an energy functional, its error is quadratic in the residual's. Memory: about 20 bytes per voxel of the box.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class BlockingElectrode {
    private static final int MAX_ITERATIONS = 500;

    // Labels of the structure that is solved.
    private static final byte INERT = 0;
    private static final byte REACHED = 1;
    private static final byte CHARGING = 2;

    private final Axis axis;
    private final Side separator;
    private final double relativeTolerance;
    private final Parallel parallel;

    private BlockingElectrode(Axis axis, Side separator, double relativeTolerance, Parallel parallel) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.separator = Objects.requireNonNull(separator, "separator");
        this.relativeTolerance = relativeTolerance;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * An electrode with the separator on one of its outer planes, on all processors.
     *
     * @param axis direction from the separator to the collector
     * @param separator side where the separator is
     * @return the measure
     */
    public static BlockingElectrode along(Axis axis, Side separator) {
        return new BlockingElectrode(
                axis, separator, EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE, Parallel.allProcessors());
    }

    /**
     * Sets how far the linear solve is driven.
     *
     * @param tolerance stop when ‖r‖/‖b‖ falls to this [1], in (0, 1)
     * @return a copy that does so
     * @throws IllegalArgumentException if it is out of range
     */
    public BlockingElectrode withRelativeTolerance(double tolerance) {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance must lie between 0 and 1 (a relative residual, such as 1e-6): " + tolerance);
        }
        return new BlockingElectrode(axis, separator, tolerance, parallel);
    }

    /**
     * Sets who works.
     *
     * @param workers the threads
     * @return a copy that does so
     */
    public BlockingElectrode withParallel(Parallel workers) {
        return new BlockingElectrode(axis, separator, relativeTolerance, workers);
    }

    /**
     * Measures a structure.
     *
     * @param phases the structure
     * @param electrolyte labels of the electrolyte
     * @param blocking labels whose faces with the electrolyte charge; the faces of all others are inert
     * @param progress told about the solve; cancels
     * @return the electrode tortuosity
     * @throws IllegalArgumentException if no face of the reached electrolyte charges, or the solve would need more memory
     *     than there is
     * @throws io.github.voxelyte.microstructure.elliptic.NoConvergenceException if the tolerance is not reached
     */
    public ElectrodeTortuosity of(PhaseMap phases, int[] electrolyte, int[] blocking, Progress progress) {
        VoxelGrid grid = phases.grid();
        long[] counts = phases.counts();
        double fraction =
                (double) Arrays.stream(electrolyte).mapToLong(l -> counts[l]).sum() / grid.size();
        PhaseMap structure = reached(phases, electrolyte, blocking, progress.part(0, 0.2));
        double reachedFraction = (double) structure.counts()[REACHED] / grid.size();
        if (reachedFraction == 0) {
            progress.update(1);
            return new ElectrodeTortuosity(axis, separator, fraction, 0, 0, Double.POSITIVE_INFINITY, 0, 0);
        }
        ChargingConduction.Solution solution = new ChargingConduction(
                        structure, REACHED, CHARGING, axis, separator, parallel)
                .solve(relativeTolerance, MAX_ITERATIONS, progress.part(0.2, 1));
        if (!(solution.area() > 0)) {
            throw new IllegalArgumentException("no face of labels "
                    + Arrays.toString(electrolyte) + " joined to the separator touches a blocking label out of "
                    + Arrays.toString(blocking)
                    + ": nothing charges; name the labels of the electrode's solids");
        }
        progress.update(1);
        return new ElectrodeTortuosity(
                axis,
                separator,
                fraction,
                reachedFraction,
                solution.area() / (grid.voxelVolume() * grid.size()),
                3 * solution.resistance() * grid.crossSection(axis) * fraction / grid.length(axis),
                solution.iterations(),
                solution.residual());
    }

    /** The structure with three labels: the electrolyte joined to the separator's plane, what charges, and all else. */
    private PhaseMap reached(PhaseMap phases, int[] electrolyte, int[] blocking, Progress progress) {
        VoxelGrid grid = phases.grid();
        byte[] role = new byte[256];
        for (int label : blocking) {
            role[label] = CHARGING;
        }
        boolean[] member = new boolean[256];
        for (int label : electrolyte) {
            member[label] = true;
            role[label] = INERT;
        }
        Components components = ComponentLabelling.byFaces().of(phases, member, progress);
        boolean[] joined = new boolean[components.count()];
        for (int c = 0; c < joined.length; c++) {
            joined[c] = components.touches(c, axis, separator == Side.LAST);
        }
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        parallel.forEach(grid.nz(), z -> {
            byte[] labels = phases.plane(z);
            for (int i = 0; i < labels.length; i++) {
                planes[z][i] = role[labels[i] & 0xff];
            }
            components.fill(z, joined, REACHED, planes[z]);
        });
        return new PhaseMap(grid, planes);
    }
}
