package io.github.voxelyte.microstructure.modification;

/**
 * Consecutive layers along an axis.
 *
 * @param first position of the first one, from 0
 * @param count how many
 */
public record LayerRange(int first, int count) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if first is negative or there is no layer
     */
    public LayerRange {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException(
                    "a range of layers starts at 0 or later and has at least one layer: " + first + ", " + count);
        }
    }

    /**
     * Position of the last layer.
     *
     * @return first + count − 1
     */
    public int last() {
        return first + count - 1;
    }
}
