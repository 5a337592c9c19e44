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
    /** Of every label: from 1 on if it conducts and there is any, else 0. */
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
            number[conductors[i]] = i + 1;
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

    /** Number of a voxel's label, which fits into an unsigned byte; 0 if it does not conduct. */
    int number(int x, int y, int z) {
        return number[phases.phase(x, y, z)];
    }

    /** How many numbers there are, 0 included. */
    int numbers() {
        return kinds + 1;
    }

    /**
     * Kind of the face between two voxels that follow each other along an axis.
     *
     * @param axis 0, 1, 2
     * @param first number of the first one's label
     * @param second number of the second one's
     * @return an index into the table; 0, a conductance of 0, if one does not conduct
     */
    char kind(int axis, int first, int second) {
        return (char) (first == 0 || second == 0 ? 0 : index(axis, first - 1, second - 1, false));
    }

    /** Kind of a face of some kind if it lies between two grains. */
    char atGrainBoundary(int kind) {
        return (char) (kind == 0 ? 0 : kind + 3 * kinds * kinds);
    }

    /** Whether faces between grains are of other kinds. */
    boolean hasGrains() {
        return grains;
    }

    /** Whether the face between two voxels, by flat index, lies between two grains. */
    boolean isGrainBoundary(int a, int b) {
        return contacts.isGrainBoundary(a, b);
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
