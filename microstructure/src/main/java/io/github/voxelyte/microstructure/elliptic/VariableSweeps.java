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
        red = PlaneValues.ofLastDoubles(lattice);
        divided = PlaneValues.ofLastDoubles(lattice);
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
        int ownStart = v.start(at);
        int lowerStart = v.start(at - 1);
        int higherStart = v.start(at + 1);
        char[] k0 = kinds.get(0).all();
        char[] k1 = kinds.get(1).all();
        char[] k2 = kinds.get(2).all();
        char[] k3 = kinds.get(3).all();
        char[] k4 = kinds.get(4).all();
        char[] k5 = kinds.get(5).all();
        int[] besideU = lattice.beside(0);
        int[] otherU = lattice.beside(1);
        int[] lowerV = lattice.beside(2);
        int[] higherV = lattice.beside(3);
        int[] lowerW = lattice.beside(4);
        int[] higherW = lattice.beside(5);
        double[] t = table;
        int first = lattice.firstBlock(at);
        int end = lattice.begin(at, to);
        for (int i = lattice.begin(at, from); i < end; i++) {
            int b = 4 * i;
            int o = ownStart + b;
            int k = 4 * (first + i);
            int u = ownStart + 4 * besideU[first + i];
            int ou = ownStart + 4 * otherU[first + i];
            int lv = ownStart + 4 * lowerV[first + i];
            int hv = ownStart + 4 * higherV[first + i];
            int lw = lowerStart + 4 * lowerW[first + i];
            int hw = higherStart + 4 * higherW[first + i];
            sums[b] = t[k0[k]] * own[o]
                    + t[k1[k]] * own[u]
                    + t[k2[k]] * own[o + 1]
                    + t[k3[k]] * own[lv + 1]
                    + t[k4[k]] * own[o + 2]
                    + t[k5[k]] * lower[lw + 2];
            sums[b + 1] = t[k0[k + 1]] * own[o + 1]
                    + t[k1[k + 1]] * own[ou + 1]
                    + t[k2[k + 1]] * own[o]
                    + t[k3[k + 1]] * own[hv]
                    + t[k4[k + 1]] * own[o + 3]
                    + t[k5[k + 1]] * lower[lw + 3];
            sums[b + 2] = t[k0[k + 2]] * own[o + 2]
                    + t[k1[k + 2]] * own[ou + 2]
                    + t[k2[k + 2]] * own[o + 3]
                    + t[k3[k + 2]] * own[lv + 3]
                    + t[k4[k + 2]] * own[o]
                    + t[k5[k + 2]] * higher[hw];
            sums[b + 3] = t[k0[k + 3]] * own[o + 3]
                    + t[k1[k + 3]] * own[u + 3]
                    + t[k2[k + 3]] * own[o + 2]
                    + t[k3[k + 3]] * own[hv + 2]
                    + t[k4[k + 3]] * own[o + 1]
                    + t[k5[k + 3]] * higher[hw + 1];
        }
    }

    /** Σ g·φ over the neighbours of the black voxels; the kinds stand with the neighbours. */
    private void sumOfRed(int at, int from, int to, PlaneValues<double[]> v) {
        double[] own = v.at(at);
        double[] lower = v.at(at - 1);
        double[] higher = v.at(at + 1);
        int ownStart = v.start(at);
        int lowerStart = v.start(at - 1);
        int higherStart = v.start(at + 1);
        char[] k0 = kinds.get(0).all();
        char[] k1 = kinds.get(1).all();
        char[] k2 = kinds.get(2).all();
        char[] k3 = kinds.get(3).all();
        char[] k4 = kinds.get(4).all();
        char[] k5 = kinds.get(5).all();
        int[] besideU = lattice.beside(1);
        int[] otherU = lattice.beside(0);
        int[] lowerV = lattice.beside(2);
        int[] higherV = lattice.beside(3);
        int[] lowerW = lattice.beside(4);
        int[] higherW = lattice.beside(5);
        double[] t = table;
        int first = lattice.firstBlock(at);
        int ownFirst = 4 * first;
        int lowerFirst = 4 * lattice.firstBlock(at - 1);
        int higherFirst = 4 * lattice.firstBlock(at + 1);
        int end = lattice.begin(at, to);
        for (int i = lattice.begin(at, from); i < end; i++) {
            int b = 4 * i;
            int o = ownStart + b;
            int k = 4 * (first + i);
            int u = 4 * besideU[first + i];
            int ou = 4 * otherU[first + i];
            int lv = 4 * lowerV[first + i];
            int hv = 4 * higherV[first + i];
            int lw = 4 * lowerW[first + i];
            int hw = 4 * higherW[first + i];
            sums[b] = t[k0[k]] * own[o]
                    + t[k1[ownFirst + u]] * own[ownStart + u]
                    + t[k2[k + 1]] * own[o + 1]
                    + t[k3[ownFirst + lv + 1]] * own[ownStart + lv + 1]
                    + t[k4[k + 2]] * own[o + 2]
                    + t[k5[lowerFirst + lw + 2]] * lower[lowerStart + lw + 2];
            sums[b + 1] = t[k0[k + 1]] * own[o + 1]
                    + t[k1[ownFirst + ou + 1]] * own[ownStart + ou + 1]
                    + t[k2[k]] * own[o]
                    + t[k3[ownFirst + hv]] * own[ownStart + hv]
                    + t[k4[k + 3]] * own[o + 3]
                    + t[k5[lowerFirst + lw + 3]] * lower[lowerStart + lw + 3];
            sums[b + 2] = t[k0[k + 2]] * own[o + 2]
                    + t[k1[ownFirst + ou + 2]] * own[ownStart + ou + 2]
                    + t[k2[k + 3]] * own[o + 3]
                    + t[k3[ownFirst + lv + 3]] * own[ownStart + lv + 3]
                    + t[k4[k]] * own[o]
                    + t[k5[higherFirst + hw]] * higher[higherStart + hw];
            sums[b + 3] = t[k0[k + 3]] * own[o + 3]
                    + t[k1[ownFirst + u + 3]] * own[ownStart + u + 3]
                    + t[k2[k + 2]] * own[o + 2]
                    + t[k3[ownFirst + hv + 2]] * own[ownStart + hv + 2]
                    + t[k4[k + 1]] * own[o + 1]
                    + t[k5[higherFirst + hw + 1]] * higher[higherStart + hw + 1];
        }
    }

    @Override
    public void divide(int at, int from, int to, PlaneValues<float[]> r) {
        double[] diagonal = blackDiagonal.at(at);
        float[] residual = r.at(at);
        int start = r.start(at);
        double[] values = divided.at(at);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            values[i] = quotient(residual[start + i], diagonal[start + i]);
        }
    }

    @Override
    public void addDivided(int at, int from, int to, PlaneValues<double[]> values) {
        double[] sum = values.at(at);
        int start = values.start(at);
        double[] more = divided.at(at);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            sum[start + i] += more[i];
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
        int start = z.start(at);
        sumOfRed(at, from, to, red);
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            values[start + i] = (float) quotient(sums[i] + residual[start + i], diagonal[start + i]);
        }
    }

    @Override
    public double product(int at, int from, int to, PlaneValues<float[]> a, PlaneValues<float[]> b) {
        return Loops.dot(a.at(at), b.at(at), a.start(at) + first(at, from), a.start(at) + first(at, to));
    }

    @Override
    public void redPotential(
            int at, int from, int to, PlaneValues<double[]> black, Sources sources, PlaneValues<double[]> potential) {
        double[] diagonal = redDiagonal.at(at);
        int diagonalStart = redDiagonal.start(at);
        double[] values = potential.at(at);
        int start = potential.start(at);
        sumOfBlack(at, from, to, black);
        if (sources != null) {
            sources.add(at, from, to, true, sums);
        }
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            values[start + i] = quotient(sums[i], diagonal[diagonalStart + i]);
        }
    }

    @Override
    public void inflow(
            int at,
            int from,
            int to,
            PlaneValues<double[]> redPotential,
            PlaneValues<double[]> black,
            Sources sources,
            double[] inflow) {
        double[] diagonal = blackDiagonal.at(at);
        int diagonalStart = blackDiagonal.start(at);
        double[] potential = black.at(at);
        int start = black.start(at);
        sumOfRed(at, from, to, redPotential);
        if (sources != null) {
            sources.add(at, from, to, false, sums);
        }
        int last = first(at, to);
        for (int i = first(at, from); i < last; i++) {
            double d = diagonal[diagonalStart + i];
            inflow[i] = d > 0 ? sums[i] - d * potential[start + i] : 0;
        }
    }
}
