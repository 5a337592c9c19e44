package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.DischargeListener;
import io.github.voxelyte.solver.discharge.DischargePoint;
import io.github.voxelyte.solver.discharge.DischargeResult;
import io.github.voxelyte.solver.discharge.FaceRule;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.StopReason;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A small sine in the time domain, by the discharge solver: a staircase of constant currents, whose first harmonic is compared with
 * that of the voltage. Without double layers at frequencies far below theirs and both sides of the diffusion's; with them around the
 * characteristic frequencies of active material and lithium.
 */
class SmallSineTest {
    private static final int STEPS = 24;

    private static VoxelCell cell(double transference) {
        Random random = new Random(2);
        VoxelGrid grid = VoxelGrid.cubic(3, 3, 4, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        Cell study = RestingState.atLithiation(CellFile.open("lps-nmc622"), 0.55);
        Electrolyte e = study.electrolyte();
        Cell parameters = new Cell(
                "sine",
                study.temperature(),
                new Electrolyte(
                        e.conductivity(), transference, e.concentration(), e.diffusivity(), e.thermodynamicFactor()),
                study.activeMaterial(),
                study.counterElectrode(),
                10e-6,
                0,
                study.additiveConductivity(),
                study.oneC());
        return VoxelCell.of(PhaseMap.ofFlat(grid, labels), LabelMeaning.VOXELYTE, Axis.Z, true, parameters);
    }

    private static Protocol staircase(double frequency, double amplitude, int periods) {
        List<ProtocolStep> steps = new ArrayList<>();
        for (int k = 0; k < periods * STEPS; k++) {
            double current = amplitude * Math.sin(2 * Math.PI * (k + 0.5) / STEPS);
            steps.add(new ProtocolStep(
                    "step",
                    ProtocolStep.Control.CURRENT,
                    current,
                    Double.NaN,
                    false,
                    1 / (frequency * STEPS),
                    Double.POSITIVE_INFINITY,
                    0,
                    0));
        }
        return new Protocol(steps);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2e-3, 0.1, 2e-6, false, 2",
        "1, 1e-2, 0.3, 1e-6, false, 2",
        "1, 0.1, 0.3, 1e-6, false, 2",
        "0.2, 2e-3, 0.1, 2e-6, false, 2",
        "1, 200, 0.1, 2e-6, true, 2",
        "1, 2e3, 0.1, 2e-6, true, 8",
        "1, 2e4, 0.1, 2e-6, true, 8"
    })
    void theResponseIsTheImpedance(
            double transference, double frequency, double amplitude, double tolerance, boolean layers, int periods) {
        VoxelCell cell = cell(transference);
        Complex expected = Impedance.withDefaults()
                .withRule(SurfaceRule.HALF_VOXEL)
                .withParallel(Parallel.SERIAL)
                .run(cell, new double[] {frequency}, Progress.NONE)
                .points()
                .get(0)
                .impedance();
        List<DischargePoint> points = new ArrayList<>();
        DischargeListener listener = points::add;
        DischargeResult result = Discharge.withDefaults()
                .withFaceRule(FaceRule.HALF_VOXEL)
                .withTolerances(tolerance, 1e-7)
                .withDoubleLayer(layers)
                .withParallel(Parallel.SERIAL)
                .run(cell, staircase(frequency, amplitude, periods), listener, Progress.NONE);
        assertEquals(StopReason.PROTOCOL_COMPLETE, result.stop());
        double begin = (periods - 1) / frequency;
        double mean = integral(points, begin, t -> Complex.ONE).getReal() * frequency;
        double omega = 2 * Math.PI * frequency;
        Complex voltage = integral(points, begin, t -> new Complex(Math.cos(omega * t), -Math.sin(omega * t)))
                .multiply(2 * frequency);
        assertTrue(mean > 3);
        // First harmonic of the staircase: that of the sine through its middles times sinc(π/steps).
        double sinc = Math.sin(Math.PI / STEPS) / (Math.PI / STEPS);
        Complex current = new Complex(0, -amplitude * sinc);
        Complex impedance = voltage.divide(current).negate();
        assertEquals(0, impedance.subtract(expected).abs() / expected.abs(), 1e-2, impedance + " and " + expected);
    }

    private interface Weight {
        Complex at(double t);
    }

    /** ∫ V·w dt from a time on, trapezoidal on the solver's points. */
    private static Complex integral(List<DischargePoint> points, double begin, Weight weight) {
        Complex sum = Complex.ZERO;
        for (int i = 1; i < points.size(); i++) {
            DischargePoint a = points.get(i - 1);
            DischargePoint b = points.get(i);
            if (a.time() >= begin * (1 - 1e-9)) {
                Complex ends = weight.at(a.time())
                        .multiply(a.voltage())
                        .add(weight.at(b.time()).multiply(b.voltage()));
                sum = sum.add(ends.multiply(0.5 * (b.time() - a.time())));
            }
        }
        return sum;
    }
}
