package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import java.util.Objects;

/**
 * Takes layers off an electrode at either side.
 *
 * <p>Linear in the voxels of the result. Instances are immutable and may be shared between threads.
 */
public final class TrimLayers {
    private final Axis axis;

    private TrimLayers(Axis axis) {
        this.axis = Objects.requireNonNull(axis, "axis");
    }

    /**
     * Trims along an axis.
     *
     * @param axis the axis along which layers are counted
     * @return the operation
     */
    public static TrimLayers along(Axis axis) {
        return new TrimLayers(axis);
    }

    /**
     * Takes off a number of layers.
     *
     * @param map the stack
     * @param first how many layers go at the first side, at least 0
     * @param last how many layers go at the last side, at least 0
     * @return the rest, of at least one layer
     * @throws IllegalArgumentException if a number is negative or no layer would be left
     */
    public PhaseMap of(PhaseMap map, int first, int last) {
        int layers = map.grid().count(axis);
        if (first < 0 || last < 0 || (long) first + last >= layers) {
            throw new IllegalArgumentException("cannot trim " + first + " layers at the first side and " + last
                    + " at the last: the stack has " + layers + " layers along " + axis
                    + ", and at least one has to stay");
        }
        return LayerSequence.of(map, axis, LayerSequence.range(first, layers - first - last));
    }

    /**
     * The layers between the outermost ones that hold active material or additive.
     *
     * @param map the stack
     * @return the range of layers from the first to the last with contact
     * @throws IllegalArgumentException if no layer has any
     */
    public LayerRange electrode(PhaseMap map) {
        double[] ratios = LayerContact.of(map, axis);
        int first = 0;
        while (first < ratios.length && ratios[first] == 0) {
            first++;
        }
        if (first == ratios.length) {
            throw new IllegalArgumentException(
                    "the stack has neither active material nor additive, so every layer would be trimmed: check the labels");
        }
        int last = ratios.length - 1;
        while (ratios[last] == 0) {
            last--;
        }
        return new LayerRange(first, last - first + 1);
    }
}
