package io.github.voxelyte.plugins.discharge;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GUI;
import ij.gui.Plot;
import io.github.voxelyte.plugins.cell.CellSketch;
import io.github.voxelyte.plugins.command.WindowPlace;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.pictures.JournalPlot;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Frame;
import java.awt.Graphics;
import java.awt.GridLayout;
import java.awt.Image;
import java.awt.Label;
import java.awt.Panel;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Locale;

/** A window that shows the cell to scale and the voltage while a discharge runs, with buttons to pause, stop and cancel. */
final class DischargeWindow implements AutoCloseable {
    private static final int PLOT_WIDTH = 640;
    private static final int PLOT_HEIGHT = 420;

    /** Share of the command from which its length is guessed. */
    private static final double ENOUGH_TO_TELL = 0.03;

    private final long started = System.nanoTime();
    private final Frame frame = new Frame("Discharge");
    private final Label state = new Label("Starting …");
    private final Picture curve = new Picture();

    private DischargeWindow(LabelStack labels, VoxelCell cell, double bytes, RunControl control) {
        Panel top = new Panel(new BorderLayout());
        top.add(new Sketched(new CellSketch(labels, cell.cell().separatorThickness())), BorderLayout.CENTER);
        Panel facts = new Panel(new GridLayout(2, 1));
        facts.add(new Label(electrode(cell)));
        facts.add(new Label(size(cell, bytes)));
        top.add(facts, BorderLayout.SOUTH);
        Panel buttons = new Panel(new FlowLayout(FlowLayout.RIGHT));
        Button pause = new Button("Pause");
        pause.addActionListener(event -> {
            boolean wanted = pause.getLabel().equals("Pause");
            pause.setLabel(wanted ? "Go on" : "Pause");
            control.pause(wanted);
        });
        Button stop = new Button("Stop and keep");
        stop.addActionListener(event -> control.stop());
        Button cancel = new Button("Cancel");
        cancel.addActionListener(event -> control.cancel());
        buttons.add(pause);
        buttons.add(stop);
        buttons.add(cancel);
        Panel bottom = new Panel(new BorderLayout());
        bottom.add(state, BorderLayout.NORTH);
        bottom.add(buttons, BorderLayout.SOUTH);
        frame.setBackground(Color.WHITE);
        frame.add(top, BorderLayout.NORTH);
        frame.add(curve, BorderLayout.CENTER);
        frame.add(bottom, BorderLayout.SOUTH);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                control.cancel();
            }
        });
        frame.addKeyListener(IJ.getInstance());
    }

    /** Opens the window and returns when it stands. */
    static DischargeWindow open(LabelStack labels, VoxelCell cell, double bytes, RunControl control) {
        DischargeWindow window = new DischargeWindow(labels, cell, bytes, control);
        EventQueue.invokeLater(() -> {
            window.frame.pack();
            GUI.centerOnImageJScreen(window.frame);
            window.frame.setVisible(true);
            WindowPlace.settle(window.frame);
        });
        return window;
    }

    private static String electrode(VoxelCell cell) {
        CellSummary summary = cell.summary();
        return String.format(
                Locale.ROOT,
                "%.2f mg/cm² active material, %.3f mAh/cm², 1C = %.3f mA/cm², contact ratio %.2f",
                summary.arealLoading() / Units.MILLIGRAM_PER_CM2,
                summary.theoreticalCapacity() / Units.MILLIAMPERE_HOUR_PER_CM2,
                summary.oneC() / Units.MILLIAMPERE_PER_CM2,
                summary.contactRatio());
    }

    private static String size(VoxelCell cell, double bytes) {
        CellSummary summary = cell.summary();
        return String.format(
                Locale.ROOT,
                "%s, %.2f million unknowns, about %.0f MB",
                cell.cell().name(),
                (summary.potentials() + summary.lithiations()) / 1e6,
                bytes / (1 << 20));
    }

    /** How long it has run and, from the share that is done, may run at most. */
    private String time(double done) {
        double seconds = (System.nanoTime() - started) / 1e9;
        double left = seconds * (1 - done) / done;
        return "running " + duration(seconds) + (done > ENOUGH_TO_TELL ? ", at most " + duration(left) + " more" : "");
    }

    static String duration(double seconds) {
        return seconds < 100
                ? Math.round(seconds) + " s"
                : seconds < 6000 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 360) / 10.0 + " h";
    }

    /** Shows the curve so far, and which share of the command is done; called by the run after every row. */
    void show(String name, Table table, boolean overTime, String line, double done) {
        int rows = table.size();
        if (rows < 2) {
            return; // no line yet
        }
        double[] x = new double[rows];
        double[] v = new double[rows];
        for (int row = 0; row < rows; row++) {
            x[row] = ((Number) table.cell(overTime ? "Time [s]" : "Capacity [mAh/g]", row)).doubleValue()
                    / (overTime ? 3600 : 1);
            v[row] = ((Number) table.cell("Voltage [V]", row)).doubleValue();
        }
        EventQueue.invokeLater(() -> {
            JournalPlot plot = new JournalPlot(name, overTime ? "Time [h]" : "Capacity [mAh/g]", "Cell voltage [V]");
            plot.plot().setSize(Math.max(PLOT_WIDTH, curve.getWidth()), Math.max(PLOT_HEIGHT, curve.getHeight()));
            plot.line(x, v, JournalPlot.colour(0));
            Plot drawn = plot.plot();
            drawn.setLimitsToFit(true);
            curve.show(new ImagePlus("", drawn.getProcessor()).getImage());
            state.setText(name + ": " + line + "; " + time(done));
        });
    }

    @Override
    public void close() {
        EventQueue.invokeLater(frame::dispose);
    }

    /** The cell to scale. */
    private static final class Sketched extends java.awt.Canvas {
        private static final long serialVersionUID = 1;
        private final transient CellSketch sketch;

        Sketched(CellSketch sketch) {
            this.sketch = sketch;
            setPreferredSize(new Dimension(PLOT_WIDTH, CellSketch.HEIGHT));
            setBackground(Color.WHITE);
        }

        @Override
        public void paint(Graphics g) {
            sketch.paint(g, getWidth());
        }
    }

    /** A picture at its own size. */
    private static final class Picture extends java.awt.Canvas {
        private static final long serialVersionUID = 1;
        private transient Image image;

        Picture() {
            setPreferredSize(new Dimension(PLOT_WIDTH, PLOT_HEIGHT));
            setBackground(Color.WHITE);
        }

        void show(Image picture) {
            image = picture;
            repaint();
        }

        @Override
        public void update(Graphics g) {
            paint(g); // without clearing: no flicker
        }

        @Override
        public void paint(Graphics g) {
            if (image != null) {
                g.drawImage(image, 0, 0, null);
            }
        }
    }
}
