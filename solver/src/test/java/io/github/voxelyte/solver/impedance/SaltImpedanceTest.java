package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.github.voxelyte.solver.discharge.FaceRule;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.material.PhysicalConstants;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spectra of electrolytes in which salt moves: t+ below 1. */
class SaltImpedanceTest {
    private static final Cell STUDY = CellFile.open("lps-nmc622");
    private static final Impedance SERIAL = Impedance.withDefaults().withParallel(Parallel.SERIAL);
    private static final double[] DECADES = {1e6, 1e3, 1, 1e-2};

    /** A liquid in the pores. */
    private static Cell liquid(double transference, double separator) {
        return salt(1, transference, 3e-10, separator);
    }

    private static Cell salt(double conductivity, double transference, double diffusivity, double separator) {
        return new Cell(
                "salt",
                STUDY.temperature(),
                new Electrolyte(conductivity, transference, 1000, diffusivity, 2),
                STUDY.activeMaterial().withInitialLithiation(0.6),
                STUDY.counterElectrode(),
                separator,
                0,
                STUDY.additiveConductivity(),
                STUDY.oneC());
    }

    private static PhaseMap column(int electrolyte, int active, double h) {
        byte[] labels = new byte[electrolyte + active];
        java.util.Arrays.fill(labels, electrolyte, labels.length, (byte) 1);
        return PhaseMap.ofFlat(new VoxelGrid(1, 1, labels.length, 1e-6, 1e-6, h), labels);
    }

    private static PhaseMap random(VoxelGrid grid, long seed) {
        Random random = new Random(seed);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.5 ? 1 : random.nextDouble() < 0.1 ? 4 : 0);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    private static VoxelCell voxels(PhaseMap labels, Cell cell) {
        return VoxelCell.of(labels, LabelMeaning.VOXELYTE, Axis.Z, true, cell);
    }

    /**
     * Salt between two planes, of which one gives and one takes lithium: (1 − t+)·β/(F·ce₀·De)·2·tanh(qL/2)/q, q = √(iω/De).
     * Half a voxel at each end holds no gradient: 1/200 of L.
     */
    @Test
    void theSeparatorHasTheFiniteDiffusionImpedance() {
        double length = 20e-6;
        int voxels = 200;
        Cell cell = liquid(0.3, 0);
        Electrolyte e = cell.electrolyte();
        double beta = 0.7 * PhysicalConstants.GAS * cell.temperature() * 2 / PhysicalConstants.FARADAY;
        double factor = 0.7 * beta / (PhysicalConstants.FARADAY * e.concentration() * e.diffusivity());
        VoxelCell film = voxels(column(voxels, 4, length / voxels), cell);
        // Its top is near 0.3 Hz; beyond 100 Hz it reaches no further than ten voxels.
        double[] frequencies = Impedance.frequencies(100, 1e-3, 3);
        ImpedanceResult result = SERIAL.run(film, frequencies, Progress.NONE);
        double zero = factor * length;
        for (ImpedancePoint point : result.points()) {
            Complex q = new Complex(0, 2 * Math.PI * point.frequency() / e.diffusivity()).sqrt();
            Complex expected =
                    q.multiply(length / 2).tanh().multiply(2 * factor).divide(q);
            Complex salt = point.shares().get(CellProcess.SALT);
            assertEquals(0, salt.subtract(expected).abs() / zero, 7e-3, point.frequency() + " Hz");
        }
        assertEquals(
                zero, result.points().get(15).shares().get(CellProcess.SALT).getReal(), 6e-3 * zero);
    }

    /** Once salt and lithium have found their gradients, U(mean x) − V grows with the current as Re Z at the lowest frequencies. */
    @Test
    void lowFrequencyIsTheSlopeOfTheDischarge() {
        Cell cell = salt(0.01, 0.3, 3e-14, 10e-6);
        PhaseMap labels = column(3, 3, 1e-6);
        double current = 0.004;
        DischargePoint[] last = new DischargePoint[1];
        // Salt takes some 600 s, lithium in 3 um some 1000 s.
        DischargeListener listener = point -> {
            last[0] = point;
            if (point.time() > 20_000) {
                throw new CancellationException();
            }
        };
        Discharge.withDefaults()
                .withFaceRule(FaceRule.HALF_VOXEL)
                .withTolerances(1e-5, 1e-8)
                .withParallel(Parallel.SERIAL)
                .run(voxels(labels, cell), current, listener, Progress.NONE);
        double x = last[0].meanLithiation();
        assertTrue(last[0].time() > 20_000 && x < 0.9, last[0].time() + " s, " + x);
        Cell there = cell.withActiveMaterial(cell.activeMaterial().withInitialLithiation(x));
        ImpedancePoint low = SERIAL.withRule(SurfaceRule.HALF_VOXEL)
                .withTolerance(1e-6)
                .run(voxels(labels, there), new double[] {1e-6}, Progress.NONE)
                .points()
                .get(0);
        double real = low.impedance().getReal();
        assertTrue(low.shares().get(CellProcess.SALT).getReal() > 0.25 * real, "" + low.shares());
        double open = there.activeMaterial().openCircuitPotential().value(x);
        assertEquals(real, (open - last[0].voltage()) / current, 3e-3 * real);
    }

    @Test
    void sharesSumToTheImpedanceAndThreadsChangeNoBit() {
        VoxelCell cell = voxels(random(VoxelGrid.cubic(16, 17, 18, 1e-6), 4), liquid(0.35, 30e-6));
        ImpedanceResult one = SERIAL.run(cell, DECADES, Progress.NONE);
        ImpedanceResult three = SERIAL.withParallel(Parallel.withThreads(3)).run(cell, DECADES, Progress.NONE);
        for (int k = 0; k < DECADES.length; k++) {
            ImpedancePoint point = one.points().get(k);
            Complex sum = point.shares().values().stream().reduce(Complex.ZERO, Complex::add);
            assertEquals(
                    0, sum.subtract(point.impedance()).abs() / point.impedance().abs(), 1e-9);
            assertTrue(point.shares().get(CellProcess.SALT).getReal() > 0);
            assertTrue(point.residual() <= Impedance.DEFAULT_TOLERANCE, "residual " + point.residual());
            Complex other = three.points().get(k).impedance();
            assertArrayEquals(
                    new double[] {point.impedance().getReal(), point.impedance().getImaginary()},
                    new double[] {other.getReal(), other.getImaginary()},
                    0);
        }
    }

    /** The preconditioner leaves of the coupling with the salt what neither grid nor frequency make larger. */
    @ParameterizedTest
    @CsvSource({"0.9", "0.35", "0"})
    void iterationsStayFew(double transference) {
        VoxelCell cell = voxels(random(VoxelGrid.cubic(8, 9, 18, 1e-6), 4), liquid(transference, 30e-6));
        for (double f : new double[] {1e4, 10, 1e-2}) {
            int iterations = SERIAL.run(cell, new double[] {f}, Progress.NONE).iterations();
            assertTrue(iterations <= 20, iterations + " at " + f + " Hz");
        }
    }

    @Test
    void withATransferenceNumberOfNearlyOneTheCellIsASingleIonConductor() {
        PhaseMap labels = random(VoxelGrid.cubic(5, 6, 7, 1e-6), 5);
        double[] f = {1e4, 1, 1e-3};
        Impedance tight = SERIAL.withTolerance(1e-6);
        ImpedanceResult nearly = tight.run(voxels(labels, liquid(1 - 1e-9, 10e-6)), f, Progress.NONE);
        ImpedanceResult exactly = tight.run(voxels(labels, liquid(1, 10e-6)), f, Progress.NONE);
        for (int k = 0; k < f.length; k++) {
            Complex z = exactly.points().get(k).impedance();
            assertEquals(0, nearly.points().get(k).impedance().subtract(z).abs() / z.abs(), 1e-5);
        }
    }
}
