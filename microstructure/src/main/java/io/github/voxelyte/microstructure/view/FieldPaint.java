package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Paints a scalar field with {@link ColourMap#viridis}; voxels without a number (NaN) are transparent.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class FieldPaint implements VoxelPaint {
    private final ScalarField field;
    private final double least;
    private final double greatest;

    private FieldPaint(ScalarField field, double least, double greatest) {
        this.field = Objects.requireNonNull(field, "field");
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * Paints a field between two values.
     *
     * @param field the field, NaN where there is nothing to see
     * @param least the value of the first colour [field's unit]
     * @param greatest the value of the last colour, greater than least [field's unit]
     * @return the paint
     * @throws IllegalArgumentException if the values are not finite or not in order
     */
    public static FieldPaint between(ScalarField field, double least, double greatest) {
        if (!(least < greatest && greatest - least < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the colours need a least value below the greatest: " + least + ", " + greatest);
        }
        return new FieldPaint(field, least, greatest);
    }

    @Override
    public VoxelGrid grid() {
        return field.grid();
    }

    @Override
    public boolean transparent(int z, int i) {
        return Float.isNaN(field.plane(z)[i]);
    }

    @Override
    public int colour(int z, int i, int face) {
        return ColourMap.viridis((field.plane(z)[i] - least) / (greatest - least));
    }
}
