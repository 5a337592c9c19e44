package io.github.voxelyte.plugins.command;

import io.github.voxelyte.plugins.options.Options;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.util.List;
import java.util.Optional;

/** What a dialog shows under its fields: what would be computed with the values in them, drawn anew while they are chosen. */
public interface Outlook {
    /**
     * Works out what the values would do. Called on a thread of its own, never twice at the same time; computes nothing that takes
     * more than a look at every voxel.
     *
     * @param options the values now in the dialog; all valid
     * @return what there is to see
     */
    Scene of(Options options);

    /** A drawing. */
    interface Sketch {
        /**
         * Draws it from the top left corner on.
         *
         * @param g where
         * @param width room for it [pixels]
         */
        void paint(Graphics g, int width);
    }

    /**
     * What there is to see.
     *
     * @param sketch stands beside the text
     * @param lines what is known, one sentence or list a line
     * @param problem why the command would refuse the values; empty if nothing is known against them
     */
    record Scene(Optional<Sketch> sketch, List<String> lines, Optional<String> problem) {
        private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        /** What is wrong. */
        public static final Color REFUSED = new Color(0xB00020);

        private static final int SKETCH_PERCENT = 45; // of the width
        private static final int ABOVE = 2;
        private static final int MARGIN = 12;
        private static final int LINE = 15; // from one line of text to the next

        /** Copies the list. */
        public Scene {
            lines = List.copyOf(lines);
        }

        /**
         * The same with another problem.
         *
         * @param sentence why the values would be refused
         * @return the changed copy
         */
        Scene refused(String sentence) {
            return new Scene(sketch, lines, Optional.of(sentence));
        }

        /**
         * All that is said.
         *
         * @return the lines and the problem, one below the other
         */
        public String text() {
            String said = String.join("\n", lines);
            return problem.map(sentence -> said.isEmpty() ? sentence : said + "\n" + sentence)
                    .orElse(said);
        }

        /**
         * Draws the sketch and beside it the text, first what is wrong; long lines are broken.
         *
         * @param g where
         * @param width of the drawing [pixels]
         */
        public void paint(Graphics g, int width) {
            int left = sketch.isPresent() ? width * SKETCH_PERCENT / 100 : 0;
            sketch.ifPresent(drawing -> drawing.paint(g, left));
            g.setFont(FONT);
            g.setColor(REFUSED);
            int y = ABOVE;
            if (problem.isPresent()) {
                y = write(g, problem.get(), left, y, width);
            }
            g.setColor(Color.BLACK);
            for (String line : lines) {
                y = write(g, line, left, y, width);
            }
        }

        private static int write(Graphics g, String line, int left, int above, int width) {
            FontMetrics metrics = g.getFontMetrics();
            int y = above;
            for (String part : LineBreaks.of(line, metrics::stringWidth, width - left - 2 * MARGIN)) {
                y += LINE;
                g.drawString(part, left + MARGIN, y);
            }
            return y;
        }
    }
}
