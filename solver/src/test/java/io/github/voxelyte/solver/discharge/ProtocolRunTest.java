package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProtocolRunTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(10e-6);

    /** Two columns of active material of different height. */
    private static final VoxelCell COMB = VoxelCell.of(
            PhaseMap.ofFlat(VoxelGrid.cubic(3, 1, 5, 1e-6), new byte[] {0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1}),
            LabelMeaning.VOXELYTE,
            Axis.Z,
            true,
            CELL);

    private static final class Recorder implements DischargeListener {
        final List<DischargePoint> points = new ArrayList<>();
        final List<ProtocolStepResult> steps = new ArrayList<>();

        @Override
        public void point(DischargePoint point) {
            points.add(point);
        }

        @Override
        public void step(ProtocolStepResult result) {
            steps.add(result);
        }
    }

    private static Protocol read(String text) {
        return new ProtocolText(COMB.summary().oneC(), 2.6, 4.3, name -> null).parse(text);
    }

    private static Recorder run(String text) {
        Recorder record = new Recorder();
        DischargeResult result = Discharge.withDefaults().run(COMB, read(text), record, Progress.NONE);
        assertEquals(StopReason.PROTOCOL_COMPLETE, result.stop());
        return record;
    }

    private static double open(double lithiation) {
        return CELL.activeMaterial().openCircuitPotential().value(lithiation);
    }

    /** Whatever is done, the mean lithiation is the initial one plus the charge, to rounding. */
    private static void assertConserved(List<DischargePoint> points) {
        double first = CELL.activeMaterial().initialLithiation();
        double full = COMB.summary().theoreticalCapacity() / (1 - first);
        for (DischargePoint point : points) {
            assertEquals(first + point.charge() / full, point.meanLithiation(), 1e-11);
        }
    }

    @Test
    void aCycleWithConstantCurrentAndVoltageComesBack() {
        Recorder record = run("Discharge at 0.5C until 3.5 V; Charge at 0.5C until 4.2 V; Hold at 4.2 V until C/100");
        assertEquals(3, record.steps.size());
        ProtocolStepResult discharge = record.steps.get(0);
        ProtocolStepResult charge = record.steps.get(1);
        ProtocolStepResult hold = record.steps.get(2);
        assertEquals(ProtocolEnd.VOLTAGE, discharge.reason());
        assertEquals(3.5, discharge.voltage(), 2e-6);
        assertEquals(ProtocolEnd.VOLTAGE, charge.reason());
        assertEquals(4.2, charge.voltage(), 2e-6);
        assertEquals(ProtocolEnd.CURRENT, hold.reason());
        assertEquals(4.2, hold.voltage(), 1e-6);
        DischargePoint last = record.points.get(record.points.size() - 1);
        assertEquals(
                -COMB.summary().oneC() / 100,
                last.currentDensity(),
                2e-3 * COMB.summary().oneC() / 100);
        // The start is at 4.2 V too, so nearly all comes back.
        assertEquals(0, last.charge() / discharge.charge(), 0.02);
        assertConserved(record.points);
    }

    @Test
    void aHoldPassesTheCurrentThatKeepsTheVoltage() {
        Recorder record = run("Hold at 4.1 V for 30 h");
        DischargePoint last = record.points.get(record.points.size() - 1);
        assertEquals(30 * 3600, last.time(), 1e-6);
        assertEquals(4.1, open(last.meanLithiation()), 1e-4);
        for (int i = 1; i < record.points.size(); i++) {
            double before = record.points.get(i - 1).currentDensity();
            double after = record.points.get(i).currentDensity();
            assertTrue(after <= before + 1e-3 && after > -1e-3, "current " + before + " then " + after);
        }
        assertConserved(record.points);
    }

    @Test
    void aRestEndsAtTheOpenCircuitPotentialOfTheMean() {
        Recorder record = run("Discharge at 1C for 600 s; Rest for 40 h");
        ProtocolStepResult pulse = record.steps.get(0);
        assertEquals(ProtocolEnd.TIME, pulse.reason());
        assertEquals(600, pulse.end(), 1e-6);
        assertEquals(600 * COMB.summary().oneC(), pulse.charge(), 1e-6 * pulse.charge());
        DischargePoint last = record.points.get(record.points.size() - 1);
        assertEquals(open(last.meanLithiation()), last.voltage(), 1e-5);
        assertEquals(last.maxLithiation(), last.minLithiation(), 5e-5);
        assertEquals(0, last.losses().concentration(), 1e-5);
        assertConserved(record.points);
    }

    @Test
    void pulsesAndRestsFollowEachOther() {
        Recorder record = run("(Discharge at 0.5C for 600 s; Rest for 1200 s) x 3");
        assertEquals(6, record.steps.size());
        assertEquals(3 * 1800, record.steps.get(5).end(), 1e-6);
        assertEquals(3, record.points.get(record.points.size() - 1).cycle());
        for (int n = 0; n < 6; n += 2) {
            assertTrue(record.steps.get(n + 1).voltage() > record.steps.get(n).voltage());
        }
        assertConserved(record.points);
    }

    @Test
    void aChargeStepEndsByCharge() {
        Recorder record = run("Discharge at 0.2C until 0.01 mAh/cm2");
        assertEquals(ProtocolEnd.CHARGE, record.steps.get(0).reason());
        assertEquals(0.01 * 36_000, record.steps.get(0).charge(), 1e-6);
    }

    /** The first step of a charged cell is over at once; the next ones follow. */
    @Test
    void aStepThatIsOverAtOnceIsFollowedByTheNext() {
        Recorder first =
                run("Charge at 0.1C until 4.2 V; Discharge at 0.5C for 300 s; Charge at 10C until 4 V; Rest for 60 s");
        assertEquals(4, first.steps.size());
        assertEquals(0, first.steps.get(0).end());
        assertEquals(0, first.steps.get(0).charge());
        ProtocolStepResult over = first.steps.get(2);
        assertEquals(ProtocolEnd.VOLTAGE, over.reason());
        assertEquals(300, over.start(), 1e-6);
        assertEquals(300, over.end(), 1e-6);
        assertEquals(0, over.charge());
        assertConserved(first.points);
    }

    /** A step with a voltage and a time ends by whichever comes first, and never after its time. */
    @Test
    void theTimeOfAStepIsNeverPassed() {
        double crossing =
                run("Discharge at 0.5C until 3.9 V; Rest for 1 s").steps.get(0).end();
        for (double share : new double[] {0.5, 0.9, 0.97, 0.99, 0.997, 0.999, 1.001, 1.01}) {
            double time = share * crossing;
            ProtocolStepResult step = run("Discharge at 0.5C for " + time + " s or until 3.9 V; Rest for 1 s")
                    .steps
                    .get(0);
            assertEquals(Math.min(time, crossing), step.end(), 5e-4 * crossing, "asked " + share);
            assertTrue(step.end() <= time * (1 + 1e-9), "asked " + time + ", ended " + step.end());
        }
    }

    @Test
    void aLimitOfTheProtocolEndsIt() {
        Recorder record = new Recorder();
        DischargeResult result = Discharge.withDefaults()
                .run(COMB, read("(Discharge at 1C for 1000 s; Rest for 100 s) x 9"), record, Progress.NONE);
        assertEquals(StopReason.CUT_OFF, result.stop());
        assertEquals(2.6, result.last().voltage(), 2e-6);
    }

    private static final class Times implements DischargeListener {
        final List<Double> asked = new ArrayList<>();
        final List<Double> met = new ArrayList<>();
        final List<double[]> profiles = new ArrayList<>();
        final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int interruptedAfter;
        private int points;

        Times(int interruptedAfter) {
            this.interruptedAfter = interruptedAfter;
        }

        @Override
        public void point(DischargePoint point) {
            points++;
        }

        @Override
        public void snapshotAtTime(double time, CellFields fields) {
            asked.add(time);
            met.add(fields.time());
            profiles.add(fields.lithiationByLayer()[0]);
        }

        @Override
        public void checkpoint(DischargeCheckpoint checkpoint, boolean last) {
            if (!last && points == interruptedAfter) {
                try {
                    checkpoint.write(kept);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                throw new CancellationException("interrupted");
            }
        }
    }

    /** At the start, within steps, at the boundary of two, in a rest and a hold; one after the end never comes. */
    @Test
    void snapshotTimesAreMet() {
        Protocol protocol = read("Discharge at 0.5C for 1200 s; Rest for 600 s; Hold at 4 V for 900 s");
        double[] wanted = {2500, 0, 1800, 700.125, 1200, 700, 1500, 99999, 700, 2000};
        Discharge discharge = Discharge.withDefaults().withSnapshotTimes(wanted);
        Times whole = new Times(-1);
        discharge.run(COMB, protocol, whole, Progress.NONE);
        assertEquals(List.of(0.0, 700.0, 700.125, 1200.0, 1500.0, 1800.0, 2000.0, 2500.0), whole.asked);
        for (int i = 0; i < whole.asked.size(); i++) {
            assertEquals(whole.asked.get(i), whole.met.get(i), 1e-9 * 2700);
        }
        int[] voxels = {0, 1, 2, 2, 3};
        double sum = 0;
        for (int l = 1; l < voxels.length; l++) {
            sum += voxels[l] * whole.profiles.get(1)[l];
        }
        double first = CELL.activeMaterial().initialLithiation();
        double full = COMB.summary().theoreticalCapacity() / (1 - first);
        assertEquals(first + 700 * 0.5 * COMB.summary().oneC() / full, sum / 8, 1e-9);
    }

    @Test
    void snapshotTimesGoOnAfterAnInterruption() {
        Protocol protocol = read("Discharge at 0.5C for 1200 s; Rest for 600 s");
        Discharge discharge = Discharge.withDefaults().withSnapshotTimes(100, 500, 1300, 1700);
        Times whole = new Times(-1);
        discharge.run(COMB, protocol, whole, Progress.NONE);
        Times before = new Times(12);
        assertEquals(
                StopReason.CANCELLED,
                discharge.run(COMB, protocol, before, Progress.NONE).stop());
        Times after = new Times(-1);
        discharge.resume(COMB, protocol, new ByteArrayInputStream(before.kept.toByteArray()), after, Progress.NONE);
        List<Double> both = new ArrayList<>(before.asked);
        both.addAll(after.asked);
        assertEquals(whole.asked, both);
        assertTrue(!before.asked.isEmpty() && !after.asked.isEmpty());
        double[] expected = whole.profiles.get(3);
        double[] obtained = after.profiles.get(after.profiles.size() - 1);
        for (int l = 0; l < expected.length; l++) {
            assertEquals(expected[l], obtained[l], 1e-6);
        }
    }

    /** A snapshot at a time after the end cuts no step, and a bad one is refused. */
    @Test
    void timesThatNeverComeChangeNothing() {
        Protocol protocol = read("Discharge at 0.5C until 3.8 V");
        Discharge discharge = Discharge.withDefaults();
        assertEquals(
                discharge
                        .run(COMB, protocol, DischargeListener.NONE, Progress.NONE)
                        .points(),
                discharge
                        .withSnapshotTimes(1e7)
                        .run(COMB, protocol, DischargeListener.NONE, Progress.NONE)
                        .points());
        assertThrows(IllegalArgumentException.class, () -> discharge.withSnapshotTimes(-1));
        assertThrows(IllegalArgumentException.class, () -> discharge.withSnapshotTimes(Double.NaN));
    }

    /** Interrupted anywhere and resumed, the curve is the same to the solver's tolerance. */
    @Test
    void aResumedRunGivesTheSameCurve() {
        Protocol protocol = read("Discharge at 0.5C until 3.6 V; Rest for 600 s; Charge at 0.5C until 4 V");
        Discharge discharge = Discharge.withDefaults().withTolerances(1e-3, 1e-8);
        DischargeResult uninterrupted = discharge.run(COMB, protocol, DischargeListener.NONE, Progress.NONE);
        assertEquals(StopReason.PROTOCOL_COMPLETE, uninterrupted.stop());
        List<DischargePoint> whole = uninterrupted.points();
        for (int stopAt : new int[] {3, 17, whole.size() - 4}) {
            Interruption interrupt = new Interruption(stopAt);
            assertEquals(
                    StopReason.CANCELLED,
                    discharge.run(COMB, protocol, interrupt, Progress.NONE).stop());
            if (interrupt.keptNothing()) {
                continue; // no state is offered between two steps of the protocol
            }
            DischargeResult rest =
                    discharge.resume(COMB, protocol, interrupt.checkpoint(), DischargeListener.NONE, Progress.NONE);
            assertEquals(whole.size() - stopAt, rest.points().size());
            for (int i = 0; i < rest.points().size(); i++) {
                DischargePoint expected = whole.get(stopAt + i);
                assertEquals(expected.voltage(), rest.points().get(i).voltage(), 1e-6);
                assertEquals(expected.time(), rest.points().get(i).time(), 1e-5 * expected.time());
            }
            assertEquals(StopReason.PROTOCOL_COMPLETE, rest.stop());
        }
    }

    @Test
    void aBrokenCheckpointIsRefused() {
        Discharge discharge = Discharge.withDefaults();
        Protocol protocol = read("Rest for 1 s");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> discharge.resume(
                                COMB,
                                protocol,
                                new ByteArrayInputStream(new byte[20]),
                                DischargeListener.NONE,
                                Progress.NONE))
                .getMessage();
        assertTrue(message.contains("without resume"), message);
    }
}
