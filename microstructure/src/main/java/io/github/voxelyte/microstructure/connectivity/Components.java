package io.github.voxelyte.microstructure.connectivity;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * The connected components of a set of voxels, numbered from 0 in the order of their first voxel (x fastest). Made by
 * {@link ComponentLabelling}; immutable.
 */
public final class Components {
    static final byte FIRST_X = 1;
    static final byte LAST_X = 2;

    private final VoxelGrid grid;
    private final Runs runs;
    private final int[] componentOfRun;
    private final long[] sizes;
    private final byte[] faces;

    Components(VoxelGrid grid, Runs runs, int[] componentOfRun, long[] sizes, byte[] faces) {
        this.grid = grid;
        this.runs = runs;
        this.componentOfRun = componentOfRun;
        this.sizes = sizes;
        this.faces = faces;
    }

    /** Is told about a stretch of voxels of one component. */
    @FunctionalInterface
    public interface RunVisitor {
        /**
         * A stretch of voxels begin ≤ x &lt; end.
         *
         * @param component the component, from 0
         * @param begin the first x
         * @param end one past the last x
         * @param y the row
         * @param z the plane
         */
        void visit(int component, int begin, int end, int y, int z);
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
     * How many components there are.
     *
     * @return the number of components
     */
    public int count() {
        return sizes.length;
    }

    /**
     * Number of voxels of a component.
     *
     * @param component the component, from 0
     * @return voxels
     */
    public long size(int component) {
        return sizes[component];
    }

    /**
     * Number of voxels of all components together.
     *
     * @return voxels
     */
    public long totalSize() {
        long total = 0;
        for (long size : sizes) {
            total += size;
        }
        return total;
    }

    /**
     * The component with the most voxels, the first of them if several have as many.
     *
     * @return the component, −1 if there is none
     */
    public int largest() {
        int largest = -1;
        for (int c = 0; c < sizes.length; c++) {
            if (largest < 0 || sizes[c] > sizes[largest]) {
                largest = c;
            }
        }
        return largest;
    }

    /**
     * Whether a component reaches an outer face of the grid.
     *
     * @param component the component, from 0
     * @param axis normal of the face
     * @param last the face at the end of the axis; otherwise the one at its start
     * @return true if a voxel of the component lies in the outermost layer there
     */
    public boolean touches(int component, Axis axis, boolean last) {
        return (faces[component] & faceBit(axis, last)) != 0;
    }

    /**
     * Whether a component joins both outer faces normal to an axis.
     *
     * @param component the component, from 0
     * @param axis the direction
     * @return true if it touches the first and the last layer
     */
    public boolean percolates(int component, Axis axis) {
        return touches(component, axis, false) && touches(component, axis, true);
    }

    /**
     * Number of voxels of the components that join both outer faces normal to an axis.
     *
     * @param axis the direction
     * @return voxels of the percolating part
     */
    public long percolatingSize(Axis axis) {
        long total = 0;
        for (int c = 0; c < sizes.length; c++) {
            if (percolates(c, axis)) {
                total += sizes[c];
            }
        }
        return total;
    }

    /**
     * The component of a voxel, found by bisection in its row.
     *
     * @param x position along x, from 0
     * @param y position along y, from 0
     * @param z position along z, from 0
     * @return the component, −1 if the voxel is not a member
     */
    public int at(int x, int y, int z) {
        int run = runs.find(y + grid.ny() * z, x);
        return run < 0 ? -1 : componentOfRun[run];
    }

    /**
     * Goes through all stretches of voxels in the order of the rows.
     *
     * @param visitor is told each stretch
     */
    public void forEachRun(RunVisitor visitor) {
        for (int z = 0; z < grid.nz(); z++) {
            forEachRun(z, visitor);
        }
    }

    /**
     * Goes through the stretches of one plane in the order of the rows. Planes may be visited by several threads.
     *
     * @param z the plane, from 0
     * @param visitor is told each stretch
     */
    public void forEachRun(int z, RunVisitor visitor) {
        for (int y = 0; y < grid.ny(); y++) {
            int row = y + grid.ny() * z;
            for (int r = runs.firstOfRow(row); r < runs.endOfRow(row); r++) {
                visitor.visit(componentOfRun[r], runs.begin(r), runs.end(r), y, z);
            }
        }
    }

    /**
     * Gives the voxels of some components in one plane another label. Planes may be treated by several threads.
     *
     * @param z the plane, from 0
     * @param chosen which components, as many flags as there are components
     * @param label what their voxels become
     * @param plane the labels of the plane, changed
     */
    public void fill(int z, boolean[] chosen, byte label, byte[] plane) {
        int ny = grid.ny();
        int atOnce = Runs.rowsAtOnce(ny);
        for (int y = 0; y < ny; y += atOnce) {
            fillRows(ny * z + y, Math.min(ny - y, atOnce), chosen, label, plane);
        }
    }

    private void fillRows(int first, int count, boolean[] chosen, byte label, byte[] plane) {
        int[] component = componentOfRun;
        int[] rowStart = runs.rowStart();
        int[] bounds = runs.bounds();
        int offset = first % grid.ny() * grid.nx();
        for (int row = first; row < first + count; row++) {
            for (int r = rowStart[row]; r < rowStart[row + 1]; r++) {
                if (chosen[component[r]]) {
                    Arrays.fill(plane, offset + bounds[2 * r], offset + bounds[2 * r + 1], label);
                }
            }
            offset += grid.nx();
        }
    }

    static int faceBit(Axis axis, boolean last) {
        int first =
                switch (axis) {
                    case X -> FIRST_X;
                    case Y -> 4;
                    case Z -> 16;
                };
        return last ? 2 * first : first;
    }
}
