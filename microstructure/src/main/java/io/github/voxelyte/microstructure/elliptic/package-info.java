/**
 * The voxel operator −∇·(σ∇φ) and its solver: conductances between neighbouring nodes, aggregation multigrid, and the
 * conjugate gradient method that it preconditions.
 *
 * <p>Knows nothing of batteries. Two forms share the coarse levels: a general {@link
 * io.github.voxelyte.microstructure.elliptic.ConductanceGraph graph of conductances}, and voxels in 2×2×2 blocks for
 * whole tomograms.
 */
package io.github.voxelyte.microstructure.elliptic;
