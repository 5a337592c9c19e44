package io.github.voxelyte.microstructure.morphology;

import java.util.Arrays;

/** The basins of a flooding from the summits down: each with its summit, merged in a union-find forest. */
final class Basins {
    private int[] parent = new int[1024];
    private float[] summit = new float[1024];
    private int count = 1;

    /** Opens a basin; numbers start at 1. */
    int open(float height) {
        if (count == parent.length) {
            int longer = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * count);
            parent = Arrays.copyOf(parent, longer);
            summit = Arrays.copyOf(summit, longer);
        }
        parent[count] = count;
        summit[count] = height;
        return count++;
    }

    int root(int basin) {
        int b = basin;
        while (parent[b] != b) {
            parent[b] = parent[parent[b]];
            b = parent[b];
        }
        return b;
    }

    float summit(int root) {
        return summit[root];
    }

    void merge(int lower, int higher) {
        parent[lower] = higher;
    }

    /** Number of basins opened. */
    int opened() {
        return count - 1;
    }

    /** Whether root a outranks root b: the higher summit, of equals the one opened first. */
    boolean outranks(int a, int b) {
        return summit[a] > summit[b] || (summit[a] == summit[b] && a < b);
    }
}
