package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.ConjugateGradient;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.elliptic.SolveMemory;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Objects;

/**
 * The whole 3×3 tensor of the effective conductivity of a structure that repeats in all directions.
 *
 * <p>For a unit mean field E along each axis in turn, φ = −E·x + φ̃ with φ̃ periodic and ∇·(σ∇φ) = 0. The tensor is the
 * mutual dissipation of the three fields, σ_ab = (1/V)·Σ_faces g·Δφ_a·Δφ_b: symmetric and positive semidefinite as
 * computed, its error quadratic in the residual's. Face conductances as in {@link EffectiveConductivity}; any size.
 *
 * <p>A cluster that does not join its own repetition is at rest in any field and is left out. Of the others φ̃ is fixed
 * up to a constant each: one voxel of each is joined to ground, and no current flows there, because the right-hand side
 * sums to zero over each cluster.
 *
 * <p>Source of the formulation: G. W. Milton, The Theory of Composites (2002), chapter 1, doi:10.1017/CBO9780511613357.
 * Memory: about 450 bytes per conducting voxel, for representative volumes rather than whole tomograms.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class PeriodicConductivity {
    private static final int MAX_ITERATIONS = 500;

    private final double relativeTolerance;
    private final Parallel parallel;

    private PeriodicConductivity(double relativeTolerance, Parallel parallel) {
        this.relativeTolerance = relativeTolerance;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * With {@link EffectiveConductivity#DEFAULT_RELATIVE_TOLERANCE}, on all processors.
     *
     * @return the measure
     */
    public static PeriodicConductivity create() {
        return new PeriodicConductivity(EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE, Parallel.allProcessors());
    }

    /**
     * Sets how far the linear solves are driven.
     *
     * @param tolerance stop when ‖r‖/‖b‖ falls to this [1], in (0, 1)
     * @return a copy that does so
     * @throws IllegalArgumentException if it is out of range
     */
    public PeriodicConductivity withRelativeTolerance(double tolerance) {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance must lie between 0 and 1 (a relative residual, such as 1e-6): " + tolerance);
        }
        return new PeriodicConductivity(tolerance, parallel);
    }

    /**
     * Sets who works.
     *
     * @param workers the threads
     * @return a copy that does so
     */
    public PeriodicConductivity withParallel(Parallel workers) {
        return new PeriodicConductivity(relativeTolerance, workers);
    }

    /**
     * Measures a structure.
     *
     * @param phases the structure, one period
     * @param conductivity conductivity of every label [S/m], length up to 256; 0 and labels beyond insulate
     * @param reference label of the phase that ratios refer to
     * @param progress told about the solves; cancels
     * @return the tensor; zero if nothing percolates
     * @throws IllegalArgumentException if a conductivity is negative or not finite, the reference does not conduct, or
     *     the solve would need more memory than there is
     * @throws io.github.voxelyte.microstructure.elliptic.NoConvergenceException if the tolerance is not reached
     */
    public ConductivityTensor of(PhaseMap phases, double[] conductivity, int reference, Progress progress) {
        double[] sigma = EffectiveConductivity.checked(conductivity, reference);
        VoxelGrid grid = phases.grid();
        long[] counts = phases.counts();
        double conducting = 0;
        for (int label = 0; label < 256; label++) {
            conducting += sigma[label] > 0 ? counts[label] : 0;
        }
        SolveMemory.requireNetwork(grid.size(), (long) conducting);
        Cell cell = new Cell(phases, sigma);
        double[][] values = new double[3][3];
        int[] iterations = new int[3];
        double residual = 0;
        if (cell.nodes > 0) {
            ConductanceGraph graph = cell.graph();
            GraphMultigrid multigrid = new GraphMultigrid(graph, parallel);
            ConjugateGradient solver = new ConjugateGradient(relativeTolerance, MAX_ITERATIONS);
            double[][] potentials = new double[3][cell.nodes];
            for (Axis axis : Axis.values()) {
                int a = axis.ordinal();
                ConjugateGradient.Outcome outcome = solver.solve(
                        graph,
                        multigrid,
                        cell.rightHandSide(a),
                        potentials[a],
                        progress.part((1 + 3 * a) / 10.0, (4 + 3 * a) / 10.0));
                iterations[a] = outcome.iterations();
                residual = Math.max(residual, outcome.residual());
            }
            values = cell.dissipation(potentials);
        }
        progress.update(1);
        return new ConductivityTensor(
                values,
                sigma[reference],
                conducting / grid.size(),
                (double) cell.nodes / grid.size(),
                iterations,
                residual);
    }

    /** The winding clusters of one period as a network. */
    private static final class Cell {
        private final VoxelGrid grid;
        private final double[] spacing;
        private final double volume;
        private final int[] voxelOfNode;
        private final int nodes;

        /** Faces towards higher x, y, z of every node: the node beyond, −1 for none, and the conductance. */
        private final int[] next;

        private final double[] conductance;

        /** One node of every cluster, to be held at 0. */
        private final boolean[] anchor;

        Cell(PhaseMap phases, double[] sigma) {
            grid = phases.grid();
            spacing = new double[] {grid.dx(), grid.dy(), grid.dz()};
            volume = grid.voxelVolume() * grid.size();
            WindingClusters clusters = WindingClusters.of(phases, sigma);
            int[] number = clusters.numbers();
            voxelOfNode = new int[number.length];
            int n = 0;
            for (int i = 0; i < number.length; i++) {
                if (number[i] >= 0) {
                    voxelOfNode[n++] = i;
                }
            }
            nodes = n;
            anchor = new boolean[n];
            next = new int[Math.multiplyExact(3, n)];
            conductance = new double[3 * n];
            for (int node = 0; node < n; node++) {
                int i = voxelOfNode[node];
                anchor[node] = clusters.isFirst(i);
                for (Axis axis : Axis.values()) {
                    int a = axis.ordinal();
                    int j = WindingClusters.neighbour(grid, i, a, 1);
                    next[3 * node + a] = number[j];
                    if (number[j] >= 0) {
                        double s = sigma[phases.phase(i)];
                        double t = sigma[phases.phase(j)];
                        conductance[3 * node + a] = grid.faceArea(axis) / spacing[a] * 2 * s * t / (s + t);
                    }
                }
            }
        }

        ConductanceGraph graph() {
            int[] ends = new int[Math.multiplyExact(2, conductance.length)];
            double[] g = new double[conductance.length];
            double[] ground = new double[nodes];
            int edges = 0;
            for (int f = 0; f < conductance.length; f++) {
                // Along an axis of one voxel, a voxel is its own neighbour.
                ground[f / 3] += anchor[f / 3] ? conductance[f] : 0;
                if (conductance[f] > 0 && next[f] != f / 3) {
                    ends[2 * edges] = f / 3;
                    ends[2 * edges + 1] = next[f];
                    g[edges++] = conductance[f];
                }
            }
            return new ConductanceGraph(
                    Arrays.copyOf(ends, 2 * edges),
                    Arrays.copyOf(g, edges),
                    ground,
                    Arrays.copyOf(voxelOfNode, nodes),
                    grid.nx(),
                    grid.ny(),
                    grid.nz());
        }

        double[] rightHandSide(int axis) {
            double[] b = new double[nodes];
            for (int node = 0; node < nodes; node++) {
                int f = 3 * node + axis;
                if (conductance[f] > 0) {
                    b[node] -= conductance[f] * spacing[axis];
                    b[next[f]] += conductance[f] * spacing[axis];
                }
            }
            return b;
        }

        double[][] dissipation(double[][] potentials) {
            double[][] sum = new double[3][3];
            double[] drop = new double[3];
            for (int f = 0; f < conductance.length; f++) {
                if (conductance[f] > 0) {
                    for (int a = 0; a < 3; a++) {
                        drop[a] = potentials[a][f / 3] - potentials[a][next[f]] + (f % 3 == a ? spacing[a] : 0);
                    }
                    for (int a = 0; a < 3; a++) {
                        for (int b = 0; b <= a; b++) {
                            sum[a][b] += conductance[f] * drop[a] * drop[b] / volume;
                        }
                    }
                }
            }
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < a; b++) {
                    sum[b][a] = sum[a][b];
                }
            }
            return sum;
        }
    }
}
