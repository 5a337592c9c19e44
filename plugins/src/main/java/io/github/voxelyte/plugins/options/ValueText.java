package io.github.voxelyte.plugins.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Turns the text behind a key into numbers and switches; says what is wrong with it in half a sentence. */
final class ValueText {
    private static final double LARGEST_WHOLE = 0x1p53; // beyond it doubles skip whole numbers

    private ValueText() {}

    static double number(String text, Range range) {
        double value = Numbers.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        text.matches("[-+]?\\d+,\\d+")
                                ? "is not a number (decimals need a point)"
                                : "is not a number"));
        if (!range.contains(value)) {
            throw new IllegalArgumentException("is out of range");
        }
        return value;
    }

    static long whole(String text, Range range) {
        double value = number(text, range);
        if (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE) {
            throw new IllegalArgumentException("is not a whole number");
        }
        return (long) value;
    }

    static Stream<String> items(String text) {
        return Arrays.stream(notEmpty(text).split(",", -1)).map(String::strip);
    }

    static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return text;
    }

    static boolean onOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither on nor off");
        };
    }
}
