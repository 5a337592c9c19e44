package io.github.voxelyte.plugins.options;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The option string of an ImageJ macro, {@code key=value key=[value with blanks] switch}, taken apart and put together.
 *
 * <p>Follows what ImageJ's own {@code Macro.getValue} accepts (brackets may be nested, single quotes work too), but
 * matches keys without regard to case and keeps backslashes.
 */
public final class MacroText {
    private MacroText() {}

    /**
     * Takes an option string apart.
     *
     * @param text the options
     * @return value by key, keys in lower case, in the order given; the value of a bare word is null
     * @throws IllegalArgumentException if a key is given twice, or a bracket is not closed
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = skipBlanks(text, 0);
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isBlank(text.charAt(end)) && text.charAt(end) != '=') {
                end++;
            }
            String key = text.substring(at, end).toLowerCase(Locale.ROOT);
            String value = null;
            if (end < text.length() && text.charAt(end) == '=') {
                int start = end + 1;
                end = endOfValue(text, start, key);
                value = unquoted(text.substring(start, end));
            }
            if (values.containsKey(key)) {
                throw new IllegalArgumentException("The key '" + key + "' is given twice; give it once.");
            }
            values.put(key, value);
            at = skipBlanks(text, end);
        }
        return values;
    }

    /**
     * A value as it stands in an option string: in brackets where it has to be.
     *
     * @param value the bare value
     * @return the value to put behind {@code key=}
     */
    public static String quoted(String value) {
        boolean quotes = value.isEmpty() || value.startsWith("[") || value.startsWith("'");
        for (int i = 0; i < value.length() && !quotes; i++) {
            quotes = isBlank(value.charAt(i));
        }
        return quotes ? "[" + value + "]" : value;
    }

    private static int endOfValue(String text, int start, String key) {
        if (start < text.length() && text.charAt(start) == '[') {
            int depth = 0;
            for (int i = start; i < text.length(); i++) {
                char c = text.charAt(i);
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
            throw new IllegalArgumentException("The value of '" + key + "' starts with [ but no ] closes it.");
        }
        if (start < text.length() && text.charAt(start) == '\'') {
            int close = text.indexOf('\'', start + 1);
            if (close < 0) {
                throw new IllegalArgumentException("The value of '" + key + "' starts with ' but no ' closes it.");
            }
            return close + 1;
        }
        int end = start;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String unquoted(String raw) {
        boolean quoted = raw.startsWith("[") || raw.startsWith("'");
        return quoted ? raw.substring(1, raw.length() - 1) : raw;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
