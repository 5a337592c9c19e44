package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/** Areas between all pairs of labels of a structure, by every {@link SurfaceEstimator}. Made by {@link InterfaceAreas}. */
public final class Interfaces {
    private static final double ISOTROPIC_FACES = 2.0 / 3;

    private final VoxelGrid grid;
    private final int[] labels;
    private final int[] rank;
    private final long[][] crossings;
    private final double[] areaPerCrossing;

    /**
     * @param crossings per direction, a×b compact pairs in either order
     */
    Interfaces(VoxelGrid grid, int[] labels, int[] rank, long[][] crossings) {
        this.grid = grid;
        this.labels = labels;
        this.rank = rank;
        this.crossings = crossings;
        double[] weights = LatticeDirections.weights(grid);
        double[] lengths = LatticeDirections.lengths(grid);
        areaPerCrossing = new double[LatticeDirections.COUNT];
        for (int i = 0; i < areaPerCrossing.length; i++) {
            areaPerCrossing[i] = 2 * weights[i] * grid.voxelVolume() / lengths[i];
        }
    }

    /**
     * The labels that occur, ascending.
     *
     * @return labels
     */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Area of the interface between two labels inside the image.
     *
     * @param estimator how to estimate it
     * @param a a label
     * @param b another label
     * @return the area [m²]; 0 if a label does not occur
     */
    public double area(SurfaceEstimator estimator, int a, int b) {
        if (a == b) {
            throw new IllegalArgumentException("an interface lies between two different labels, got " + a + " twice");
        }
        if (rank[a] < 0 || rank[b] < 0) {
            return 0;
        }
        return switch (estimator) {
            case FACES -> faces(a, b);
            case FACES_TWO_THIRDS -> ISOTROPIC_FACES * faces(a, b);
            case CROFTON -> crofton(a, b);
        };
    }

    /**
     * Area of the interface between two sets of labels, say active material and electrolyte.
     *
     * @param estimator how to estimate it
     * @param a labels of one side
     * @param b labels of the other side, none of them in a
     * @return the area [m²]
     */
    public double area(SurfaceEstimator estimator, int[] a, int[] b) {
        double area = 0;
        for (int i : a) {
            for (int j : b) {
                area += area(estimator, i, j);
            }
        }
        return area;
    }

    /**
     * Interface between two sets of labels per volume of the whole image.
     *
     * @param estimator how to estimate it
     * @param a labels of one side
     * @param b labels of the other side, none of them in a
     * @return area per total volume [m²/m³]
     */
    public double specificSurface(SurfaceEstimator estimator, int[] a, int[] b) {
        return area(estimator, a, b) / (grid.voxelVolume() * grid.size());
    }

    private double faces(int a, int b) {
        double[] area = {grid.dy() * grid.dz(), grid.dx() * grid.dz(), grid.dx() * grid.dy()};
        double sum = 0;
        for (int i = 0; i < area.length; i++) {
            sum += area[i] * count(i, a, b);
        }
        return sum;
    }

    private double crofton(int a, int b) {
        double sum = 0;
        for (int i = 0; i < areaPerCrossing.length; i++) {
            sum += areaPerCrossing[i] * count(i, a, b);
        }
        return sum;
    }

    private long count(int direction, int a, int b) {
        int n = labels.length;
        return crossings[direction][rank[a] * n + rank[b]] + crossings[direction][rank[b] * n + rank[a]];
    }

    @Override
    public String toString() {
        return "interfaces of labels " + Arrays.toString(labels);
    }
}
