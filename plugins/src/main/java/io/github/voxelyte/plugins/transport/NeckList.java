package io.github.voxelyte.plugins.transport;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.voxelyte.microstructure.transport.Bottleneck;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The necks of all solves: a table, and a ring round each on the stack. */
final class NeckList {
    static final String NAME = "transport_bottlenecks";

    private static final double MICROMETRE = 1e-6; // [m]
    private static final double LEAST_RADIUS = 3; // [pixels]
    private static final double AROUND = 1.5; // radius of the ring over that of a circle of the neck's area
    private static final Color COLOUR = new Color(0xE6007E);

    private final LabelStack labels;
    private final int offsetX;
    private final int offsetY;
    private final Table table = new Table(
            NAME,
            "Phase",
            "Axis",
            "Rank",
            "X [um]",
            "Y [um]",
            "Z [um]",
            "Slice",
            "Cross-section [um2]",
            "Normal",
            "Voxels",
            "Share of resistance");
    private final List<Roi> rings = new ArrayList<>();

    /** For the stack as read from an image, which may be cropped to a rectangle starting at an offset [pixels]. */
    NeckList(LabelStack labels, int offsetX, int offsetY) {
        labels.requirePhysical("the position of a neck");
        this.labels = labels;
        this.offsetX = offsetX;
        this.offsetY = offsetY;
    }

    /** Adds the necks of one solve; returns their rings on the cropped stack, for its maps. */
    Overlay add(String phase, String axis, List<Bottleneck> necks) {
        Overlay overlay = new Overlay();
        VoxelGrid grid = labels.grid();
        for (int i = 0; i < necks.size(); i++) {
            Bottleneck neck = necks.get(i);
            table.row(
                    phase,
                    axis,
                    i + 1,
                    (offsetX * grid.dx() + neck.x()) / MICROMETRE,
                    (offsetY * grid.dy() + neck.y()) / MICROMETRE,
                    neck.z() / MICROMETRE,
                    neck.voxelZ() + 1,
                    neck.crossSection() / (MICROMETRE * MICROMETRE),
                    neck.normal().name().toLowerCase(Locale.ROOT),
                    neck.voxels(),
                    neck.resistanceShare());
            String name = String.format(
                    Locale.ROOT, "neck %d (%.1f %%) %s %s", i + 1, 100 * neck.resistanceShare(), phase, axis);
            rings.add(ring(neck, grid, name, offsetX, offsetY));
            overlay.add(ring(neck, grid, name, 0, 0));
        }
        return overlay;
    }

    private static Roi ring(Bottleneck neck, VoxelGrid grid, String name, int offsetX, int offsetY) {
        double circle = AROUND * Math.sqrt(neck.crossSection() / Math.PI);
        double rx = Math.max(LEAST_RADIUS, circle / grid.dx());
        double ry = Math.max(LEAST_RADIUS, circle / grid.dy());
        OvalRoi ring =
                new OvalRoi(offsetX + neck.voxelX() + 0.5 - rx, offsetY + neck.voxelY() + 0.5 - ry, 2 * rx, 2 * ry);
        ring.setPosition(neck.voxelZ() + 1);
        ring.setName(name);
        ring.setStrokeColor(COLOUR);
        ring.setStrokeWidth(1);
        return ring;
    }

    /** Marks necks on a map of the same voxels. */
    static void mark(ImagePlus map, Overlay rings) {
        map.setOverlay(rings.size() > 0 ? rings.duplicate() : null);
    }

    Table table() {
        return table;
    }

    List<Roi> rings() {
        return rings;
    }
}
