package io.github.voxelyte.plugins.images;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a label stands for. Colours are those of Okabe and Ito
 * (2008), told apart by colour-blind readers, in an order of brightness that survives print in grey.
 */
public enum Phase {
    /** Solid electrolyte, or pore filled with electrolyte. */
    ELECTROLYTE(0, 0x56B4E9),
    /** Active material. */
    ACTIVE(1, 0x333333),
    /** Electrolyte that conducts but takes no part in the reaction: what a delaminated particle touches. */
    PASSIVATED(2, 0xF0E442),
    /** Conductive additive. */
    ADDITIVE(3, 0xD55E00),
    /** Void. */
    VOID(4, 0xFFFFFF);

    private final int label;
    private final Color color;

    Phase(int label, int rgb) {
        this.label = label;
        this.color = new Color(rgb);
    }

    /**
     * The label in Voxelyte's own stacks.
     *
     * @return 0 to 4
     */
    public int label() {
        return label;
    }

    /**
     * The name as it stands in keys, tables and the image's info.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The colour in pictures.
     *
     * @return the colour
     */
    public Color color() {
        return color;
    }

    /**
     * The phase of that name.
     *
     * @param word the name, in any case
     * @return the phase, if there is one
     */
    public static Optional<Phase> named(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /**
     * The phase of a label in Voxelyte's own stacks.
     *
     * @param label the label
     * @return the phase, if there is one
     */
    public static Optional<Phase> ofLabel(int label) {
        return Arrays.stream(values()).filter(phase -> phase.label == label).findFirst();
    }

    /**
     * The names of all phases.
     *
     * @return the words, in the order of the labels
     */
    public static List<String> words() {
        return Arrays.stream(values()).map(Phase::word).toList();
    }
}
