package io.github.voxelyte.plugins.command;

import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command is called, what it takes and which keys it has. The key {@code output} is added to every command.
 *
 * @param label the command as it stands in the menu, with three dots
 * @param id the name of its files: {@code transport} for transport.csv and transport.summary.json
 * @param does what it does, in one sentence
 * @param input what the active image has to be
 * @param keys the keys, in the order of the dialog
 */
public record CommandDescription(String label, String id, String does, Input input, List<Key<?>> keys) {
    /** What the active image has to be. */
    public enum Input {
        /** No image is looked at. */
        NONE("Looks at no image."),
        /** A stack of grey values. */
        GREY("Looks at the active image, a stack of grey values; a rectangle crops."),
        /** Maps of classes: a stack, or a hyperstack with one channel a class; may be absent. */
        MAPS("Looks at the active image, maps of classes in a stack or in channels, unless images are named."),
        /** A stack of labels; the keys for the labels' meaning, the axis' side and the voxel size are added. */
        LABELS("Looks at the active image, a label stack; a rectangle crops. The image stays as it is.");

        private final String sentence;

        Input(String sentence) {
            this.sentence = sentence;
        }

        /**
         * What the command looks at, for help and reference.
         *
         * @return a sentence
         */
        public String sentence() {
            return sentence;
        }
    }

    /** Adds the keys that all commands of a kind have. */
    public CommandDescription {
        List<Key<?>> all = new ArrayList<>(keys);
        if (input == Input.LABELS) {
            ImageKeys.LABEL_KEYS.stream().filter(key -> !all.contains(key)).forEach(all::add);
        }
        if (input != Input.NONE && all.stream().noneMatch(key -> key.name().equals(ImageKeys.VOXEL_UM.name()))) {
            all.add(ImageKeys.VOXEL_UM);
        }
        if (!all.contains(ImageKeys.OUTPUT)) {
            all.add(ImageKeys.OUTPUT);
        }
        keys = List.copyOf(all);
    }

    /**
     * The command's name for headings.
     *
     * @return the label without the dots
     */
    public String title() {
        return label.endsWith("...") ? label.substring(0, label.length() - 3) : label;
    }
}
