package io.github.voxelyte.solver.discharge;

import java.util.Arrays;

/** Edges with some numbers each, while a network is put together. */
final class EdgeList {
    private int[] ends = new int[64];
    private final double[][] numbers;
    private int count;

    EdgeList(int numbersPerEdge) {
        numbers = new double[numbersPerEdge][32];
    }

    void add(int a, int b, double... values) {
        if (2 * count == ends.length) {
            int capacity = Math.max(64, count + (count >> 1));
            ends = Arrays.copyOf(ends, 2 * capacity);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Arrays.copyOf(numbers[i], capacity);
            }
        }
        ends[2 * count] = a;
        ends[2 * count + 1] = b;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i][count] = values[i];
        }
        count++;
    }

    int count() {
        return count;
    }

    int first(int edge) {
        return ends[2 * edge];
    }

    int second(int edge) {
        return ends[2 * edge + 1];
    }

    void copyEnds(int[] target, int firstEdge) {
        System.arraycopy(ends, 0, target, 2 * firstEdge, 2 * count);
    }

    void copy(int number, double[] target, int at) {
        System.arraycopy(numbers[number], 0, target, at, count);
    }
}
