package io.github.voxelyte.microstructure.elliptic;

import java.util.List;

/** The sums of a {@link VariableStencil}, all in double. */
final class VariableSweeps implements BlockSweeps {
    private final BlockLattice lattice;
    private final List<PlaneValues<char[]>> kinds;
    private final double[] table;
    private final PlaneValues<double[]> redDiagonal;
    private final PlaneValues<double[]> blackDiagonal;

    private final PlaneValues<double[]> red;
    private final PlaneValues<double[]> divided;
    private final double[] sums;

    VariableSweeps(
            BlockLattice lattice,
            List<PlaneValues<char[]>> kinds,
            double[] table,
            PlaneValues<double[]> redDiagonal,
            PlaneValues<double[]> blackDiagonal) {
        this.lattice = lattice;
        this.kinds = kinds;
        this.table = table;
        this.redDiagonal = redDiagonal;
        this.blackDiagonal = blackDiagonal;
        red = PlaneValues.ofDoubles(lattice, PlaneValues.RING);
        divided = PlaneValues.ofDoubles(lattice, PlaneValues.RING);
        sums = new double[4 * lattice.mostPlaces];
    }

    private static double quotient(double a, double diagonal) {
        return diagonal > 0 ? a / diagonal : 0;
    }

    private int first(int at, int from) {
        return 4 * lattice.begin(at, from);
    }

    /** Σ g·v over the neighbours of the red voxels. */
    private void sumOfBlack(int at, int from, int to, PlaneValues<double[]> v) {
        double[] own = v.at(at);
        double[] lower = v.at(at - 1);
        double[] higher = v.at(at + 1);
        char[] k0 = kinds.get(0).at(at);
        char[] k1 = kinds.get(1).at(at);
        char[] k2 = kinds.get(2).at(at);
        char[] k3 = kinds.get(3).at(at);
        char[] k4 = kinds.get(4).at(at);
        char[] k5 = kinds.get(5).at(at);
        int[] besideU = lattice.beside(at, 0);
        int[] otherU = lattice.beside(at, 1);
        int[] lowerV = lattice.beside(at, 2);
        int[] higherV = lattice.beside(at, 3);
        int[] lowerW = lattice.beside(at, 4);
        int[] higherW = lattice.beside(at, 5);
        double[] t = table;
        int end = lattice.begin(at, to);
        for (int i = lattice.begin(at, from); i < end; i++) {
            int b = 4 * i;
            int u = 4 * besideU[i];
            int ou = 4 * otherU[i];
            int lv = 4 * lowerV[i];
            int hv = 4 * higherV[i];
            int lw = 4 * lowerW[i];
            int hw = 4 * higherW[i];
            sums[b] = t[k0[b]] * own[b]
                    + t[k1[b]] * own[u]
                    + t[k2[b]] * own[b + 1]
                    + t[k3[b]] * own[lv + 1]
                    + t[k4[b]] * own[b + 2]
                    + t[k5[b]] * lower[lw + 2];
            sums[b + 1] = t[k0[b + 1]] * own[b + 1]
                    + t[k1[b + 1]] * own[ou + 1]
                    + t[k2[b + 1]] * own[b]
                    + t[k3[b + 1]] * own[hv]
                    + t[k4[b + 1]] * own[b + 3]
                    + t[k5[b + 1]] * lower[lw + 3];
            sums[b + 2] = t[k0[b + 2]] * own[b + 2]
                    + t[k1[b + 2]] * own[ou + 2]
                    + t[k2[b + 2]] * own[b + 3]
                    + t[k3[b + 2]] * own[lv + 3]
                    + t[k4[b + 2]] * own[b]
                    + t[k5[b + 2]] * higher[hw];
            sums[b + 3] = t[k0[b + 3]] * own[b + 3]
                    + t[k1[b + 3]] * own[u + 3]
                    + t[k2[b + 3]] * own[b + 2]
                    + t[k3[b + 3]] * own[hv + 2]
                    + t[k4[b + 3]] * own[b + 1]
                    + t[k5[b + 3]] * higher[hw + 1];
        }
    }

    /** Σ g·φ over the neighbours of the black voxels; the kinds stand with the neighbours. */
    private void sumOfRed(int at, int from, int to, PlaneValues<double[]> v) {
        double[] own = v.at(at);
        double[] lower = v.at(at - 1);
        double[] higher = v.at(at + 1);
        char[] k0 = kinds.get(0).at(at);
        char[] k1 = kinds.get(1).at(at);
        char[] k2 = kinds.get(2).at(at);
        char[] k3 = kinds.get(3).at(at);
        char[] k4 = kinds.get(4).at(at);
        char[] lowerKind = kinds.get(5).at(at - 1);
        char[] higherKind = kinds.get(5).at(at + 1);
        int[] besideU = lattice.beside(at, 1);
        int[] otherU = lattice.beside(at, 0);
        int[] lowerV = lattice.beside(at, 2);
        int[] higherV = lattice.beside(at, 3);
        int[] lowerW = lattice.beside(at, 4);
        int[] higherW = lattice.beside(at, 5);
        double[] t = table;
        int end = lattice.begin(at, to);
        for (int i = lattice.begin(at, from); i < end; i++) {
            int b = 4 * i;
            int u = 4 * besideU[i];
            int ou = 4 * otherU[i];
            int lv = 4 * lowerV[i];
            int hv = 4 * higherV[i];
            int lw = 4 * lowerW[i];
            int hw = 4 * higherW[i];
            sums[b] = t[k0[b]] * own[b]
                    + t[k1[u]] * own[u]
                    + t[k2[b + 1]] * own[b + 1]
                    + t[k3[lv + 1]] * own[lv + 1]
                    + t[k4[b + 2]] * own[b + 2]
                    + t[lowerKind[lw + 2]] * lower[lw + 2];
            sums[b + 1] = t[k0[b + 1]] * own[b + 1]
                    + t[k1[ou + 1]] * own[ou + 1]
                    + t[k2[b]] * own[b]
                    + t[k3[hv]] * own[hv]
                    + t[k4[b + 3]] * own[b + 3]
                    + t[lowerKind[lw + 3]] * lower[lw + 3];
            sums[b + 2] = t[k0[b + 2]] * own[b + 2]
                    + t[k1[ou + 2]] * own[ou + 2]
                    + t[k2[b + 3]] * own[b + 3]
                    + t[k3[lv + 3]] * own[lv + 3]
                    + t[k4[b]] * own[b]
                    + t[higherKind[hw]] * higher[hw];
            sums[b + 3] = t[k0[b + 3]] * own[b + 3]
                    + t[k1[u + 3]] * own[u + 3]
                    + t[k2[b + 2]] * own[b + 2]
                    + t[k3[hv + 2]] * own[hv + 2]
                    + t[k4[b + 1]] * own[b + 1]
                    + t[higherKind[hw + 1]] * higher[hw + 1];
        }
    }

    @Override
    public void divide(int at, int from, int to, PlaneValues<float[]> r) {
        double[] diagonal = blackDiagonal.at(at);
        float[] residual = r.at(at);
        double[] values = divided.at(at);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            values[i] = quotient(residual[i], diagonal[i]);
        }
    }

    @Override
    public void addDivided(int at, int from, int to, PlaneValues<double[]> values) {
        double[] sum = values.at(at);
        double[] more = divided.at(at);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            sum[i] += more[i];
        }
    }

    @Override
    public void feedRed(int at, int from, int to, float[] values) {
        sumOfBlack(at, from, to, divided);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            values[i] = (float) sums[i];
        }
    }

    @Override
    public void setRed(int at, int from, int to, float[] values) {
        double[] wide = red.at(at);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            wide[i] = values[i];
        }
    }

    @Override
    public void relax(int at, int from, int to, PlaneValues<float[]> r, PlaneValues<float[]> z) {
        double[] diagonal = blackDiagonal.at(at);
        float[] residual = r.at(at);
        float[] values = z.at(at);
        sumOfRed(at, from, to, red);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            values[i] = (float) quotient(sums[i] + residual[i], diagonal[i]);
        }
    }

    @Override
    public double product(int at, int from, int to, PlaneValues<float[]> a, PlaneValues<float[]> b) {
        float[] first = a.at(at);
        float[] second = b.at(at);
        double product = 0;
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            product += (double) first[i] * second[i];
        }
        return product;
    }

    @Override
    public void redPotential(
            int at, int from, int to, PlaneValues<double[]> black, PlaneSources sources, double[] potential) {
        double[] diagonal = redDiagonal.at(at);
        sumOfBlack(at, from, to, black);
        if (sources != null) {
            sources.add(at, from, to, true, sums);
        }
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            potential[i] = quotient(sums[i], diagonal[i]);
        }
    }

    @Override
    public void inflow(
            int at,
            int from,
            int to,
            PlaneValues<double[]> redPotential,
            PlaneValues<double[]> black,
            PlaneSources sources,
            double[] inflow) {
        double[] diagonal = blackDiagonal.at(at);
        double[] potential = black.at(at);
        sumOfRed(at, from, to, redPotential);
        if (sources != null) {
            sources.add(at, from, to, false, sums);
        }
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            inflow[i] = diagonal[i] > 0 ? sums[i] - diagonal[i] * potential[i] : 0;
        }
    }
}
