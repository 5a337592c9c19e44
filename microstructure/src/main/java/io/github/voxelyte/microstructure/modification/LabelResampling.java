package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Resamples labels to another voxel size by majority, with the volume fraction of every label conserved to one voxel.
 *
 * <p>A new voxel knows the share of its volume that each label has. Plain majority loses thin phases; so labels are
 * given out one after the other, the rarest first, each to as many voxels as its fraction asks for: those in which its
 * lead over the other labels is largest, at random where leads are equal. With two labels that is the majority with the
 * threshold shifted from 1/2 to where the fraction is met. The outer size stays: edges are adjusted so that a whole
 * number of voxels fits.
 *
 * <p>Linear in the voxels times the number of labels; 4 bytes per new voxel besides the result. Instances are immutable
 * and may be shared between threads.
 */
public final class LabelResampling {
    private final long seed;
    private final Parallel parallel;

    private LabelResampling(long seed, Parallel parallel) {
        this.seed = seed;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * Resampling.
     *
     * @param seed what decides between equal voxels
     * @return the operation
     */
    public static LabelResampling withSeed(long seed) {
        return new LabelResampling(seed, Parallel.allProcessors());
    }

    /**
     * Sets the number of threads, which changes nothing but the time.
     *
     * @param threads the parallelism
     * @return a copy with these threads
     */
    public LabelResampling withParallel(Parallel threads) {
        return new LabelResampling(seed, threads);
    }

    /**
     * The grid of the same outer size whose voxel edges are nearest to those wanted.
     *
     * @param grid the grid to replace
     * @param dx edge wanted along x [m]
     * @param dy edge wanted along y [m]
     * @param dz edge wanted along z [m]
     * @return the grid
     * @throws IllegalArgumentException if an edge is not positive, is larger than the grid, or makes too many voxels
     */
    public static VoxelGrid gridFor(VoxelGrid grid, double dx, double dy, double dz) {
        int nx = count(grid, Axis.X, dx);
        int ny = count(grid, Axis.Y, dy);
        int nz = count(grid, Axis.Z, dz);
        return new VoxelGrid(nx, ny, nz, grid.length(Axis.X) / nx, grid.length(Axis.Y) / ny, grid.length(Axis.Z) / nz);
    }

    private static int count(VoxelGrid grid, Axis axis, double edge) {
        double length = grid.length(axis);
        if (!(edge > 0 && Math.rint(length / edge) >= 1)) {
            throw new IllegalArgumentException("the voxel edge along " + axis
                    + " must be above 0 and at most the size of " + "the stack, " + length + ": " + edge);
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.rint(length / edge));
    }

    /**
     * Resamples a structure.
     *
     * @param map the structure
     * @param target the new grid; it covers the same box whatever its edges say
     * @param progress told about every label
     * @return labels on the new grid
     */
    public PhaseMap of(PhaseMap map, VoxelGrid target, Progress progress) {
        long[] counts = map.counts();
        List<Integer> present = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] > 0) {
                present.add(label);
            }
        }
        present.sort(Comparator.comparingLong(label -> counts[label]));
        int commonest = present.get(present.size() - 1);
        int[] place = new int[counts.length];
        for (int k = 0; k < present.size(); k++) {
            place[present.get(k)] = k;
        }
        VoxelShares shares = new VoxelShares(map, target, place, present.size());
        byte[][] planes = new byte[target.nz()][target.planeSize()];
        boolean[][] given = new boolean[target.nz()][target.planeSize()];
        for (byte[] plane : planes) {
            Arrays.fill(plane, (byte) commonest);
        }
        for (int k = 0; k < present.size() - 1; k++) {
            int label = present.get(k);
            double wanted = Math.rint(
                    (double) counts[label] * target.size() / map.grid().size());
            give(label, wanted, shares.lead(k, parallel), planes, given);
            progress.update((k + 1.0) / present.size());
        }
        progress.update(1);
        return new PhaseMap(target, planes);
    }

    private void give(int label, double wanted, ScalarField lead, byte[][] planes, boolean[][] given) {
        RandomOrder random = RandomOrder.stream(seed, label);
        int planeSize = lead.grid().planeSize();
        VoxelSelection.Candidates candidates = new VoxelSelection.Candidates() {
            @Override
            public double weight(int z, int i) {
                return given[z][i] ? 0 : 1;
            }

            @Override
            public long key(int z, int i) {
                return VoxelSelection.orderedBits(-lead.plane(z)[i]) << Integer.SIZE | random.rank(z * planeSize + i);
            }
        };
        VoxelSelection.Cut cut =
                new VoxelSelection(planes.length, planeSize, parallel).cut(candidates, wanted, Progress.NONE);
        parallel.forEach(planes.length, z -> {
            for (int i = 0; i < planeSize; i++) {
                if (!given[z][i] && cut.takes(candidates.key(z, i))) {
                    planes[z][i] = (byte) label;
                    given[z][i] = true;
                }
            }
        });
    }
}
