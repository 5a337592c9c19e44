package io.github.voxelyte.plugins.images;

import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** The keys by which commands read their image, and where they write; shared so that they are the same everywhere. */
public final class ImageKeys {
    /** Folder for tables, images and the summary. */
    public static final Key<String> OUTPUT = Key.folder("output")
            .help("Folder for tables, images and the summary; nothing is written without it.")
            .asked("Results go to folder");

    /** Edge of a voxel, for stacks without a unit. */
    public static final Key<List<Double>> VOXEL_UM = Key.numbers("voxel_um", Range.POSITIVE)
            .in("um")
            .help("Edge of a voxel, one number or three as in 0.4,0.4,1; overrides the image's own calibration.")
            .asked("Voxel edge");

    /** Through-plane axis; absent means what the stack remembers, else z. */
    public static final Key<String> AXIS = Key.choice("axis", "x", "y", "z")
            .help("Through-plane axis; where absent what the stack remembers, else z (the slices).")
            .asked("Through-plane axis");

    /** Side of the current collector; absent means what the stack remembers, else last. */
    public static final Key<String> COLLECTOR = Key.choice("collector", "first", "last")
            .help("Side of the current collector along the axis; where absent what the stack remembers, else last.");

    /** Labels of the active material. */
    public static final Key<List<Integer>> ACTIVE =
            Key.labels("active").help("Labels of the active material, for stacks not made by Voxelyte.");

    /** Labels of the electrolyte. */
    public static final Key<List<Integer>> ELECTROLYTE =
            Key.labels("electrolyte").help("Labels of the electrolyte, for stacks not made by Voxelyte.");

    /** Labels of the passivated electrolyte. */
    public static final Key<List<Integer>> PASSIVATED =
            Key.labels("passivated").help("Labels of the passivated electrolyte, for stacks not made by Voxelyte.");

    /** Labels of the conductive additive. */
    public static final Key<List<Integer>> ADDITIVE =
            Key.labels("additive").help("Labels of the conductive additive, for stacks not made by Voxelyte.");

    /** Labels of void. */
    public static final Key<List<Integer>> VOID =
            Key.labels("void").help("Labels of void, for stacks not made by Voxelyte.");

    /** The keys for the meaning of labels, in the order of {@link Phase}. */
    public static final List<Key<List<Integer>>> LABEL_KEYS = List.of(ELECTROLYTE, ACTIVE, PASSIVATED, ADDITIVE, VOID);

    private ImageKeys() {}

    /**
     * Whether a key says something about the image or where results go, not about what a command does.
     *
     * @param key a key of a command
     * @return true for axis, collector, labels, voxel size and output
     */
    public static boolean isShared(Key<?> key) {
        return LABEL_KEYS.contains(key)
                || key.equals(AXIS)
                || key.equals(COLLECTOR)
                || key.equals(VOXEL_UM)
                || key.equals(OUTPUT);
    }
}
