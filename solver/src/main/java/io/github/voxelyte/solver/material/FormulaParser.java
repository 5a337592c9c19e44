package io.github.voxelyte.solver.material;

import java.util.Locale;

/** Recursive-descent parser of formulas; one use per text. */
final class FormulaParser {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 200;
    private static final String ALLOWED = "allowed are numbers, x, T, + - * / ^, parentheses, exp log10 ln sqrt tanh";

    private final String text;
    private int position;
    private int depth;

    FormulaParser(String text) {
        this.text = text;
    }

    Expression parse() {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the formula has " + text.length() + " characters; at most " + LONGEST + " are read");
        }
        Expression result = sum();
        if (position < text.length()) {
            throw unexpected();
        }
        return result;
    }

    private Expression sum() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the formula is nested deeper than " + DEEPEST + " levels");
        }
        Expression left = product();
        while (true) {
            if (accept('+')) {
                left = new Expression.Sum(left, 1, product());
            } else if (accept('-')) {
                left = new Expression.Sum(left, -1, product());
            } else {
                depth--;
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            if (accept('*')) {
                left = new Expression.Product(left, signed());
            } else if (accept('/')) {
                left = new Expression.Quotient(left, signed());
            } else {
                return left;
            }
        }
    }

    private Expression signed() {
        double sign = 1;
        while (true) {
            if (accept('-')) {
                sign = -sign;
            } else if (!accept('+')) {
                break;
            }
        }
        Expression value = power();
        return sign < 0 ? new Expression.Sum(Expression.Literal.ZERO, -1, value) : value;
    }

    private Expression power() {
        Expression base = primary();
        if (!accept('^')) {
            return base;
        }
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the formula is nested deeper than " + DEEPEST + " levels");
        }
        Expression exponent = signed();
        depth--;
        return new Expression.Power(base, exponent);
    }

    private Expression primary() {
        if (accept('(')) {
            Expression inside = sum();
            expect(')');
            return inside;
        }
        if (position < text.length() && (Character.isDigit(text.charAt(position)) || text.charAt(position) == '.')) {
            return number();
        }
        int start = position;
        while (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
            position++;
        }
        String name = text.substring(start, position);
        switch (name) {
            case "":
                throw unexpected();
            case "x":
                return new Expression.Lithiation();
            case "T":
                return new Expression.Temperature();
            case "exp", "log10", "ln", "sqrt", "tanh":
                expect('(');
                Expression argument = sum();
                expect(')');
                return new Expression.Call(Expression.Function.valueOf(name.toUpperCase(Locale.ROOT)), argument);
            default:
                position = start;
                throw new IllegalArgumentException(
                        "unknown name '" + name + "' at character " + (start + 1) + " of the formula; " + ALLOWED);
        }
    }

    private Expression number() {
        int start = position;
        digits();
        if (position < text.length() && text.charAt(position) == '.') {
            position++;
            digits();
        }
        if (position < text.length() && (text.charAt(position) == 'e' || text.charAt(position) == 'E')) {
            position++;
            if (position < text.length() && (text.charAt(position) == '-' || text.charAt(position) == '+')) {
                position++;
            }
            digits();
        }
        try {
            return new Expression.Literal(Double.parseDouble(text.substring(start, position)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text.substring(start, position) + "' at character " + (start + 1) + " is not a number", e);
        }
    }

    private void digits() {
        while (position < text.length() && Character.isDigit(text.charAt(position))) {
            position++;
        }
    }

    private boolean accept(char wanted) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            skipBlanks();
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw new IllegalArgumentException(
                    "expected '" + wanted + "' at character " + (position + 1) + " of the formula '" + text + "'");
        }
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private IllegalArgumentException unexpected() {
        String what = position < text.length() ? "'" + text.charAt(position) + "'" : "the end";
        return new IllegalArgumentException("unexpected " + what + " at character " + (position + 1)
                + " of the formula '" + text + "'; " + ALLOWED);
    }
}
