package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.ScalarField;

/**
 * What a solved potential looks like, voxel by voxel and layer by layer; NaN in voxels that do not conduct.
 *
 * <p>Memory: 12 bytes per voxel of the box.
 *
 * @param potential potential of the voxel's centre with 1 V between the planes [V]
 * @param flux magnitude of the current density over the mean one through the whole cross-section [1]; each component is
 *     the mean over the voxel's two faces
 * @param dissipation share of the whole dissipated power, which is the share of the resistance [1]; the shares add up to
 *     1; what a face dissipates belongs to its two voxels as their halves of the way, and half each to its contact
 * @param layers sums over the layers along the electrodes' axis, from the first plane on
 */
public record ConductionFields(ScalarField potential, ScalarField flux, ScalarField dissipation, Layer[] layers) {

    /**
     * Sums over the conducting voxels of one layer.
     *
     * @param voxels conducting voxels
     * @param potential mean potential [V]; NaN without voxels
     * @param dissipation share of the dissipated power [1]
     * @param axialFlux sum of the current densities along the axis over the mean one through the whole cross-section [1]
     * @param squaredAxialFlux sum of their squares [1]
     * @param largestFlux largest magnitude of the current density, over the same mean [1]
     */
    public record Layer(
            long voxels,
            double potential,
            double dissipation,
            double axialFlux,
            double squaredAxialFlux,
            double largestFlux) {}
}
