package io.github.voxelyte.plugins.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Breaks sentences into lines at blanks. */
final class LineBreaks {
    private LineBreaks() {}

    /**
     * Breaks a text.
     *
     * @param text the text; line feeds in it stay
     * @param width of a piece of text
     * @param room for a line, in the unit of the width
     * @return the lines; a word that is too wide has one of its own
     */
    static List<String> of(String text, ToIntFunction<String> width, int room) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String line = null;
            for (String word : paragraph.split(" ", -1)) {
                String longer = line == null ? word : line + " " + word;
                if (line != null && width.applyAsInt(longer) > room) {
                    lines.add(line);
                    line = word;
                } else {
                    line = longer;
                }
            }
            lines.add(line);
        }
        return lines;
    }
}
