package io.github.voxelyte.microstructure.morphology;

/**
 * Two particles that share voxel faces.
 *
 * @param first the lower label
 * @param second the higher label
 * @param area of their contact by {@link SurfaceEstimator#CROFTON} [m²]
 */
public record ParticleContact(int first, int second, double area) {}
