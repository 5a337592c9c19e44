package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;

/**
 * A current of 1 that leaves evenly through all faces between the conducting voxels and those that charge; its sign is the other one, which
 * dissipates alike. Every voxel has the share of the area of its faces.
 *
 * <p>Memory: a byte per voxel of the blocks kept.
 */
final class ChargingSources implements Sources {
    /** Numbers of faces along u, v, w, up to two each: nu + 3·nv + 9·nw. */
    private static final int CODES = 27;

    private static final int[] WEIGHT = {1, 3, 9};

    private final BlockLattice lattice;
    private final PlaneValues<byte[]> red;
    private final PlaneValues<byte[]> black;

    /** Voxels by code. */
    private final long[] counts = new long[CODES];

    private final double[] share = new double[CODES];
    private final double area;

    /**
     * Counts the faces.
     *
     * @param lattice the blocks
     * @param phases the structure
     * @param charging the label whose faces charge; it does not conduct
     * @param parallel who works
     */
    ChargingSources(BlockLattice lattice, PhaseMap phases, int charging, Parallel parallel) {
        this.lattice = lattice;
        red = PlaneValues.ofCodes(lattice);
        black = PlaneValues.ofCodes(lattice);
        parallel.forEach(lattice.nw, w -> {
            int end = lattice.rowBegin(w, lattice.nv);
            for (int block = lattice.rowBegin(w, 0); block < end; block++) {
                setCodes(block, phases, charging);
            }
        });
        for (int k = 0; k < red.all().length; k++) {
            counts[red.all()[k]]++;
            counts[black.all()[k]]++;
        }
        double sum = 0;
        for (int code = 1; code < CODES; code++) {
            for (int a = 0; a < 3; a++) {
                share[code] += code / WEIGHT[a] % 3 * lattice.grid.faceArea(lattice.axes[a]);
            }
            sum += counts[code] * share[code];
        }
        area = sum;
        for (int code = 1; code < CODES && area > 0; code++) {
            share[code] /= area;
        }
    }

    private void setCodes(int block, PhaseMap phases, int charging) {
        for (int k = 0; k < 4; k++) {
            red.all()[4 * block + k] = code(block, BlockLattice.RED[k], phases, charging);
            black.all()[4 * block + k] = code(block, BlockLattice.BLACK[k], phases, charging);
        }
    }

    private byte code(int block, int slot, PhaseMap phases, int charging) {
        int code = 0;
        if (lattice.conducts(block, slot)) {
            int[] at = {
                lattice.layer(Axis.X, block, slot),
                lattice.layer(Axis.Y, block, slot),
                lattice.layer(Axis.Z, block, slot)
            };
            for (int a = 0; a < 3; a++) {
                Axis axis = lattice.axes[a];
                int own = at[axis.ordinal()];
                for (int next = own - 1; next <= own + 1; next += 2) {
                    at[axis.ordinal()] = next;
                    boolean inside = next >= 0 && next < lattice.grid.count(axis);
                    code += inside && phases.phase(at[0], at[1], at[2]) == charging ? WEIGHT[a] : 0;
                }
                at[axis.ordinal()] = own;
            }
        }
        return (byte) code;
    }

    /** Area of all faces that charge [m²]. */
    double area() {
        return area;
    }

    @Override
    public double norm() {
        double square = 0;
        for (int code = 1; code < CODES; code++) {
            square += counts[code] * share[code] * share[code];
        }
        return Math.sqrt(square);
    }

    @Override
    public double negligible() {
        return 0;
    }

    @Override
    public void add(int plane, int from, int to, boolean ofRed, double[] sums) {
        PlaneValues<byte[]> codes = ofRed ? red : black;
        byte[] code = codes.at(plane);
        int start = codes.start(plane);
        int last = 4 * lattice.begin(plane, to);
        for (int i = 4 * lattice.begin(plane, from); i < last; i++) {
            sums[i] += share[code[start + i]];
        }
    }

    @Override
    public double work(int plane, int from, int to, boolean ofRed, PlaneValues<double[]> potential) {
        PlaneValues<byte[]> codes = ofRed ? red : black;
        byte[] code = codes.at(plane);
        int start = codes.start(plane);
        double[] values = potential.at(plane);
        int valuesStart = potential.start(plane);
        int last = 4 * lattice.begin(plane, to);
        double work = 0;
        for (int i = 4 * lattice.begin(plane, from); i < last; i++) {
            work += share[code[start + i]] * values[valuesStart + i];
        }
        return work;
    }

    @Override
    public double power(int plane, int from, int to, boolean ofRed, PlaneValues<double[]> potential) {
        return work(plane, from, to, ofRed, potential);
    }

    /** 2b·φ − φ·Aφ, which is largest at the solution, is b·φ + φ·r. */
    @Override
    public double dissipation(double power, double work) {
        return power + work;
    }
}
