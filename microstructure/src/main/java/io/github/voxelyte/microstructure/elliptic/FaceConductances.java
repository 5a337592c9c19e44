package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.stream.IntStream;

/**
 * The kinds of faces of a labelled structure and the conductance of each: by axis, by the labels on both sides, and by
 * whether a grain boundary lies between.
 */
final class FaceConductances {
    private final PhaseMap phases;
    private final double[] conductivity;
    private final ContactResistances contacts;
    private final int[] number = new int[256];
    private final int kinds;
    private final boolean grains;
    private final double[] table;

    FaceConductances(PhaseMap phases, double[] conductivity, ContactResistances contacts) {
        this.phases = phases;
        this.conductivity = conductivity;
        this.contacts = contacts;
        grains = contacts.ofGrains() > 0;
        long[] counts = phases.counts();
        int[] conductors = IntStream.range(0, 256)
                .filter(label -> conductivity[label] > 0 && counts[label] > 0)
                .toArray();
        kinds = conductors.length;
        int variants = grains ? 2 : 1;
        if (1 + 3L * kinds * kinds * variants > Character.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "too many conducting labels at once: " + kinds + ", at most " + (grains ? 104 : 147));
        }
        table = new double[1 + 3 * kinds * kinds * variants];
        VoxelGrid grid = phases.grid();
        for (int i = 0; i < kinds; i++) {
            number[conductors[i]] = i;
            for (int j = 0; j < kinds; j++) {
                for (Axis a : Axis.values()) {
                    double way =
                            grid.spacing(a) / 2 * (1 / conductivity[conductors[i]] + 1 / conductivity[conductors[j]])
                                    + contacts.ofLabels(conductors[i], conductors[j]);
                    table[index(a.ordinal(), i, j, false)] = grid.faceArea(a) / way;
                    if (grains) {
                        table[index(a.ordinal(), i, j, true)] = grid.faceArea(a) / (way + contacts.ofGrains());
                    }
                }
            }
        }
    }

    private int index(int axis, int i, int j, boolean boundary) {
        return 1 + axis + 3 * (i + kinds * (j + kinds * (boundary ? 1 : 0)));
    }

    double[] table() {
        return table;
    }

    int kind(int axis, int a, int b) {
        boolean boundary = grains && contacts.isGrainBoundary(a, b);
        return index(axis, number[phases.phase(a)], number[phases.phase(b)], boundary);
    }

    double toPlane(Axis axis, int voxel, boolean last) {
        VoxelGrid grid = phases.grid();
        double way = grid.spacing(axis) / 2 / conductivity[phases.phase(voxel)] + contacts.ofPlane(last);
        return grid.faceArea(axis) / way;
    }

    /** Part of the resistance between two voxels that belongs to the first [1]: its half, and half of the contact. */
    double partOf(int axis, int a, int b) {
        double d = phases.grid().spacing(Axis.values()[axis]) / 2;
        int labelA = phases.phase(a);
        int labelB = phases.phase(b);
        double wayA = d / conductivity[labelA];
        double wayB = d / conductivity[labelB];
        double contact = contacts.ofLabels(labelA, labelB) + (contacts.isGrainBoundary(a, b) ? contacts.ofGrains() : 0);
        return (wayA + contact / 2) / (wayA + wayB + contact);
    }
}
