package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.List;
import java.util.Locale;

/**
 * Labels from the probability maps of a pixel classifier, one map a class: each voxel gets the most probable class, the
 * first one on a draw. A single map is the probability of the second of two classes.
 *
 * <p>The probabilities of a voxel have to sum to 1 within {@value #TOLERANCE} plus half a step of 8-bit values for each
 * map; maps that do not are refused, since they are no probabilities or some are missing.
 *
 * <p>Linear time; memory: the labels and one slice a class.
 */
public final class ProbabilityMaps {
    /** How far the sum of a voxel's probabilities may be off 1, beside rounding. */
    public static final double TOLERANCE = 0.01;

    /** Most classes. */
    public static final int MOST_CLASSES = 255;

    private static final double HALF_A_STEP = 0.5 / 255;

    /** Voxels whose most probable class has less are counted as uncertain. */
    private static final double CERTAIN = 0.75;

    private final List<GreyVolume> maps;
    private final double scale;

    private ProbabilityMaps(List<GreyVolume> maps, double scale) {
        this.maps = List.copyOf(maps);
        this.scale = scale;
    }

    /**
     * What the maps say.
     *
     * @param labels the most probable class of each voxel, from 0
     * @param fractions share of the voxels of each class [1]
     * @param expected mean probability of each class: the fraction without a decision for single voxels [1]
     * @param low share of the voxels where a class has at least {@code 0.75} [1]
     * @param high share of the voxels where a class has at least {@code 0.25} [1]
     * @param uncertain share of the voxels whose most probable class has less than {@code 0.75} [1]
     */
    public record Decision(
            PhaseMap labels, double[] fractions, double[] expected, double[] low, double[] high, double uncertain) {}

    /**
     * Maps of several classes, or of the second of two.
     *
     * @param maps one map a class, on the same grid
     * @param one the value that stands for a probability of 1: 1, 255, …
     * @return the maps
     */
    public static ProbabilityMaps of(List<GreyVolume> maps, double one) {
        if (maps.isEmpty() || maps.size() > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_CLASSES + " probability maps are needed, got " + maps.size());
        }
        if (!(one > 0)) {
            throw new IllegalArgumentException("the value that stands for 1 must be positive: " + one);
        }
        VoxelGrid grid = maps.get(0).grid();
        for (GreyVolume map : maps) {
            if (map.grid().nx() != grid.nx()
                    || map.grid().ny() != grid.ny()
                    || map.grid().nz() != grid.nz()) {
                throw new IllegalArgumentException(
                        "the probability maps differ in size: " + size(grid) + " and " + size(map.grid()) + " voxels");
            }
        }
        return new ProbabilityMaps(maps, 1 / one);
    }

    private static String size(VoxelGrid grid) {
        return grid.nx() + "×" + grid.ny() + "×" + grid.nz();
    }

    /**
     * Decides for each voxel.
     *
     * @param progress told about the slices
     * @return the labels and what they rest on
     * @throws IllegalArgumentException naming the place, if probabilities lie outside 0 to 1 or do not sum to 1
     */
    public Decision decide(Progress progress) {
        VoxelGrid grid = maps.get(0).grid();
        int classes = Math.max(2, maps.size());
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        float[][] values = new float[classes][grid.planeSize()];
        long[][] counts = new long[3][classes];
        double[] sums = new double[classes];
        long uncertain = 0;
        for (int z = 0; z < grid.nz(); z++) {
            read(z, values);
            for (int i = 0; i < planes[z].length; i++) {
                int best = 0;
                for (int c = 0; c < classes; c++) {
                    float p = values[c][i];
                    best = p > values[best][i] ? c : best;
                    sums[c] += p;
                    counts[1][c] += p >= CERTAIN ? 1 : 0;
                    counts[2][c] += p >= 1 - CERTAIN ? 1 : 0;
                }
                planes[z][i] = (byte) best;
                counts[0][best]++;
                uncertain += values[best][i] < CERTAIN ? 1 : 0;
            }
            progress.update((z + 1.0) / grid.nz());
        }
        double n = grid.size();
        return new Decision(
                new PhaseMap(grid, planes),
                shares(counts[0], n),
                java.util.Arrays.stream(sums).map(sum -> sum / n).toArray(),
                shares(counts[1], n),
                shares(counts[2], n),
                uncertain / n);
    }

    private static double[] shares(long[] counts, double n) {
        return java.util.Arrays.stream(counts).mapToDouble(count -> count / n).toArray();
    }

    /** Probabilities of a slice, checked; of a single map also what is left to 1. */
    private void read(int z, float[][] values) {
        boolean single = maps.size() == 1;
        for (int c = 0; c < maps.size(); c++) {
            float[] plane = values[single ? 1 : c];
            maps.get(c).read(z, plane);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) (plane[i] * scale);
                if (!(plane[i] >= -TOLERANCE && plane[i] <= 1 + TOLERANCE)) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "the probability of class %d is %.4g at %s, outside of 0 to 1: these are no probabilities",
                            c + 1,
                            plane[i],
                            place(z, i)));
                }
            }
        }
        double allowed = TOLERANCE + maps.size() * HALF_A_STEP;
        for (int i = 0; i < values[0].length; i++) {
            if (single) {
                values[0][i] = 1 - values[1][i];
                continue;
            }
            double sum = 0;
            for (float[] plane : values) {
                sum += plane[i];
            }
            if (Math.abs(sum - 1) > allowed) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the probabilities of the %d classes sum to %.4g at %s, not to 1 (within %.3f): export the"
                                + " probabilities of all classes",
                        maps.size(),
                        sum,
                        place(z, i),
                        allowed));
            }
        }
    }

    private String place(int z, int i) {
        int nx = maps.get(0).grid().nx();
        return "x = " + i % nx + ", y = " + i / nx + ", slice " + (z + 1);
    }
}
