package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.elliptic.NoConvergenceException;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.complex.Complex;

/** One spectrum under way. Used once. */
final class ImpedanceRun {
    private static final int MAX_ITERATIONS = 400;
    private static final int MAX_ROUNDS = 3;
    /** A frequency is solved further than it must be, so that its neighbours follow by projection. */
    private static final double SOLVED_BEYOND = 0.3;

    private final Impedance options;
    private final Progress progress;
    private final CellElements elements;
    private final LinearNetwork network;
    private final LithiationState state;
    private final AdmittanceMatrix matrix;
    private final AdmittancePreconditioner preconditioner;
    private final ComplexGmres gmres;
    private final PowerBalance balance;
    private final double current;
    private final double[] u;
    private final double[] r;
    private final Projection model;
    private int total;
    private int done;
    private int solved;
    private int iterations;

    ImpedanceRun(Impedance options, VoxelCell voxels, LithiationState state, Progress progress) {
        this.options = options;
        this.progress = progress;
        elements = voxels.elements(options.passiveDoubleLayer > 0);
        this.state = state;
        network = new LinearNetwork(elements, state, options.passiveDoubleLayer);
        matrix = new AdmittanceMatrix(network, options.parallel);
        preconditioner = new AdmittancePreconditioner(matrix);
        gmres = new ComplexGmres(matrix.unknowns(), options.parallel);
        balance = new PowerBalance(matrix);
        current = elements.area();
        u = new double[2 * matrix.unknowns()];
        r = new double[2 * matrix.unknowns()];
        // Conductors do not depend on the frequency: any will do.
        model = network.isPlain() ? new ReducedModel(matrix, admittances(1)) : new AppliedProjection(matrix);
    }

    ImpedanceResult run(double[] frequencies) {
        ImpedancePoint[] points = new ImpedancePoint[frequencies.length];
        total = frequencies.length + options.mapped.length;
        for (int k : order(frequencies.length)) {
            points[k] = point(frequencies[k]);
            done++;
            progress.update((double) done / total);
        }
        for (int round = 0; round < MAX_ROUNDS; round++) {
            // The projection is best in the energy norm, so the first points may keep a residual above the tolerance;
            // with
            // all solutions at hand it is smaller.
            for (int k = 0; k < points.length; k++) {
                if (points[k].residual() > options.tolerance) {
                    points[k] = point(frequencies[k]);
                }
            }
        }
        List<CurrentMap> maps = new ArrayList<>();
        for (double frequency : options.mapped) {
            point(frequency);
            maps.add(FaceCurrents.of(matrix, admittances(frequency), u, frequency, current));
            done++;
        }
        return new ImpedanceResult(
                Arrays.asList(points),
                maps,
                options.rule,
                state,
                solved,
                iterations,
                model.size());
    }

    /** Both ends, then always the middle of a gap: projection interpolates better than it extrapolates. */
    private static List<Integer> order(int count) {
        List<Integer> order = new ArrayList<>();
        order.add(0);
        if (count > 1) {
            order.add(count - 1);
        }
        List<int[]> gaps = new ArrayList<>(List.of(new int[] {0, count - 1}));
        for (int g = 0; g < gaps.size(); g++) {
            int low = gaps.get(g)[0];
            int high = gaps.get(g)[1];
            if (high - low > 1) {
                int middle = (low + high) >>> 1;
                order.add(middle);
                gaps.add(new int[] {low, middle});
                gaps.add(new int[] {middle, high});
            }
        }
        return order;
    }

    private ElementAdmittances admittances(double frequency) {
        return new ElementAdmittances(network, options.rule, 2 * Math.PI * frequency);
    }

    private ImpedancePoint point(double frequency) {
        ElementAdmittances a = admittances(frequency);
        double residual = project(a);
        int used = 0;
        if (residual > options.tolerance) {
            used = solve(a);
            residual = project(a);
        }
        Complex voltage = new Complex(u[2 * matrix.collector], u[2 * matrix.collector + 1]);
        return new ImpedancePoint(
                frequency, voltage.multiply(elements.area() / current), balance.of(a, u, current), residual, used);
    }

    /** Answers by projection; the residual's norm relative to the current. */
    private double project(ElementAdmittances a) {
        if (model.size() == 0) {
            Arrays.fill(u, 0);
        } else {
            model.solve(a, current, u);
        }
        residual(a);
        return gmres.norm(r) / current;
    }

    private void residual(ElementAdmittances a) {
        matrix.multiply(a, u, r);
        matrix.ranges(r.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                r[i] = -r[i];
            }
        });
        r[2 * matrix.collector] += current;
    }

    private int solve(ElementAdmittances a) {
        preconditioner.rebuild(a);
        double share = Math.min(1, (double) done / total);
        double[] before = u.clone();
        int used = gmres.improve(
                (v, y) -> {
                    progress.update(share);
                    matrix.multiply(a, v, y);
                },
                preconditioner::apply,
                u,
                r,
                SOLVED_BEYOND * options.tolerance * current,
                MAX_ITERATIONS);
        iterations += Math.abs(used);
        solved++;
        residual(a);
        double reached = gmres.norm(r) / current;
        if (used < 0 && !(reached <= options.tolerance)) {
            throw new NoConvergenceException(Math.abs(used), reached, options.tolerance);
        }
        for (int i = 0; i < before.length; i++) {
            before[i] = u[i] - before[i];
        }
        model.add(before);
        return Math.abs(used);
    }
}
