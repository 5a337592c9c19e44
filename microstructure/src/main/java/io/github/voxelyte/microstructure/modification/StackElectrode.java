package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import java.util.Objects;

/**
 * A thicker electrode from several copies of one, stacked along an axis, as they are or with every second one mirrored
 * so that copies meet in equal layers.
 *
 * <p>Linear in the voxels of the result. Instances are immutable and may be shared between threads.
 */
public final class StackElectrode {
    private final Axis axis;
    private final boolean mirrored;

    private StackElectrode(Axis axis, boolean mirrored) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.mirrored = mirrored;
    }

    /**
     * Stacks along an axis.
     *
     * @param axis the through-plane axis
     * @return the operation, without mirroring
     */
    public static StackElectrode along(Axis axis) {
        return new StackElectrode(axis, false);
    }

    /**
     * Sets whether every second copy is mirrored.
     *
     * @param mirror whether it is
     * @return a copy with this setting
     */
    public StackElectrode withMirroring(boolean mirror) {
        return new StackElectrode(axis, mirror);
    }

    /**
     * Stacks copies.
     *
     * @param electrode one copy
     * @param times how many, at least 1
     * @return the stack
     * @throws IllegalArgumentException if times is less than 1 or the stack would have 2^31 voxels or more
     */
    public PhaseMap of(PhaseMap electrode, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("the number of copies must be at least 1: " + times);
        }
        int layers = electrode.grid().count(axis);
        long voxels = (long) electrode.grid().size() * times;
        if (voxels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    times + " copies of " + electrode.grid().size() + " voxels make "
                            + voxels + " voxels; at most 2147483647 (2^31 − 1) are supported: ask for at most "
                            + Integer.MAX_VALUE / electrode.grid().size() + " copies");
        }
        int[] sequence = new int[layers * times];
        for (int i = 0; i < sequence.length; i++) {
            boolean backwards = mirrored && i / layers % 2 == 1;
            sequence[i] = backwards ? layers - 1 - i % layers : i % layers;
        }
        return LayerSequence.of(electrode, axis, sequence);
    }
}
