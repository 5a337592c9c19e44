package io.github.voxelyte.solver.cell;

/**
 * The numbers that are allowed for a key.
 *
 * @param from smallest
 * @param to largest
 * @param open whether the ends themselves are not allowed
 * @param unit the unit as it is told to the user; empty without
 */
record Range(double from, double to, boolean open, String unit) {
    static Range between(double from, double to, String unit) {
        return new Range(from, to, true, unit);
    }

    static Range fromTo(double from, double to, String unit) {
        return new Range(from, to, false, unit);
    }

    boolean holds(double value) {
        return open ? value > from && value < to : value >= from && value <= to;
    }

    @Override
    public String toString() {
        String blank = unit.isEmpty() ? "" : " " + unit;
        return open
                ? "a number above " + from + " and below " + to + blank
                : "a number from " + from + " to " + to + blank;
    }
}
