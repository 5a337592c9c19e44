package io.github.voxelyte.plugins.discharge;

import ij.IJ;
import java.util.concurrent.CancellationException;

/** What a person asks of a run that is under way: to pause, to stop and keep what there is, or to cancel. */
final class RunControl {
    private static final long LOOK_FOR_ESC = 200; // [ms]

    private boolean paused;
    private boolean stopped;
    private boolean cancelled;

    /** Pauses, or goes on. */
    synchronized void pause(boolean wanted) {
        paused = wanted;
        notifyAll();
    }

    /** Ends the run; what there is so far is its result. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Ends the run without a result. */
    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * To be called by the run again and again; returns at once unless something was asked.
     *
     * @throws CancellationException if the run is to end
     */
    synchronized void obey() {
        while (paused && !stopped && !cancelled && !IJ.escapePressed()) {
            try {
                wait(LOOK_FOR_ESC);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            }
        }
        if (stopped || cancelled) {
            throw new CancellationException("discharge");
        }
    }
}
