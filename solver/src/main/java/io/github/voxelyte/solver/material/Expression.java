package io.github.voxelyte.solver.material;

/** A node of a formula's tree: a value at (x, T) and the derivative with respect to x as another tree. */
interface Expression {
    /** Value at lithiation x and temperature [K]. */
    double at(double x, double temperature);

    /** Derivative with respect to x. */
    Expression derivative();

    /** A number. */
    record Literal(double value) implements Expression {
        static final Literal ZERO = new Literal(0);
        static final Literal ONE = new Literal(1);

        @Override
        public double at(double x, double temperature) {
            return value;
        }

        @Override
        public Expression derivative() {
            return ZERO;
        }
    }

    /** The lithiation x. */
    record Lithiation() implements Expression {
        @Override
        public double at(double x, double temperature) {
            return x;
        }

        @Override
        public Expression derivative() {
            return Literal.ONE;
        }
    }

    /** The temperature T. */
    record Temperature() implements Expression {
        @Override
        public double at(double x, double temperature) {
            return temperature;
        }

        @Override
        public Expression derivative() {
            return Literal.ZERO;
        }
    }

    /** a + factor·b; differences and signs are sums with factor −1. */
    record Sum(Expression a, double factor, Expression b) implements Expression {
        @Override
        public double at(double x, double temperature) {
            return a.at(x, temperature) + factor * b.at(x, temperature);
        }

        @Override
        public Expression derivative() {
            Expression da = a.derivative();
            Expression db = b.derivative();
            return db.equals(Literal.ZERO) ? da : new Sum(da, factor, db);
        }
    }

    /** a·b. */
    record Product(Expression a, Expression b) implements Expression {
        @Override
        public double at(double x, double temperature) {
            return a.at(x, temperature) * b.at(x, temperature);
        }

        @Override
        public Expression derivative() {
            return new Sum(times(a.derivative(), b), 1, times(a, b.derivative()));
        }
    }

    /** a/b. */
    record Quotient(Expression a, Expression b) implements Expression {
        @Override
        public double at(double x, double temperature) {
            return a.at(x, temperature) / b.at(x, temperature);
        }

        @Override
        public Expression derivative() {
            Expression first = new Quotient(a.derivative(), b);
            Expression db = b.derivative();
            return db.equals(Literal.ZERO)
                    ? first
                    : new Sum(first, -1, new Quotient(new Product(a, db), new Product(b, b)));
        }
    }

    /** base^exponent. */
    record Power(Expression base, Expression exponent) implements Expression {
        @Override
        public double at(double x, double temperature) {
            return Math.pow(base.at(x, temperature), exponent.at(x, temperature));
        }

        @Override
        public Expression derivative() {
            Expression db = base.derivative();
            Expression de = exponent.derivative();
            Expression byBase = times(new Product(exponent, new Power(base, new Sum(exponent, -1, Literal.ONE))), db);
            // A constant exponent must not meet the logarithm: the base may be zero or negative there.
            return de.equals(Literal.ZERO)
                    ? byBase
                    : new Sum(byBase, 1, times(new Product(this, new Call(Function.LN, base)), de));
        }
    }

    /** A function of an argument. */
    record Call(Function function, Expression argument) implements Expression {
        @Override
        public double at(double x, double temperature) {
            double u = argument.at(x, temperature);
            return switch (function) {
                case EXP -> Math.exp(u);
                case LOG10 -> Math.log10(u);
                case LN -> Math.log(u);
                case SQRT -> Math.sqrt(u);
                case TANH -> Math.tanh(u);
            };
        }

        @Override
        public Expression derivative() {
            Expression outer =
                    switch (function) {
                        case EXP -> this;
                        case LOG10 -> new Quotient(new Literal(1 / Math.log(10)), argument);
                        case LN -> new Quotient(Literal.ONE, argument);
                        case SQRT -> new Quotient(new Literal(0.5), this);
                        case TANH -> new Sum(Literal.ONE, -1, new Product(this, this));
                    };
            return times(outer, argument.derivative());
        }
    }

    /** What a formula may call. */
    enum Function {
        /** e to the argument. */
        EXP,
        /** Decimal logarithm. */
        LOG10,
        /** Natural logarithm. */
        LN,
        /** Square root. */
        SQRT,
        /** Hyperbolic tangent. */
        TANH
    }

    private static Expression times(Expression a, Expression b) {
        if (a.equals(Literal.ZERO) || b.equals(Literal.ZERO)) {
            return Literal.ZERO;
        }
        if (b.equals(Literal.ONE)) {
            return a;
        }
        return a.equals(Literal.ONE) ? b : new Product(a, b);
    }
}
