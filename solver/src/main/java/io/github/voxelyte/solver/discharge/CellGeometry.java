package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * The cell as layers of cells from lithium to collector: graded separator layers, then the electrode's voxel layers.
 *
 * <p>Inside, u and v are the lateral directions and w the through-plane one, w = 0 at the lithium side. The separator has the electrode's lateral
 * resolution for at least the electrode's longer side W, in layers that grow by half: lateral variations decay as exp(−πz/W).
 * What remains beyond is a plain series resistance behind an equipotential plane.
 */
final class CellGeometry {
    private static final byte[] NO_MASK = new byte[0];
    private static final double LAYER_GROWTH = 1.5;
    private static final int EQUAL_LAYERS = 3;
    /** No layer of a separator with moving salt is thicker than this part of it. */
    private static final int FEWEST_LAYERS = 20;

    /** A remainder of up to so many times the last layer becomes a layer of its own instead of a series resistance. */
    private static final double LAST_LAYER = 3;

    final VoxelGrid grid;
    final Axis axis;
    final boolean collectorLast;
    final int nu;
    final int nv;
    final int nw;
    final double du;
    final double dv;
    /** Thickness of every layer [m]. */
    final double[] thickness;
    /** Number of separator layers, the first of all. */
    final int separatorLayers;
    /** Separator beyond the resolved layers [m]; 0 if the first layer touches lithium. */
    final double separatorRest;

    /** Area of a reactive face over that of the voxel face. */
    final double surfaceFactor;

    private final boolean periodic;
    private final LabelMeaning meaning;
    private final byte[] label;
    private final byte[] faceMask;
    private final IntUnaryOperator grains;

    private CellGeometry(
            PhaseMap labels,
            LabelMeaning meaning,
            Axis axis,
            boolean collectorLast,
            double separatorThickness,
            CellOptions options) {
        this.grid = labels.grid();
        this.axis = Objects.requireNonNull(axis, "axis");
        this.collectorLast = collectorLast;
        Axis uAxis = axis == Axis.X ? Axis.Y : Axis.X;
        Axis vAxis = axis == Axis.Z ? Axis.Y : Axis.Z;
        nu = grid.count(uAxis);
        nv = grid.count(vAxis);
        du = grid.spacing(uAxis);
        dv = grid.spacing(vAxis);
        double h = grid.spacing(axis);
        List<Double> layers = separator(separatorThickness, h, Math.max(nu * du, nv * dv), options.wholeSeparator());
        separatorLayers = layers.size();
        double resolved = layers.stream().mapToDouble(Double::doubleValue).sum();
        separatorRest = separatorThickness - resolved > 1e-9 * separatorThickness ? separatorThickness - resolved : 0;
        int electrodeLayers = grid.count(axis);
        nw = separatorLayers + electrodeLayers;
        if ((double) nu * nv * nw > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("electrode and separator have " + nu + "×" + nv + "×" + nw
                    + " cells; at most 2^31 − 1: crop the stack");
        }
        thickness = new double[nw];
        for (int w = 0; w < nw; w++) {
            thickness[w] = w < separatorLayers ? layers.get(separatorLayers - 1 - w) : h;
        }
        this.meaning = meaning;
        label = new byte[nu * nv * nw];
        PhaseMap mask = options.faceMask().orElse(null);
        faceMask = mask == null ? NO_MASK : new byte[nu * nv * nw];
        grains = options.grains().orElse(null);
        surfaceFactor = options.surfaceFactor();
        periodic = options.periodicSides();
        fill(labels, mask);
        requireElectrolyteAtLithium();
    }

    /**
     * Lays out a cell.
     *
     * @param labels the electrode, with the separator if the thickness is 0
     * @param meaning what the labels mean
     * @param axis the through-plane axis
     * @param collectorLast whether the collector touches the last layer along the axis, else the first
     * @param separatorThickness separator outside the stack [m]
     * @param options everything else
     * @throws IllegalArgumentException if the stack is no electrode; one sentence says why
     */
    static CellGeometry of(
            PhaseMap labels,
            LabelMeaning meaning,
            Axis axis,
            boolean collectorLast,
            double separatorThickness,
            CellOptions options) {
        meaning.requireKnown(labels);
        PhaseMap mask = options.faceMask().orElse(null);
        if (!(separatorThickness >= 0 && separatorThickness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "separator thickness must be 0 or more and finite: " + separatorThickness);
        }
        if (mask != null) {
            VoxelGrid a = labels.grid();
            VoxelGrid b = mask.grid();
            if (a.nx() != b.nx() || a.ny() != b.ny() || a.nz() != b.nz()) {
                throw new IllegalArgumentException("the face mask has " + b.nx() + "×" + b.ny() + "×" + b.nz()
                        + " voxels, the label stack " + a.nx() + "×" + a.ny() + "×" + a.nz() + "; they must be equal");
            }
        }
        return new CellGeometry(labels, meaning, axis, collectorLast, separatorThickness, options);
    }

    static int separatorLayers(VoxelGrid grid, Axis axis, double thickness, boolean whole) {
        double width = 0;
        for (Axis lateral : Axis.values()) {
            width = lateral == axis ? width : Math.max(width, grid.count(lateral) * grid.spacing(lateral));
        }
        return separator(thickness, grid.spacing(axis), width, whole).size();
    }

    /** Layers from the electrode outwards. */
    private static List<Double> separator(double total, double h, double width, boolean whole) {
        if (whole) {
            // Thin at both ends, where salt piles up or runs out first.
            List<Double> half = layers(0.5 * total, h, Double.POSITIVE_INFINITY, Math.max(h, total / FEWEST_LAYERS));
            List<Double> both = new ArrayList<>(half);
            for (int i = half.size() - 1; i >= 0; i--) {
                both.add(half.get(i));
            }
            return both;
        }
        return layers(total, h, width, Double.POSITIVE_INFINITY);
    }

    private static List<Double> layers(double total, double h, double width, double thickest) {
        List<Double> layers = new ArrayList<>();
        double resolved = 0;
        double next = Math.min(h, total);
        while (total - resolved > 1e-9 * total) {
            double rest = total - resolved;
            if (rest <= LAST_LAYER * next && rest > next) {
                int parts = (int) Math.ceil(rest / next - 1e-9);
                for (int i = 0; i < parts; i++) {
                    layers.add(rest / parts);
                }
                return layers;
            }
            if (resolved >= width && layers.size() >= EQUAL_LAYERS) {
                return layers;
            }
            layers.add(Math.min(next, rest));
            resolved += Math.min(next, rest);
            if (layers.size() >= EQUAL_LAYERS) {
                next = Math.min(LAYER_GROWTH * next, thickest);
            }
        }
        return layers;
    }

    private void fill(PhaseMap labels, PhaseMap mask) {
        for (int w = separatorLayers; w < nw; w++) {
            for (int v = 0; v < nv; v++) {
                for (int u = 0; u < nu; u++) {
                    int voxel = voxel(u, v, w);
                    int cell = cell(u, v, w);
                    label[cell] = (byte) labels.phase(voxel);
                    if (mask != null) {
                        faceMask[cell] = (byte) mask.phase(voxel);
                    }
                }
            }
        }
    }

    private void requireElectrolyteAtLithium() {
        long others = 0;
        for (int cell = 0; cell < nu * nv; cell++) {
            others += material(cell).isIonic() ? 0 : 1;
        }
        if (others > 0) {
            throw new IllegalArgumentException(
                    others + " voxels on the lithium side are not electrolyte (short circuit or"
                            + " gap): give separator_um above 0, or choose the other collector side");
        }
    }

    int cell(int u, int v, int w) {
        return u + nu * (v + nv * w);
    }

    /**
     * The neighbour of a cell, −1 outside; beyond periodic sides the cell on the other side.
     *
     * @param cell the cell
     * @param direction 0 −u, 1 +u, 2 −v, 3 +v, 4 −w, 5 +w
     */
    int neighbour(int cell, int direction) {
        int along = direction >> 1;
        int stride = along == 0 ? 1 : along == 1 ? nu : nu * nv;
        int count = along == 0 ? nu : along == 1 ? nv : nw;
        int place = cell / stride % count;
        boolean forward = (direction & 1) == 1;
        if (place != (forward ? count - 1 : 0)) {
            return forward ? cell + stride : cell - stride;
        }
        if (!periodic || along == 2 || count == 1) {
            return -1;
        }
        int across = (count - 1) * stride;
        return forward ? cell - across : cell + across;
    }

    /** Direction from a cell to one of its neighbours, as in {@link #neighbour}. */
    int direction(int cell, int other) {
        for (int direction = 0; direction < 6; direction++) {
            if (neighbour(cell, direction) == other) {
                return direction;
            }
        }
        throw new IllegalArgumentException("cells " + cell + " and " + other + " are no neighbours");
    }

    int cells() {
        return label.length;
    }

    CellMaterial material(int cell) {
        return cell < separatorLayers * nu * nv ? CellMaterial.ELECTROLYTE : meaning.of(label[cell] & 0xff);
    }

    /** Index of the electrode's voxel at a place of the electrode. */
    int voxel(int u, int v, int w) {
        int along = collectorLast ? w - separatorLayers : nw - 1 - w;
        return switch (axis) {
            case X -> grid.index(along, u, v);
            case Y -> grid.index(u, along, v);
            case Z -> grid.index(u, v, along);
        };
    }

    /**
     * Whether a face of an active voxel is masked.
     *
     * @param cell the voxel
     * @param direction 0 −u, 1 +u, 2 −v, 3 +v, 4 −w, 5 +w
     */
    boolean isMasked(int cell, int direction) {
        if (faceMask.length == 0) {
            return false;
        }
        int plus = direction & 1;
        int lateral =
                switch (direction >> 1) {
                    case 0 -> axis == Axis.X ? 1 : 0;
                    case 1 -> axis == Axis.Z ? 1 : 2;
                    default -> axis == Axis.X ? 0 : axis == Axis.Y ? 1 : 2;
                };
        if (direction >= 4 && !collectorLast) {
            plus = 1 - plus;
        }
        return ((faceMask[cell] >> (2 * lateral + plus)) & 1) != 0;
    }

    boolean hasGrains() {
        return grains != null;
    }

    /** The particle of a cell, 0 for none. */
    int grain(int cell) {
        int plane = nu * nv;
        int w = cell / plane;
        return w < separatorLayers ? 0 : grains.applyAsInt(voxel(cell % nu, cell / nu % nv, w));
    }

    /** Cross-section [m²]. */
    double area() {
        return nu * du * nv * dv;
    }

    /** Area of a cell's face normal to a direction (0 u, 1 v, 2 w) [m²]. */
    double faceArea(int direction, int w) {
        return switch (direction) {
            case 0 -> dv * thickness[w];
            case 1 -> du * thickness[w];
            default -> du * dv;
        };
    }

    /** Extent of a cell along a direction (0 u, 1 v, 2 w) [m]. */
    double extent(int direction, int w) {
        return switch (direction) {
            case 0 -> du;
            case 1 -> dv;
            default -> thickness[w];
        };
    }

    /** How much of an electrolyte edge between two cells lies in separator layers; the equipotential end (−1) does. */
    double separatorShare(int first, int second) {
        int plane = nu * nv;
        int separatorCells = separatorLayers * plane;
        boolean inside = first < separatorCells;
        if (second < 0 || inside == second < separatorCells) {
            return inside ? 1 : 0;
        }
        double outer = thickness[first / plane];
        return outer / (outer + thickness[second / plane]);
    }

    double voxelVolume() {
        return grid.voxelVolume();
    }
}
