package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import java.util.Optional;

/** Runs a command as a macro without a display would: options in, tables and images out. */
public final class HeadlessRun {
    private final String error;
    private final ImagePlus result;

    private HeadlessRun(String error, ImagePlus result) {
        this.error = error;
        this.result = result;
    }

    /** Runs a command on an image, which may be null, with the options of a macro. */
    public static HeadlessRun of(Command command, ImagePlus image, String options) {
        HeadlessRun[] run = new HeadlessRun[1];
        Thread thread = new Thread(() -> run[0] = here(command, image, options), "Run$_test");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return run[0];
    }

    private static HeadlessRun here(Command command, ImagePlus image, String options) {
        Interpreter.batchMode = true;
        IJ.getErrorMessage();
        for (ImagePlus old = Interpreter.getLastBatchModeImage();
                old != null;
                old = Interpreter.getLastBatchModeImage()) {
            Interpreter.removeBatchModeImage(old); // left by an earlier run
        }
        Macro.setOptions(options);
        WindowManager.setTempCurrentImage(image);
        try {
            command.run("");
        } catch (RuntimeException stopped) {
            if (!Macro.MACRO_CANCELED.equals(stopped.getMessage())) {
                throw stopped;
            }
            return new HeadlessRun(stopped.getMessage(), null);
        } finally {
            Macro.setOptions(null);
        }
        ImagePlus active = WindowManager.getCurrentImage();
        return new HeadlessRun(IJ.getErrorMessage(), active == image ? null : active);
    }

    /** What the user was told; empty if the command ended well. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** The image that the command left active; null if none. */
    public ImagePlus result() {
        return result;
    }
}
