package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Slabs;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Turns grey values into labels by fixed thresholds t₁ &lt; t₂ &lt; …: class 0 where g &lt; t₁, class 1 where
 * t₁ ≤ g &lt; t₂, and so on. Each class gets a label; unless set, the number of the class, so that one threshold gives
 * active material (1) where g ≥ t.
 *
 * <p>Linear time; memory: the labels and one slice per thread. Instances are immutable and may be shared.
 */
public final class Thresholding {
    private static final int MOST_CLASSES = 256;

    private final double[] levels;
    private final int[] labels;
    private final Parallel parallel;

    private Thresholding(double[] levels, int[] labels, Parallel parallel) {
        this.levels = levels;
        this.labels = labels;
        this.parallel = parallel;
    }

    /**
     * Thresholding at ascending grey values.
     *
     * @param levels the lowest grey value of each class but the first, ascending
     * @return the thresholding
     */
    public static Thresholding at(double... levels) {
        if (levels.length == 0 || levels.length >= MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "1 to " + (MOST_CLASSES - 1) + " thresholds are needed, got " + levels.length);
        }
        for (int i = 0; i < levels.length; i++) {
            if (!Double.isFinite(levels[i]) || (i > 0 && levels[i] <= levels[i - 1])) {
                throw new IllegalArgumentException(
                        "thresholds must be finite and ascending: " + Arrays.toString(levels));
            }
        }
        int[] labels = new int[levels.length + 1];
        Arrays.setAll(labels, c -> c);
        return new Thresholding(levels.clone(), labels, Parallel.allProcessors());
    }

    /**
     * Sets the label of each class.
     *
     * @param classLabels labels, 0 to 255, from the darkest class to the brightest; one more than thresholds
     * @return a copy with these labels
     */
    public Thresholding withLabels(int... classLabels) {
        if (classLabels.length != levels.length + 1) {
            throw new IllegalArgumentException(
                    (levels.length + 1) + " classes need as many labels, got " + classLabels.length);
        }
        for (int label : classLabels) {
            if (label < 0 || label > 255) {
                throw new IllegalArgumentException("a label must lie in 0 to 255: " + label);
            }
        }
        return new Thresholding(levels, classLabels.clone(), parallel);
    }

    /**
     * Sets how many threads work; the result does not depend on it.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public Thresholding withParallel(Parallel threads) {
        return new Thresholding(levels, labels, threads);
    }

    /**
     * Labels a volume.
     *
     * @param volume the grey values
     * @param progress told about the slices
     * @return the labels
     */
    public PhaseMap apply(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        byte[][] planes = new byte[grid.nz()][];
        Slabs.forEach(grid.nz(), parallel, progress, (from, to) -> {
            float[] values = new float[grid.planeSize()];
            for (int z = from; z < to; z++) {
                volume.read(z, values);
                planes[z] = label(values);
            }
        });
        return new PhaseMap(grid, planes);
    }

    private byte[] label(float[] values) {
        byte[] plane = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int c = 0;
            while (c < levels.length && values[i] >= levels[c]) {
                c++;
            }
            plane[i] = (byte) labels[c];
        }
        return plane;
    }
}
