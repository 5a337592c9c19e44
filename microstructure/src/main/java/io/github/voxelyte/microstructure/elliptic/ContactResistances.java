package io.github.voxelyte.microstructure.elliptic;

import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * Area-specific resistances at faces, in series with the two half voxels: g = A / (d/2σ_a + R + d/2σ_b).
 *
 * <p>Immutable. All are 0 unless set.
 */
public final class ContactResistances {
    /** No resistance anywhere. */
    public static final ContactResistances NONE = new ContactResistances(new double[256][], null, 0, 0, 0);

    private final double[][] betweenLabels;
    private final IntUnaryOperator grains;
    private final double betweenGrains;
    private final double atFirst;
    private final double atLast;

    private ContactResistances(
            double[][] betweenLabels, IntUnaryOperator grains, double betweenGrains, double atFirst, double atLast) {
        this.betweenLabels = betweenLabels;
        this.grains = grains;
        this.betweenGrains = betweenGrains;
        this.atFirst = atFirst;
        this.atLast = atLast;
    }

    /**
     * Sets the resistance of the interface between two labels.
     *
     * @param a a label, 0 to 255
     * @param b another one; the same one for all faces inside a label
     * @param resistance area-specific resistance [Ohm·m²], finite, not negative
     * @return a copy with it
     */
    public ContactResistances between(int a, int b, double resistance) {
        requireResistance(resistance);
        double[][] table = new double[256][];
        for (int i = 0; i < 256; i++) {
            table[i] = betweenLabels[i] == null ? null : betweenLabels[i].clone();
        }
        set(table, a, b, resistance);
        set(table, b, a, resistance);
        return new ContactResistances(table, grains, betweenGrains, atFirst, atLast);
    }

    private static void set(double[][] table, int a, int b, double resistance) {
        if (table[a] == null) {
            table[a] = new double[256];
        }
        table[a][b] = resistance;
    }

    /**
     * Sets the resistance where two grains touch, added to that between their labels.
     *
     * @param grainOfVoxel the grain of a voxel by flat index; 0 is no grain and touches without resistance
     * @param resistance area-specific resistance [Ohm·m²], finite, not negative
     * @return a copy with it
     */
    public ContactResistances betweenGrains(IntUnaryOperator grainOfVoxel, double resistance) {
        requireResistance(resistance);
        Objects.requireNonNull(grainOfVoxel, "grainOfVoxel");
        return new ContactResistances(betweenLabels, grainOfVoxel, resistance, atFirst, atLast);
    }

    /**
     * Sets the resistances between the structure and the electrode planes.
     *
     * @param first at the first plane [Ohm·m²], finite, not negative
     * @param last at the last plane [Ohm·m²], finite, not negative
     * @return a copy with them
     */
    public ContactResistances atPlanes(double first, double last) {
        requireResistance(first);
        requireResistance(last);
        return new ContactResistances(betweenLabels, grains, betweenGrains, first, last);
    }

    private static void requireResistance(double resistance) {
        if (!(resistance >= 0 && resistance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a contact resistance must be finite and not negative [Ohm·m²]: "
                    + resistance + "; where nothing passes, give the phase no conductivity");
        }
    }

    /**
     * The same for a structure whose voxels stand for those of another.
     *
     * @param original index, in the structure the grains were given for, of a voxel by its flat index
     * @return a copy for that structure
     */
    public ContactResistances onGrid(IntUnaryOperator original) {
        return grains == null
                ? this
                : new ContactResistances(betweenLabels, grains.compose(original), betweenGrains, atFirst, atLast);
    }

    boolean areNone() {
        boolean none = betweenGrains == 0 && atFirst == 0 && atLast == 0;
        for (int a = 0; a < 256 && none; a++) {
            for (int b = 0; b < 256 && betweenLabels[a] != null; b++) {
                none &= betweenLabels[a][b] == 0;
            }
        }
        return none;
    }

    double ofLabels(int a, int b) {
        return betweenLabels[a] == null ? 0 : betweenLabels[a][b];
    }

    double ofGrains() {
        return betweenGrains;
    }

    /** Whether the face between two voxels lies between two grains that resist. */
    boolean isGrainBoundary(int voxelA, int voxelB) {
        if (betweenGrains == 0) {
            return false;
        }
        int a = grains.applyAsInt(voxelA);
        int b = grains.applyAsInt(voxelB);
        return a != b && a != 0 && b != 0;
    }

    double ofPlane(boolean last) {
        return last ? atLast : atFirst;
    }
}
