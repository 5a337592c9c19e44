package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/** Edges of a {@link GraphLevel} that its packed rows have no place for, and its rows coupled to ground. */
final class EdgeList {
    /** Later and earlier row. */
    private int[] ends = new int[0];

    private float[] weight = new float[0];
    private int edges;

    private int[] groundRow = new int[0];
    private float[] ground = new float[0];
    private int grounds;

    void add(int i, int j, float w) {
        int n = edges++;
        if (n == weight.length) {
            resize(2 * n + 64);
        }
        ends[2 * n] = i;
        ends[2 * n + 1] = j;
        weight[n] = w;
    }

    void addGround(int i, float w) {
        int n = grounds++;
        if (n == ground.length) {
            resizeGround(2 * n + 64);
        }
        groundRow[n] = i;
        ground[n] = w;
    }

    void trim() {
        resize(edges);
        resizeGround(grounds);
    }

    private void resize(int capacity) {
        ends = Arrays.copyOf(ends, 2 * capacity);
        weight = Arrays.copyOf(weight, capacity);
    }

    private void resizeGround(int capacity) {
        groundRow = Arrays.copyOf(groundRow, capacity);
        ground = Arrays.copyOf(ground, capacity);
    }

    /** Adds what x feeds along the edges to both ends' aggregates. */
    void feed(float[] x, float[] coarse, int[] aggregate) {
        for (int k = 0; k < edges; k++) {
            int i = ends[2 * k];
            int j = ends[2 * k + 1];
            coarse[aggregate[i]] += weight[k] * x[j];
            coarse[aggregate[j]] += weight[k] * x[i];
        }
    }

    /** Adds what x feeds along the edges to both ends. */
    void feed(float[] x, float[] fed) {
        for (int k = 0; k < edges; k++) {
            int i = ends[2 * k];
            int j = ends[2 * k + 1];
            fed[i] += weight[k] * x[j];
            fed[j] += weight[k] * x[i];
        }
    }

    /** Adds the part of A·x to the image; returns that of x·A·x. */
    double addImage(float[] x, float[] image) {
        double energy = 0;
        for (int k = 0; k < edges; k++) {
            int i = ends[2 * k];
            int j = ends[2 * k + 1];
            float drop = x[i] - x[j];
            float current = weight[k] * drop;
            image[i] += current;
            image[j] -= current;
            energy += (double) current * drop;
        }
        for (int k = 0; k < grounds; k++) {
            float xi = x[groundRow[k]];
            float current = ground[k] * xi;
            image[groundRow[k]] += current;
            energy += (double) current * xi;
        }
        return energy;
    }

    /** Part of x·A·x. */
    double energy(float[] x) {
        double energy = 0;
        for (int k = 0; k < edges; k++) {
            float drop = x[ends[2 * k]] - x[ends[2 * k + 1]];
            energy += (double) (weight[k] * drop) * drop;
        }
        for (int k = 0; k < grounds; k++) {
            float xi = x[groundRow[k]];
            energy += (double) (ground[k] * xi) * xi;
        }
        return energy;
    }
}
