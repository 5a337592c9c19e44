package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An electrolyte in which salt moves: t+ below 1. */
class SaltTransportTest {
    private static final double FARADAY = 96485.33212;
    private static final double RT = 8.314462618 * 298.15;
    private static final Cell SINGLE_ION = CellFile.open(CellFile.DEFAULT);

    private static Cell liquid(double transference, double separator) {
        return with(new Electrolyte(1, transference, 1000, 3e-10, 2), separator);
    }

    private static Cell with(Electrolyte electrolyte, double separator) {
        return new Cell(
                "salt",
                SINGLE_ION.temperature(),
                electrolyte,
                SINGLE_ION.activeMaterial(),
                SINGLE_ION.counterElectrode(),
                separator,
                0,
                SINGLE_ION.additiveConductivity(),
                SINGLE_ION.oneC());
    }

    private static VoxelCell film(Cell cell) {
        byte[] labels = {0, 0, 1, 1, 1};
        return VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 5, 1e-6), labels), LabelMeaning.VOXELYTE, Axis.Z, true, cell);
    }

    /**
     * After L²/De the concentration falls evenly from lithium to the film, by (1 − t+)·i·L/(F·De), and the diffusion potential
     * between them is β·ln(c₁/c₂).
     */
    @Test
    void aSteadyCurrentMakesAnEvenGradient() {
        double separator = 100e-6;
        double transference = 0.35;
        Cell cell = liquid(transference, separator);
        VoxelCell film = film(cell);
        double density = 0.5;
        double electrolyte = separator + 2e-6;
        List<DischargePoint> points = new ArrayList<>();
        List<Double> last = new ArrayList<>();
        DischargeListener listener = new DischargeListener() {
            @Override
            public void point(DischargePoint point) {
                points.add(point);
            }

            @Override
            public void snapshot(double voltage, CellFields fields) {
                Optional<ScalarField> salt = fields.saltConcentration();
                last.add((double) salt.orElseThrow().plane(0)[0]);
                last.add((double) salt.orElseThrow().plane(1)[0]);
            }
        };
        Discharge.withDefaults()
                .withTolerances(1e-5, 1e-8)
                .withSnapshots(3.8)
                .run(film, density, listener, Progress.NONE);
        double gradient = (1 - transference) * density / (FARADAY * 3e-10);
        // The time constant is 4·L²/(π²·De) = 14 s, the snapshot comes after an hour or more.
        // Fields are in single precision.
        assertEquals(gradient * 1e-6, last.get(0) - last.get(1), 2e-4);
        double mean = 1000;
        assertEquals(mean - gradient * (electrolyte / 2 - 0.5e-6), last.get(1), 1e-3 * gradient * electrolyte);

        double first = mean + gradient * electrolyte / 2;
        double end = mean - gradient * electrolyte / 2;
        double expected = electrolyte * density / 1 + (1 - transference) * RT * 2 / FARADAY * Math.log(first / end);
        LossBudget losses = points.get(points.size() / 2).losses();
        // The logarithm is taken half a cell from the ends: 1 µm in 102.
        assertEquals(expected, losses.separator() + losses.electrolyte(), 5e-3 * expected);
        assertEquals(0, losses.remainder(), 1e-6);
    }

    @Test
    void withATransferenceNumberOfNearlyOneTheCellIsASingleIonConductor() {
        Electrolyte nearly = new Electrolyte(0.012, 1 - 1e-9, 10_300, 2.4e-13, 1.28);
        Electrolyte exactly = new Electrolyte(0.012, 1, 10_300, 2.4e-13, 1.28);
        Discharge discharge = Discharge.withDefaults().withTolerances(2e-4, 1e-8);
        double[] end = new double[2];
        for (int k = 0; k < 2; k++) {
            VoxelCell cell = film(with(k == 0 ? nearly : exactly, 20e-6));
            end[k] = discharge
                    .run(cell, 0.3 * cell.summary().oneC(), DischargeListener.NONE, Progress.NONE)
                    .last()
                    .time();
        }
        assertEquals(1, end[0] / end[1], 1e-5);
    }

    /** Whatever happens, salt is neither made nor lost; at rest it evens out. */
    @Test
    void theSaltIsConservedAndEvensOut() {
        int n = 5;
        int layers = 7;
        byte[] labels = new byte[n * n * layers];
        Random random = new Random(4);
        for (int i = 2 * n * n; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(n, n, layers, 1e-6), labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                liquid(0.4, 10e-6));
        Protocol protocol = new ProtocolText(cell.summary().oneC(), 2.6, 4.3, name -> null)
                .parse("Discharge at 2C until 3.5 V; Rest for 2 h");
        Trace trace = new Trace(cell);
        DischargeResult result = Discharge.withDefaults().run(cell, protocol, trace, Progress.NONE);
        assertEquals(StopReason.PROTOCOL_COMPLETE, result.stop());
        assertTrue(trace.largestSpread > 0.002, "spread " + trace.largestSpread);
        assertTrue(trace.lastSpread < 1e-4, "spread at the end " + trace.lastSpread);
        assertEquals(0, trace.largestLoss, 1e-10);
    }

    /** Looks into the checkpoints: what is behind the lithiations. */
    private static final class Trace implements DischargeListener {
        private final VoxelCell cell;
        double largestSpread;
        double lastSpread;
        double largestLoss;

        Trace(VoxelCell cell) {
            this.cell = cell;
        }

        @Override
        public void point(DischargePoint point) {
            assertTrue(Double.isFinite(point.voltage()));
        }

        @Override
        public void checkpoint(DischargeCheckpoint checkpoint, boolean last) {
            CellNetwork network = cell.network;
            SaltTransport salt = new SaltTransport(network, Parallel.SERIAL);
            double[] u = unknowns(checkpoint, network.nodes + network.active + salt.count());
            double sum = 0;
            double whole = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < salt.count(); k++) {
                double y = u[network.nodes + network.active + k];
                sum += salt.capacity[k] * y;
                whole += salt.capacity[k];
                least = Math.min(least, y);
                most = Math.max(most, y);
            }
            lastSpread = most - least;
            largestSpread = Math.max(largestSpread, lastSpread);
            largestLoss = Math.max(largestLoss, Math.abs(sum / whole - 1));
        }

        /** The first array of a checkpoint, which holds the present state. */
        private static double[] unknowns(DischargeCheckpoint checkpoint, int size) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                checkpoint.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            boolean found = false;
            while (!found) {
                found = buffer.getLong() == size;
            }
            double[] u = new double[size];
            buffer.asDoubleBuffer().get(u);
            return u;
        }
    }
}
