package io.github.voxelyte.plugins.standalone;

import io.github.voxelyte.plugins.about.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import net.imagej.patcher.LegacyInjector;

/** The program without a display: arguments in, exit status and one line on standard error out. */
public final class Console {
    /** Tasks that failed are in the table; the exit status says that there are some. */
    private static final String RUN_STUDY =
            """
            setBatchMode(true);
            run("Run Study...", getArgument());
            failed = parseInt(call("io.github.voxelyte.plugins.designs.RunStudyCommand.failedTasks"));
            if (failed > 0) exit("Failed tasks: " + failed + "; the column Reason of results.csv says why.");
            """;

    private final PrintStream out;
    private final PrintStream err;

    private Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs and ends the process.
     *
     * @param arguments macro file and its argument, or an option
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int status = new Console(out, err).run(arguments);
        System.exit(status); // worker threads and AWT would keep the process alive
    }

    private int run(String... arguments) {
        String first = arguments.length == 0 ? "--help" : arguments[0];
        switch (first) {
            case "--help", "-h" -> {
                help();
                return arguments.length == 0 ? failed("a macro file is needed") : 0;
            }
            case "--version" -> {
                out.println("Voxelyte " + Version.CURRENT);
                return 0;
            }
            case "study" -> {
                return runStudy(arguments);
            }
            default -> {
                return first.startsWith("-")
                        ? failed("the option " + first + " is not known; see --help")
                        : runMacro(arguments);
            }
        }
    }

    private void help() {
        out.printf(
                """
                Voxelyte %s: from the tomogram of a battery electrode to a simulated cell.

                java -jar voxelyte.jar MACRO.ijm ["ARGUMENT"]   runs an ImageJ macro with all commands of Voxelyte
                java -jar voxelyte.jar study FILE.json [KEYS]   runs a study file: Run Study... with the KEYS, as in output=folder
                java -jar voxelyte.jar --help                  shows this
                java -jar voxelyte.jar --version               shows the version

                The macro reads ARGUMENT by getArgument(). Nothing needs a display. Relative paths count from the current
                folder. Memory: java -Xmx4g -jar …. The exit status is 0 if the macro ended well, else not, with one line
                on standard error that says why.
                """,
                Version.CURRENT);
    }

    private int runMacro(String... arguments) {
        if (arguments.length > 2) {
            return failed("at most a macro file and one argument are taken; put the argument in quotes");
        }
        Path file = Path.of(arguments[0]);
        String code;
        try {
            if (!Files.isRegularFile(file)) {
                return failed("there is no macro file " + file.toAbsolutePath());
            }
            code = Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException foreign) {
            return failed(file + " is not written in UTF-8");
        } catch (IOException problem) {
            return failed(file + " could not be read: " + problem.getMessage());
        }
        return interpret(code, arguments.length == 2 ? arguments[1] : "")
                .map(this::failed)
                .orElse(0);
    }

    private static Optional<String> interpret(String code, String argument) {
        System.setProperty("java.awt.headless", "true");
        LegacyInjector.preinit(); // before any class of ImageJ is loaded: MacroRun refers to them, this class must not
        return MacroRun.run(code, argument);
    }

    /** The command by its macro keys; without output= the results are beside the study file. */
    private int runStudy(String... arguments) {
        if (arguments.length < 2) {
            return failed("a study file is needed: study FILE.json [output=folder]");
        }
        String file = arguments[1];
        String keys = String.join(" ", Arrays.asList(arguments).subList(2, arguments.length));
        boolean placed = (" " + keys.toLowerCase(Locale.ROOT)).contains(" output=");
        if (!placed) {
            keys += " output=[" + file.replaceFirst("\\.json$", "") + "-results]";
        }
        Optional<String> problem = interpret(RUN_STUDY, "study=[" + file + "] " + keys.strip());
        return problem.map(told -> failed(told.replaceFirst("^Macro Error: (.*) in line \\d+$", "$1")))
                .orElse(0);
    }

    private int failed(String sentence) {
        String line = sentence.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
        // ImageJ hangs the line number on the end, where it runs into the sentence.
        err.println("voxelyte: " + line.replaceFirst("^Macro Error: (.*) in line (\\d+)$", "macro line $2: $1"));
        return 1;
    }
}
