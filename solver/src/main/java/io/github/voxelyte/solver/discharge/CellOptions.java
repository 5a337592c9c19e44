package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** How a cell is put together, beside its labels and its cell file. Immutable. */
public final class CellOptions {
    /**
     * What raw voxel faces count too much of a smooth surface without preferred direction: its area over theirs, 2/3 (the mean of
     * |nx| + |ny| + |nz| over all directions is 3/2).
     */
    public static final double SMOOTH_SURFACE = 2.0 / 3;

    /** Raw voxel faces, all of them reactive, no-flux sides. */
    public static final CellOptions DEFAULT = new CellOptions(null, 1, false, false, null);

    private final PhaseMap faceMask;
    private final double surfaceFactor;
    private final boolean periodicSides;
    private final boolean wholeSeparator;
    private final IntUnaryOperator grains;

    private CellOptions(
            PhaseMap faceMask,
            double surfaceFactor,
            boolean periodicSides,
            boolean wholeSeparator,
            IntUnaryOperator grains) {
        this.faceMask = faceMask;
        this.surfaceFactor = surfaceFactor;
        this.periodicSides = periodicSides;
        this.wholeSeparator = wholeSeparator;
        this.grains = grains;
    }

    /**
     * With faces that do not react.
     *
     * @param mask bits 1, 2, 4, 8, 16, 32 = passive face −x, +x, −y, +y, −z, +z of an active voxel; null for none
     * @return the changed copy
     */
    public CellOptions withFaceMask(PhaseMap mask) {
        return new CellOptions(mask, surfaceFactor, periodicSides, wholeSeparator, grains);
    }

    /**
     * With another area of the reactive faces.
     *
     * @param factor what the area of every reactive voxel face is multiplied with, above 0 and at most 1; {@link #SMOOTH_SURFACE}
     *     for smooth particles
     * @return the changed copy
     * @throws IllegalArgumentException if the factor is out of range
     */
    public CellOptions withSurfaceFactor(double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                    "the surface factor is " + factor + "; allowed is above 0 and at most 1");
        }
        return new CellOptions(faceMask, factor, periodicSides, wholeSeparator, grains);
    }

    /**
     * With sides that continue at the opposite side, for structures that repeat.
     *
     * @param periodic whether the lateral sides are periodic instead of closed
     * @return the changed copy
     */
    public CellOptions withPeriodicSides(boolean periodic) {
        return new CellOptions(faceMask, surfaceFactor, periodic, wholeSeparator, grains);
    }

    /**
     * With the particles of the active material, whose contacts have the cell's
     * {@link io.github.voxelyte.solver.cell.Cell#grainContactResistance()}.
     *
     * @param particleOfVoxel the particle of a voxel of the label stack by flat index; 0 is none and touches without resistance;
     *     null for no particles
     * @return the changed copy
     */
    public CellOptions withGrains(IntUnaryOperator particleOfVoxel) {
        return new CellOptions(faceMask, surfaceFactor, periodicSides, wholeSeparator, particleOfVoxel);
    }

    /** With layers all through the separator: what salt that moves needs. */
    CellOptions withWholeSeparator(boolean whole) {
        return new CellOptions(faceMask, surfaceFactor, periodicSides, whole, grains);
    }

    boolean wholeSeparator() {
        return wholeSeparator;
    }

    Optional<PhaseMap> faceMask() {
        return Optional.ofNullable(faceMask);
    }

    double surfaceFactor() {
        return surfaceFactor;
    }

    boolean periodicSides() {
        return periodicSides;
    }

    Optional<IntUnaryOperator> grains() {
        return Optional.ofNullable(grains);
    }
}
