package io.github.voxelyte.plugins.options;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as text, the same in every locale: a point for the decimals, no grouping. */
public final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final MathContext TEN_DIGITS = new MathContext(10);
    private static final int PLAIN_BELOW = 10; // decimal exponent from which on numbers are written as 1E+10
    private static final int PLAIN_ABOVE = -5; // and below which they are written as 1E-6

    private Numbers() {}

    /**
     * Reads a decimal number.
     *
     * @param text such as {@code 0.46}, {@code -3} or {@code 1e-6}
     * @return the number; empty if the text is anything else, also one that is too large for a double
     */
    public static OptionalDouble parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /**
     * A number with 10 significant digits, as it stands in CSV files.
     *
     * @param value the number
     * @return its text; {@code NaN}, {@code Infinity} and {@code -Infinity} as they are
     */
    public static String tenDigits(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return write(new BigDecimal(value).round(TEN_DIGITS));
    }

    /**
     * The shortest text from which the same number is read again.
     *
     * @param value the number
     * @return its text
     */
    public static String shortest(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return write(BigDecimal.valueOf(value));
    }

    private static String write(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent >= PLAIN_ABOVE && exponent < PLAIN_BELOW) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (stripped.signum() < 0 ? "-" : "") + mantissa + "e" + exponent;
    }
}
