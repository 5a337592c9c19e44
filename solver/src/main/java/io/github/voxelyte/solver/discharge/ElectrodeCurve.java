package io.github.voxelyte.solver.discharge;

import java.util.ArrayList;
import java.util.List;

/**
 * The curve of sub-cells in parallel out of their steps: charges by the formula that the lithiations follow, and what the last points
 * predict of the voltage.
 */
final class ElectrodeCurve {
    private final int cells;
    private final List<ElectrodePoint> points = new ArrayList<>();
    private double lastStep;
    private int passes;
    private long newtonSteps;
    private long linearIterations;

    ElectrodeCurve(int cells) {
        this.cells = cells;
    }

    void add(ElectrodeStep step) {
        double[] currents =
                step.responses().stream().mapToDouble(SubCellResponse::current).toArray();
        double[] charges = new double[cells];
        double time = 0;
        if (!points.isEmpty()) {
            double[] last = point(0).charges();
            double[] before = points.size() > 1 ? point(1).charges() : last;
            TimeFormula formula = new TimeFormula(step.last().step(), lastStep, last, before);
            for (int i = 0; i < cells; i++) {
                charges[i] = last[i] + (currents[i] + formula.memory(last[i], before[i])) / formula.factor();
            }
            lastStep = step.last().step();
            time = point(0).time() + lastStep;
        }
        points.add(new ElectrodePoint(time, step.last().voltage(), currents, charges));
        passes += step.tries().size();
        for (SubCellResponse response : step.responses()) {
            newtonSteps += response.newtonSteps();
            linearIterations += response.linearIterations();
        }
    }

    /** The last point, or one so many before it. */
    private ElectrodePoint point(int back) {
        return points.get(points.size() - 1 - back);
    }

    double charge() {
        return points.isEmpty() ? 0 : point(0).charge();
    }

    double voltage() {
        return point(0).voltage();
    }

    /** The voltage after a step, by the polynomial through the last three points, as the sub-cells predict all else [V]. */
    double predict(double step) {
        ElectrodePoint now = point(0);
        if (points.size() == 1) {
            return now.voltage();
        }
        ElectrodePoint last = point(1);
        double h1 = now.time() - last.time();
        double slope = (now.voltage() - last.voltage()) / h1;
        if (points.size() == 2) {
            return now.voltage() + slope * step;
        }
        ElectrodePoint first = point(2);
        double h2 = last.time() - first.time();
        double curvature = (slope - (last.voltage() - first.voltage()) / h2) / (h1 + h2);
        return now.voltage() + slope * step + curvature * step * (step + h1);
    }

    ElectrodeResult result(StopReason stop, List<SubCellResponse> end, int rejected) {
        return new ElectrodeResult(points, stop, end, rejected, passes, newtonSteps, linearIterations);
    }
}
