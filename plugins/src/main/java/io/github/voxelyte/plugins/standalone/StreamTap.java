package io.github.voxelyte.plugins.standalone;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output while a macro runs. What ImageJ would say in windows it prints here; the lines that tell why a macro
 * ended are remembered.
 */
final class StreamTap extends PrintStream {
    private static final String MACRO_ERROR = "Macro Error: ";
    private static final StackWalker STACK = StackWalker.getInstance();

    private volatile String macroError;
    private volatile String exitMessage;

    StreamTap(PrintStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        if (line != null && line.startsWith(MACRO_ERROR) && macroError == null) {
            macroError = line.lines().findFirst().orElse(line);
        }
        boolean exit = STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getClassName().equals("ij.macro.Functions")
                        && frame.getMethodName().equals("exit")));
        if (exit) {
            exitMessage = line;
        }
        super.println(line);
    }

    /** The macro error that ImageJ reported, with its line. */
    Optional<String> macroError() {
        return Optional.ofNullable(macroError);
    }

    /** What the macro itself said when it called {@code exit("…")}. */
    Optional<String> exitMessage() {
        return Optional.ofNullable(exitMessage);
    }
}
