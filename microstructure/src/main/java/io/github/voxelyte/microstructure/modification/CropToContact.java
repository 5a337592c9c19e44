package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Side;
import java.util.Locale;
import java.util.Objects;

/**
 * Crops an electrode voxel layer by voxel layer at the current collector until the contact ratio A_C/A_CC, the share of
 * the collector's area that touches active material or additive, meets a target.
 *
 * <p>The new collector plane is one of the electrode's own layers: in a rough or graded electrode, cutting into denser
 * layers raises the ratio. If the electrode is a range of layers in a larger stack, its thickness can be kept: as many
 * layers as are cut at the collector are then added at the other side from the larger stack.
 *
 * <p>Linear in the voxels. Instances are immutable and may be shared between threads.
 */
public final class CropToContact {
    /** How far the reached ratio may be off unless set. */
    public static final double DEFAULT_TOLERANCE = 0.02;
    /** Share of the electrode's layers that is kept at least unless set. */
    public static final double DEFAULT_LEAST_KEPT = 0.5;

    /** Which layer becomes the new collector plane. */
    public enum Choice {
        /** The layer whose ratio comes closest to the target; of equal ones that nearest to the collector. */
        CLOSEST,
        /** The first layer, from the collector, at which the ratio reaches or passes the target. */
        FIRST_REACHED
    }

    private final Axis axis;
    private final Side collector;
    private final Choice choice;
    private final double tolerance;
    private final double leastKept;
    private final boolean keepThickness;

    private CropToContact(
            Axis axis, Side collector, Choice choice, double tolerance, double leastKept, boolean keepThickness) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.collector = Objects.requireNonNull(collector, "collector");
        this.choice = Objects.requireNonNull(choice, "choice");
        this.tolerance = tolerance;
        this.leastKept = leastKept;
        this.keepThickness = keepThickness;
    }

    /**
     * Crops along an axis.
     *
     * @param axis the through-plane axis
     * @param collector the side of the current collector
     * @return the operation: closest layer, {@link #DEFAULT_TOLERANCE}, {@link #DEFAULT_LEAST_KEPT}
     */
    public static CropToContact along(Axis axis, Side collector) {
        return new CropToContact(axis, collector, Choice.CLOSEST, DEFAULT_TOLERANCE, DEFAULT_LEAST_KEPT, false);
    }

    /**
     * Sets which layer is picked.
     *
     * @param picked the choice
     * @return a copy with this choice
     */
    public CropToContact withChoice(Choice picked) {
        return new CropToContact(axis, collector, picked, tolerance, leastKept, keepThickness);
    }

    /**
     * Sets how far the closest layer may miss the target; it is refused beyond.
     *
     * @param difference largest difference of contact ratios, 0 to 1 [1]
     * @return a copy with this tolerance
     */
    public CropToContact withTolerance(double difference) {
        Fractions.require("tolerance of the contact ratio", difference);
        return new CropToContact(axis, collector, choice, difference, leastKept, keepThickness);
    }

    /**
     * Sets how much of the electrode has to stay.
     *
     * @param share least share of the electrode's layers, 0 to 1 [1]; at least one layer is kept in any case
     * @return a copy with this share
     */
    public CropToContact withLeastKept(double share) {
        Fractions.require("share of layers to keep", share);
        return new CropToContact(axis, collector, choice, tolerance, share, keepThickness);
    }

    /**
     * Sets whether the layers cut at the collector are made up for at the other side, from the stack around the
     * electrode.
     *
     * @param keep whether the thickness is kept
     * @return a copy with this setting
     */
    public CropToContact withKeptThickness(boolean keep) {
        return new CropToContact(axis, collector, choice, tolerance, leastKept, keep);
    }

    /**
     * What the crop did.
     *
     * @param labels the cropped electrode
     * @param kept the layers of the stack that it consists of
     * @param contactLayer the layer of the stack that is the new collector plane
     * @param layersCut how many layers were cut at the collector
     * @param asked the contact ratio asked for [1]
     * @param reached the contact ratio reached [1]
     * @param voxelsChanged number of voxels that were cut, plus those added at the other side
     */
    public record Result(
            PhaseMap labels,
            LayerRange kept,
            int contactLayer,
            int layersCut,
            double asked,
            double reached,
            long voxelsChanged) {}

    /**
     * Crops a stack that is the electrode as a whole.
     *
     * @param electrode the electrode
     * @param ratio the contact ratio asked for, 0 to 1 [1]
     * @return the cropped electrode
     * @throws IllegalArgumentException if no layer comes close enough to the ratio
     */
    public Result of(PhaseMap electrode, double ratio) {
        return of(electrode, new LayerRange(0, electrode.grid().count(axis)), ratio);
    }

    /**
     * Crops an electrode that is a range of layers in a larger stack.
     *
     * @param stack the stack
     * @param electrode the layers of the stack that are the electrode
     * @param ratio the contact ratio asked for, 0 to 1 [1]
     * @return the cropped electrode
     * @throws IllegalArgumentException if no layer comes close enough to the ratio
     */
    public Result of(PhaseMap stack, LayerRange electrode, double ratio) {
        Fractions.require("contact ratio", ratio);
        int layers = stack.grid().count(axis);
        if (electrode.last() >= layers) {
            throw new IllegalArgumentException("the electrode ends at layer " + electrode.last()
                    + ", but the stack has " + layers + " layers along " + axis + ": choose fewer layers");
        }
        double[] ratios = LayerContact.of(stack, axis);
        int outermost = position(electrode, 0);
        requireElectrode(ratios, electrode);
        int cut = pick(ratios, electrode, ratio, mostCut(electrode, layers));
        int contact = position(electrode, cut);
        int count = keepThickness ? electrode.count() : electrode.count() - cut;
        LayerRange kept = new LayerRange(collector == Side.FIRST ? contact : contact - count + 1, count);
        PhaseMap labels = LayerSequence.of(stack, axis, LayerSequence.range(kept.first(), kept.count()));
        long perLayer = stack.grid().size() / layers;
        long changed = perLayer * Math.abs(contact - outermost) * (keepThickness ? 2 : 1);
        return new Result(labels, kept, contact, cut, ratio, ratios[contact], changed);
    }

    private int position(LayerRange electrode, int depth) {
        return electrode.first() + collector.layer(depth, electrode.count());
    }

    /** How many layers may go: what has to stay, and what the stack holds beyond the electrode. */
    private int mostCut(LayerRange electrode, int layers) {
        if (keepThickness) {
            int spare = collector == Side.FIRST ? layers - 1 - electrode.last() : electrode.first();
            return Math.min(spare, electrode.count() - 1);
        }
        int least = Math.max(1, (int) Math.ceil(leastKept * electrode.count()));
        return electrode.count() - least;
    }

    private void requireElectrode(double[] ratios, LayerRange electrode) {
        int empty = 0;
        while (empty < electrode.count() && ratios[position(electrode, empty)] == 0) {
            empty++;
        }
        String side = "at the collector side (" + axis.name().toLowerCase(Locale.ROOT) + ", "
                + collector.name().toLowerCase(Locale.ROOT) + ")";
        if (empty == electrode.count()) {
            throw new IllegalArgumentException("the stack has no active material or additive (labels " + Labels.ACTIVE
                    + ", " + Labels.ADDITIVE + "), so no layer has contact " + side + ": check the labels");
        }
        if (empty > 0) {
            throw new IllegalArgumentException("there is no electrode " + side + ": the outermost " + empty
                    + " layers hold neither active material nor additive; choose the other side or trim them first");
        }
    }

    private int pick(double[] ratios, LayerRange electrode, double target, int mostCut) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int closest = 0;
        int reached = -1;
        boolean falling = ratios[position(electrode, 0)] > target;
        for (int cut = 0; cut <= mostCut; cut++) {
            double ratio = ratios[position(electrode, cut)];
            least = Math.min(least, ratio);
            most = Math.max(most, ratio);
            if (Math.abs(ratio - target) < Math.abs(ratios[position(electrode, closest)] - target)) {
                closest = cut;
            }
            if (reached < 0 && (falling ? ratio <= target : ratio >= target)) {
                reached = cut;
            }
        }
        int picked = choice == Choice.CLOSEST ? closest : reached;
        double miss = Math.abs(ratios[position(electrode, closest)] - target);
        if (picked < 0 || (choice == Choice.CLOSEST && miss > tolerance)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "contact ratio %.4f cannot be reached by cutting 0 to %d layers: their ratios lie between %.4f and "
                            + "%.4f, the closest is %.4f; ask within this range, allow more layers to be cut, or thin "
                            + "the active material at the collector instead",
                    target,
                    mostCut,
                    least,
                    most,
                    ratios[position(electrode, closest)]));
        }
        return picked;
    }
}
