/**
 * Homogenization: effective conductivity, tortuosity factor and MacMullin number of voxel structures.
 *
 * <p>Definitions: D_eff/D = σ_eff/σ is the relative effective conductivity per total cross-section; the tortuosity
 * factor is τ = ε·D/D_eff.
 */
package io.github.voxelyte.microstructure.transport;
