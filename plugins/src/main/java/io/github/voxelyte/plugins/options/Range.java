package io.github.voxelyte.plugins.options;

/**
 * The numbers that a key allows.
 *
 * @param min the lower end
 * @param minExcluded whether the lower end itself is not allowed
 * @param max the upper end
 * @param maxExcluded whether the upper end itself is not allowed
 */
public record Range(double min, boolean minExcluded, double max, boolean maxExcluded) {
    /** Every finite number. */
    public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

    /** Finite numbers above 0. */
    public static final Range POSITIVE = new Range(0, true, Double.POSITIVE_INFINITY, true);

    /** Finite numbers from 0 on. */
    public static final Range NOT_NEGATIVE = new Range(0, false, Double.POSITIVE_INFINITY, true);

    /** Fractions, ratios and degrees: 0 to 1. */
    public static final Range FRACTION = closed(0, 1);

    /**
     * All numbers between two ends, which belong to it.
     *
     * @param min the smallest
     * @param max the largest
     * @return the range
     */
    public static Range closed(double min, double max) {
        return new Range(min, false, max, false);
    }

    /**
     * All numbers between two ends, which do not belong to it.
     *
     * @param min the lower end
     * @param max the upper end
     * @return the range
     */
    public static Range open(double min, double max) {
        return new Range(min, true, max, true);
    }

    /**
     * All finite numbers from one on.
     *
     * @param min the smallest
     * @return the range
     */
    public static Range atLeast(double min) {
        return new Range(min, false, Double.POSITIVE_INFINITY, true);
    }

    /**
     * Whether a number is allowed.
     *
     * @param value the number
     * @return true if it lies inside
     */
    public boolean contains(double value) {
        return (minExcluded ? value > min : value >= min) && (maxExcluded ? value < max : value <= max);
    }

    /** The range in words, as it stands in messages and in the reference. */
    @Override
    public String toString() {
        boolean below = min == Double.NEGATIVE_INFINITY;
        boolean above = max == Double.POSITIVE_INFINITY;
        if (below && above) {
            return "any";
        }
        if (above) {
            return (minExcluded ? "above " : "at least ") + Numbers.shortest(min);
        }
        if (below) {
            return (maxExcluded ? "below " : "at most ") + Numbers.shortest(max);
        }
        String ends = Numbers.shortest(min) + " to " + Numbers.shortest(max);
        if (minExcluded && maxExcluded) {
            return ends + ", both ends excluded";
        }
        if (minExcluded || maxExcluded) {
            return ends + ", " + Numbers.shortest(minExcluded ? min : max) + " excluded";
        }
        return ends;
    }
}
