package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;
import java.util.Optional;

/**
 * Paints an electrode by its labels: active material and additive in a colour, its passivated surface black, everything
 * else transparent. A face is passivated if passivated electrolyte lies beyond it, or if a face mask says so.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class LabelPaint implements VoxelPaint {
    /** Colour of active material unless set: a light grey. */
    public static final int GREY = 0xb4b9bf;
    /** A blue for active material. */
    public static final int BLUE = 0x5b8fc7;
    /** Colour of a passivated surface. */
    public static final int BLACK = 0x16181a;
    /** Colour of conductive additive: vermilion of Okabe and Ito (2008). */
    public static final int VERMILION = 0xd55e00;

    private final PhaseMap labels;
    private final Optional<PhaseMap> faceMask;
    private final int active;

    private LabelPaint(PhaseMap labels, Optional<PhaseMap> faceMask, int active) {
        this.labels = Objects.requireNonNull(labels, "labels");
        this.faceMask = faceMask;
        this.active = active;
    }

    /**
     * Paints an electrode.
     *
     * @param labels the electrode
     * @return the paint, active material in {@link #GREY}
     */
    public static LabelPaint of(PhaseMap labels) {
        return new LabelPaint(labels, Optional.empty(), GREY);
    }

    /**
     * Sets the colour of active material.
     *
     * @param colour 0xRRGGBB
     * @return a copy with this colour
     */
    public LabelPaint withActive(int colour) {
        return new LabelPaint(labels, faceMask, colour & 0xffffff);
    }

    /**
     * Sets a face mask.
     *
     * @param mask bits 1, 2, 4, 8, 16, 32 for passive faces −x, +x, −y, +y, −z, +z of an active voxel
     * @return a copy with this mask
     */
    public LabelPaint withFaceMask(PhaseMap mask) {
        if (!mask.grid().equals(labels.grid())) {
            throw new IllegalArgumentException("the face mask has another size or voxel edge than the labels: "
                    + mask.grid() + ", " + labels.grid());
        }
        return new LabelPaint(labels, Optional.of(mask), active);
    }

    @Override
    public VoxelGrid grid() {
        return labels.grid();
    }

    @Override
    public boolean transparent(int z, int i) {
        byte label = labels.plane(z)[i];
        return label != Labels.ACTIVE && label != Labels.ADDITIVE;
    }

    @Override
    public int colour(int z, int i, int face) {
        if (labels.plane(z)[i] == Labels.ADDITIVE) {
            return VERMILION;
        }
        boolean passive = beyond(z, i, face) == Labels.PASSIVATED
                || (faceMask.isPresent() && (faceMask.get().plane(z)[i] >> face & 1) != 0);
        return passive ? BLACK : active;
    }

    private int beyond(int z, int i, int face) {
        VoxelGrid grid = labels.grid();
        int nx = grid.nx();
        return switch (face) {
            case 0 -> i % nx > 0 ? labels.plane(z)[i - 1] : -1;
            case 1 -> i % nx < nx - 1 ? labels.plane(z)[i + 1] : -1;
            case 2 -> i >= nx ? labels.plane(z)[i - nx] : -1;
            case 3 -> i + nx < grid.planeSize() ? labels.plane(z)[i + nx] : -1;
            case 4 -> z > 0 ? labels.plane(z - 1)[i] : -1;
            default -> z < grid.nz() - 1 ? labels.plane(z + 1)[i] : -1;
        };
    }
}
