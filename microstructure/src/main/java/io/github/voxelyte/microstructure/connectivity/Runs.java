package io.github.voxelyte.microstructure.connectivity;

import java.util.Arrays;

/**
 * The runs of member voxels of all rows of a grid, in the order of the rows: run r covers begin ≤ x &lt; end of its row.
 */
final class Runs {
    private static final int FIRST_CAPACITY = 1024;

    private final int[] rowStart;
    private int[] begin = new int[FIRST_CAPACITY];
    private int[] end = new int[FIRST_CAPACITY];
    private int count;

    Runs(int rows) {
        rowStart = new int[rows + 1];
    }

    /** Adds the runs of the next row. */
    void addRow(int row, byte[] plane, int offset, int nx, boolean[] member) {
        rowStart[row] = count;
        int x = 0;
        while (x < nx) {
            while (x < nx && !member[plane[offset + x] & 0xff]) {
                x++;
            }
            if (x < nx) {
                int from = x;
                while (x < nx && member[plane[offset + x] & 0xff]) {
                    x++;
                }
                add(from, x);
            }
        }
        rowStart[row + 1] = count;
    }

    private void add(int from, int to) {
        if (count == begin.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, count + (count >> 1) + 1L);
            begin = Arrays.copyOf(begin, capacity);
            end = Arrays.copyOf(end, capacity);
        }
        begin[count] = from;
        end[count] = to;
        count++;
    }

    int count() {
        return count;
    }

    int rows() {
        return rowStart.length - 1;
    }

    int firstOfRow(int row) {
        return rowStart[row];
    }

    int endOfRow(int row) {
        return rowStart[row + 1];
    }

    int begin(int run) {
        return begin[run];
    }

    int end(int run) {
        return end[run];
    }

    /** The run of a row that holds x, or −1. */
    int find(int row, int x) {
        int found = Arrays.binarySearch(begin, rowStart[row], rowStart[row + 1], x);
        int run = found >= 0 ? found : -found - 2;
        return run >= rowStart[row] && x < end[run] ? run : -1;
    }
}
