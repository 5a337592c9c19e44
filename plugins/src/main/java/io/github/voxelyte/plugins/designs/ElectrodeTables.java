package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.plugins.discharge.Units;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.discharge.ElectrodePoint;
import io.github.voxelyte.solver.discharge.ElectrodeResult;
import io.github.voxelyte.solver.discharge.SubCellFacts;
import io.github.voxelyte.solver.discharge.SubCellResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The tables of discharges of whole electrodes. */
final class ElectrodeTables {
    private static final double SQUARE_MICROMETRE = 1e-12; // [m²]

    private ElectrodeTables() {}

    /** One row a discharge. */
    static Table all(List<String> axes, List<ElectrodeOutcome> outcomes) {
        List<String> columns = new ArrayList<>(List.of("Structure"));
        columns.addAll(axes);
        columns.addAll(List.of(
                "Status",
                "Reason",
                "Tiles",
                "Idle tiles",
                "Active material [mg/cm2]",
                "Current [mA/cm2]",
                "Stop",
                "Time [s]",
                "Capacity [mAh/cm2]",
                "Capacity [mAh/g]",
                "Standard deviation of tile currents at start",
                "Standard deviation of tile currents at end",
                "Steps",
                "Passes"));
        Table table = new Table("electrode_discharges", columns.toArray(String[]::new));
        for (ElectrodeOutcome outcome : outcomes) {
            StudyTasks.Row first = outcome.rows().get(0);
            List<Object> cells = new ArrayList<>(List.of(first.structure()));
            axes.forEach(axis -> cells.add(first.levels().get(axis)));
            cells.add(outcome.isDone() ? "done" : "failed");
            cells.add(outcome.reason());
            cells.add(outcome.rows().size());
            cells.addAll(numbers(outcome));
            table.row(cells.toArray());
        }
        return table;
    }

    private static List<Object> numbers(ElectrodeOutcome outcome) {
        if (outcome.result().isEmpty()) {
            return List.of("", "", "", "", "", "", "", "", "", "", "");
        }
        ElectrodeResult result = outcome.result().get();
        long idle = outcome.facts().stream().filter(fact -> !fact.isWorking()).count();
        double loading = outcome.sum(SubCellFacts::activeMass) / outcome.area() / Units.MILLIGRAM_PER_CM2;
        String stop = result.stop().toString();
        if (!outcome.hasCurve()) {
            return List.of(idle, loading, "", stop, "", 0.0, 0.0, "", "", 0, result.passes());
        }
        ElectrodePoint first = result.points().get(0);
        ElectrodePoint last = outcome.last();
        return List.of(
                idle,
                loading,
                outcome.perArea(last.current(), Units.MILLIAMPERE_PER_CM2),
                stop,
                last.time(),
                outcome.perArea(last.charge(), Units.MILLIAMPERE_HOUR_PER_CM2),
                outcome.perGram(last.charge()),
                deviation(outcome, first),
                deviation(outcome, last),
                result.points().size() - 1,
                result.passes());
    }

    /** The curve. */
    static Table curve(ElectrodeOutcome outcome, String name) {
        Table table = new Table(
                name,
                "Time [s]",
                "Current [mA/cm2]",
                "Voltage [V]",
                "Capacity [mAh/cm2]",
                "Capacity [mAh/g]",
                "Least tile current [mA/cm2]",
                "Largest tile current [mA/cm2]",
                "Standard deviation of tile currents");
        for (ElectrodePoint point : outcome.result().orElseThrow().points()) {
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < point.currents().length; i++) {
                if (outcome.facts().get(i).isWorking()) {
                    double density = outcome.density(point, i);
                    least = Math.min(least, density);
                    largest = Math.max(largest, density);
                }
            }
            table.row(
                    point.time(),
                    outcome.perArea(point.current(), Units.MILLIAMPERE_PER_CM2),
                    point.voltage(),
                    outcome.perArea(point.charge(), Units.MILLIAMPERE_HOUR_PER_CM2),
                    outcome.perGram(point.charge()),
                    least,
                    largest,
                    deviation(outcome, point));
        }
        return table;
    }

    /** Of the current densities of the tiles that work, by area, over their mean. */
    private static double deviation(ElectrodeOutcome outcome, ElectrodePoint point) {
        double area = 0;
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < point.currents().length; i++) {
            if (outcome.facts().get(i).isWorking()) {
                double part = outcome.facts().get(i).area();
                area += part;
                sum += point.currents()[i];
                squares += point.currents()[i] * point.currents()[i] / part;
            }
        }
        return Math.sqrt(Math.max(0, squares * area / (sum * sum) - 1));
    }

    /** What a map or a column says of every tile. */
    record Quantity(String name, ToDoubleFunction<Integer> of) {}

    /** The numbers of the tiles; NaN where a tile that is idle has none. */
    static List<Quantity> quantities(ElectrodeOutcome outcome) {
        ElectrodePoint first = outcome.result().orElseThrow().points().get(0);
        ElectrodePoint last = outcome.last();
        List<SubCellFacts> facts = outcome.facts();
        double[] charges = last.charges();
        double initial = outcome.cell().orElseThrow().activeMaterial().initialLithiation();
        return List.of(
                new Quantity("AMSVF", i -> facts.get(i).activeFraction()),
                new Quantity(
                        "Capacity [mAh/cm2]", i -> charges[i] / facts.get(i).area() / Units.MILLIAMPERE_HOUR_PER_CM2),
                new Quantity(
                        "Capacity [mAh/g]", i -> charges[i] / facts.get(i).activeMass() / Units.MILLIAMPERE_HOUR_PER_G),
                new Quantity("Utilization", i -> charges[i] / (facts.get(i).fullCharge() * (1 - initial))),
                new Quantity("Current at start [mA/cm2]", i -> outcome.density(first, i)),
                new Quantity("Current at end [mA/cm2]", i -> outcome.density(last, i)),
                new Quantity("Share of current at start", i -> first.currents()[i] / first.current()),
                new Quantity("Share of current at end", i -> last.currents()[i] / last.current()),
                new Quantity("Mean lithiation", i -> state(outcome, i, SubCellResponse::meanLithiation)),
                new Quantity("Least lithiation", i -> state(outcome, i, SubCellResponse::minLithiation)),
                new Quantity("Largest lithiation", i -> state(outcome, i, SubCellResponse::maxLithiation)));
    }

    private static double state(ElectrodeOutcome outcome, int tile, ToDoubleFunction<SubCellResponse> value) {
        List<SubCellResponse> end = outcome.result().orElseThrow().end();
        return end.isEmpty() ? Double.NaN : value.applyAsDouble(end.get(tile));
    }

    /** One row a tile. */
    static Table tiles(ElectrodeOutcome outcome, String name) {
        List<Quantity> quantities = quantities(outcome);
        List<String> columns = new ArrayList<>(StudyFile.COLUMNS.subList(2, 5));
        columns.add("Area [um2]");
        quantities.forEach(quantity -> columns.add(quantity.name()));
        columns.add("Idle because");
        Table table = new Table(name, columns.toArray(String[]::new));
        for (int i = 0; i < outcome.facts().size(); i++) {
            int tile = i;
            List<Object> cells = new ArrayList<>(outcome.rows().get(i).tile());
            cells.add(outcome.facts().get(i).area() / SQUARE_MICROMETRE);
            quantities.forEach(quantity -> cells.add(quantity.of().applyAsDouble(tile)));
            cells.add(outcome.facts().get(i).idle());
            table.row(cells.toArray());
        }
        return table;
    }
}
