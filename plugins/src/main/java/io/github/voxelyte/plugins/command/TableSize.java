package io.github.voxelyte.plugins.command;

import ij.gui.GUI;
import ij.text.TextPanel;
import ij.text.TextWindow;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How large the window of a table has to be for its columns and rows to be seen. */
final class TableSize {
    private static final int SAMPLED = 40; // rows whose cells are measured
    private static final int BESIDE = 24; // of the columns: scroll bar and frame [pixels]
    private static final int AROUND = 90; // of the rows: title, menu, heads, scroll bar [pixels]
    private static final Dimension LEAST = new Dimension(300, 180);
    private static final int MOST_ROWS = 20; // shown at once
    private static final double MOST_OF_SCREEN = 0.95; // of its width

    private TableSize() {}

    /** Gives a new window the size of its table, at most most of the screen. */
    static void fit(TextWindow window) {
        TextPanel panel = window.getTextPanel();
        FontMetrics metrics = panel.getFontMetrics(panel.getFont());
        Rectangle screen = GUI.getMaxWindowBounds(window);
        int width = BESIDE + columns(lines(panel), metrics::stringWidth);
        int height = AROUND + (metrics.getHeight() + 2) * Math.min(panel.getLineCount(), MOST_ROWS);
        window.setSize(
                Math.min((int) (MOST_OF_SCREEN * screen.width), Math.max(LEAST.width, width)),
                Math.min(screen.height, Math.max(LEAST.height, height)));
        window.validate();
    }

    /** Heads and the first rows as they are shown. */
    private static List<String> lines(TextPanel panel) {
        return Stream.concat(
                        Stream.of(panel.getColumnHeadings()),
                        IntStream.range(0, Math.min(SAMPLED, panel.getLineCount()))
                                .mapToObj(panel::getLine))
                .toList();
    }

    /** Width of all columns, each as wide as its widest cell or head, with the room that ImageJ leaves. */
    static int columns(List<String> lines, ToIntFunction<String> width) {
        int[] widest = new int[lines.get(0).split("\t", -1).length];
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            for (int c = 0; c < Math.min(widest.length, cells.length); c++) {
                widest[c] = Math.max(widest[c], width.applyAsInt(cells[c] + "MMM"));
            }
        }
        return Arrays.stream(widest).sum();
    }
}
