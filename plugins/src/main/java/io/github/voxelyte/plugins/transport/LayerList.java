package io.github.voxelyte.plugins.transport;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.voxelyte.microstructure.transport.LayerTransport;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The layers along the axis of all solves: a table and a plot of τ(x). */
final class LayerList {
    private static final double MICROMETRE = 1e-6; // [m]
    private static final Color[] COLOURS = {
        new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), Color.DARK_GRAY
    };

    private final String position;
    private final double unit;
    private final Table table;
    private final List<String> names = new ArrayList<>();
    private final List<double[]> places = new ArrayList<>();
    private final List<double[]> factors = new ArrayList<>();

    /** Positions are in micrometres, or in the units of the stack where it has no unit of length. */
    LayerList(boolean physical) {
        position = physical ? "Position [um]" : "Position [voxel edges]";
        unit = physical ? MICROMETRE : 1;
        table = new Table(
                "transport_layers",
                "Phase",
                "Axis",
                "Layer",
                position,
                "Connected fraction",
                "Mean potential [V]",
                "Share of resistance",
                "Relative conductivity",
                "Tortuosity factor",
                "Carrying fraction",
                "Largest flux over mean");
    }

    void add(String phase, String axis, LayerTransport[] layers) {
        double[] at = new double[layers.length];
        double[] tau = new double[layers.length];
        for (int i = 0; i < layers.length; i++) {
            LayerTransport layer = layers[i];
            at[i] = layer.position() / unit;
            tau[i] = layer.tortuosityFactor();
            table.row(
                    phase,
                    axis,
                    layer.layer(),
                    at[i],
                    layer.fraction(),
                    layer.potential(),
                    layer.resistanceShare(),
                    layer.relativeConductivity(),
                    tau[i],
                    layer.carryingFraction(),
                    layer.largestFlux());
        }
        names.add(phase + ", " + axis);
        places.add(at);
        factors.add(tau);
    }

    Table table() {
        return table;
    }

    ImagePlus plot() {
        double right = 0;
        double top = 1;
        for (int i = 0; i < places.size(); i++) {
            for (int k = 0; k < places.get(i).length; k++) {
                right = Math.max(right, places.get(i)[k]);
                top = Math.max(top, factors.get(i)[k]);
            }
        }
        Plot plot = new Plot("Tortuosity factor of every layer", position, "Tortuosity factor of the layer");
        plot.setSize(700, 420);
        plot.setFontSize(16);
        plot.setLineWidth(2);
        plot.setLimits(0, right, Math.min(1, lowest()), 1 + 1.25 * (top - 1) + 0.01);
        for (int i = 0; i < places.size(); i++) {
            plot.setColor(COLOURS[i % COLOURS.length]);
            plot.addPoints(places.get(i), factors.get(i), Plot.LINE);
        }
        plot.setColor(Color.BLACK);
        plot.addLegend(String.join("\n", names), "top-right");
        return plot.getImagePlus();
    }

    private double lowest() {
        return factors.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .min()
                .orElse(1);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }
}
