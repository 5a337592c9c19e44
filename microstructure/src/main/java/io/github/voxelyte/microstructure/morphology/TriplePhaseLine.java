package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Length of the line along which three phases meet.
 *
 * <p>Sums the voxel edges inside the image among whose four voxels all three phases occur. Like any path along voxel
 * edges this is too long for a line that runs obliquely: exact along an axis, 3/2 of the true length for a smooth line
 * with isotropic directions, √3 along a space diagonal. {@link Length#corrected()} is 2/3 of it.
 *
 * <p>Linear time, no memory. Results do not depend on the number of threads. Instances are immutable and may be shared
 * between threads.
 */
public final class TriplePhaseLine {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int THIRD = 4;
    private static final int ALL = 7;

    private final Parallel parallel;

    private TriplePhaseLine(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * Length of a triple-phase line.
     *
     * @param edges sum of the voxel edges [m]
     * @param corrected two thirds of it, right on average for a smooth line with isotropic directions [m]
     * @param density {@code corrected} per total volume [m/m³]
     */
    public record Length(double edges, double corrected, double density) {}

    /**
     * The measurement on all processors.
     *
     * @return the measurement
     */
    public static TriplePhaseLine create() {
        return new TriplePhaseLine(Parallel.allProcessors());
    }

    /**
     * Sets the threads.
     *
     * @param threads the parallelism
     * @return a copy with it
     */
    public TriplePhaseLine withParallel(Parallel threads) {
        return new TriplePhaseLine(Objects.requireNonNull(threads, "threads"));
    }

    /**
     * Measures the line where three phases meet.
     *
     * @param phases the structure
     * @param a labels of the first phase
     * @param b labels of the second phase
     * @param c labels of the third phase
     * @param progress told about the planes; also the way to cancel
     * @return the length
     */
    public Length of(PhaseMap phases, int[] a, int[] b, int[] c, Progress progress) {
        byte[] bits = new byte[256];
        mark(bits, PhaseSet.of(a), FIRST);
        mark(bits, PhaseSet.of(b), SECOND);
        mark(bits, PhaseSet.of(c), THIRD);
        VoxelGrid grid = phases.grid();
        long[][] edges = new long[grid.nz()][];
        Sweep.over(parallel, grid.nz(), progress, z -> edges[z] = countPlane(phases, z, bits));
        long[] total = new long[3];
        for (long[] plane : edges) {
            for (int i = 0; i < total.length; i++) {
                total[i] += plane[i];
            }
        }
        double length = total[0] * grid.dx() + total[1] * grid.dy() + total[2] * grid.dz();
        double corrected = 2 * length / 3;
        return new Length(length, corrected, corrected / (grid.voxelVolume() * grid.size()));
    }

    private static void mark(byte[] bits, boolean[] member, int bit) {
        for (int label = 0; label < bits.length; label++) {
            if (member[label]) {
                if (bits[label] != 0) {
                    throw new IllegalArgumentException("label " + label + " stands in two of the three phases");
                }
                bits[label] = (byte) bit;
            }
        }
    }

    /** Edges along x, y and z whose lowest voxel lies in plane z. */
    private static long[] countPlane(PhaseMap phases, int z, byte[] bits) {
        int nx = phases.grid().nx();
        int ny = phases.grid().ny();
        boolean above = z + 1 < phases.grid().nz();
        byte[] p = phases.plane(z);
        byte[] q = above ? phases.plane(z + 1) : p;
        long[] count = new long[3];
        for (int y = 0; y < ny; y++) {
            boolean behind = y + 1 < ny;
            int next = behind ? nx : 0;
            for (int i = y * nx; i < y * nx + nx; i++) {
                boolean right = i + 1 < y * nx + nx;
                int here = bits[p[i] & 0xff];
                int up = bits[q[i] & 0xff];
                int back = bits[p[i + next] & 0xff];
                if (above && behind && (here | up | back | bits[q[i + next] & 0xff]) == ALL) {
                    count[0]++;
                }
                if (right) {
                    int side = bits[p[i + 1] & 0xff];
                    if (above && (here | up | side | bits[q[i + 1] & 0xff]) == ALL) {
                        count[1]++;
                    }
                    if (behind && (here | back | side | bits[p[i + next + 1] & 0xff]) == ALL) {
                        count[2]++;
                    }
                }
            }
        }
        return count;
    }
}
