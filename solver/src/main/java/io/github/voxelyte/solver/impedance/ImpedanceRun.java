package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.microstructure.elliptic.NoConvergenceException;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.math3.complex.Complex;

/** One spectrum under way. Used once. */
final class ImpedanceRun {
    private static final int MAX_ITERATIONS = 400;
    private static final int MAX_ROUNDS = 3;
    /** Into how many gaps a spectrum is divided before its points are completed one after the other. */
    private static final int COARSE = 16;

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
        model = network.isUniform() ? new ReducedModel(matrix, admittances(1)) : new AppliedProjection(matrix);
    }

    ImpedanceResult run(double[] frequencies, Consumer<ImpedancePoint> listener) {
        ImpedancePoint[] points = new ImpedancePoint[frequencies.length];
        total = frequencies.length + options.mapped.length;
        int told = 0;
        for (int k : order(frequencies.length)) {
            points[k] = point(frequencies[k]);
            told = tell(points, told, options.tolerance, listener);
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
                told = tell(points, told, options.tolerance, listener);
            }
        }
        tell(points, told, Double.POSITIVE_INFINITY, listener);
        List<CurrentMap> maps = new ArrayList<>();
        for (double frequency : options.mapped) {
            point(frequency);
            maps.add(FaceCurrents.of(matrix, admittances(frequency), u, frequency, current));
            done++;
        }
        return new ImpedanceResult(Arrays.asList(points), maps, options.rule, state, solved, iterations, model.size());
    }

    /** Tells of the points that follow the last one told, as far as they are there and good enough; how many are told then. */
    private static int tell(ImpedancePoint[] points, int told, double tolerance, Consumer<ImpedancePoint> listener) {
        int next = told;
        while (next < points.length && points[next] != null && points[next].residual() <= tolerance) {
            listener.accept(points[next++]);
        }
        return next;
    }

    /**
     * Both ends, then always the middle of a gap: projection interpolates better than it extrapolates. First gaps of all frequencies in
     * turn; when they are small, those of high frequency first, so that points become complete from high to low.
     */
    private static List<Integer> order(int count) {
        List<Integer> order = new ArrayList<>();
        order.add(0);
        if (count > 1) {
            order.add(count - 1);
        }
        int small = (count + COARSE - 1) / COARSE;
        List<int[]> coarse = new ArrayList<>(List.of(new int[] {0, count - 1}));
        List<int[]> fine = new ArrayList<>();
        for (int g = 0; g < coarse.size(); g++) {
            int low = coarse.get(g)[0];
            int high = coarse.get(g)[1];
            int middle = (low + high) >>> 1;
            if (high - low > small) {
                order.add(middle);
                coarse.add(new int[] {low, middle});
                coarse.add(new int[] {middle, high});
            } else {
                fine.add(coarse.get(g));
            }
        }
        fine.sort(Comparator.comparingInt(gap -> gap[0]));
        Deque<int[]> gaps = new ArrayDeque<>(fine);
        while (!gaps.isEmpty()) {
            int[] gap = gaps.pop();
            int middle = (gap[0] + gap[1]) >>> 1;
            if (gap[1] - gap[0] > 1) {
                order.add(middle);
                gaps.push(new int[] {middle, gap[1]});
                gaps.push(new int[] {gap[0], middle});
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
