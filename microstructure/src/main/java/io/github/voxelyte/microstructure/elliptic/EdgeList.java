package io.github.voxelyte.microstructure.elliptic;

import java.util.Arrays;

/** Edges of a {@link GraphLevel} that its packed rows have no place for. */
final class EdgeList {
    /** Both rows of every edge. */
    private int[] ends = new int[0];

    private float[] weight = new float[0];
    private int size;

    int size() {
        return size;
    }

    void add(int i, int j, float w) {
        int n = size++;
        if (n == weight.length) {
            resize(2 * n + 64);
        }
        ends[2 * n] = i;
        ends[2 * n + 1] = j;
        weight[n] = w;
    }

    void trim() {
        resize(size);
    }

    private void resize(int capacity) {
        ends = Arrays.copyOf(ends, 2 * capacity);
        weight = Arrays.copyOf(weight, capacity);
    }

    /** Adds what x feeds along the edges to both ends' aggregates. */
    void feed(float[] x, float[] coarse, int[] aggregate) {
        for (int from = 0; from < size; from += Batches.MANY) {
            feed(from, Math.min(size, from + Batches.MANY), x, coarse, aggregate);
        }
    }

    private void feed(int from, int to, float[] x, float[] coarse, int[] aggregate) {
        for (int k = from; k < to; k++) {
            int i = ends[2 * k];
            int j = ends[2 * k + 1];
            coarse[aggregate[i]] += weight[k] * x[j];
            coarse[aggregate[j]] += weight[k] * x[i];
        }
    }

    /** Adds what x feeds along the edges to both ends. */
    void feed(float[] x, float[] fed) {
        for (int from = 0; from < size; from += Batches.MANY) {
            feed(from, Math.min(size, from + Batches.MANY), x, fed);
        }
    }

    private void feed(int from, int to, float[] x, float[] fed) {
        for (int k = from; k < to; k++) {
            int i = ends[2 * k];
            int j = ends[2 * k + 1];
            fed[i] += weight[k] * x[j];
            fed[j] += weight[k] * x[i];
        }
    }

    /** Adds the part of A·x of some edges to an image; returns that of x·A·x. Where the image ends, so does what has one. */
    double addImage(int first, int last, float[] x, float[] image) {
        double energy = 0;
        for (int from = first; from < last; from += Batches.MANY) {
            energy += addSome(from, Math.min(last, from + Batches.MANY), x, image);
        }
        return energy;
    }

    private double addSome(int from, int to, float[] x, float[] image) {
        double energy = 0;
        for (int k = from; k < to; k++) {
            int i = ends[2 * k];
            int j = ends[2 * k + 1];
            float drop = x[i] - x[j];
            float current = weight[k] * drop;
            image[i] += current;
            if (j < image.length) {
                image[j] -= current;
            }
            energy += current * drop;
        }
        return energy;
    }

    /** The part of some edges of x·A·x. */
    double energy(int first, int last, float[] x) {
        double energy = 0;
        for (int from = first; from < last; from += Batches.MANY) {
            energy += energyOfSome(from, Math.min(last, from + Batches.MANY), x);
        }
        return energy;
    }

    private double energyOfSome(int from, int to, float[] x) {
        double energy = 0;
        for (int k = from; k < to; k++) {
            float drop = x[ends[2 * k]] - x[ends[2 * k + 1]];
            energy += weight[k] * drop * drop;
        }
        return energy;
    }
}
