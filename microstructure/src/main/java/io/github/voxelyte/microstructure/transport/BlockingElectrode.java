package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.ConjugateGradient;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.elliptic.SolveMemory;
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
 * an energy functional, its error is quadratic in the residual's. Memory: about 450 bytes per voxel of the electrolyte.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class BlockingElectrode {
    private static final int MAX_ITERATIONS = 500;

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
        int[] voxels = reached(phases, electrolyte, progress.part(0, 0.2));
        long[] counts = phases.counts();
        double fraction =
                (double) Arrays.stream(electrolyte).mapToLong(l -> counts[l]).sum() / grid.size();
        double reachedFraction = (double) voxels.length / grid.size();
        if (voxels.length == 0) {
            progress.update(1);
            return new ElectrodeTortuosity(axis, separator, fraction, 0, 0, Double.POSITIVE_INFINITY, 0, 0);
        }
        SolveMemory.requireNetwork(grid.size(), voxels.length);
        int[] node = new int[grid.size()];
        Arrays.fill(node, -1);
        for (int n = 0; n < voxels.length; n++) {
            node[voxels[n]] = n;
        }
        boolean[] charges = new boolean[256];
        for (int label : blocking) {
            charges[label] = true;
        }
        for (int label : electrolyte) {
            charges[label] = false;
        }
        double[] current = new double[voxels.length];
        ConductanceGraph graph = graph(phases, voxels, node, charges, current);
        double area = Arrays.stream(current).sum();
        if (!(area > 0)) {
            throw new IllegalArgumentException("no face of labels "
                    + Arrays.toString(electrolyte) + " joined to the separator touches a blocking label out of "
                    + Arrays.toString(blocking)
                    + ": nothing charges; name the labels of the electrode's solids");
        }
        for (int n = 0; n < current.length; n++) {
            current[n] /= area;
        }
        double[] potential = new double[voxels.length];
        ConjugateGradient.Outcome outcome = new ConjugateGradient(relativeTolerance, MAX_ITERATIONS)
                .solve(graph, new GraphMultigrid(graph, parallel), current, potential, progress.part(0.3, 1));
        double[] image = new double[voxels.length];
        graph.apply(potential, image);
        double resistance = 0;
        for (int n = 0; n < image.length; n++) {
            // 2·b·φ − φ·A·φ, the energy to second order in the error of φ, for a current of 1 and a conductivity of 1.
            resistance += potential[n] * (2 * current[n] - image[n]);
        }
        progress.update(1);
        return new ElectrodeTortuosity(
                axis,
                separator,
                fraction,
                reachedFraction,
                area / (grid.voxelVolume() * grid.size()),
                3 * resistance * grid.crossSection(axis) * fraction / grid.length(axis),
                outcome.iterations(),
                outcome.residual());
    }

    /** Voxels of the electrolyte joined to the separator's plane, in flat order. */
    private int[] reached(PhaseMap phases, int[] electrolyte, Progress progress) {
        VoxelGrid grid = phases.grid();
        boolean[] member = new boolean[256];
        for (int label : electrolyte) {
            member[label] = true;
        }
        Components components = ComponentLabelling.byFaces().of(phases, member, progress);
        long count = 0;
        for (int c = 0; c < components.count(); c++) {
            count += components.touches(c, axis, separator == Side.LAST) ? components.size(c) : 0;
        }
        int[] voxels = new int[Math.toIntExact(count)];
        int[] end = {0};
        components.forEachRun((component, begin, stop, y, z) -> {
            if (components.touches(component, axis, separator == Side.LAST)) {
                for (int x = begin; x < stop; x++) {
                    voxels[end[0]++] = grid.index(x, y, z);
                }
            }
        });
        return voxels;
    }

    /** The network for a conductivity of 1, grounded at the separator; sums every node's charging area into an array. */
    private ConductanceGraph graph(PhaseMap phases, int[] voxels, int[] node, boolean[] charges, double[] area) {
        VoxelGrid grid = phases.grid();
        int[] ends = new int[Math.multiplyExact(6, voxels.length)];
        double[] conductance = new double[3 * voxels.length];
        double[] ground = new double[voxels.length];
        int separatorLayer = separator.layer(0, grid.count(axis));
        int edges = 0;
        for (int n = 0; n < voxels.length; n++) {
            int i = voxels[n];
            int stride = 1;
            for (Axis a : Axis.values()) {
                int position = i / stride % grid.count(a);
                double g = grid.faceArea(a) / grid.spacing(a);
                if (position < grid.count(a) - 1) {
                    if (node[i + stride] >= 0) {
                        ends[2 * edges] = n;
                        ends[2 * edges + 1] = node[i + stride];
                        conductance[edges++] = g;
                    } else if (charges[phases.phase(i + stride)]) {
                        area[n] += grid.faceArea(a);
                    }
                }
                if (position > 0 && charges[phases.phase(i - stride)]) {
                    area[n] += grid.faceArea(a);
                }
                if (a == axis && position == separatorLayer) {
                    ground[n] += 2 * g;
                }
                stride *= grid.count(a);
            }
        }
        return new ConductanceGraph(
                Arrays.copyOf(ends, 2 * edges),
                Arrays.copyOf(conductance, edges),
                ground,
                voxels,
                grid.nx(),
                grid.ny(),
                grid.nz());
    }
}
