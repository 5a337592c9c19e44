package io.github.voxelyte.microstructure.connectivity;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * The runs of member voxels of all rows of a grid, in the order of the rows: run r covers begin ≤ x &lt; end of its row.
 */
final class Runs {
    /** Calls of an inner method per plane, in planes of as many rows; see {@link #rowsAtOnce}. */
    private static final int CALLS_PER_PLANE = 80;

    private static final int FIRST_CAPACITY = 2048;

    private final int nx;
    private final int[] rowStart;
    private int[] bounds = new int[FIRST_CAPACITY];
    private int rows;

    Runs(VoxelGrid grid) {
        nx = grid.nx();
        rowStart = new int[grid.ny() * grid.nz() + 1];
    }

    /**
     * Rows that an inner method treats by one call: few in a small volume, so that already the first labelling calls it
     * often enough for the virtual machine to compile it as a whole, and more in a large one, so that what loops around it
     * needs no compiling.
     */
    static int rowsAtOnce(int ny) {
        return Math.max(1, ny / CALLS_PER_PLANE);
    }

    /**
     * Adds the runs of the next plane.
     *
     * @param member 1 for labels that belong, 0 for others, length 256
     */
    void addPlane(byte[] plane, byte[] member) {
        int ny = plane.length / nx;
        int atOnce = rowsAtOnce(ny);
        for (int y = 0; y < ny; y += atOnce) {
            addRows(plane, y, Math.min(ny, y + atOnce), member);
        }
    }

    /**
     * Notes where membership changes, without a branch: where runs begin and end no processor foresees. Four voxels a step:
     * after many short steps the virtual machine would compile the loop alone, and later the method over again.
     */
    private void addRows(byte[] plane, int from, int to, byte[] member) {
        int n = 2 * rowStart[rows];
        int[] changes = n + (to - from) * (nx + 1L) > bounds.length ? grown(to - from) : bounds;
        int i = from * nx;
        for (int y = from; y < to; y++) {
            int before = 0;
            int x = 0;
            for (; x < nx - 3; x += 4) {
                int first = member[plane[i + x] & 0xff];
                int second = member[plane[i + x + 1] & 0xff];
                int third = member[plane[i + x + 2] & 0xff];
                int fourth = member[plane[i + x + 3] & 0xff];
                changes[n] = x;
                n += before ^ first;
                changes[n] = x + 1;
                n += first ^ second;
                changes[n] = x + 2;
                n += second ^ third;
                changes[n] = x + 3;
                n += third ^ fourth;
                before = fourth;
            }
            for (; x < nx; x++) {
                int now = member[plane[i + x] & 0xff];
                changes[n] = x;
                n += before ^ now;
                before = now;
            }
            changes[n] = nx;
            n += before;
            i += nx;
            rowStart[++rows] = n >> 1;
        }
    }

    /** The bounds with room for more rows: for what those so far let expect for all, with care as these may be unlike. */
    private int[] grown(int more) {
        double needed = 2.0 * count() + more * (nx + 1.0);
        double expected = 1.1 * needed * (rowStart.length - 1) / (rows + more);
        double size = Math.max(1.125 * bounds.length, Math.min(4.0 * bounds.length, expected));
        bounds = Arrays.copyOf(bounds, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, size)));
        return bounds;
    }

    int count() {
        return rowStart[rows];
    }

    /** How many runs there may be before the arrays grow. */
    int capacity() {
        return bounds.length / 2;
    }

    int firstOfRow(int row) {
        return rowStart[row];
    }

    int endOfRow(int row) {
        return rowStart[row + 1];
    }

    int begin(int run) {
        return bounds[2 * run];
    }

    int end(int run) {
        return bounds[2 * run + 1];
    }

    /** Begin and end of every run in turn; the stored array, which is longer than that. */
    int[] bounds() {
        return bounds;
    }

    /** First run of every row, and one past the last run of the last; the stored array. */
    int[] rowStart() {
        return rowStart;
    }

    /** The run of a row that holds x, or −1. */
    int find(int row, int x) {
        int found = Arrays.binarySearch(bounds, 2 * rowStart[row], 2 * rowStart[row + 1], x);
        int last = found >= 0 ? found : -found - 2; // the last bound not beyond x: the begin of a run if x lies in it
        return (last & 1) == 0 ? last >> 1 : -1;
    }
}
