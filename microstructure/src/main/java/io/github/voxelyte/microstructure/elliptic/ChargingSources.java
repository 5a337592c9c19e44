package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * A current of 1 that leaves evenly through all faces between the conducting voxels and those that charge; its sign is the other one, which
 * dissipates alike. Every voxel has the share of the area of its faces.
 *
 * <p>Memory: a byte per voxel of the blocks kept.
 */
final class ChargingSources implements Sources {
    /** Numbers of faces along x, y, z, up to two each: nx + 3·ny + 9·nz. */
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
        parallel.forEach(
                lattice.nw,
                w -> lattice.forEachVoxel(w, (block, slot, x, y, z) -> {
                    PlaneValues<byte[]> codes = BlockLattice.isRed(slot) ? red : black;
                    codes.all()[4 * block + (slot >> 1)] = code(x, y, z, phases, charging);
                }));
        for (int k = 0; k < red.all().length; k++) {
            counts[red.all()[k]]++;
            counts[black.all()[k]]++;
        }
        double sum = 0;
        for (int code = 1; code < CODES; code++) {
            for (Axis axis : Axis.values()) {
                share[code] += code / WEIGHT[axis.ordinal()] % 3 * lattice.grid.faceArea(axis);
            }
            sum += counts[code] * share[code];
        }
        area = sum;
        for (int code = 1; code < CODES && area > 0; code++) {
            share[code] /= area;
        }
    }

    /** Numbers of a voxel's faces that charge. */
    private byte code(int x, int y, int z, PhaseMap phases, int charging) {
        VoxelGrid grid = lattice.grid;
        int alongX = charges(phases, x - 1, y, z, x > 0, charging)
                + charges(phases, x + 1, y, z, x < grid.nx() - 1, charging);
        int alongY = charges(phases, x, y - 1, z, y > 0, charging)
                + charges(phases, x, y + 1, z, y < grid.ny() - 1, charging);
        int alongZ = charges(phases, x, y, z - 1, z > 0, charging)
                + charges(phases, x, y, z + 1, z < grid.nz() - 1, charging);
        return (byte) (WEIGHT[0] * alongX + WEIGHT[1] * alongY + WEIGHT[2] * alongZ);
    }

    private static int charges(PhaseMap phases, int x, int y, int z, boolean inside, int charging) {
        return inside && phases.phase(x, y, z) == charging ? 1 : 0;
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
