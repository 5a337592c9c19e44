package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * A synthetic composite cathode, and what it measures.
 *
 * @param options what was asked for
 * @param labels 1 active material, 0 electrolyte
 * @param occupancy share of each voxel that is active material, 0 to 1: what a scanner without blur would see; at least ½
 *     where the label is 1 [1]
 * @param particles number of particles packed, those cut by the faces included
 * @param fraction AMSVF reached: the wanted one to the nearest voxel [1]
 * @param profile AMSVF of every layer along the axis [1]
 * @param gradient rise of the regression line through the profile from the first face to the last [1]
 * @param denseFaces mean of the layers 0.3 to 1 diameters below both faces less the mean of the layers deeper than 1.2
 *     diameters; NaN where there are none [1]
 * @param growth how far the surface of the packed particles was moved to meet the profile, mean over the layers [m]
 */
public record SyntheticCathode(
        CathodeOptions options,
        PhaseMap labels,
        ScalarField occupancy,
        int particles,
        double fraction,
        double[] profile,
        double gradient,
        double denseFaces,
        double growth) {
    static SyntheticCathode measure(
            CathodeOptions options, PhaseMap labels, ScalarField occupancy, int particles, double growth) {
        VoxelGrid grid = labels.grid();
        int layers = grid.count(options.axis());
        long[] active = new long[layers];
        for (int z = 0; z < grid.nz(); z++) {
            byte[] plane = labels.plane(z);
            for (int i = 0; i < plane.length; i++) {
                int layer =
                        switch (options.axis()) {
                            case X -> i % grid.nx();
                            case Y -> i / grid.nx();
                            case Z -> z;
                        };
                active[layer] += plane[i];
            }
        }
        double[] profile = new double[layers];
        long sum = 0;
        for (int k = 0; k < layers; k++) {
            profile[k] = active[k] / ((double) grid.size() / layers);
            sum += active[k];
        }
        LayerShapes shapes = new LayerShapes(layers, grid.spacing(options.axis()) / options.diameter());
        return new SyntheticCathode(
                options,
                labels,
                occupancy,
                particles,
                (double) sum / grid.size(),
                profile,
                shapes.rise(k -> profile[k]),
                shapes.excess(k -> profile[k]),
                growth);
    }

    /**
     * Share of active material in the first layer.
     *
     * @return the contact ratio of the first face [1]
     */
    public double contactFirst() {
        return profile[0];
    }

    /**
     * Share of active material in the last layer, where the current collector is by default.
     *
     * @return the contact ratio of the last face [1]
     */
    public double contactLast() {
        return profile[profile.length - 1];
    }
}
