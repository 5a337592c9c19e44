package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Conduction through voxels, as {@link BlockSolver} needs it: the blocks and the conductances between their voxels.
 *
 * @param phases the structure
 * @param conductivity conductivity of every label [S/m], length 256; 0 does not conduct
 * @param contacts resistances at faces
 * @param axis normal of the electrode planes; null for none
 * @param periodic along which axes, as {@link Axis} ordinals, opposite faces are joined
 * @param held without electrode planes, the voxels that are held at a potential of 0, by flat index
 */
record BlockProblem(
        PhaseMap phases,
        double[] conductivity,
        ContactResistances contacts,
        Axis axis,
        boolean[] periodic,
        int[] held) {

    /** The conductivity of the labels present that conduct, if it is one and there are no contacts; else 0. */
    double onlyConductivity() {
        if (!contacts.areNone()) {
            return 0;
        }
        double[] distinct =
                Arrays.stream(conductivity).filter(s -> s > 0).distinct().toArray();
        if (distinct.length > 1) {
            long[] counts = phases.counts();
            distinct = IntStream.range(0, counts.length)
                    .filter(label -> counts[label] > 0)
                    .mapToDouble(label -> conductivity[label])
                    .filter(s -> s > 0)
                    .distinct()
                    .toArray();
        }
        return distinct.length == 1 ? distinct[0] : 0;
    }

    /**
     * Finds the blocks.
     *
     * @param known told the number of blocks kept, before memory is taken for them; may refuse
     * @param parallel who works
     */
    BlockLattice lattice(IntConsumer known, Parallel parallel) {
        byte[] conducts = new byte[256];
        for (int label = 0; label < 256; label++) {
            conducts[label] = (byte) (conductivity[label] > 0 ? 1 : 0);
        }
        return new BlockLattice(phases, conducts, periodic, known, parallel);
    }

    /** The conductances, {@code only} being what {@link #onlyConductivity} gives. */
    BlockStencil stencil(BlockLattice lattice, double only, Parallel parallel) {
        Grounds grounds = axis == null ? Grounds.held(lattice, held) : Grounds.planes(lattice, axis);
        if (only > 0) {
            return new UniformStencil(lattice, only, axis, grounds);
        }
        FaceConductances faces = faces();
        // What holds a voxel carries no current: it only has to count beside the faces.
        Axis normal = axis == null ? Axis.X : axis;
        return new VariableStencil(lattice, faces, normal, grounds, parallel);
    }

    FaceConductances faces() {
        return new FaceConductances(phases, conductivity, contacts);
    }
}
