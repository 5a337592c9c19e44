package io.github.voxelyte.plugins.cell;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Outlook;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.image.BufferedImage;

/** The cell from lithium to collector, thicknesses to scale, the electrode as a slice through its middle. Immutable. */
public final class CellSketch implements Outlook.Sketch {
    /** Lithium metal. */
    static final Color LITHIUM = new Color(0xB0B8C0);
    /** Separator and electrolyte. */
    static final Color ELECTROLYTE = new Color(0xF2E6B8);
    /** The current collector. */
    static final Color COLLECTOR = new Color(0xC9763F);

    private static final Color ACTIVE = new Color(0x4A5560);
    private static final Color PASSIVATED = new Color(0xC08A3E);
    private static final Color ADDITIVE = Color.BLACK;
    /** What it takes [pixels]. */
    public static final int HEIGHT = 110;

    private static final int METAL = 26; // lithium and collector have no thickness in the model
    private static final int MARGIN = 12;
    private static final int TEXT = 22;
    private static final int NARROWEST = 20; // an electrode that can still be seen
    private static final double MICROMETRE = 1e-6;

    private final BufferedImage slice;
    private final double electrode;
    private final double separator;

    /**
     * Takes the slice out of an electrode.
     *
     * @param labels the electrode
     * @param separator its thickness outside the stack [m], 0 if the stack holds it
     */
    public CellSketch(LabelStack labels, double separator) {
        this(
                slice(labels.phases(), labels.axis(), labels.collector()),
                labels.grid().count(labels.axis()) * labels.grid().spacing(labels.axis()),
                separator);
    }

    private CellSketch(BufferedImage slice, double electrode, double separator) {
        this.slice = slice;
        this.electrode = electrode;
        this.separator = separator;
    }

    /**
     * The same electrode behind another separator.
     *
     * @param thickness [m], 0 if the stack holds it
     * @return the changed copy
     */
    CellSketch withSeparator(double thickness) {
        return new CellSketch(slice, electrode, thickness);
    }

    /** Lithium side left, collector right. */
    private static BufferedImage slice(PhaseMap phases, Axis axis, Collector collector) {
        VoxelGrid grid = phases.grid();
        Axis across = axis == Axis.X ? Axis.Y : Axis.X;
        int[] at = {grid.nx() / 2, grid.ny() / 2, grid.nz() / 2};
        int along = grid.count(axis);
        int rows = grid.count(across);
        BufferedImage image = new BufferedImage(along, rows, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < along; i++) {
            for (int j = 0; j < rows; j++) {
                at[axis.ordinal()] = collector == Collector.LAST ? i : along - 1 - i;
                at[across.ordinal()] = j;
                int label = phases.phase(grid.index(at[0], at[1], at[2]));
                image.setRGB(i, j, colour(label).getRGB());
            }
        }
        return image;
    }

    private static Color colour(int label) {
        return switch (label) {
            case Labels.ACTIVE -> ACTIVE;
            case Labels.PASSIVATED -> PASSIVATED;
            case Labels.ADDITIVE -> ADDITIVE;
            case Labels.VOID -> Color.WHITE;
            default -> ELECTROLYTE;
        };
    }

    @Override
    public void paint(Graphics g, int width) {
        int room = width - 2 * MARGIN - 2 * METAL;
        long scaled = Math.round(room * electrode / (electrode + separator));
        int electrodeWidth = (int) Math.max(NARROWEST, scaled);
        int separatorWidth = separator > 0 ? room - electrodeWidth : 0;
        int height = HEIGHT - 2 * TEXT;
        int x = MARGIN;
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        x = block(g, x, METAL, height, LITHIUM, "Li");
        x = block(g, x, separatorWidth, height, ELECTROLYTE, length("separator", separator));
        g.drawImage(slice, x, TEXT, electrodeWidth, height, null);
        g.setColor(Color.BLACK);
        String text = length("electrode", electrode) + (scaled < NARROWEST ? ", drawn too wide" : "");
        int left = Math.min(x, width - MARGIN - g.getFontMetrics().stringWidth(text));
        g.drawString(text, Math.max(MARGIN, left), HEIGHT - 6);
        block(g, x + electrodeWidth, METAL, height, COLLECTOR, "");
        g.setColor(Color.BLACK);
        String collector = "collector";
        g.drawString(collector, width - MARGIN - g.getFontMetrics().stringWidth(collector), TEXT - 8);
    }

    private static int block(Graphics g, int x, int width, int height, Color colour, String text) {
        g.setColor(colour);
        g.fillRect(x, TEXT, width, height);
        g.setColor(Color.BLACK);
        if (width > 0) {
            g.drawString(text, x + 2, TEXT - 8);
        }
        return x + width;
    }

    private static String length(String what, double metres) {
        return what + " " + Numbers.shortest(Math.round(10 * metres / MICROMETRE) / 10.0) + " µm";
    }
}
