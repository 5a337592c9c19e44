package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * The grey stack that a tomograph makes of a structure. With o the blurred occupancy of a voxel, r its distance from the
 * rotation axis (through the middle of the slices, along z), R half a slice's diagonal and z its slice, the grey value as
 * a share of full scale is
 *
 * <p>g = (dark + contrast·o)·(1 − cupping·(1 − r²/R²))·(1 + drift·((z + ½)/nz − ½)) + contrast·(ring(r, z) + noise)
 *
 * <p>rounded and limited to 8 or 16 bits. It is a model of the reconstructed image, not of projections: streaks and phase
 * contrast are missing. The same options and occupancy give the same grey values on every machine and with any number of
 * threads. Memory: 4 bytes a voxel beside the result; linear time. Instances are immutable and may be shared.
 */
public final class Scanner {
    /** Grey value of the electrolyte as a share of full scale: that of the tomograms the structure is modelled on. */
    public static final double DARK = 0.25;

    /** Difference between active material and electrolyte as a share of full scale. */
    public static final double CONTRAST = 0.34;

    private final ScannerOptions options;
    private final Parallel parallel;

    private Scanner(ScannerOptions options, Parallel parallel) {
        this.options = Objects.requireNonNull(options, "options");
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * A scanner.
     *
     * @param options how it images
     * @return the scanner, for all processors
     */
    public static Scanner with(ScannerOptions options) {
        return new Scanner(options, Parallel.allProcessors());
    }

    /**
     * A copy that works with other threads.
     *
     * @param newParallel the threads
     * @return the copy
     */
    public Scanner withParallel(Parallel newParallel) {
        return new Scanner(options, newParallel);
    }

    /**
     * Images a structure.
     *
     * @param occupancy share of each voxel that is active material, 0 to 1; not changed
     * @param progress told what is done; also the way to cancel
     * @return the grey values, 8-bit or 16-bit
     */
    public GreyVolume image(ScalarField occupancy, Progress progress) {
        VoxelGrid grid = occupancy.grid();
        ScalarField blurred = new PointSpread(options.blur()).blur(occupancy, parallel, progress.part(0, 0.4));
        CorrelatedNoise noise = new CorrelatedNoise(grid, options.seed());
        RingPattern rings = new RingPattern(grid, options.seed());
        boolean wide = options.bits() == 16;
        byte[][] bytes = new byte[wide ? 0 : grid.nz()][];
        short[][] shorts = new short[wide ? grid.nz() : 0][];
        int fullScale = wide ? 65535 : 255;
        PlaneBatches.of(grid).forEach(parallel, progress.part(0.4, 1), z -> {
            float[] grey = blurred.plane(z);
            expose(grey, grid, z, rings.plane(z));
            float[] grain = options.noise() > 0 ? noise.plane(z) : new float[0];
            double amplitude = CONTRAST * options.noise();
            byte[] narrow = new byte[wide ? 0 : grey.length];
            short[] broad = new short[wide ? grey.length : 0];
            for (int i = 0; i < grey.length; i++) {
                double value = grain.length > 0 ? grey[i] + amplitude * grain[i] : grey[i];
                int level = (int) Math.max(0, Math.min(fullScale, Math.floor(value * fullScale + 0.5)));
                if (wide) {
                    broad[i] = (short) level;
                } else {
                    narrow[i] = (byte) level;
                }
            }
            if (wide) {
                shorts[z] = broad;
            } else {
                bytes[z] = narrow;
            }
        });
        return wide ? GreyVolume.ofShorts(grid, shorts) : GreyVolume.ofBytes(grid, bytes);
    }

    /** Turns occupancy into grey values with cupping, drift and rings. */
    private void expose(float[] plane, VoxelGrid grid, int z, double[] ring) {
        double drift = 1 + options.drift() * ((z + 0.5) / grid.nz() - 0.5);
        double middleX = (grid.nx() - 1) / 2.0;
        double middleY = (grid.ny() - 1) / 2.0;
        double farthest = Math.max(1, middleX * middleX + middleY * middleY);
        double ringAmplitude = CONTRAST * options.rings();
        for (int y = 0; y < grid.ny(); y++) {
            for (int x = 0; x < grid.nx(); x++) {
                int i = x + grid.nx() * y;
                double square = (x - middleX) * (x - middleX) + (y - middleY) * (y - middleY);
                double cup = 1 - options.cupping() * (1 - square / farthest);
                double radius = Math.sqrt(square);
                int bin = (int) radius;
                double part = radius - bin;
                double value = (DARK + CONTRAST * plane[i]) * cup * drift;
                plane[i] = (float) (value + ringAmplitude * (ring[bin] * (1 - part) + ring[bin + 1] * part));
            }
        }
    }
}
