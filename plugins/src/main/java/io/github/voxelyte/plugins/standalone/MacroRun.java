package io.github.voxelyte.plugins.standalone;

import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.macro.Interpreter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one macro in a patched ImageJ and says what went wrong. Only to be loaded after ImageJ has been patched. */
final class MacroRun {
    private static final Pattern MENU_LINE = Pattern.compile("\\s*[^#,]+,\\s*\"([^\"]+)\",\\s*(\\S+)\\s*");

    private MacroRun() {}

    /** Runs a macro to its end; empty if it ended well, else one sentence. */
    static Optional<String> run(String code, String argument) {
        IJ.runMacro(""); // makes ImageJ read its menus
        addCommands();
        Outcome outcome = new Outcome();
        // ImageJ keeps macro options by thread, and only for threads named like this
        Thread thread = new Thread(() -> outcome.interpret(code, argument), "Run$_Voxelyte");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
        return Optional.ofNullable(outcome.problem);
    }

    /** This jar lies in no plugins folder, where ImageJ would look for the file with the menu entries. */
    @SuppressWarnings("unchecked") // ImageJ's table of commands is of strings
    private static void addCommands() {
        Map<String, String> commands = Menus.getCommands();
        var stream = MacroRun.class.getResourceAsStream("/plugins.config");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher entry = MENU_LINE.matcher(line);
                if (entry.matches()) {
                    commands.put(entry.group(1), entry.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of the macro. */
    private static final class Outcome {
        private volatile String problem;

        void interpret(String code, String argument) {
            PrintStream out = System.out;
            PrintStream err = System.err;
            StreamTap tap = new StreamTap(out);
            System.setOut(tap);
            System.setErr(tap); // standard error is for the one line at the end
            Interpreter interpreter = new Interpreter();
            Interpreter.batchMode = true; // results are kept, nothing is shown
            IJ.getErrorMessage(); // forgets earlier ones
            Throwable thrown = null;
            try {
                interpreter.run(code, argument);
            } catch (Throwable stopped) { // the outermost place: everything becomes an exit status
                thrown = stopped;
            } finally {
                System.setOut(out);
                System.setErr(err);
            }
            problem = sentence(interpreter, tap, thrown);
        }

        /** Why it failed; null if it did not. */
        private static String sentence(Interpreter interpreter, StreamTap tap, Throwable thrown) {
            String told = IJ.getErrorMessage();
            if (told != null) {
                return told;
            }
            if (tap.macroError().isPresent()) {
                return tap.macroError().get();
            }
            if (tap.exitMessage().isPresent()) {
                return tap.exitMessage().get();
            }
            if (interpreter.wasError()) {
                return "Macro Error: " + interpreter.getErrorMessage();
            }
            if (thrown == null || isExit(thrown)) {
                return null;
            }
            return Macro.MACRO_CANCELED.equals(thrown.getMessage()) ? "the macro was cancelled" : thrown.toString();
        }

        /** A macro may end early by {@code exit()}; ImageJ throws then, too. */
        private static boolean isExit(Throwable thrown) {
            return Arrays.stream(thrown.getStackTrace())
                    .limit(1)
                    .anyMatch(frame -> frame.getClassName().equals("ij.macro.Functions")
                            && frame.getMethodName().equals("exit"));
        }
    }
}
