package io.github.voxelyte.microstructure.synthesis;

/**
 * Packed particles in a box.
 *
 * @param box the box
 * @param centres x, y and z of the centres, three arrays of one number per particle [m]
 * @param radii [m]
 */
record Particles(Box box, double[][] centres, double[] radii) {
    int count() {
        return radii.length;
    }
}
