package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Slabs;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Takes out of each slice the shading that both phases share: beam hardening, uneven illumination and drift from slice
 * to slice.
 *
 * <p>Model: g(x, y, z) = m_phase·b_z(x, y), m the mean grey values of the dark and the bright phase of the stack, b_z a
 * polynomial of x and y of total order 0 to 3 in slice z; order 0 only evens the slices out. b_z is fitted by least squares
 * to all voxels, each against the mean of the phase that it seems to belong to, so that an uneven distribution of the
 * phases is not taken for shading; phases and fit are found in turn, {@value #ROUNDS} times. The result is g/b_z: both
 * phases keep their mean grey values.
 *
 * <p>Grey value 0 has to mean no attenuation; where an offset was added to the grey values, the shading is only met in
 * part. Shading of more than about half the contrast hides the phases from the first fit. At most about
 * {@value #MOST_SAMPLES} voxels of a slice enter the fit. Linear time; memory: 4 bytes a voxel. Instances are immutable;
 * the result does not depend on the threads.
 */
public final class Flattening {
    /** Highest order of the polynomial. */
    public static final int MOST_ORDER = 3;

    private static final int ROUNDS = 3;
    private static final int MOST_SAMPLES = 65_536;
    private static final double LEAST_BACKGROUND = 0.2;

    private final int order;
    private final Parallel parallel;

    private Flattening(int order, Parallel parallel) {
        this.order = order;
        this.parallel = parallel;
    }

    /**
     * What was done.
     *
     * @param volume the flattened grey values, 32-bit
     * @param lowest lowest value of the shading b that was divided by [1]
     * @param highest highest value of it [1]
     */
    public record Flattened(GreyVolume volume, double lowest, double highest) {}

    /**
     * Flattening by a polynomial in each slice, on all processors.
     *
     * @param order total order in x and y, 0 to {@value #MOST_ORDER}; 0 is a factor for each slice
     * @return the flattening
     */
    public static Flattening ofOrder(int order) {
        if (order < 0 || order > MOST_ORDER) {
            throw new IllegalArgumentException(
                    "the order of the background must lie in 0 to " + MOST_ORDER + ", not " + order);
        }
        return new Flattening(order, Parallel.allProcessors());
    }

    /**
     * Sets who works.
     *
     * @param threads the threads
     * @return a copy with these threads
     */
    public Flattening withParallel(Parallel threads) {
        return new Flattening(order, threads);
    }

    /**
     * Flattens a volume.
     *
     * @param volume the grey values, not changed
     * @param progress told about the slices
     * @return the flattened volume, and how much was divided out
     * @throws IllegalArgumentException if the slices are too small for the order, the volume is constant, or the shading
     *     goes below a fifth somewhere
     */
    public Flattened of(GreyVolume volume, Progress progress) {
        VoxelGrid grid = volume.grid();
        if (Math.min(grid.nx(), grid.ny()) < 2 * (order + 1)) {
            throw new IllegalArgumentException("slices of " + grid.nx() + " by " + grid.ny()
                    + " voxels are too small for a background of order " + order + ": at least " + 2 * (order + 1)
                    + " voxels along x and y are needed");
        }
        TwoClasses classes = TwoClasses.of(volume, progress.part(0, 0.2));
        float[][] out = new float[grid.nz()][grid.planeSize()];
        double[][] extremes = new double[grid.nz()][];
        Slabs.forEach(grid.nz(), parallel, progress.part(0.2, 1), (from, to) -> {
            for (int z = from; z < to; z++) {
                volume.read(z, out[z]);
                extremes[z] = flatten(out[z], z, grid, classes);
            }
        });
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        for (double[] pair : extremes) {
            lowest = Math.min(lowest, pair[0]);
            highest = Math.max(highest, pair[1]);
        }
        return new Flattened(GreyVolume.ofFloats(grid, out), lowest, highest);
    }

    private double[] flatten(float[] plane, int z, VoxelGrid grid, TwoClasses classes) {
        double[] shading = new double[terms()];
        shading[0] = 1;
        for (int round = 0; round < ROUNDS; round++) {
            shading = fit(plane, grid, classes, shading);
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = 0;
        double[] basis = new double[terms()];
        for (int y = 0; y < grid.ny(); y++) {
            for (int x = 0; x < grid.nx(); x++) {
                double b = value(shading, basis, scaled(x, grid.nx()), scaled(y, grid.ny()));
                if (!(b >= LEAST_BACKGROUND)) {
                    throw new IllegalArgumentException("the background of order " + order + " falls to "
                            + Math.round(100 * b) + " per cent of its mean in slice " + (z + 1) + " at x = " + x
                            + ", y = " + y + ": flatten with a lower order");
                }
                lowest = Math.min(lowest, b);
                highest = Math.max(highest, b);
                int i = x + grid.nx() * y;
                plane[i] = (float) (plane[i] / b);
            }
        }
        return new double[] {lowest, highest};
    }

    /** Minimises Σ(g − m·b)² over the coefficients of b; the old ones where the slice does not determine them. */
    private double[] fit(float[] plane, VoxelGrid grid, TwoClasses classes, double[] old) {
        int n = terms();
        double[] basis = new double[n];
        DMatrixRMaj normal = new DMatrixRMaj(n, n);
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        int stride = (int) Math.max(1, Math.sqrt((double) grid.planeSize() / MOST_SAMPLES));
        for (int y = stride / 2; y < grid.ny(); y += stride) {
            for (int x = stride / 2; x < grid.nx(); x += stride) {
                double g = plane[x + grid.nx() * y];
                double b = value(old, basis, scaled(x, grid.nx()), scaled(y, grid.ny()));
                double m = classes.phaseOf(g / Math.max(LEAST_BACKGROUND, b));
                for (int r = 0; r < n; r++) {
                    double weighted = m * basis[r];
                    right.data[r] += weighted * g;
                    for (int c = 0; c <= r; c++) {
                        normal.data[r * n + c] += weighted * m * basis[c];
                    }
                }
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < r; c++) {
                normal.data[c * n + r] = normal.data[r * n + c];
            }
        }
        DMatrixRMaj solution = new DMatrixRMaj(n, 1);
        boolean solved = CommonOps_DDRM.solve(normal, right, solution);
        return solved && Double.isFinite(CommonOps_DDRM.elementSum(solution)) ? solution.data : old;
    }

    private int terms() {
        return (order + 1) * (order + 2) / 2;
    }

    /** Position in a slice, −1 at the first voxel, 1 at the last. */
    private static double scaled(int i, int n) {
        return 2.0 * i / (n - 1) - 1;
    }

    /** Value of the polynomial; leaves its terms x^p·y^q, p + q ≤ order, behind. */
    private double value(double[] coefficients, double[] basis, double x, double y) {
        int k = 0;
        double sum = 0;
        double column = 1;
        for (int q = 0; q <= order; q++) {
            double term = column;
            for (int p = 0; p + q <= order; p++) {
                basis[k] = term;
                sum += coefficients[k++] * term;
                term *= x;
            }
            column *= y;
        }
        return sum;
    }
}
