package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which label of a stack stands for which material. Immutable. */
public final class LabelMeaning {
    /** Voxelyte's own labels: 0 electrolyte, 1 active, 2 passivated, 3 additive, 4 void. */
    public static final LabelMeaning VOXELYTE = new LabelMeaning(new CellMaterial[256])
            .with(CellMaterial.ELECTROLYTE, 0)
            .with(CellMaterial.ACTIVE, 1)
            .with(CellMaterial.PASSIVATED, 2)
            .with(CellMaterial.ADDITIVE, 3)
            .with(CellMaterial.VOID, 4);

    /** No label means anything yet. */
    public static final LabelMeaning NONE = new LabelMeaning(new CellMaterial[256]);

    private final CellMaterial[] materials;

    private LabelMeaning(CellMaterial[] materials) {
        this.materials = materials;
    }

    /**
     * The same with some labels given a meaning.
     *
     * @param material what they mean
     * @param labels 0 to 255
     * @return the changed copy
     */
    public LabelMeaning with(CellMaterial material, int... labels) {
        CellMaterial[] changed = materials.clone();
        for (int label : labels) {
            if (label < 0 || label > 255) {
                throw new IllegalArgumentException("a label must lie between 0 and 255: " + label);
            }
            changed[label] = material;
        }
        return new LabelMeaning(changed);
    }

    /**
     * Material of a label.
     *
     * @param label 0 to 255
     * @return the material, null if the label has no meaning
     */
    CellMaterial of(int label) {
        return materials[label];
    }

    /** Refuses a stack that holds labels without meaning, naming them. */
    void requireKnown(PhaseMap labels) {
        long[] counts = labels.counts();
        List<Integer> unknown = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] > 0 && materials[label] == null) {
                unknown.add(label);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the stack holds labels without a meaning: " + unknown
                    + "; name them with the keys active, electrolyte, passivated, additive, void");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMeaning that && Arrays.equals(materials, that.materials);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(materials);
    }
}
