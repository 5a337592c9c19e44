package io.github.voxelyte.microstructure.elliptic;

/**
 * Currents and dissipation of a potential, in the stencil's scale.
 *
 * @param dissipation Σ g·Δφ² over all faces, those to the electrode planes (at 1 and 0) included
 * @param currents current through every plane of faces normal to the electrodes' axis: the first electrode plane, between
 *     layers 0 and 1, …, the last electrode plane; length layers + 1; means nothing where the sources are within the structure
 */
record CurrentBalance(double dissipation, double[] currents) {

    /**
     * From what is known along with the residual r = b − Aφ, which is what flows into every voxel and not out again: the current
     * through a plane of faces is that through the plane before less what stays in the layer between.
     *
     * @param dissipation the dissipation
     * @param first current from the first plane
     * @param kept sum of the residual over every layer
     */
    static CurrentBalance of(double dissipation, double first, double[] kept) {
        double[] currents = new double[kept.length + 1];
        currents[0] = first;
        for (int layer = 0; layer < kept.length; layer++) {
            currents[layer + 1] = currents[layer] - kept[layer];
        }
        return new CurrentBalance(dissipation, currents);
    }

    /** (largest − smallest)/mean of the currents. */
    double imbalance() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double current : currents) {
            least = Math.min(least, current);
            most = Math.max(most, current);
            sum += current;
        }
        return (most - least) / (sum / currents.length);
    }
}
