package io.github.voxelyte.microstructure.synthesis;

import java.util.Arrays;

/** Sorts points of a box into cells no smaller than the reach of their interaction: neighbours lie in adjacent cells. */
final class Cells {
    /** Cells in a neighbourhood at most. */
    static final int NEIGHBOURS = 27;

    private static final int MOST_CELLS = 1 << 24;

    private final Box box;
    private final int[] counts = new int[3];
    private final int[] begins;
    private final int[] members;
    private final int[] cellOf;

    /**
     * Empty cells.
     *
     * @param edge the least edge of a cell [m]; periodic axes of the box must be at least three times as long
     */
    Cells(Box box, double edge, int points) {
        this.box = box;
        double least = Math.max(edge, StrictMath.cbrt(box.volume() / MOST_CELLS));
        for (int axis = 0; axis < 3; axis++) {
            counts[axis] = (int) Math.max(1, Math.floor(box.length(axis) / least));
            if (box.periodic(axis) && counts[axis] < 3) {
                throw new IllegalArgumentException("the box is too small for cells of " + least + " m");
            }
        }
        begins = new int[counts[0] * counts[1] * counts[2] + 1];
        members = new int[points];
        cellOf = new int[points];
    }

    /** Sorts the points; within a cell they keep their order. */
    void fill(double[][] points) {
        Arrays.fill(begins, 0);
        for (int i = 0; i < members.length; i++) {
            cellOf[i] = cell(place(points[0][i], 0), place(points[1][i], 1), place(points[2][i], 2));
            begins[cellOf[i]]++;
        }
        int sum = 0;
        for (int c = 0; c < begins.length; c++) {
            sum += begins[c];
            begins[c] = sum;
        }
        for (int i = members.length - 1; i >= 0; i--) {
            begins[cellOf[i]]--;
            members[begins[cellOf[i]]] = i;
        }
    }

    int begin(int cell) {
        return begins[cell];
    }

    int end(int cell) {
        return begins[cell + 1];
    }

    int member(int index) {
        return members[index];
    }

    /** Writes the cell of a place and those around it; returns how many. */
    int near(double x, double y, double z, int[] cells) {
        int count = 0;
        int cx = place(x, 0);
        int cy = place(y, 1);
        int cz = place(z, 2);
        for (int dz = -1; dz <= 1; dz++) {
            int nz = step(cz, dz, 2);
            for (int dy = -1; dy <= 1 && nz >= 0; dy++) {
                int ny = step(cy, dy, 1);
                for (int dx = -1; dx <= 1 && ny >= 0; dx++) {
                    int nx = step(cx, dx, 0);
                    if (nx >= 0) {
                        cells[count++] = cell(nx, ny, nz);
                    }
                }
            }
        }
        return count;
    }

    private int place(double value, int axis) {
        int place = (int) (value / box.length(axis) * counts[axis]);
        return Math.max(0, Math.min(counts[axis] - 1, place));
    }

    /** The place a step further, round the end of a periodic axis; −1 beyond a wall. */
    private int step(int place, int by, int axis) {
        int next = place + by;
        if (next >= 0 && next < counts[axis]) {
            return next;
        }
        if (!box.periodic(axis)) {
            return -1;
        }
        return next < 0 ? next + counts[axis] : next - counts[axis];
    }

    private int cell(int x, int y, int z) {
        return x + counts[0] * (y + counts[1] * z);
    }
}
