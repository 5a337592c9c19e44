package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.DischargeListener;
import io.github.voxelyte.solver.discharge.DischargePoint;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.material.LithiationFunction;
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
    private static final double[] DECADES = Impedance.frequencies(7e6, 1e-4, 2);

    /** A liquid in the pores. */
    private static Cell liquid(double transference, double separator) {
        return new Cell(
                "salt",
                STUDY.temperature(),
                new Electrolyte(1, transference, 1000, 3e-10, 2),
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
        // Diffusion has its top at 2.54·De/(2πL²)·… = 1 Hz; beyond 100 Hz it is shorter than voxels resolve well.
        double[] frequencies = Impedance.frequencies(100, 1e-3, 3);
        ImpedanceResult result = SERIAL.run(film, frequencies, Progress.NONE);
        double zero = factor * length;
        for (ImpedancePoint point : result.points()) {
            Complex q = new Complex(0, 2 * Math.PI * point.frequency() / e.diffusivity()).sqrt();
            Complex expected = q.multiply(length / 2).tanh().multiply(2 * factor).divide(q);
            Complex salt = point.shares().get(CellProcess.SALT);
            assertEquals(0, salt.subtract(expected).abs() / zero, 7e-3, point.frequency() + " Hz");
        }
        assertEquals(
                zero, result.points().get(15).shares().get(CellProcess.SALT).getReal(), 6e-3 * zero);
    }

    /** As for t+ = 1, after the salt has found its gradient: lithiations of a material that holds very much do not change. */
    @Test
    void lowFrequencyIsTheSlopeOfTheDischarge() {
        double heavy = 1e6;
        Cell cell = liquid(0.3, 10e-6);
        ActiveMaterial m = cell.activeMaterial();
        ActiveMaterial slow = new ActiveMaterial(
                m.initialLithiation(),
                m.maximumConcentration() * heavy,
                m.density(),
                m.conductivity(),
                LithiationFunction.constant(2e-15 / heavy),
                m.openCircuitPotential(),
                m.exchangeCurrentDensity(),
                m.symmetryFactor(),
                m.doubleLayer(),
                1e-3);
        VoxelCell cell5 = voxels(random(VoxelGrid.cubic(5, 6, 7, 1e-6), 5), cell.withActiveMaterial(slow));
        Complex impedance = SERIAL.withRule(SurfaceRule.HALF_VOXEL)
                .withTolerance(1e-6)
                .run(cell5, new double[] {1e-4}, Progress.NONE)
                .points()
                .get(0)
                .impedance();
        double current = 0.01;
        double[] voltage = new double[1];
        // The salt's slowest time is below 1 s.
        DischargeListener listener = point -> {
            if (point.time() > 60) {
                voltage[0] = point.voltage();
                throw new CancellationException();
            }
        };
        Discharge.withDefaults()
                .withTolerances(1e-3, 1e-9)
                .withParallel(Parallel.SERIAL)
                .run(cell5, current, listener, Progress.NONE);
        double open = slow.openCircuitPotential().value(slow.initialLithiation());
        assertEquals(impedance.getReal(), (open - voltage[0]) / current, 5e-4 * impedance.getReal());
        // Salt is a good part of it.
        Complex without = SERIAL.withRule(SurfaceRule.HALF_VOXEL)
                .run(
                        voxels(random(VoxelGrid.cubic(5, 6, 7, 1e-6), 5), liquid(1, 10e-6).withActiveMaterial(slow)),
                        new double[] {1e-4},
                        Progress.NONE)
                .points()
                .get(0)
                .impedance();
        System.out.println("SALT " + impedance + " " + without);
    }

    @Test
    void sharesSumToTheImpedanceAndThreadsChangeNoBit() {
        VoxelCell cell = voxels(random(VoxelGrid.cubic(16, 17, 18, 1e-6), 4), liquid(0.35, 30e-6));
        ImpedanceResult one = SERIAL.run(cell, DECADES, Progress.NONE);
        ImpedanceResult three =
                SERIAL.withParallel(Parallel.withThreads(3)).run(cell, DECADES, Progress.NONE);
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
        System.out.println("SOLVED " + one.solved() + " " + one.iterations() + " " + one.basis());
        assertTrue(one.solved() < DECADES.length, "solved " + one.solved());
    }

    /** Whatever the transference number, the solver takes about the iterations that it takes without salt. */
    @ParameterizedTest
    @CsvSource({"-1", "0", "0.35", "0.9", "1"})
    void iterationsStayFew(double transference) {
        VoxelCell cell = voxels(random(VoxelGrid.cubic(16, 17, 18, 1e-6), 4), liquid(transference, 30e-6));
        for (double f : new double[] {1e4, 10, 1e-2, 1e-4}) {
            ImpedanceResult result = SERIAL.run(cell, new double[] {f}, Progress.NONE);
            System.out.println("ITER " + transference + " " + f + " " + result.iterations());
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
