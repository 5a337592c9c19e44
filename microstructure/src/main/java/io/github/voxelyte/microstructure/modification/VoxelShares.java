package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/** Which share of a new voxel's volume every label has, for a grid laid over another one of the same outer size. */
final class VoxelShares {
    private final PhaseMap map;
    private final VoxelGrid target;
    private final int[] place;
    private final int labels;

    /**
     * Lays a grid over labels.
     *
     * @param map the labels
     * @param target the new grid
     * @param place position of every label among those present
     * @param labels number of labels present
     */
    VoxelShares(PhaseMap map, VoxelGrid target, int[] place, int labels) {
        this.map = map;
        this.target = target;
        this.place = place;
        this.labels = labels;
    }

    /** By how much the share of one label exceeds the largest share of the others, −1 to 1. */
    ScalarField lead(int wanted, Parallel parallel) {
        ScalarField leads = ScalarField.zeros(target);
        parallel.forEach(target.nz(), z -> {
            double[] shares = new double[labels];
            float[] plane = leads.plane(z);
            for (int y = 0, i = 0; y < target.ny(); y++) {
                for (int x = 0; x < target.nx(); x++, i++) {
                    shares(x, y, z, shares);
                    double other = 0;
                    for (int k = 0; k < labels; k++) {
                        if (k != wanted) {
                            other = Math.max(other, shares[k]);
                        }
                    }
                    plane[i] = (float) (shares[wanted] - other);
                }
            }
        });
        return leads;
    }

    private void shares(int x, int y, int z, double[] shares) {
        VoxelGrid grid = map.grid();
        Arrays.fill(shares, 0);
        double scaleX = (double) grid.nx() / target.nx();
        double scaleY = (double) grid.ny() / target.ny();
        double scaleZ = (double) grid.nz() / target.nz();
        for (int k = (int) (z * scaleZ); k < last(z, scaleZ, Axis.Z); k++) {
            double depth = overlap(z, scaleZ, k);
            for (int j = (int) (y * scaleY); j < last(y, scaleY, Axis.Y); j++) {
                double area = depth * overlap(y, scaleY, j);
                for (int i = (int) (x * scaleX); i < last(x, scaleX, Axis.X); i++) {
                    shares[place[map.phase(i, j, k)]] += area * overlap(x, scaleX, i);
                }
            }
        }
    }

    private int last(int position, double scale, Axis axis) {
        return Math.min(map.grid().count(axis), (int) Math.ceil((position + 1) * scale - 1e-9));
    }

    /** Share of new voxel n that lies in old voxel k, along one axis. */
    private static double overlap(int n, double scale, int k) {
        return Math.max(0, Math.min((n + 1) * scale, k + 1) - Math.max(n * scale, k)) / scale;
    }
}
