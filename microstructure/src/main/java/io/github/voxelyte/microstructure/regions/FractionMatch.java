package io.github.voxelyte.microstructure.regions;

/**
 * A region found for a wanted fraction.
 *
 * @param region where it lies
 * @param wanted the volume fraction that was wanted [1]
 * @param fraction the volume fraction it has [1]
 */
public record FractionMatch(Region region, double wanted, double fraction) {}
