package io.github.voxelyte.solver.material;

/**
 * A formula in the lithiation x and the temperature T [K]: {@code + - * / ^}, parentheses and
 * {@code exp log10 ln sqrt tanh}; for example {@code 10^(-10.7375 - 1.2852*(x - 0.4))}. It is parsed once into a tree,
 * differentiated symbolically, and can do nothing but arithmetic. {@code ^} binds to the right and stronger than a sign:
 * −x^2 is −(x²).
 */
public final class Formula {
    private final String text;
    private final Expression value;

    private Formula(String text, Expression value) {
        this.text = text;
        this.value = value;
    }

    /**
     * Reads a formula.
     *
     * @param text the formula
     * @return the formula, ready to evaluate
     * @throws IllegalArgumentException if the text is not a formula, with the position
     */
    public static Formula parse(String text) {
        return new Formula(text, new FormulaParser(text).parse());
    }

    /**
     * The formula at a temperature.
     *
     * @param temperature T [K]
     * @return a function of lithiation
     */
    public LithiationFunction at(double temperature) {
        Expression slope = value.derivative();
        return new LithiationFunction() {
            @Override
            public double value(double x) {
                return value.at(x, temperature);
            }

            @Override
            public double derivative(double x) {
                return slope.at(x, temperature);
            }
        };
    }

    /** The text as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
