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
import io.github.voxelyte.solver.material.ConcentrationRatio;
import io.github.voxelyte.solver.material.Formula;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Of a liquid: κ with a maximum, De that falls, a thermodynamic factor that rises. */
    private static Electrolyte following(double transference) {
        return new Electrolyte(1, transference, 1000, 3e-10, 2)
                .withRatios(ratio("x*exp(1-x)"), ratio("exp(0.7*(1-x))"), ratio("0.6 + 0.4*x^2"));
    }

    private static ConcentrationRatio ratio(String formula) {
        return ConcentrationRatio.of(Formula.parse(formula).at(298.15), 1);
    }

    /**
     * At steady current ∫De dy = (1 − t+)·i·z/(F·ce₀), and the electrolyte's loss is ∫ i/κ dz + β·∫ f d ln y. With z by quadrature over y
     * from the film's side, whose concentration follows from the salt's mean.
     */
    @Test
    void aSteadyStateIsThatOfTheQuadrature() {
        double separator = 100e-6;
        double density = 3;
        double concentration = 20; // so that a small current makes a large difference
        Electrolyte e = new Electrolyte(1, 0.35, concentration, 3e-10, 2)
                .withRatios(
                        following(1).conductivityRatio(),
                        following(1).diffusivityRatio(),
                        following(1).thermodynamicRatio());
        VoxelCell film = film(with(e, separator));
        List<DischargePoint> points = new ArrayList<>();
        List<Double> last = new ArrayList<>();
        Discharge.withDefaults()
                .withFaceRule(FaceRule.CELL_CENTRE)
                .withTolerances(1e-4, 1e-8)
                .withSnapshotTimes(600)
                .run(
                        film,
                        density,
                        new DischargeListener() {
                            @Override
                            public void point(DischargePoint point) {
                                if (point.time() <= 600 * (1 + 1e-9)) {
                                    points.add(point);
                                }
                            }

                            @Override
                            public void snapshotAtTime(double time, CellFields fields) {
                                last.add((double) fields.saltConcentration()
                                                .orElseThrow()
                                                .plane(1)[0]
                                        / concentration);
                            }
                        },
                        Progress.NONE);
        double length = separator + 2e-6;
        double flux = 0.65 * density / (FARADAY * concentration * 3e-10); // of ∫De dy over z [1/m]
        double low = 0.1;
        double high = 1;
        for (int n = 0; n < 60; n++) {
            double middle = 0.5 * (low + high);
            if (quadrature(e, middle, flux, length, density)[0] < 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[] steady = quadrature(e, low, flux, length, density);
        LossBudget losses = points.get(points.size() - 1).losses();
        // Half a micrometre from the film, by the gradient there; the logarithm is taken half a layer from the ends.
        double expected = low + flux / e.diffusivityRatio().value(low) * 0.5e-6;
        assertEquals(expected, last.get(0), 2e-4);
        double halfAtLithium = 0.5 * film.network.geometry.thickness[0];
        double ends =
                diffusionPotential(e, low, flux * 0.5e-6) + diffusionPotential(e, steady[2], flux * halfAtLithium);
        assertEquals(steady[1] - ends, losses.separator() + losses.electrolyte(), 5e-4 * steady[1]);
        // With a constant De the profile would be straight.
        assertTrue(Math.abs(low - (1 - flux * length / 2)) > 5e-3, "at the film " + low);
        assertEquals(0, losses.remainder(), 1e-6);
    }

    /** Over a small change of ∫De dy. */
    private static double diffusionPotential(Electrolyte e, double y, double change) {
        double factor = e.thermodynamicRatio().value(y) / e.diffusivityRatio().value(y) / y;
        return 0.65 * RT * 2 / FARADAY * factor * change;
    }

    /** Mean of y, loss [V] and y at lithium, by Euler–Richardson steps from the film on. */
    private static double[] quadrature(Electrolyte e, double first, double flux, double length, double density) {
        int steps = 4000;
        double h = length / steps;
        double y = first;
        double sum = 0;
        double loss = 0;
        for (int i = 0; i < steps; i++) {
            double middle = y + 0.5 * h * flux / e.diffusivityRatio().value(y);
            double slope = flux / e.diffusivityRatio().value(middle);
            sum += middle * h;
            loss += h * density / e.conductivityRatio().value(middle);
            loss += h * 0.65 * RT * 2 / FARADAY * e.thermodynamicRatio().value(middle) * slope / middle;
            y += h * slope;
        }
        return new double[] {sum / length, loss, y};
    }

    /** A property that is a function but does not change gives every bit of the number's result. */
    @Test
    void aConstantFunctionIsTheNumber() {
        Electrolyte number = new Electrolyte(1, 0.4, 1000, 3e-10, 2);
        ConcentrationRatio one = ratio("1 + 0*x");
        List<List<DischargePoint>> points = new ArrayList<>();
        for (Electrolyte electrolyte : List.of(number, number.withRatios(one, one, one))) {
            VoxelCell cell = random(with(electrolyte, 10e-6));
            points.add(Discharge.withDefaults()
                    .withCutOff(3.5)
                    .run(cell, cell.summary().oneC(), DischargeListener.NONE, Progress.NONE)
                    .points());
        }
        assertEquals(points.get(0), points.get(1));
        assertTrue(points.get(0).size() > 10);
    }

    /** Against differences, with double layers too. */
    @ParameterizedTest
    @CsvSource({"HALF_VOXEL, false", "HALF_VOXEL, true", "PARABOLIC, false", "PARABOLIC, true"})
    void theDerivativesAreThoseOfTheResidual(FaceRule rule, boolean layers) {
        VoxelCell cell = random(with(following(0.4), 10e-6));
        CellEquations equations = new CellEquations(cell.network, rule, layers, Parallel.SERIAL);
        int n = equations.unknowns;
        int nodes = cell.network.nodes;
        Random random = new Random(8);
        double[] u = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            double base =
                    i >= nodes + cell.network.active ? 1 : i >= nodes ? 0.5 : cell.network.isElectronic(i) ? 4 : 0;
            u[i] = base + 0.05 * random.nextDouble();
            v[i] = random.nextDouble() - 0.5;
        }
        TimeFormula time = new TimeFormula(layers ? 1e-4 : 10, 0, new double[n], new double[n]);
        DerivativeDifferences both = DerivativeDifferences.at(equations, u, v, time);
        double[] y = both.derivative();
        double largest = both.largest();
        for (int i = 0; i < n; i++) {
            double scale = layers ? largest : Math.max(Math.abs(y[i]), 1e-3 * largest);
            assertEquals(both.difference()[i], y[i], 1e-6 * scale, "unknown " + i);
        }
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

    private static VoxelCell random(Cell cell) {
        int n = 5;
        int layers = 7;
        byte[] labels = new byte[n * n * layers];
        Random random = new Random(4);
        for (int i = 2 * n * n; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        return VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(n, n, layers, 1e-6), labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                cell);
    }

    /** Whatever happens, salt is neither made nor lost; at rest it evens out. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSaltIsConservedAndEvensOut(boolean follows) {
        VoxelCell cell = random(follows ? with(following(0.4), 10e-6) : liquid(0.4, 10e-6));
        Protocol protocol = new ProtocolText(cell.summary().oneC(), 2.6, 4.3, name -> null)
                .parse("Discharge at 2C until 3.5 V; Rest for 2 h");
        Trace trace = new Trace(cell);
        // What is left at the end stands for the imbalance of the currents that is accepted.
        Discharge discharge = Discharge.withDefaults().withTolerances(2e-4, 1e-8);
        DischargeResult result = discharge.run(cell, protocol, trace, Progress.NONE);
        assertEquals(StopReason.PROTOCOL_COMPLETE, result.stop());
        assertTrue(trace.largestSpread > 0.002, "spread " + trace.largestSpread);
        assertTrue(trace.lastSpread < 1e-6, "spread at the end " + trace.lastSpread);
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
