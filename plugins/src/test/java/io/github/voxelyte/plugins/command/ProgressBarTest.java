package io.github.voxelyte.plugins.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    @Test
    void neverGoesBackAndEndsAtOne() {
        List<Double> shown = new ArrayList<>();
        ProgressBar bar = new ProgressBar(shown::add, () -> false);
        for (double fraction : new double[] {0, 0.3, 0.1, 0.301, 0.6, 1, 0.2}) {
            bar.update(fraction);
        }
        bar.finish();
        assertEquals(List.of(0.0, 0.3, 0.6, 0.995, 1.0), shown);
    }

    @Test
    void cancelsWhenAsked() {
        ProgressBar bar = new ProgressBar(fraction -> {}, () -> true);
        assertTrue(assertThrows(CancellationException.class, () -> bar.update(0.5))
                .getMessage()
                .contains("cancelled"));
    }
}
