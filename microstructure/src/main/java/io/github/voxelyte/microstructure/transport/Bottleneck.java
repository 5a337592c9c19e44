package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;

/**
 * A place where the current is squeezed.
 *
 * @param x centre along x, weighted with the dissipation, from the grid's first face [m]
 * @param y centre along y [m]
 * @param z centre along z [m]
 * @param voxelX the voxel that dissipates most, along x
 * @param voxelY the same along y
 * @param voxelZ the same along z
 * @param voxels voxels of the neck
 * @param resistanceShare share of the whole resistance [1]
 * @param crossSection area of the section through the voxel that dissipates most [m²]: the smallest of the three normal to
 *     the axes, each as far as the neck's own voxels hang together
 * @param normal the axis normal to that section
 */
public record Bottleneck(
        double x,
        double y,
        double z,
        int voxelX,
        int voxelY,
        int voxelZ,
        long voxels,
        double resistanceShare,
        double crossSection,
        Axis normal) {}
