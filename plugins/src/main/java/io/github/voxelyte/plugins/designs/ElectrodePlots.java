package io.github.voxelyte.plugins.designs;

import ij.ImagePlus;
import io.github.voxelyte.plugins.discharge.Units;
import io.github.voxelyte.plugins.pictures.JournalPlot;
import io.github.voxelyte.solver.discharge.ElectrodePoint;
import java.awt.Color;
import java.util.List;

/** Plots of the discharge of a whole electrode. */
final class ElectrodePlots {
    private static final Color TILE = new Color(0xA0A0A0);
    private static final int MOST_TILES = 200; // more lines are one grey area
    private static final String CAPACITY = "Capacity [mAh/cm²]";

    private ElectrodePlots() {}

    private static double[] capacity(ElectrodeOutcome outcome) {
        return outcome.result().orElseThrow().points().stream()
                .mapToDouble(point -> outcome.perArea(point.charge(), Units.MILLIAMPERE_HOUR_PER_CM2))
                .toArray();
    }

    static ImagePlus voltage(ElectrodeOutcome outcome) {
        JournalPlot plot = new JournalPlot("Electrode", CAPACITY, "Cell voltage [V]");
        double[] voltage = outcome.result().orElseThrow().points().stream()
                .mapToDouble(ElectrodePoint::voltage)
                .toArray();
        plot.line(capacity(outcome), voltage, JournalPlot.colour(0));
        return plot.image("electrode_discharge");
    }

    /** The current of every tile, and the mean. */
    static ImagePlus currents(ElectrodeOutcome outcome) {
        JournalPlot plot = new JournalPlot("Currents of the tiles", CAPACITY, "Current per cross-section [mA/cm²]");
        List<ElectrodePoint> points = outcome.result().orElseThrow().points();
        double[] capacity = capacity(outcome);
        int tiles = outcome.facts().size();
        int every = 1 + (tiles - 1) / MOST_TILES;
        for (int i = 0; i < tiles; i += every) {
            int tile = i;
            if (outcome.facts().get(i).isWorking()) {
                plot.line(
                        capacity,
                        points.stream()
                                .mapToDouble(point -> outcome.density(point, tile))
                                .toArray(),
                        TILE);
            }
        }
        plot.line(
                capacity,
                points.stream()
                        .mapToDouble(point -> outcome.perArea(point.current(), Units.MILLIAMPERE_PER_CM2))
                        .toArray(),
                JournalPlot.colour(1));
        plot.plot().setColor(Color.BLACK);
        plot.plot().addLabel(0.03, 0.08, "grey: tiles; red: mean");
        return plot.image("electrode_currents");
    }
}
