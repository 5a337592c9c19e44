package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.elliptic.ConductionFields;

/**
 * How one layer of voxels across the axis conducts.
 *
 * <p>The layer's resistance is the power dissipated in it over the current squared, so the resistances of the layers add
 * up to the whole: σ_eff is the harmonic mean of the layers' conductivities. τ(x) = ε_layer·σ/σ_layer with the
 * conducting, through-connected voxels of the layer; it tells where a gradient electrode resists.
 *
 * @param layer number of the layer, from 0
 * @param position centre of the layer from the first outer face [m]
 * @param fraction share of the layer's voxels that join both planes [1]
 * @param potential mean potential of those, 1 V between the planes [V]
 * @param resistanceShare share of the resistance [1]
 * @param relativeConductivity conductivity of the layer over that of the reference phase [1]; infinite if nothing is
 *     dissipated in it
 * @param tortuosityFactor τ(x) [1]
 * @param carryingFraction share of the cross-section that a uniform axial current of the same sum and the same sum of
 *     squares would take [1]: (Σj)²/(n·Σj²), at most {@code fraction}
 * @param largestFlux largest current density over the mean one through the whole cross-section [1]
 */
public record LayerTransport(
        int layer,
        double position,
        double fraction,
        double potential,
        double resistanceShare,
        double relativeConductivity,
        double tortuosityFactor,
        double carryingFraction,
        double largestFlux) {

    /**
     * The layers of a solved structure.
     *
     * @param transport the effective conductivity
     * @param sums sums over the layers
     * @param voxels voxels of a whole layer
     * @param spacing thickness of a layer [m]
     * @return one for every layer
     */
    static LayerTransport[] of(
            EffectiveTransport transport, ConductionFields.Layer[] sums, long voxels, double spacing) {
        LayerTransport[] layers = new LayerTransport[sums.length];
        for (int k = 0; k < layers.length; k++) {
            ConductionFields.Layer s = sums[k];
            double fraction = (double) s.voxels() / voxels;
            double relative = transport.relativeConductivity() / (s.dissipation() * layers.length);
            layers[k] = new LayerTransport(
                    k,
                    (k + 0.5) * spacing,
                    fraction,
                    s.potential(),
                    s.dissipation(),
                    relative,
                    fraction / relative,
                    s.axialFlux() * s.axialFlux() / (voxels * s.squaredAxialFlux()),
                    s.largestFlux());
        }
        return layers;
    }
}
