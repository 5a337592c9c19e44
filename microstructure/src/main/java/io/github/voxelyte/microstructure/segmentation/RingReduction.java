package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Slabs;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Takes ring artefacts about the rotation axis out of each slice: after Sijbers and Postnov 2004
 * (doi:10.1088/0031-9155/49/14/N06), who do the same on a polar image.
 *
 * <p>In each slice the difference of every voxel from the mean grey value of its phase is averaged over the angle, one bin
 * for each voxel of radius, with linear weights; the running mean over ±{@value #REACH} voxels of radius is taken off, so
 * that shading stays. What is left is subtracted, scaled down where it does not stand out from the noise of its mean
 * (1 − s²/(n·r²) of it, s the deviation of the differences, n the voxels of the bin, r the mean). Repeated {@value #ROUNDS}
 * times, since the linear weights blur rings that are one voxel wide.
 *
 * <p>Rings wider than about 10 voxels, and partial rings, stay. Linear time; memory: 4 bytes a voxel. Instances are
 * immutable; the result does not depend on the threads.
 */
public final class RingReduction {
    private static final int REACH = 10;
    private static final int ROUNDS = 4;

    private final double centreX;
    private final double centreY;
    private final Parallel parallel;

    private RingReduction(double centreX, double centreY, Parallel parallel) {
        this.centreX = centreX;
        this.centreY = centreY;
        this.parallel = parallel;
    }

    /**
     * What was done.
     *
     * @param volume the grey values without rings, 32-bit
     * @param deviation root mean square of what was subtracted, over all voxels, in grey values
     */
    public record Reduced(GreyVolume volume, double deviation) {}

    /**
     * About the middle of the slices, on all processors.
     *
     * @return the reduction
     */
    public static RingReduction aboutTheMiddle() {
        return new RingReduction(Double.NaN, Double.NaN, Parallel.allProcessors());
    }

    /**
     * About another centre.
     *
     * @param x position along x [voxels], 0 the middle of the first voxel; may lie outside the slice
     * @param y position along y [voxels]
     * @return a copy that does so
     */
    public RingReduction withCentre(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("the centre of the rings must be finite [voxels]: " + x + ", " + y);
        }
        return new RingReduction(x, y, parallel);
    }

    /**
     * Sets who works.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public RingReduction withParallel(Parallel threads) {
        return new RingReduction(centreX, centreY, threads);
    }

    /**
     * Reduces the rings of a volume.
     *
     * @param volume the grey values, not changed
     * @param progress told about the slices
     * @return the new volume, and how much was subtracted
     * @throws IllegalArgumentException if the volume is constant
     */
    public Reduced of(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        TwoClasses classes = TwoClasses.of(volume, progress.part(0, 0.2));
        Radii radii = radii(grid);
        float[][] out = new float[grid.nz()][grid.planeSize()];
        double[] squares = new double[grid.nz()];
        Slabs.forEach(grid.nz(), parallel, progress.part(0.2, 1), (from, to) -> {
            for (int z = from; z < to; z++) {
                volume.read(z, out[z]);
                squares[z] = reduce(out[z], radii, classes);
            }
        });
        return new Reduced(
                GreyVolume.ofFloats(grid, out), Math.sqrt(Arrays.stream(squares).sum() / grid.size()));
    }

    /** Distance of each voxel of a slice from the centre, less the least of them [voxels]. */
    private record Radii(float[] values, int bins) {}

    private Radii radii(VoxelGrid grid) {
        double cx = Double.isNaN(centreX) ? (grid.nx() - 1) / 2.0 : centreX;
        double cy = Double.isNaN(centreY) ? (grid.ny() - 1) / 2.0 : centreY;
        double nearX = Math.max(0, Math.max(-cx, cx - (grid.nx() - 1)));
        double nearY = Math.max(0, Math.max(-cy, cy - (grid.ny() - 1)));
        double nearest = Math.floor(Math.hypot(nearX, nearY));
        float[] radii = new float[grid.planeSize()];
        float most = 0;
        for (int i = 0; i < radii.length; i++) {
            double x = i % grid.nx() - cx;
            int row = i / grid.nx();
            double y = row - cy;
            radii[i] = (float) (Math.sqrt(x * x + y * y) - nearest);
            most = Math.max(most, radii[i]);
        }
        return new Radii(radii, (int) most + 2);
    }

    /** Sum of the squares of what was subtracted. */
    private static double reduce(float[] plane, Radii radii, TwoClasses classes) {
        double[] rings = new double[radii.bins()];
        double[] sums = new double[radii.bins()];
        double[] weights = new double[radii.bins()];
        double variance = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.fill(sums, 0);
            Arrays.fill(weights, 0);
            double squares = 0;
            for (int i = 0; i < plane.length; i++) {
                int bin = (int) radii.values()[i];
                double part = radii.values()[i] - bin;
                double value = plane[i] - ring(rings, bin, part);
                double rest = value - classes.phaseOf(value);
                sums[bin] += (1 - part) * rest;
                weights[bin] += 1 - part;
                sums[bin + 1] += part * rest;
                weights[bin + 1] += part;
                squares += rest * rest;
            }
            variance = squares / plane.length;
            double[] sharp = lessItsRunningMean(sums, weights);
            for (int b = 0; b < rings.length; b++) {
                rings[b] += sharp[b];
            }
        }
        for (int b = 0; b < rings.length; b++) {
            double certain = weights[b] == 0 ? 0 : 1 - variance / (weights[b] * rings[b] * rings[b]);
            rings[b] = certain > 0 ? certain * rings[b] : 0;
        }
        double squares = 0;
        for (int i = 0; i < plane.length; i++) {
            int bin = (int) radii.values()[i];
            double ring = ring(rings, bin, radii.values()[i] - bin);
            plane[i] -= (float) ring;
            squares += ring * ring;
        }
        return squares;
    }

    private static double ring(double[] rings, int bin, double part) {
        return rings[bin] * (1 - part) + rings[bin + 1] * part;
    }

    private static double[] lessItsRunningMean(double[] sums, double[] weights) {
        double[] sharp = new double[sums.length];
        for (int b = 0; b < sums.length; b++) {
            double sum = 0;
            int bins = 0;
            for (int k = Math.max(0, b - REACH); k <= Math.min(sums.length - 1, b + REACH); k++) {
                if (weights[k] > 0) {
                    sum += sums[k] / weights[k];
                    bins++;
                }
            }
            sharp[b] = weights[b] > 0 ? sums[b] / weights[b] - sum / bins : 0;
        }
        return sharp;
    }
}
