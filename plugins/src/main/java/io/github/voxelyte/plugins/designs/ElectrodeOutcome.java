package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.discharge.Units;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.ElectrodePoint;
import io.github.voxelyte.solver.discharge.ElectrodeResult;
import io.github.voxelyte.solver.discharge.StopReason;
import io.github.voxelyte.solver.discharge.SubCellFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What became of the discharge of an electrode.
 *
 * @param rows of the tiles
 * @param facts of the tiles; empty if they could not be put together
 * @param cell what the tiles have in common; empty if they could not be put together
 * @param result the curve; empty if there is none
 * @param reason why it failed, in a sentence; empty if it did not
 */
record ElectrodeOutcome(
        List<StudyTasks.Row> rows,
        List<SubCellFacts> facts,
        Optional<Cell> cell,
        Optional<ElectrodeResult> result,
        String reason) {
    static ElectrodeOutcome failed(List<StudyTasks.Row> rows, String reason) {
        return new ElectrodeOutcome(rows, List.of(), Optional.empty(), Optional.empty(), reason);
    }

    static ElectrodeOutcome of(List<StudyTasks.Row> rows, List<SubCellFacts> facts, Cell cell, ElectrodeResult result) {
        String reason = result.stop() == StopReason.NOT_CONVERGED
                ? "A step could not be solved however short; the curve before it is kept."
                : "";
        return new ElectrodeOutcome(rows, facts, Optional.of(cell), Optional.of(result), reason);
    }

    boolean isDone() {
        return reason.isEmpty();
    }

    boolean hasCurve() {
        return result.isPresent() && !result.get().points().isEmpty();
    }

    ElectrodePoint last() {
        List<ElectrodePoint> points = result.orElseThrow().points();
        return points.get(points.size() - 1);
    }

    double sum(ToDoubleFunction<SubCellFacts> of) {
        return facts.stream().mapToDouble(of).sum();
    }

    /** Of all tiles, idle ones included [m²]. */
    double area() {
        return sum(SubCellFacts::area);
    }

    double perArea(double value, double unit) {
        return value / area() / unit;
    }

    /** A charge per mass of all active material, that of idle tiles included [mAh/g]. */
    double perGram(double charge) {
        return charge / sum(SubCellFacts::activeMass) / Units.MILLIAMPERE_HOUR_PER_G;
    }

    /** The current of a tile per its cross-section [mA/cm²]. */
    double density(ElectrodePoint point, int tile) {
        return point.currents()[tile] / facts.get(tile).area() / Units.MILLIAMPERE_PER_CM2;
    }
}
