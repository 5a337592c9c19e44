package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.ScalarField;

/**
 * Where the current runs and where the resistance sits: maps on the structure's voxels, for 1 V between the electrode
 * planes, NaN in voxels that do not join both.
 *
 * @param transport the effective conductivity
 * @param potential potential of the voxel's centre [V]: 1 at the first plane, 0 at the last
 * @param flux magnitude of the current density over the mean one through the whole cross-section [1]
 * @param dissipation share of the resistance that a voxel carries [1]; all shares add up to 1
 * @param layers the layers along the axis, from the first plane on
 */
public record TransportMaps(
        EffectiveTransport transport,
        ScalarField potential,
        ScalarField flux,
        ScalarField dissipation,
        LayerTransport[] layers) {}
