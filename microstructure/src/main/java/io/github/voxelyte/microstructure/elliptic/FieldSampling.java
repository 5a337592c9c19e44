package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.List;

/** Turns a solved potential into {@link ConductionFields}: every conducting voxel looks at its six faces. */
final class FieldSampling {
    private static final int CHUNKS = 64;
    private static final int SUMS = 5;

    /** How a face's resistance falls to its voxels. */
    interface Halves {
        /** Part of the resistance between voxels a and b, neighbours along an axis, that belongs to a [1]. */
        double partOf(int axis, int a, int b);
    }

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final List<PlaneValues<double[]>> potential;
    private final Axis axis;
    private final Halves halves;
    private final double power;
    private final double[] fluxOfCurrent = new double[3];
    private final ScalarField potentials;
    private final ScalarField flux;
    private final ScalarField dissipation;

    /**
     * Prepares the fields.
     *
     * @param potential of the red voxels and of the black ones
     * @param power dissipated power in the stencil's scale: at 1 V it is also the current
     */
    FieldSampling(
            BlockLattice lattice,
            BlockStencil stencil,
            List<PlaneValues<double[]>> potential,
            Axis axis,
            Halves halves,
            double power) {
        this.lattice = lattice;
        this.stencil = stencil;
        this.potential = potential;
        this.axis = axis;
        this.halves = halves;
        this.power = power;
        VoxelGrid grid = lattice.grid;
        for (Axis a : Axis.values()) {
            fluxOfCurrent[a.ordinal()] = grid.crossSection(axis) / (grid.faceArea(a) * power);
        }
        potentials = empty(grid);
        flux = empty(grid);
        dissipation = empty(grid);
    }

    private static ScalarField empty(VoxelGrid grid) {
        ScalarField field = ScalarField.zeros(grid);
        for (int z = 0; z < grid.nz(); z++) {
            Arrays.fill(field.plane(z), Float.NaN);
        }
        return field;
    }

    ConductionFields sample(Parallel parallel) {
        int layers = lattice.grid.count(axis);
        int chunks = Math.min(CHUNKS, lattice.blocks);
        double[][] sums = new double[chunks][SUMS * layers];
        double[][] largest = new double[chunks][layers];
        parallel.forEach(chunks, c -> {
            int end = (int) ((long) lattice.blocks * (c + 1) / chunks);
            for (int block = (int) ((long) lattice.blocks * c / chunks); block < end; block++) {
                sampleBlock(block, sums[c], largest[c]);
            }
        });
        ConductionFields.Layer[] result = new ConductionFields.Layer[layers];
        for (int k = 0; k < layers; k++) {
            double[] s = new double[SUMS];
            double most = 0;
            for (int c = 0; c < chunks; c++) {
                for (int i = 0; i < SUMS; i++) {
                    s[i] += sums[c][SUMS * k + i];
                }
                most = Math.max(most, largest[c][k]);
            }
            result[k] = new ConductionFields.Layer((long) s[0], s[1] / s[0], s[2], s[3], s[4], most);
        }
        return new ConductionFields(potentials, flux, dissipation, result);
    }

    private void sampleBlock(int block, double[] sums, double[] largest) {
        for (int slot = 0; slot < 8; slot++) {
            if (lattice.conducts(block, slot)) {
                sampleVoxel(block, slot, sums, largest);
            }
        }
    }

    private double potential(int block, int slot) {
        return potential.get(BlockLattice.isRed(slot) ? 0 : 1).all()[4 * block + (slot >> 1)];
    }

    private void sampleVoxel(int b, int slot, double[] sums, double[] largest) {
        int voxel = lattice.voxel(b, slot);
        int plane = lattice.planeOf(b);
        double phi = potential(b, slot);
        double heat = 0;
        double square = 0;
        double axial = 0;
        for (int a = 0; a < 3; a++) {
            Axis along = lattice.axes[a];
            boolean atEnd = (slot >> a & 1) == 1;
            int other = slot ^ 1 << a;
            double through = 0;
            int next = atEnd ? lattice.neighbour(b, plane, 2 * a + 1) : b;
            if (lattice.conducts(next, other)) {
                double drop = phi - potential(next, other);
                double current = stencil.face(a, b, slot) * drop;
                through += current;
                heat += current
                        * drop
                        * halves.partOf(along.ordinal(), voxel, lattice.neighbourVoxel(voxel, 2 * a + 1));
            }
            int previous = atEnd ? b : lattice.neighbour(b, plane, 2 * a);
            if (lattice.conducts(previous, other)) {
                double drop = potential(previous, other) - phi;
                double current = stencil.face(a, previous, other) * drop;
                through += current;
                heat += current * drop * halves.partOf(along.ordinal(), voxel, lattice.neighbourVoxel(voxel, 2 * a));
            }
            if (along == axis) {
                double toFirst = stencil.toPlane(b, slot, false);
                double toLast = stencil.toPlane(b, slot, true);
                through += toFirst * (1 - phi) + toLast * phi;
                heat += toFirst * (1 - phi) * (1 - phi) + toLast * phi * phi;
                axial = through / 2 * fluxOfCurrent[along.ordinal()];
            }
            double density = through / 2 * fluxOfCurrent[along.ordinal()];
            square += density * density;
        }
        int planeSize = lattice.grid.planeSize();
        potentials.plane(voxel / planeSize)[voxel % planeSize] = (float) phi;
        flux.plane(voxel / planeSize)[voxel % planeSize] = (float) Math.sqrt(square);
        dissipation.plane(voxel / planeSize)[voxel % planeSize] = (float) (heat / power);
        int layer = lattice.position(axis, voxel);
        sums[SUMS * layer] += 1;
        sums[SUMS * layer + 1] += phi;
        sums[SUMS * layer + 2] += heat / power;
        sums[SUMS * layer + 3] += axial;
        sums[SUMS * layer + 4] += axial * axial;
        largest[layer] = Math.max(largest[layer], Math.sqrt(square));
    }
}
