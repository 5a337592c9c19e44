package io.github.voxelyte.solver.discharge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Ends a discharge after some points and keeps its checkpoint. */
final class Interruption implements DischargeListener {
    /** What came before the end. */
    final List<DischargePoint> before = new ArrayList<>();

    private final int points;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Interruption(int points) {
        this.points = points;
    }

    @Override
    public void point(DischargePoint point) {
        before.add(point);
    }

    @Override
    public void checkpoint(DischargeCheckpoint checkpoint, boolean last) {
        if (!last && before.size() == points) {
            try {
                checkpoint.write(kept);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new CancellationException("interrupted");
        }
    }

    /** Whether no state was offered there, as between two steps of a protocol. */
    boolean keptNothing() {
        return kept.size() == 0;
    }

    /** The checkpoint, to go on from. */
    InputStream checkpoint() {
        return new ByteArrayInputStream(kept.toByteArray());
    }
}
