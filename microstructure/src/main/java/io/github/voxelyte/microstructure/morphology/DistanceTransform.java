package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Exact Euclidean distance of every voxel of a phase to the nearest voxel outside it, centre to centre.
 *
 * <p>Voxels outside the phase get 0, a voxel beside them one voxel edge. What lies beyond the image does not count as
 * outside. If the whole image is the phase, all distances are infinite.
 *
 * <p>Three passes, one an axis: runs along x, then the lower envelope of parabolas along y and z (Felzenszwalb and
 * Huttenlocher 2012, doi:10.4086/toc.2012.v008a019), each axis with its own voxel edge. Squared distances are counted
 * in squares of the x edge, so on cubic voxels they are whole numbers and exact up to 2²⁴, that is up to distances of
 * 4096 voxels; otherwise they are rounded to float (relative error below 2·10⁻⁷). A sphere's radius measured from
 * faces is about half a voxel less than the distance at its centre.
 *
 * <p>Time linear in the number of voxels; memory 4 bytes a voxel (the result). Results do not depend on the number of
 * threads. Instances are immutable and may be shared between threads.
 */
public final class DistanceTransform {
    private static final int TILE = 16;

    private final Parallel parallel;

    private DistanceTransform(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * A transform on all processors.
     *
     * @return the transform
     */
    public static DistanceTransform create() {
        return new DistanceTransform(Parallel.allProcessors());
    }

    /**
     * Sets the threads.
     *
     * @param threads the parallelism
     * @return a copy with it
     */
    public DistanceTransform withParallel(Parallel threads) {
        return new DistanceTransform(Objects.requireNonNull(threads, "threads"));
    }

    /**
     * Distances inside a phase.
     *
     * @param phases the structure
     * @param progress told about the passes; also the way to cancel
     * @param labels labels of the phase, 0 to 255
     * @return distance to the nearest voxel centre outside the phase [m]; 0 outside the phase
     */
    public ScalarField of(PhaseMap phases, Progress progress, int... labels) {
        ScalarField field = squared(phases, progress, PhaseSet.of(labels));
        double edge = phases.grid().dx();
        parallel.forEach(phases.grid().nz(), z -> {
            float[] plane = field.plane(z);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) (Math.sqrt(plane[i]) * edge);
            }
        });
        return field;
    }

    /**
     * Squared distances inside a phase, in squares of the voxel's x edge: whole numbers on cubic voxels.
     *
     * @param phases the structure
     * @param progress told about the passes
     * @param member which labels are the phase, 256 entries
     * @return squared distances [dx²]
     */
    ScalarField squared(PhaseMap phases, Progress progress, boolean[] member) {
        VoxelGrid grid = phases.grid();
        ScalarField field = ScalarField.zeros(grid);
        double wy = curvature(grid.dy(), grid.dx());
        double wz = curvature(grid.dz(), grid.dx());
        Sweep.over(parallel, grid.nz(), progress.part(0, 0.6), z -> {
            alongRows(phases.plane(z), member, field.plane(z), grid.nx());
            alongColumns(field.plane(z), grid.nx(), grid.ny(), wy);
        });
        Sweep.over(parallel, grid.ny(), progress.part(0.6, 1), y -> alongDepth(field, y, wz));
        return field;
    }

    /**
     * Squared voxel edge in squares of another, exactly 1 if they agree to 1e-9.
     *
     * @param edge a voxel edge [m]
     * @param unit the edge to count in [m]
     * @return the squared ratio [1]
     */
    static double curvature(double edge, double unit) {
        double ratio = edge / unit;
        return Math.abs(ratio - 1) < 1e-9 ? 1 : ratio * ratio;
    }

    private static void alongRows(byte[] labels, boolean[] member, float[] squared, int nx) {
        for (int row = 0; row < labels.length; row += nx) {
            float distance = Float.POSITIVE_INFINITY;
            for (int i = row; i < row + nx; i++) {
                distance = member[labels[i] & 0xff] ? distance + 1 : 0;
                squared[i] = distance;
            }
            distance = Float.POSITIVE_INFINITY;
            for (int i = row + nx - 1; i >= row; i--) {
                distance = member[labels[i] & 0xff] ? distance + 1 : 0;
                float nearest = Math.min(distance, squared[i]);
                squared[i] = nearest * nearest;
            }
        }
    }

    private static void alongColumns(float[] plane, int nx, int ny, double w) {
        LowerEnvelope envelope = new LowerEnvelope(ny);
        float[] lines = new float[TILE * ny];
        for (int x0 = 0; x0 < nx; x0 += TILE) {
            int width = Math.min(TILE, nx - x0);
            for (int y = 0; y < ny; y++) {
                for (int t = 0; t < width; t++) {
                    lines[t * ny + y] = plane[y * nx + x0 + t];
                }
            }
            for (int t = 0; t < width; t++) {
                envelope.transform(lines, t * ny, ny, w);
            }
            for (int y = 0; y < ny; y++) {
                for (int t = 0; t < width; t++) {
                    plane[y * nx + x0 + t] = lines[t * ny + y];
                }
            }
        }
    }

    private static void alongDepth(ScalarField field, int y, double w) {
        int nx = field.grid().nx();
        int nz = field.grid().nz();
        LowerEnvelope envelope = new LowerEnvelope(nz);
        float[] lines = new float[TILE * nz];
        for (int x0 = 0; x0 < nx; x0 += TILE) {
            int width = Math.min(TILE, nx - x0);
            int start = y * nx + x0;
            for (int z = 0; z < nz; z++) {
                float[] plane = field.plane(z);
                for (int t = 0; t < width; t++) {
                    lines[t * nz + z] = plane[start + t];
                }
            }
            for (int t = 0; t < width; t++) {
                envelope.transform(lines, t * nz, nz, w);
            }
            for (int z = 0; z < nz; z++) {
                float[] plane = field.plane(z);
                for (int t = 0; t < width; t++) {
                    plane[start + t] = lines[t * nz + z];
                }
            }
        }
    }
}
