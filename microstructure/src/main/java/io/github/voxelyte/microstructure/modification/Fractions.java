package io.github.voxelyte.microstructure.modification;

/** Checks of fractions, ratios and degrees, which lie between 0 and 1. */
final class Fractions {
    private Fractions() {}

    static void require(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie between 0 and 1: " + value);
        }
    }
}
