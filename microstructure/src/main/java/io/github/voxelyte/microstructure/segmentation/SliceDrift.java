package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * How much the grey values drift from the first slice to the last, as a share of the contrast between the two phases.
 *
 * <p>In each slice the mean grey value is taken on both sides of a threshold; their middle does not depend on how much of
 * each phase the slice holds. A straight line is fitted to the middles by least squares; the drift is its rise over the
 * stack, divided by the mean difference of the two sides. Slices without both sides are left out. One pass.
 *
 * @param drift rise of the middle grey value from the first to the last slice over the contrast [1]
 * @param contrast mean difference of the grey values on both sides of the threshold, in grey values
 * @param slices number of slices that hold both sides
 */
public record SliceDrift(double drift, double contrast, int slices) {
    /**
     * Measures the drift.
     *
     * @param volume the grey values
     * @param level the threshold between the two phases
     * @param progress told about the slices
     * @return the drift; 0 if fewer than two slices hold both sides
     */
    public static SliceDrift of(GreyVolume volume, double level, Progress progress) {
        VoxelGrid grid = volume.grid();
        float[] values = new float[grid.planeSize()];
        int n = 0;
        double sumZ = 0;
        double sumZz = 0;
        double sumM = 0;
        double sumZm = 0;
        double sumContrast = 0;
        for (int z = 0; z < grid.nz(); z++) {
            volume.read(z, values);
            double dark = 0;
            double bright = 0;
            int brightVoxels = 0;
            for (float value : values) {
                if (value >= level) {
                    bright += value;
                    brightVoxels++;
                } else {
                    dark += value;
                }
            }
            if (brightVoxels > 0 && brightVoxels < values.length) {
                double meanBright = bright / brightVoxels;
                double meanDark = dark / (values.length - brightVoxels);
                double middle = 0.5 * (meanBright + meanDark);
                n++;
                sumZ += z;
                sumZz += (double) z * z;
                sumM += middle;
                sumZm += z * middle;
                sumContrast += meanBright - meanDark;
            }
            progress.update((z + 1.0) / grid.nz());
        }
        double spread = n * sumZz - sumZ * sumZ;
        if (n < 2 || spread == 0) {
            return new SliceDrift(0, n == 0 ? 0 : sumContrast / n, n);
        }
        double slope = (n * sumZm - sumZ * sumM) / spread;
        double contrast = sumContrast / n;
        return new SliceDrift(slope * (grid.nz() - 1) / contrast, contrast, n);
    }
}
