package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * For each layer along an axis, how its share of active material depends on how far the particles grow: the cumulative
 * distribution of the depth over the layer's voxels, in {@value #BINS} bins.
 */
final class LayerFractions {
    private static final int BINS = 2048;

    private final double band;
    private final double[][] shares;

    private LayerFractions(double band, double[][] shares) {
        this.band = band;
        this.shares = shares;
    }

    /**
     * Reads the distributions off a depth field.
     *
     * @param band the largest growth of interest, either way [m]
     */
    static LayerFractions of(ScalarField depth, Axis axis, double band, Parallel parallel, Progress progress) {
        int layers = depth.grid().count(axis);
        double[][] shares = new double[layers][];
        int batch = Math.max(1, (int) Math.ceil(layers / 32.0));
        for (int first = 0; first < layers; first += batch) {
            progress.update((double) first / layers);
            int from = first;
            parallel.forEach(
                    Math.min(batch, layers - first),
                    c -> shares[from + c] = share(histogram(depth, axis, from + c, band)));
        }
        return new LayerFractions(band, shares);
    }

    private static int[] histogram(ScalarField depth, Axis axis, int layer, double band) {
        VoxelGrid grid = depth.grid();
        int[] bins = new int[BINS];
        double scale = BINS / (2 * band);
        for (int z = axis == Axis.Z ? layer : 0; z < (axis == Axis.Z ? layer + 1 : grid.nz()); z++) {
            float[] plane = depth.plane(z);
            int begin = axis == Axis.X ? layer : axis == Axis.Y ? layer * grid.nx() : 0;
            int end = axis == Axis.Y ? begin + grid.nx() : plane.length;
            int step = axis == Axis.X ? grid.nx() : 1;
            for (int i = begin; i < end; i += step) {
                int bin = (int) ((plane[i] + band) * scale);
                bins[Math.max(0, Math.min(BINS - 1, bin))]++;
            }
        }
        return bins;
    }

    /** Share of voxels above the lower edge of each bin; one more number than bins, the last one 0. */
    private static double[] share(int[] bins) {
        double[] share = new double[BINS + 1];
        long above = 0;
        for (int b = BINS - 1; b >= 0; b--) {
            above += bins[b];
            share[b] = above;
        }
        for (int b = 0; b < BINS; b++) {
            share[b] /= above;
        }
        return share;
    }

    int layers() {
        return shares.length;
    }

    double band() {
        return band;
    }

    /** Share of a layer's voxels that are active when the particles' surface moves out by {@code growth} [m]. */
    double at(int layer, double growth) {
        double place = (band - growth) / (2 * band) * BINS;
        double inside = Math.max(0, Math.min(BINS, place));
        int bin = Math.min(BINS - 1, (int) inside);
        double part = inside - bin;
        return shares[layer][bin] * (1 - part) + shares[layer][bin + 1] * part;
    }
}
