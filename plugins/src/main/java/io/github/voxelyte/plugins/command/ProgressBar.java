package io.github.voxelyte.plugins.command;

import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Progress for a bar: never goes back, shows steps of half a per cent, cancels when asked to. */
final class ProgressBar implements Progress {
    private static final double STEP = 0.005;

    private final DoubleConsumer bar;
    private final BooleanSupplier cancelled;
    private double shown = Double.NEGATIVE_INFINITY;

    ProgressBar(DoubleConsumer bar, BooleanSupplier cancelled) {
        this.bar = bar;
        this.cancelled = cancelled;
    }

    @Override
    public void update(double fraction) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
        if (fraction >= shown + STEP) {
            shown = fraction;
            bar.accept(Math.min(fraction, 1 - STEP)); // ImageJ hides its bar at 1: that is for the end
        }
    }

    /** The work is over, well or not. */
    void finish() {
        bar.accept(1);
    }
}
