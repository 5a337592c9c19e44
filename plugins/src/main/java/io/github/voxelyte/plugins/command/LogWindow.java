package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.Prefs;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.text.TextWindow;
import java.awt.Component;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.util.function.ToIntFunction;

/** Writes sentences into ImageJ's log so that a person can read them: broken where its window ends. */
final class LogWindow {
    private static final int DEFAULT_WIDTH = 400; // of a log that was never resized [pixels]
    private static final Font DEFAULT_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 16); // of a log not opened yet
    private static final int BESIDE_TEXT = 40; // scroll bar, frame, and a margin [pixels]
    private static final int LEAST = 200; // a narrower window is to be made wider by its owner [pixels]
    private static final String INDENT = "    ";

    private LogWindow() {}

    /**
     * Logs a sentence. In macros and without a display it stays one line, so that programs can read it.
     *
     * @param sentence what to say
     */
    static void say(String sentence) {
        boolean isRead = !GraphicsEnvironment.isHeadless()
                && IJ.getInstance() != null
                && !Interpreter.isBatchMode()
                && !IJ.isMacro();
        IJ.log(isRead ? broken(sentence) : sentence);
    }

    private static String broken(String sentence) {
        Window log = WindowManager.getWindow("Log");
        int width = log == null ? (int) Prefs.get(TextWindow.LOG_WIDTH_KEY, DEFAULT_WIDTH) : log.getWidth();
        Component written = log instanceof TextWindow window ? window.getTextPanel() : IJ.getInstance();
        Font font = log == null ? DEFAULT_FONT : written.getFont();
        FontMetrics metrics = written.getFontMetrics(font);
        return broken(sentence, metrics::stringWidth, Math.max(LEAST, width - BESIDE_TEXT));
    }

    /** The sentence in lines, all but the first indented. */
    static String broken(String sentence, ToIntFunction<String> width, int room) {
        return String.join("\n" + INDENT, LineBreaks.of(sentence, width, room - width.applyAsInt(INDENT)));
    }
}
