package io.github.voxelyte.microstructure.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Thresholds that split a histogram into k classes with the least variance within the classes (Otsu 1979,
 * doi:10.1109/TSMC.1979.4310076, for several classes). This is also the optimum that one-dimensional k-means looks for;
 * here it is found exactly, not by iteration from a start (Wang and Song 2011, doi:10.32614/RJ-2011-015).
 *
 * <p>Dynamic programming over the occupied bins with divide and conquer: O(k·B·log B) time and O(k·B) memory for B bins.
 * With two classes this is Otsu's threshold.
 */
public final class MultiOtsu {
    private static final int MOST_CLASSES = 16;

    private final int classes;

    private MultiOtsu(int classes) {
        this.classes = classes;
    }

    /**
     * A split into some classes.
     *
     * @param classes number of classes, 2 to 16
     * @return the method
     */
    public static MultiOtsu into(int classes) {
        if (classes < 2 || classes > MOST_CLASSES) {
            throw new IllegalArgumentException("2 to " + MOST_CLASSES + " classes can be told apart, not " + classes);
        }
        return new MultiOtsu(classes);
    }

    /**
     * One class of grey values.
     *
     * @param lowest lowest grey value of the class: its threshold, but for the first class
     * @param mean mean grey value
     * @param fraction share of the voxels [1]
     */
    public record GreyClass(double lowest, double mean, double fraction) {}

    /**
     * What was found.
     *
     * @param classes the classes from dark to bright
     */
    public record Result(List<GreyClass> classes) {
        /** Keeps the classes as they are. */
        public Result {
            classes = List.copyOf(classes);
        }

        /**
         * The thresholds between the classes.
         *
         * @return the lowest grey value of each class but the first, ascending
         */
        public double[] levels() {
            return classes.stream().skip(1).mapToDouble(GreyClass::lowest).toArray();
        }
    }

    /**
     * Splits a histogram.
     *
     * @param histogram the grey values
     * @return thresholds, means and fractions of the classes
     * @throws IllegalArgumentException if fewer bins are occupied than classes wanted
     */
    public Result of(GreyHistogram histogram) {
        int[] occupied = new int[histogram.bins()];
        int n = 0;
        for (int b = 0; b < histogram.bins(); b++) {
            if (histogram.count(b) > 0) {
                occupied[n++] = b;
            }
        }
        if (n < classes) {
            throw new IllegalArgumentException(
                    "the volume has only " + n + " different grey values, too few for " + classes + " classes");
        }
        int[] bins = Arrays.copyOf(occupied, n);
        double[] weight = new double[n + 1];
        double[] moment = new double[n + 1];
        double centre = bins[n / 2];
        for (int i = 0; i < n; i++) {
            weight[i + 1] = weight[i] + histogram.count(bins[i]);
            moment[i + 1] = moment[i] + histogram.count(bins[i]) * (bins[i] - centre);
        }
        int[] starts = new Partition(weight, moment, classes).starts();
        List<GreyClass> found = new ArrayList<>(classes);
        double withinBin = histogram.binWidth() == 1 ? 0 : 0.5;
        for (int c = 0; c < classes; c++) {
            double w = weight[starts[c + 1]] - weight[starts[c]];
            double mean = centre + (moment[starts[c + 1]] - moment[starts[c]]) / w + withinBin;
            found.add(new GreyClass(
                    histogram.lowerEdge(bins[starts[c]]),
                    histogram.lowerEdge(0) + mean * histogram.binWidth(),
                    w / weight[n]));
        }
        return new Result(found);
    }

    /** The partition of n points in order into k groups with the largest sum of moment²/weight. */
    private static final class Partition {
        private final double[] weight;
        private final double[] moment;
        private final int[][] start;
        private double[] best;
        private double[] next;

        Partition(double[] weight, double[] moment, int classes) {
            this.weight = weight;
            this.moment = moment;
            int n = weight.length - 1;
            start = new int[classes][n + 1];
            best = new double[n + 1];
            next = new double[n + 1];
            for (int end = 1; end <= n; end++) {
                best[end] = gain(0, end);
            }
            for (int c = 1; c < classes; c++) {
                Arrays.fill(next, Double.NEGATIVE_INFINITY);
                fill(start[c], c + 1, n, c, n - 1);
                double[] swap = best;
                best = next;
                next = swap;
            }
        }

        private double gain(int from, int end) {
            double m = moment[end] - moment[from];
            return m * m / (weight[end] - weight[from]);
        }

        /** The best start of the last group does not fall as its end grows, so the middle end splits the search. */
        private void fill(int[] choice, int firstEnd, int lastEnd, int low, int high) {
            if (firstEnd > lastEnd) {
                return;
            }
            int end = (firstEnd + lastEnd) >>> 1;
            int argmax = low;
            double top = Double.NEGATIVE_INFINITY;
            for (int from = low; from <= Math.min(high, end - 1); from++) {
                double sum = best[from] + gain(from, end);
                if (sum > top) {
                    top = sum;
                    argmax = from;
                }
            }
            next[end] = top;
            choice[end] = argmax;
            fill(choice, firstEnd, end - 1, low, argmax);
            fill(choice, end + 1, lastEnd, argmax, high);
        }

        /** First point of each group, and one past the last point. */
        int[] starts() {
            int classes = start.length;
            int[] starts = new int[classes + 1];
            starts[classes] = weight.length - 1;
            for (int c = classes - 1; c > 0; c--) {
                starts[c] = start[c][starts[c + 1]];
            }
            return starts;
        }
    }
}
