package io.github.voxelyte.microstructure.voxels;

import java.util.Objects;

/**
 * A number in every voxel, stored one float array per xy-plane, x fastest, shape {@code [nz][ny·nx]}: the layout of a
 * 32-bit ImageJ stack. The arrays are not copied.
 */
public final class ScalarField {
    private final VoxelGrid grid;
    private final float[][] planes;

    /**
     * Wraps planes without copying.
     *
     * @param grid the grid
     * @param planes values, one array of nx·ny per z
     * @throws IllegalArgumentException if the planes do not fit the grid
     */
    public ScalarField(VoxelGrid grid, float[][] planes) {
        this.grid = Objects.requireNonNull(grid, "grid");
        this.planes = planes.clone();
        if (planes.length != grid.nz()) {
            throw new IllegalArgumentException("expected " + grid.nz() + " planes, got " + planes.length);
        }
        for (float[] plane : planes) {
            if (plane.length != grid.planeSize()) {
                throw new IllegalArgumentException(
                        "expected " + grid.planeSize() + " voxels in a plane, got " + plane.length);
            }
        }
    }

    /**
     * A field of zeros.
     *
     * @param grid the grid
     * @return the field
     */
    public static ScalarField zeros(VoxelGrid grid) {
        return new ScalarField(grid, new float[grid.nz()][grid.planeSize()]);
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
     * Value of a voxel.
     *
     * @param x position along x, from 0
     * @param y position along y, from 0
     * @param z position along z, from 0
     * @return the value
     */
    public float value(int x, int y, int z) {
        return planes[z][x + grid.nx() * y];
    }

    /**
     * Values of one xy-plane; the stored array.
     *
     * @param z the plane, from 0
     * @return values, x fastest
     */
    public float[] plane(int z) {
        return planes[z];
    }
}
