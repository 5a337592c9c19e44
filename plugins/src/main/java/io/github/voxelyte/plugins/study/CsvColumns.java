package io.github.voxelyte.plugins.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table that a command has written: cells by head of column and row. */
final class CsvColumns {
    private final Path file;
    private final List<String> heads;
    private final List<List<String>> rows;

    private CsvColumns(Path file, List<String> heads, List<List<String>> rows) {
        this.file = file;
        this.heads = heads;
        this.rows = rows;
    }

    static CsvColumns read(Path file) {
        List<List<String>> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    lines.add(cells(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty; delete its folder and run the study again.");
        }
        return new CsvColumns(file, lines.get(0), lines.subList(1, lines.size()));
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    int size() {
        return rows.size();
    }

    boolean has(String head) {
        return heads.contains(head);
    }

    List<String> texts(String head) {
        int column = heads.indexOf(head);
        if (column < 0) {
            throw new IllegalArgumentException(file + " has no column '" + head + "'; it has " + heads + ".");
        }
        return rows.stream().map(row -> row.get(column)).toList();
    }

    double[] numbers(String head) {
        return texts(head).stream().mapToDouble(Double::parseDouble).toArray();
    }

    double last(String head) {
        double[] all = numbers(head);
        return all.length == 0 ? Double.NaN : all[all.length - 1];
    }
}
