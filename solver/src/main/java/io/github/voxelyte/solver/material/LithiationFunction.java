package io.github.voxelyte.solver.material;

/**
 * A property of the active material as a function of its lithiation x = cs/cmax. Defined for every finite x, also
 * outside 0 to 1: a simulation may pass there for an instant. Immutable.
 */
public interface LithiationFunction {
    /**
     * The property.
     *
     * @param x lithiation
     * @return its value at x
     */
    double value(double x);

    /**
     * The slope of the property.
     *
     * @param x lithiation
     * @return its derivative with respect to x
     */
    double derivative(double x);

    /**
     * The same property in another unit, or changed by a factor.
     *
     * @param factor what values and slopes are multiplied with
     * @return the scaled function
     */
    default LithiationFunction times(double factor) {
        return factor == 1 ? this : new Scaled(this, factor);
    }

    /**
     * The sum of two properties.
     *
     * @param other the other one
     * @return x ↦ this(x) + other(x)
     */
    default LithiationFunction plus(LithiationFunction other) {
        return new Sum(this, other);
    }

    /**
     * A property that does not depend on lithiation.
     *
     * @param value its value
     * @return the function
     */
    static LithiationFunction constant(double value) {
        return new Constant(value);
    }

    /**
     * One value everywhere.
     *
     * @param value the value
     */
    record Constant(double value) implements LithiationFunction {
        @Override
        public double value(double x) {
            return value;
        }

        @Override
        public double derivative(double x) {
            return 0;
        }

        @Override
        public LithiationFunction times(double factor) {
            return new Constant(value * factor);
        }
    }

    /**
     * Two functions added.
     *
     * @param first the one
     * @param second the other
     */
    record Sum(LithiationFunction first, LithiationFunction second) implements LithiationFunction {
        @Override
        public double value(double x) {
            return first.value(x) + second.value(x);
        }

        @Override
        public double derivative(double x) {
            return first.derivative(x) + second.derivative(x);
        }
    }

    /**
     * A function multiplied by a number.
     *
     * @param function the function
     * @param factor the number
     */
    record Scaled(LithiationFunction function, double factor) implements LithiationFunction {
        @Override
        public double value(double x) {
            return factor * function.value(x);
        }

        @Override
        public double derivative(double x) {
            return factor * function.derivative(x);
        }
    }
}
