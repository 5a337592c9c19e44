package io.github.voxelyte.plugins.discharge;

import ij.gui.Plot;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.pictures.JournalPlot;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plots of a discharge: voltage over capacity or time, losses, lithiation by layer. */
final class DischargePlots {
    private static final String[] LOSSES = {
        "Separator loss [V]",
        "Electrolyte loss [V]",
        "Li charge transfer loss [V]",
        "Active charge transfer loss [V]",
        "Electronic loss [V]",
        "Concentration loss [V]"
    };

    private static final String GRAIN_CONTACT = "Grain contact loss [V]";

    private DischargePlots() {}

    static void add(Execution execution, List<DischargeOutput> runs, Optional<MeasuredCurve> measured) {
        List<DischargeOutput> drawn =
                runs.stream().filter(run -> run.curve().size() > 1).toList();
        if (drawn.isEmpty()) {
            return;
        }
        execution.addPicture("voltage", voltage(drawn, measured));
        for (DischargeOutput run : drawn) {
            if (isProtocol(run)) {
                execution.addPicture("voltage_over_time" + run.suffix(), overTime(run));
            } else {
                execution.addPicture("losses" + run.suffix(), losses(run));
            }
            if (run.layers().size() > 0) {
                execution.addPicture("lithiation_profile" + run.suffix(), profiles(run));
            }
        }
    }

    private static boolean isProtocol(DischargeOutput run) {
        double[] current = column(run.curve(), "Current [mA/cm2]");
        return Arrays.stream(current).anyMatch(i -> i != current[0]);
    }

    private static double[] column(Table table, String head) {
        double[] values = new double[table.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = ((Number) table.cell(head, row)).doubleValue();
        }
        return values;
    }

    private static ij.ImagePlus voltage(List<DischargeOutput> runs, Optional<MeasuredCurve> measured) {
        boolean perGram = measured.map(MeasuredCurve::perGram).orElse(true);
        String head = perGram ? "Capacity [mAh/g]" : "Capacity [mAh/cm2]";
        JournalPlot plot =
                new JournalPlot("Voltage", perGram ? "Capacity [mAh/g]" : "Capacity [mAh/cm²]", "Cell voltage [V]");
        List<String> legend = new ArrayList<>();
        for (DischargeOutput run : runs) {
            plot.line(column(run.curve(), head), column(run.curve(), "Voltage [V]"), JournalPlot.colour(legend.size()));
            legend.add(run.name());
        }
        if (measured.isPresent()) {
            plot.points(measured.get().capacity(), measured.get().voltage(), Color.BLACK);
            legend.add("measured");
        }
        plot.legend(legend, Plot.BOTTOM_LEFT);
        return plot.image("voltage");
    }

    private static ij.ImagePlus overTime(DischargeOutput run) {
        double[] hours = Arrays.stream(column(run.curve(), "Time [s]"))
                .map(t -> t / 3600)
                .toArray();
        JournalPlot plot = new JournalPlot("Voltage over time", "Time [h]", "Cell voltage [V]");
        plot.line(hours, column(run.curve(), "Voltage [V]"), JournalPlot.colour(0));
        return plot.image("voltage_over_time");
    }

    /** Overpotentials over capacity; the last rises without end, so the axis stops at what is reached before. */
    private static ij.ImagePlus losses(DischargeOutput run) {
        double[] capacity = column(run.curve(), "Capacity [mAh/g]");
        JournalPlot plot = new JournalPlot("Losses " + run.name(), "Capacity [mAh/g]", "Overpotential [mV]");
        List<String> legend = new ArrayList<>();
        List<String> losses = new ArrayList<>(List.of(LOSSES));
        losses.addAll(run.curve().columns().contains(GRAIN_CONTACT) ? List.of(GRAIN_CONTACT) : List.of());
        for (String head : losses) {
            double[] millivolts =
                    Arrays.stream(column(run.curve(), head)).map(v -> 1000 * v).toArray();
            plot.line(capacity, millivolts, JournalPlot.colour(legend.size()));
            legend.add(head.replace(" loss [V]", "").toLowerCase(Locale.ROOT).replace("li charge", "Li charge"));
        }
        plot.legend(legend, Plot.AUTO_POSITION);
        plot.upTo(highestBeforeTheEnd(run.curve(), losses, capacity));
        return plot.image("losses");
    }

    /** Twice the largest loss in the first nine tenths of the capacity [mV]. */
    private static double highestBeforeTheEnd(Table curve, List<String> losses, double[] capacity) {
        double highest = 0;
        double last = capacity[capacity.length - 1];
        for (String head : losses) {
            double[] loss = column(curve, head);
            for (int i = 0; i < loss.length; i++) {
                highest = capacity[i] <= 0.9 * last ? Math.max(highest, loss[i]) : highest;
            }
        }
        return 2000 * highest;
    }

    private static ij.ImagePlus profiles(DischargeOutput run) {
        Table layers = run.layers();
        double[] position = column(layers, "Position [um]");
        double[] mean = column(layers, "Mean lithiation");
        JournalPlot plot = new JournalPlot(
                "Lithiation by layer " + run.name(), "Position along the through-plane axis [µm]", "Mean lithiation");
        List<String> snapshots = IntStream.range(0, layers.size())
                .mapToObj(row -> (String) layers.cell("Snapshot", row))
                .toList();
        List<String> legend = new ArrayList<>();
        for (String snapshot : snapshots.stream().distinct().toList()) {
            int[] rows = IntStream.range(0, layers.size())
                    .filter(row -> snapshots.get(row).equals(snapshot) && !Double.isNaN(mean[row]))
                    .boxed()
                    .sorted((a, b) -> Double.compare(position[a], position[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            plot.line(
                    Arrays.stream(rows).mapToDouble(row -> position[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> mean[row]).toArray(),
                    JournalPlot.colour(legend.size()));
            legend.add(snapshot);
        }
        plot.legend(legend, Plot.AUTO_POSITION);
        return plot.image("lithiation_profile");
    }
}
