package io.github.voxelyte.plugins.discharge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Columns of numbers in a text file: separated by commas, semicolons, tabs or blanks, with or without a line of heads; lines that
 * start with # are passed over.
 *
 * @param heads in lower case, empty if there is no line of heads
 * @param rows the numbers, all of one length
 */
record DelimitedText(List<String> heads, List<double[]> rows) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;\\t]\\s*|\\s+");
    private static final Pattern HEAD_SEPARATOR = Pattern.compile("\\s*[,;\\t]\\s*");

    static DelimitedText read(String key, String path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(key + "=" + path + " can't be read as text: " + e.getMessage() + ".", e);
        }
        List<String> heads = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n).replace("\uFEFF", "").trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            double[] numbers = numbers(line);
            if (numbers == null && rows.isEmpty() && heads.isEmpty()) {
                HEAD_SEPARATOR
                        .splitAsStream(line.toLowerCase(Locale.ROOT))
                        .map(head -> head.replace("\"", ""))
                        .forEach(heads::add);
                continue;
            }
            boolean fits = numbers != null && numbers.length >= 2;
            if (!fits || (!rows.isEmpty() && rows.get(0).length != numbers.length)) {
                throw new IllegalArgumentException(key + "=" + path + ": line " + (n + 1)
                        + " is not a row of numbers like the others: '" + line + "'.");
            }
            rows.add(numbers);
        }
        if (rows.size() < 2) {
            throw new IllegalArgumentException(key + "=" + path + " needs at least two rows of numbers.");
        }
        return new DelimitedText(heads, rows);
    }

    private static double[] numbers(String line) {
        try {
            return SEPARATOR
                    .splitAsStream(line)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException words) {
            return null;
        }
    }

    /** The first column whose head contains a word, or −1. */
    int column(String word) {
        for (int c = 0; c < heads.size(); c++) {
            if (heads.get(c).contains(word)) {
                return c;
            }
        }
        return -1;
    }

    double[] values(int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
