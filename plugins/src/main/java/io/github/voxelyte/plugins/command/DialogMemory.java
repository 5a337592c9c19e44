package io.github.voxelyte.plugins.command;

import ij.Prefs;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import java.util.Map;

/**
 * What a person last chose in a command's dialog, kept in ImageJ's preferences. What belongs to one image (axis, collector,
 * labels, voxel size) or to one result (the output folder) is not kept. Macros neither read nor write it.
 */
final class DialogMemory {
    private static final String PREFIX = "voxelyte.";

    private DialogMemory() {}

    /** Puts what was chosen last in place of the defaults; what is not allowed any more stays out. */
    static void recall(CommandDescription description, Map<String, String> texts) {
        for (Key<?> key : description.keys()) {
            String last = ImageKeys.isShared(key) ? null : Prefs.get(name(description, key), null);
            if (last != null && isAllowed(key, last)) {
                texts.put(key.macroName(), last);
            }
        }
    }

    private static boolean isAllowed(Key<?> key, String text) {
        try {
            return text.isEmpty() || key.parse(text) != null;
        } catch (IllegalArgumentException ofAnotherVersion) {
            return false;
        }
    }

    /** Keeps what was chosen. */
    static void keep(CommandDescription description, Map<String, String> texts) {
        for (Key<?> key : description.keys()) {
            if (!ImageKeys.isShared(key)) {
                Prefs.set(name(description, key), texts.get(key.macroName()));
            }
        }
    }

    private static String name(CommandDescription description, Key<?> key) {
        return PREFIX + description.id() + "." + key.macroName();
    }
}
