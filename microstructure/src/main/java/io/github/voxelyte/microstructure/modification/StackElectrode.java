package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
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

    /**
     * A guess of the potential in a stack from that in one copy: each copy has its share of the drop. Exact for mirrored
     * copies; in repeated ones it is off where they meet.
     *
     * @param potential potential in one copy [V], 1 at the first plane along the axis and 0 at the last; NaN for none
     * @param times how many copies, as in {@link #of}
     * @return the same for the stack
     */
    public ScalarField potentialOf(ScalarField potential, int times) {
        VoxelGrid one = potential.grid();
        int layers = one.count(axis);
        VoxelGrid whole = new VoxelGrid(
                axis == Axis.X ? one.nx() * times : one.nx(),
                axis == Axis.Y ? one.ny() * times : one.ny(),
                axis == Axis.Z ? one.nz() * times : one.nz(),
                one.dx(),
                one.dy(),
                one.dz());
        ScalarField stacked = ScalarField.zeros(whole);
        for (int z = 0; z < whole.nz(); z++) {
            float[] plane = stacked.plane(z);
            for (int y = 0; y < whole.ny(); y++) {
                for (int x = 0; x < whole.nx(); x++) {
                    int layer = axis == Axis.X ? x : axis == Axis.Y ? y : z;
                    int copy = layer / layers;
                    boolean backwards = mirrored && copy % 2 == 1;
                    int from = backwards ? layers - 1 - layer % layers : layer % layers;
                    float value = potential.value(
                            axis == Axis.X ? from : x, axis == Axis.Y ? from : y, axis == Axis.Z ? from : z);
                    plane[x + whole.nx() * y] = (times - 1 - copy + (backwards ? 1 - value : value)) / times;
                }
            }
        }
        return stacked;
    }
}
