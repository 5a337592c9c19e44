package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * The particle of every voxel: 1 to {@link #count()}, 0 outside the particles, 32 bits, one array per xy-plane. Numbered
 * in the order of their first voxel (x fastest). Made by {@link ParticleSeparation}.
 */
public final class ParticleLabels {
    private final VoxelGrid grid;
    private final int[][] planes;
    private final int count;

    ParticleLabels(VoxelGrid grid, int[][] planes, int count) {
        this.grid = grid;
        this.planes = planes;
        this.count = count;
    }

    /**
     * The grid.
     *
     * @return the grid
     */
    public VoxelGrid grid() {
        return grid;
    }

    /**
     * How many particles there are.
     *
     * @return the number of particles, also the largest label
     */
    public int count() {
        return count;
    }

    /**
     * Labels of one xy-plane; the stored array, not to be changed.
     *
     * @param z the plane, from 0
     * @return labels, x fastest
     */
    public int[] plane(int z) {
        return planes[z];
    }

    /**
     * The particle of a voxel.
     *
     * @param x position along x, from 0
     * @param y position along y, from 0
     * @param z position along z, from 0
     * @return its label, 0 outside the particles
     */
    public int at(int x, int y, int z) {
        return planes[z][x + grid.nx() * y];
    }
}
