package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.StackInput;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.output.OutputFolder;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Runs a command: reads its options (or asks a person), locks the image, takes the output folder, executes, writes and
 * shows the results, and turns whatever goes wrong into one message.
 */
final class CommandRunner {
    private static final double NANOSECONDS = 1e9; // in a second

    private final Command command;
    private final CommandDescription description;
    private List<ImagePlus> results; // null until the command has ended well

    private CommandRunner(Command command) {
        this.command = command;
        this.description = command.description();
    }

    /** Runs a command on the active image; called by ImageJ. */
    static void start(Command command) {
        String macro = Macro.getOptions(); // of this thread only, so before anything else
        ImagePlus image = WindowManager.getCurrentImage();
        CommandRunner runner = new CommandRunner(command);
        if (EventQueue.isDispatchThread()) {
            new Thread(() -> runner.guarded(macro, image), "Run$_" + runner.description.title()).start();
        } else {
            runner.guarded(macro, image);
        }
    }

    /**
     * Runs a command from within another plugin, with options as in a macro.
     *
     * @return the result images; empty if it failed, which the user has been told, or was cancelled
     */
    static Optional<List<ImagePlus>> call(Command command, ImagePlus image, String options) {
        CommandRunner runner = new CommandRunner(command);
        runner.guarded(options, image);
        return Optional.ofNullable(runner.results);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // nothing is printed: the user sees all of it
    private void guarded(String macro, ImagePlus image) {
        boolean inMacro = macro != null || IJ.isMacro();
        try {
            run(macro, image);
        } catch (CancellationException stopped) {
            IJ.showStatus(description.title() + ": cancelled");
            if (inMacro) {
                throw new RuntimeException(Macro.MACRO_CANCELED, stopped); // as ImageJ's own commands do
            }
        } catch (OutOfMemoryError full) {
            error("There is not enough memory (" + IJ.maxMemory() / (1 << 20)
                    + " MB); raise Edit › Options › Memory (or -Xmx), or crop.");
        } catch (IllegalArgumentException problem) {
            error(problem.getMessage());
        } catch (IOException problem) {
            error("The results could not be written: " + problem.getMessage() + ".");
        } catch (UncheckedIOException problem) {
            String told = problem.getMessage();
            IOException cause = problem.getCause();
            boolean own = told != null && !told.equals(cause.toString());
            error(own ? told : "The results could not be written: " + cause.getMessage() + ".");
        } catch (Throwable problem) { // the one place: beyond it, ImageJ would let the macro go on
            if (Macro.MACRO_CANCELED.equals(problem.getMessage())) {
                throw problem;
            }
            error(unexpected(problem));
        }
    }

    private void error(String sentence) {
        IJ.showStatus(description.title() + ": failed");
        IJ.error(description.title(), sentence);
    }

    /** A failure of the core says what happened itself; anything else is a fault of ours, to be reported with its place. */
    private static String unexpected(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        boolean told = problem.getClass().getName().startsWith("io.github.voxelyte.");
        if (told) {
            return problem.getMessage();
        }
        if (!GraphicsEnvironment.isHeadless()) {
            StringWriter text = new StringWriter();
            problem.printStackTrace(new PrintWriter(text));
            IJ.log(text.toString());
        }
        return "This should not have happened, please report it: " + problem
                + (trace.length > 0 ? " (at " + trace[0] + ")" : "");
    }

    private void run(String macro, ImagePlus image) throws IOException {
        boolean looksAtImage = description.input() != Input.NONE;
        if (macro != null || !isPersonThere()) {
            run(Options.parse(description.keys(), macro == null ? "" : macro), image);
            return;
        }
        if (looksAtImage && description.input() != Input.MAPS) {
            StackInput.of(image); // before the person fills in the dialog
        }
        CommandDialog dialog = new CommandDialog(command, image);
        boolean ended = false;
        while (!ended) {
            Options options = dialog.ask().orElseThrow(() -> new CancellationException("dialog"));
            try {
                run(options, image);
                ended = true;
            } catch (IllegalArgumentException problem) { // what was filled in is not lost
                dialog.explain(problem);
            }
        }
    }

    private void run(Options options, ImagePlus image) throws IOException {
        boolean looksAtImage = description.input() != Input.NONE;
        if (looksAtImage && image != null && !image.lockSilently()) {
            throw new IllegalArgumentException("'" + image.getTitle() + "' is in use by another command.");
        }
        IJ.resetEscape();
        ProgressBar progress = new ProgressBar(IJ::showProgress, CommandRunner::isCancelled);
        try {
            Execution execution = new Execution(
                    description, options, image, Parallel.withThreads(Math.max(1, Prefs.getThreads())), progress);
            execute(execution, progress);
        } finally {
            progress.finish();
            if (looksAtImage && image != null) {
                image.unlock();
            }
        }
    }

    private void execute(Execution execution, ProgressBar progress) throws IOException {
        long start = System.nanoTime();
        Optional<String> output = execution.find(ImageKeys.OUTPUT);
        if (output.isEmpty()) {
            command.execute(execution);
        } else {
            try (OutputFolder folder = OutputFolder.take(output.get(), description.id())) {
                execution.writesTo(folder);
                command.execute(execution);
                Map<String, Object> summary =
                        Delivery.write(execution, folder, (System.nanoTime() - start) / NANOSECONDS);
                progress.update(1);
                folder.commit(description.id(), summary);
            }
        }
        Delivery.show(execution);
        results = List.copyOf(execution.images());
        IJ.showStatus(description.title() + ": done");
    }

    private static boolean isPersonThere() {
        return !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
    }

    private static boolean isCancelled() {
        return IJ.escapePressed() || Thread.currentThread().isInterrupted();
    }
}
