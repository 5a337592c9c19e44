package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Locale;
import java.util.Objects;

/**
 * The threshold at which a wanted share of the voxels is bright (g ≥ threshold): the way to binarize an electrode whose
 * active-material volume fraction is known from its recipe.
 *
 * <p>Exact to one grey level, for 32-bit volumes to one float: two radix passes over the volume find the grey value at
 * which the number of brighter voxels crosses the target. All voxels of that grey value change sides together, so only
 * certain fractions can be reached; of the two next to the target the nearer is taken (the smaller on a draw) and both
 * are reported. If it misses the target by more than {@value #LARGEST_MISS} the volume is refused. With a
 * {@link TieBreak} the voxels of that one grey value are split and the target is met to one voxel.
 *
 * <p>Linear time; memory: one slice (three with a tie-break) and the labels. Instances are immutable.
 */
public final class TargetFraction {
    /** How far the nearest reachable fraction may be off the target. */
    public static final double LARGEST_MISS = 0.02;

    private static final int HALF = 1 << 16;

    private final double target;
    private final TieBreak tieBreak;

    private TargetFraction(double target, TieBreak tieBreak) {
        this.target = target;
        this.tieBreak = Objects.requireNonNull(tieBreak, "tieBreak");
    }

    /**
     * What was found.
     *
     * @param target the wanted bright fraction [1]
     * @param level the threshold; with a tie-break some voxels of exactly this grey value stay dark
     * @param fraction the bright fraction reached [1]
     * @param fractionBelow the largest fraction below the target that a plain threshold reaches [1]
     * @param levelBelow its threshold
     * @param fractionAbove the smallest fraction not below the target that a plain threshold reaches [1]
     * @param levelAbove its threshold, the grey value all tied voxels have
     * @param tied number of voxels of that grey value, which only a tie-break can separate
     * @param bright number of bright voxels
     */
    public record Result(
            double target,
            double level,
            double fraction,
            double fractionBelow,
            double levelBelow,
            double fractionAbove,
            double levelAbove,
            long tied,
            long bright) {}

    /**
     * The labels with what was found.
     *
     * @param labels 1 where bright, 0 where dark
     * @param result the threshold and the fractions
     */
    public record Segmented(PhaseMap labels, Result result) {}

    /**
     * Aims at a bright fraction.
     *
     * @param target wanted share of bright voxels, 0 &lt; target &lt; 1 [1]
     * @return the search
     */
    public static TargetFraction of(double target) {
        if (!(target > 0 && target < 1)) {
            String hint = target > 1 && target <= 100
                    ? String.format(
                            Locale.ROOT, "; if %s per cent is meant, give %s", plain(target), plain(target / 100))
                    : "";
            throw new IllegalArgumentException(
                    "the target fraction must lie between 0 and 1, not " + plain(target) + hint);
        }
        return new TargetFraction(target, TieBreak.NONE);
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.6g", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    /**
     * Sets how voxels of the threshold's own grey value are split.
     *
     * @param rule the rule; {@link TieBreak#NONE} unless set
     * @return a copy with this rule
     */
    public TargetFraction withTieBreak(TieBreak rule) {
        return new TargetFraction(target, rule);
    }

    /**
     * Finds the threshold without labelling.
     *
     * @param volume the grey values
     * @param progress told about the slices
     * @return the threshold and the fractions
     * @throws IllegalArgumentException if the volume is constant or no threshold comes within {@value #LARGEST_MISS}
     */
    public Result threshold(GreyVolume volume, Progress progress) {
        Crossing crossing = crossing(volume, progress);
        long total = crossing.total;
        double below = (double) crossing.above / total;
        double above = (double) (crossing.above + crossing.tied) / total;
        float level = crossing.level;
        double levelBelow = volume.type().isInteger() ? level + 1.0 : Math.nextUp(level);
        if (!tieBreak.splits()) {
            boolean takeAbove = above - target < target - below;
            double reached = takeAbove ? above : below;
            refuseFarMiss(reached, below, levelBelow, above, level);
            return new Result(
                    target,
                    takeAbove ? level : levelBelow,
                    reached,
                    below,
                    levelBelow,
                    above,
                    level,
                    crossing.tied,
                    takeAbove ? crossing.above + crossing.tied : crossing.above);
        }
        long bright = Math.round(target * total);
        return new Result(
                target, level, (double) bright / total, below, levelBelow, above, level, crossing.tied, bright);
    }

    private void refuseFarMiss(double reached, double below, double levelBelow, double above, double level) {
        if (Math.abs(reached - target) > LARGEST_MISS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "no threshold gives a fraction within %s of %s: the nearest are %.4f (threshold %s) and %.4f"
                            + " (threshold %s); choose one of these, filter first or split ties",
                    plain(LARGEST_MISS),
                    plain(target),
                    below,
                    plain(levelBelow),
                    above,
                    plain(level)));
        }
    }

    /**
     * Finds the threshold and labels the volume.
     *
     * @param volume the grey values
     * @param progress told about the slices
     * @return the labels, 1 where bright, and what was found
     * @throws IllegalArgumentException if the volume is constant or no threshold comes within {@value #LARGEST_MISS}
     */
    public Segmented apply(GreyVolume volume, Progress progress) {
        Result result = threshold(volume, progress.part(0, 0.4));
        if (!tieBreak.splits()) {
            PhaseMap labels = Thresholding.at(result.level).apply(volume, progress.part(0.4, 1));
            return new Segmented(labels, result);
        }
        long darkTies = Math.round(result.fractionAbove * volume.grid().size()) - result.bright;
        PhaseMap labels = tieBreak.label(volume, (float) result.level, darkTies, progress.part(0.4, 1));
        return new Segmented(labels, result);
    }

    /** The grey value at which the number of voxels at or above it passes the target. */
    private record Crossing(float level, long above, long tied, long total) {}

    private Crossing crossing(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        long total = grid.size();
        double wanted = target * total;
        float[] values = new float[grid.planeSize()];
        long[] high = new long[HALF];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (float value : values) {
                high[SortableBits.of(value) >>> 16]++;
            }
            progress.update(0.5 * (z + 1) / grid.nz());
        }
        long above = 0;
        int top = HALF - 1;
        while (above + high[top] < wanted) {
            above += high[top--];
        }
        long[] low = new long[HALF];
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            for (float value : values) {
                int bits = SortableBits.of(value);
                if (bits >>> 16 == top) {
                    low[bits & (HALF - 1)]++;
                }
            }
            progress.update(0.5 + 0.5 * (z + 1) / grid.nz());
        }
        int rest = HALF - 1;
        while (above + low[rest] < wanted) {
            above += low[rest--];
        }
        float level = SortableBits.value(top << 16 | rest);
        if (low[rest] == total) {
            throw new IllegalArgumentException("all " + total + " voxels have the grey value " + level
                    + ": nothing can be told apart in a constant image");
        }
        return new Crossing(level, above, low[rest], total);
    }
}
