package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Objects;

/**
 * The error bar of a volume fraction from one image, by the two-point correlation of the phase.
 *
 * <p>The covariance C(h) = P(x and x + h in the phase) − ε² is measured along 13 directions, and the variance of the
 * fraction of the image is (1/V)·∫C(h)·Πₖ(1 − |hₖ|/Lₖ) dh, each direction standing for its share of the sphere
 * (Matheron 1971; Lantuéjoul 1991, doi:10.1111/j.1365-2818.1991.tb03099.x; Kanit et al. 2003,
 * doi:10.1016/S0020-7683(03)00143-4). The integral ends where the mean of C over the directions first falls below
 * 1 % of C(0), since beyond it the estimate is noise; what is anticorrelated further out is ignored, so the error errs on the large
 * side. A trend through the image (a gradient of the fraction) counts as correlation.
 *
 * <p>Rows are packed into bits: one distance in one direction costs 1/64 operation a voxel. Memory one bit a voxel.
 * Counts are whole numbers: results do not depend on the number of threads. Instances are immutable and may be shared
 * between threads.
 */
public final class TwoPointCorrelation {
    private static final double NOISE = 0.01;

    private final Parallel parallel;

    private TwoPointCorrelation(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * The measurement on all processors.
     *
     * @return the measurement
     */
    public static TwoPointCorrelation create() {
        return new TwoPointCorrelation(Parallel.allProcessors());
    }

    /**
     * Sets the threads.
     *
     * @param threads the parallelism
     * @return a copy with it
     */
    public TwoPointCorrelation withParallel(Parallel threads) {
        return new TwoPointCorrelation(Objects.requireNonNull(threads, "threads"));
    }

    /**
     * Measures the correlation of a phase.
     *
     * @param phases the structure
     * @param progress told about the distances; also the way to cancel
     * @param labels labels of the phase, 0 to 255
     * @return the error of the fraction, and what it rests on
     */
    public CorrelationCurve of(PhaseMap phases, Progress progress, int... labels) {
        VoxelGrid grid = phases.grid();
        boolean[] member = PhaseSet.of(labels);
        Bits bits = new Bits(phases, member, parallel);
        double fraction = (double) bits.total() / grid.size();
        double step = Math.min(grid.dx(), Math.min(grid.dy(), grid.dz()));
        double longest = Math.max(grid.nx() * grid.dx(), Math.max(grid.ny() * grid.dy(), grid.nz() * grid.dz()));
        double[] weights = LatticeDirections.weights(grid);
        Ray[] rays = new Ray[LatticeDirections.COUNT];
        for (int d = 0; d < rays.length; d++) {
            rays[d] = new Ray(d, bits, fraction);
        }
        int last = (int) (longest / 2 / step);
        double cutoff = last * step;
        boolean zero = fraction == 0 || fraction == 1;
        double whole = 0;
        double clipped = 0;
        for (int j = 1; j <= last && !zero; j++) {
            double r = j * step;
            double mean = 0;
            double meanClipped = 0;
            for (int d = 0; d < rays.length; d++) {
                double c = weights[d] * rays[d].at(r);
                mean += c;
                meanClipped += c * rays[d].overlap(r);
            }
            if (mean <= NOISE * fraction * (1 - fraction)) {
                zero = true;
                cutoff = r;
            } else {
                whole += 4 * Math.PI * r * r * step * mean;
                clipped += 4 * Math.PI * r * r * step * meanClipped;
            }
            progress.update((double) j / last);
        }
        progress.update(1);
        // The voxel itself: the ball of half a step around it, which the sum over shells of a step leaves out.
        double self = Math.PI / 6 * step * step * step * fraction * (1 - fraction);
        double variance = (clipped + self) / (grid.voxelVolume() * grid.size());
        double range = (whole + self) / (fraction * (1 - fraction));
        return new CorrelationCurve(fraction, step, cutoff, zero, range, Math.sqrt(variance));
    }

    /** The phase as bits, 64 voxels of a row in a word, one empty word at the end of every row. */
    private static final class Bits {
        private final VoxelGrid grid;
        private final Parallel parallel;
        private final long[][] rows;

        Bits(PhaseMap phases, boolean[] member, Parallel parallel) {
            this.grid = phases.grid();
            this.parallel = parallel;
            int words = (grid.nx() + 63) / 64 + 1;
            rows = new long[grid.ny() * grid.nz()][words];
            parallel.forEach(grid.nz(), z -> {
                byte[] plane = phases.plane(z);
                for (int i = 0; i < plane.length; i++) {
                    if (member[plane[i] & 0xff]) {
                        int x = i % grid.nx();
                        rows[z * grid.ny() + i / grid.nx()][x >> 6] |= 1L << x;
                    }
                }
            });
        }

        long total() {
            return joint(0, 0, 0);
        }

        /** Number of voxels in the phase whose partner at the given offset is in it too; dz not negative. */
        long joint(int dx, int dy, int dz) {
            long[] counts = new long[Math.max(0, grid.nz() - dz)];
            parallel.forEach(counts.length, z -> {
                long sum = 0;
                for (int y = Math.max(0, -dy); y < grid.ny() - Math.max(0, dy); y++) {
                    long[] here = rows[z * grid.ny() + y];
                    long[] there = rows[(z + dz) * grid.ny() + y + dy];
                    sum += dx >= 0 ? shifted(here, there, dx) : shifted(there, here, -dx);
                }
                counts[z] = sum;
            });
            long total = 0;
            for (long count : counts) {
                total += count;
            }
            return total;
        }

        private static long shifted(long[] a, long[] b, int by) {
            int words = by >> 6;
            int bits = by & 63;
            long sum = 0;
            for (int w = 0; w + words < a.length; w++) {
                long partner = b[w + words] >>> bits;
                if (bits != 0 && w + words + 1 < a.length) {
                    partner |= b[w + words + 1] << (64 - bits);
                }
                sum += Long.bitCount(a[w] & partner);
            }
            return sum;
        }
    }

    /** The covariance along one direction, measured as far as it is asked for. */
    private static final class Ray {
        private final Bits bits;
        private final int[] offset;
        private final double length;
        private final double squaredFraction;
        private double[] values;
        private int known;

        Ray(int direction, Bits bits, double fraction) {
            this.bits = bits;
            offset = LatticeDirections.STEPS[direction];
            length = LatticeDirections.lengths(bits.grid)[direction];
            squaredFraction = fraction * fraction;
            values = new double[64];
            values[0] = fraction - squaredFraction;
            known = 1;
        }

        /** Straight line between the voxels; 0 where the image ends. */
        double at(double r) {
            int k = (int) (r / length);
            double t = r / length - k;
            return (1 - t) * value(k) + t * value(k + 1);
        }

        private double value(int k) {
            while (known <= k) {
                if (known == values.length) {
                    values = Arrays.copyOf(values, 2 * known);
                }
                values[known] = measure(known);
                known++;
            }
            return values[k];
        }

        private double measure(int k) {
            VoxelGrid grid = bits.grid;
            double pairs = Math.max(0.0, grid.nx() - Math.abs(k * offset[0]))
                    * Math.max(0, grid.ny() - Math.abs(k * offset[1]))
                    * Math.max(0, grid.nz() - k * offset[2]);
            return pairs > 0 ? bits.joint(k * offset[0], k * offset[1], k * offset[2]) / pairs - squaredFraction : 0;
        }

        /** Share of the image that overlaps with itself moved by r along this direction. */
        double overlap(double r) {
            VoxelGrid grid = bits.grid;
            double k = r / length;
            return Math.max(0, 1 - k * Math.abs(offset[0]) / grid.nx())
                    * Math.max(0, 1 - k * Math.abs(offset[1]) / grid.ny())
                    * Math.max(0, 1 - k * Math.abs(offset[2]) / grid.nz());
        }
    }
}
