package io.github.voxelyte.solver.material;

/**
 * A property of the electrolyte over its value at rest, as a function of the concentration over that at rest, y = ce/ce₀; 1 at y = 1.
 * Not let below {@value #LEAST}: an iteration may pass where the electrolyte is used up. Immutable.
 */
public final class ConcentrationRatio {
    /** The least ratio. */
    public static final double LEAST = 1e-4;

    /** A property that does not depend on concentration. */
    public static final ConcentrationRatio ONE = new ConcentrationRatio(LithiationFunction.constant(1), 1);

    private final LithiationFunction property;
    private final double rest;
    private final double atRest;

    private ConcentrationRatio(LithiationFunction property, double rest) {
        this.property = property;
        this.rest = rest;
        atRest = property.value(rest);
    }

    /**
     * The ratio of a property.
     *
     * @param property of the concentration, in any unit
     * @param rest concentration at rest, in that unit
     * @return the ratio; {@link #ONE} itself for a number
     * @throws IllegalArgumentException if the property is not above 0 at rest
     */
    public static ConcentrationRatio of(LithiationFunction property, double rest) {
        if (property instanceof LithiationFunction.Constant) {
            return ONE;
        }
        ConcentrationRatio ratio = new ConcentrationRatio(property, rest);
        if (!(ratio.atRest > 0 && ratio.atRest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "is " + ratio.atRest + " at the concentration at rest, " + rest + "; must be above 0");
        }
        return ratio;
    }

    /**
     * Whether it is 1 everywhere.
     *
     * @return true for {@link #ONE}
     */
    public boolean isConstant() {
        return this == ONE;
    }

    /**
     * The ratio.
     *
     * @param y concentration over that at rest
     * @return property over that at rest
     */
    public double value(double y) {
        return Math.max(LEAST, property.value(y * rest) / atRest);
    }

    /**
     * Its slope.
     *
     * @param y concentration over that at rest
     * @return derivative with respect to y
     */
    public double derivative(double y) {
        return property.value(y * rest) / atRest > LEAST ? property.derivative(y * rest) * rest / atRest : 0;
    }
}
