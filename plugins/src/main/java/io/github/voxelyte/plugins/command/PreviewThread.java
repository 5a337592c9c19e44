package io.github.voxelyte.plugins.command;

import ij.IJ;
import io.github.voxelyte.plugins.options.Options;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a preview beside the dialog; of several requests that wait, only the latest is served. */
final class PreviewThread implements AutoCloseable {
    private static final long PATIENCE = 10; // seconds that a preview may go on after its dialog is closed

    private final Preview preview;
    private final AtomicReference<Runnable> latest = new AtomicReference<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "voxelyte-preview"));

    PreviewThread(Preview preview) {
        this.preview = preview;
    }

    /** Asks for a preview of these options; null takes it away. */
    void request(Options options) {
        Runnable task = options == null ? preview::clear : () -> preview.show(options);
        if (latest.getAndSet(task) == null) {
            thread.execute(this::serve);
        }
    }

    private void serve() {
        Runnable task = latest.getAndSet(null);
        try {
            task.run();
        } catch (RuntimeException problem) {
            IJ.showStatus("Preview: " + problem.getMessage());
        }
    }

    @Override
    public void close() {
        latest.set(null);
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                IJ.showStatus("The preview is still running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        preview.clear();
    }
}
