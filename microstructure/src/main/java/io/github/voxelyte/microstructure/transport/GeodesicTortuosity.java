package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Geodesic tortuosity: how much longer the shortest way through a phase is than the straight one.
 *
 * <p>T solves |∇T| = 1 in the phase with T = 0 on the first outer face, so it is the Euclidean length of the shortest way;
 * the tortuosity is the mean of T on the last outer face, over all voxel faces of the phase that are reached, divided by
 * L. It is a length ratio: compare it with √τ, not with the tortuosity factor, and it knows nothing of narrowness.
 *
 * <p>Fast marching with the first-order upwind scheme (J. A. Sethian, Proc. Natl. Acad. Sci. 93 (1996) 1591,
 * doi:10.1073/pnas.93.4.1591) between voxels that share a face, any edges. Exact for straight ways along an axis and for
 * ways one voxel wide; round corners too long by a part of a voxel, of order h·log h. Time N·log N; memory 12 bytes per
 * voxel.
 *
 * @param axis the direction
 * @param mean mean length over the thickness [1]; infinite if no way leads through
 * @param deviation standard deviation of it over the reached faces [1]
 * @param shortest shortest way over the thickness [1]
 * @param reachedFaces voxel faces of the phase on the last outer face that are reached
 */
public record GeodesicTortuosity(Axis axis, double mean, double deviation, double shortest, long reachedFaces) {

    /**
     * Measures a phase.
     *
     * @param phases the structure
     * @param axis the direction
     * @param progress told while the front advances; cancels
     * @param labels labels of the phase
     * @return the tortuosity
     */
    public static GeodesicTortuosity of(PhaseMap phases, Axis axis, Progress progress, int... labels) {
        VoxelGrid grid = phases.grid();
        ScalarField length = wayFromFirstFace(phases, axis, progress, labels);
        double half = grid.spacing(axis) / 2;
        double sum = 0;
        double squares = 0;
        double shortest = Double.POSITIVE_INFINITY;
        long reached = 0;
        int last = grid.count(axis) - 1;
        for (int z = axis == Axis.Z ? last : 0; z < grid.nz(); z++) {
            for (int y = axis == Axis.Y ? last : 0; y < grid.ny(); y++) {
                for (int x = axis == Axis.X ? last : 0; x < grid.nx(); x++) {
                    double ratio = (length.value(x, y, z) + half) / grid.length(axis);
                    if (ratio < Double.POSITIVE_INFINITY) {
                        sum += ratio;
                        squares += ratio * ratio;
                        shortest = Math.min(shortest, ratio);
                        reached++;
                    }
                }
            }
        }
        if (reached == 0) {
            return new GeodesicTortuosity(axis, Double.POSITIVE_INFINITY, Double.NaN, shortest, 0);
        }
        double mean = sum / reached;
        double deviation = Math.sqrt(Math.max(0, squares / reached - mean * mean));
        return new GeodesicTortuosity(axis, mean, deviation, shortest, reached);
    }

    /**
     * Length of the shortest way from the first outer face to every voxel's centre.
     *
     * @param phases the structure
     * @param axis normal of the face
     * @param progress told while the front advances; cancels
     * @param labels labels of the phase
     * @return lengths [m]; infinite where no way leads, NaN outside the phase
     */
    public static ScalarField wayFromFirstFace(PhaseMap phases, Axis axis, Progress progress, int... labels) {
        boolean[] member = new boolean[256];
        for (int label : labels) {
            member[label] = true;
        }
        VoxelGrid grid = phases.grid();
        ScalarField length = ScalarField.zeros(grid);
        long voxels = 0;
        for (int z = 0; z < grid.nz(); z++) {
            byte[] from = phases.plane(z);
            float[] to = length.plane(z);
            for (int i = 0; i < to.length; i++) {
                boolean inside = member[from[i] & 0xff];
                to[i] = inside ? Float.POSITIVE_INFINITY : Float.NaN;
                voxels += inside ? 1 : 0;
            }
        }
        new MarchingFront(length).advance(axis, voxels, progress);
        return length;
    }
}
