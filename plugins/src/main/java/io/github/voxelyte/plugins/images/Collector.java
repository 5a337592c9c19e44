package io.github.voxelyte.plugins.images;

import java.util.Locale;

/** The side of the current collector along the through-plane axis. */
public enum Collector {
    /** At the first layer. */
    FIRST,
    /** At the last layer. */
    LAST;

    /**
     * The name as it stands in keys and in the image's info.
     *
     * @return {@code first} or {@code last}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The side of that name.
     *
     * @param word {@code first} or {@code last}
     * @return the side
     */
    public static Collector named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
