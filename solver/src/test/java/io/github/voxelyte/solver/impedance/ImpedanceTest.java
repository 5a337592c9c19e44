package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.CellOptions;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.DischargeListener;
import io.github.voxelyte.solver.discharge.DischargePoint;
import io.github.voxelyte.solver.discharge.FaceRule;
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

class ImpedanceTest {
    private static final double MICROMETRE = 1e-6;
    private static final double[] DECADES = Impedance.frequencies(7e6, 1e-3, 3);

    private static final Cell STUDY = CellFile.open("lps-nmc622");
    private static final Impedance SERIAL = Impedance.withDefaults().withParallel(Parallel.SERIAL);

    /** The study's cell with other rates, film and contact. */
    private static Cell cell(double exchange, double film, double contact, double separator) {
        ActiveMaterial m = STUDY.activeMaterial();
        return new Cell(
                "test",
                STUDY.temperature(),
                STUDY.electrolyte(),
                new ActiveMaterial(
                        0.6,
                        m.maximumConcentration(),
                        m.density(),
                        m.conductivity(),
                        m.diffusivity(),
                        m.openCircuitPotential(),
                        exchange,
                        m.symmetryFactor(),
                        m.doubleLayer(),
                        film),
                STUDY.counterElectrode(),
                separator,
                contact,
                STUDY.additiveConductivity(),
                STUDY.oneC());
    }

    /** Active material on a separator outside the stack. */
    private static VoxelCell film(int layers, double h, Cell cell) {
        VoxelGrid grid = new VoxelGrid(2, 2, layers, MICROMETRE, MICROMETRE, h);
        byte[] labels = new byte[grid.size()];
        java.util.Arrays.fill(labels, (byte) 1);
        return VoxelCell.of(PhaseMap.ofFlat(grid, labels), LabelMeaning.VOXELYTE, Axis.Z, true, cell);
    }

    private static Complex parallel(double resistance, double capacitance, double omega) {
        return new Complex(1 / resistance, omega * capacitance).reciprocal();
    }

    /** Separator, lithium, contact, electrons and a finite space of diffusion behind charge transfer and film. */
    private static Complex planar(Cell cell, double thickness, double frequency) {
        double omega = 2 * Math.PI * frequency;
        ActiveMaterial m = cell.activeMaterial();
        double x = m.initialLithiation();
        double thermal = PhysicalConstants.GAS * cell.temperature() / PhysicalConstants.FARADAY;
        Complex lithium = parallel(
                thermal / cell.counterElectrode().exchangeCurrentDensity(),
                cell.counterElectrode().doubleLayer(),
                omega);
        Complex root = new Complex(0, omega / m.diffusivity().value(x)).sqrt();
        Complex argument = root.multiply(thickness);
        Complex coth = argument.getReal() > 20 ? Complex.ONE : argument.cosh().divide(argument.sinh());
        double slope = -m.openCircuitPotential().derivative(x);
        Complex warburg = coth.divide(root)
                .multiply(slope
                        / (PhysicalConstants.FARADAY
                                * m.maximumConcentration()
                                * m.diffusivity().value(x)));
        double transfer = thermal / (m.exchangeCurrentDensity() * Math.sqrt(x * (1 - x)));
        Complex face = warburg.add(transfer + m.filmResistance())
                .reciprocal()
                .add(new Complex(0, omega * m.doubleLayer()))
                .reciprocal();
        return face.add(lithium)
                .add(cell.separatorThickness() / cell.electrolyte().conductivity())
                .add(thickness / m.conductivity().value(x))
                .add(cell.contactResistance());
    }

    @ParameterizedTest
    @CsvSource({"matched length, 50, 1e-4", "matched length, 10, 1e-4", "diffusion length, 10, 3e-2"})
    void aPlanarFilmHasItsAnalyticImpedance(String rule, int layers, double tolerance) {
        Cell cell = cell(4.98, 2e-3, 5e-3, 20 * MICROMETRE);
        ImpedanceResult result = SERIAL.withRule(SurfaceRule.of(rule))
                .run(film(layers, 5 * MICROMETRE / layers, cell), DECADES, Progress.NONE);
        for (ImpedancePoint point : result.points()) {
            Complex expected = planar(cell, 5 * MICROMETRE, point.frequency());
            assertEquals(
                    0,
                    point.impedance().subtract(expected).abs() / expected.abs(),
                    tolerance,
                    point.frequency() + " Hz");
            assertEquals(5e-3, point.shares().get(CellProcess.CONTACT).getReal(), 1e-6);
        }
    }

    @Test
    void theSeparatorIsItsLengthOverItsConductivity() {
        Cell cell = cell(4.98, 0, 0, 425 * MICROMETRE);
        ImpedancePoint point = SERIAL.run(film(4, MICROMETRE, cell), new double[] {7e6}, Progress.NONE)
                .points()
                .get(0);
        // 425 um / 1.2e-4 S/cm = 354.17 Ohm cm2.
        assertEquals(354.1667e-4, point.shares().get(CellProcess.SEPARATOR).getReal(), 1e-7);
    }

    /** Parallel walls of active material and pores of electrolyte: R. de Levie's line, whose ions see a third of the pore. */
    @Test
    void aBlockingPoreShowsAThirdOfItsResistance() {
        int layers = 40;
        VoxelGrid grid = VoxelGrid.cubic(1, 2, layers, MICROMETRE);
        byte[] labels = new byte[grid.size()];
        for (int z = 0; z < layers; z++) {
            labels[grid.index(0, 1, z)] = 1;
        }
        // The wall does not touch the separator head-on: its first voxel is electrolyte.
        labels[grid.index(0, 1, 0)] = 2;
        Cell cell = cell(1e-9, 0, 0, 0);
        VoxelCell voxels = VoxelCell.of(PhaseMap.ofFlat(grid, labels), LabelMeaning.VOXELYTE, Axis.Z, true, cell);
        double frequency = 20;
        ImpedancePoint point = SERIAL.run(voxels, new double[] {frequency}, Progress.NONE)
                .points()
                .get(0);
        double kappa = cell.electrolyte().conductivity();
        double pore = 2 * (layers - 1) * MICROMETRE / kappa;
        double lateral = 2.0 / (layers - 1) * 0.5 * MICROMETRE / (kappa * MICROMETRE) * MICROMETRE;
        double first = point.shares().get(CellProcess.ELECTROLYTE).getReal();
        // Beside the line: half a voxel into the pore's side; and the first layer, into which lithium's charge transfer
        // sends an even
        // current: half a voxel across the cell, half the current one voxel sideways, half a voxel up the pore.
        assertEquals(pore / 3 + lateral + (0.5 + 0.5 + 1) * MICROMETRE / kappa, first, 1e-3 * first);
        double area = (layers - 1) / 2.0;
        double capacitance = area * cell.activeMaterial().doubleLayer();
        assertEquals(
                -1 / (2 * Math.PI * frequency * capacitance),
                point.impedance().getImaginary(),
                1e-3 / (2 * Math.PI * frequency * capacitance));
    }

    private static PhaseMap random(VoxelGrid grid, long seed) {
        Random random = new Random(seed);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.5 ? 1 : random.nextDouble() < 0.1 ? 4 : 0);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    /** With lithiations that cannot change, the response far below the double layers' frequencies is the discharge's at t = 0. */
    @ParameterizedTest
    @CsvSource({"half voxel", "cell centre"})
    void lowFrequencyIsTheSlopeOfTheDischarge(String rule) {
        double heavy = 1e6;
        ActiveMaterial m = cell(4.98, 1e-3, 1e-3, 0).activeMaterial();
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
                m.filmResistance());
        Cell cell = cell(4.98, 1e-3, 1e-3, 10 * MICROMETRE).withActiveMaterial(slow);
        VoxelCell voxels = VoxelCell.of(
                random(VoxelGrid.cubic(5, 6, 7, MICROMETRE), 5), LabelMeaning.VOXELYTE, Axis.Z, true, cell);
        double impedance = SERIAL.withRule(SurfaceRule.of(rule))
                .run(voxels, new double[] {1e-2}, Progress.NONE)
                .points()
                .get(0)
                .impedance()
                .getReal();
        // Small enough to be linear, large enough not to notice the first step, in which lithiations change by 1e-8.
        double current = 0.01;
        DischargePoint[] first = new DischargePoint[1];
        DischargeListener stop = point -> {
            first[0] = point;
            throw new CancellationException();
        };
        Discharge.withDefaults()
                .withFaceRule(FaceRule.of(rule))
                .withTolerances(1e-3, 1e-9)
                .withParallel(Parallel.SERIAL)
                .run(voxels, current, stop, Progress.NONE);
        double open = slow.openCircuitPotential().value(slow.initialLithiation());
        assertEquals(impedance, (open - first[0].voltage()) / current, 5e-4 * impedance);
    }

    private static double[] numbers(ImpedanceResult result) {
        return result.points().stream()
                .flatMapToDouble(p -> java.util.stream.DoubleStream.of(
                        p.impedance().getReal(), p.impedance().getImaginary()))
                .toArray();
    }

    @Test
    void turnedAndMirroredCellsAreTheSame() {
        VoxelGrid grid = VoxelGrid.cubic(5, 6, 7, MICROMETRE);
        PhaseMap along = random(grid, 3);
        byte[] turned = new byte[grid.size()];
        VoxelGrid other = VoxelGrid.cubic(7, 5, 6, MICROMETRE);
        for (int z = 0; z < 7; z++) {
            for (int y = 0; y < 6; y++) {
                for (int x = 0; x < 5; x++) {
                    turned[other.index(6 - z, x, y)] = (byte) along.phase(grid.index(x, y, z));
                }
            }
        }
        Cell cell = cell(4.98, 0, 0, 10 * MICROMETRE);
        double[] f = {1e6, 1e4, 1e2, 1};
        Impedance tight = SERIAL.withTolerance(1e-6);
        double[] first =
                numbers(tight.run(VoxelCell.of(along, LabelMeaning.VOXELYTE, Axis.Z, true, cell), f, Progress.NONE));
        double[] second = numbers(tight.run(
                VoxelCell.of(PhaseMap.ofFlat(other, turned), LabelMeaning.VOXELYTE, Axis.X, false, cell),
                f,
                Progress.NONE));
        for (int i = 0; i < first.length; i++) {
            assertEquals(first[i], second[i], 1e-8 * Math.abs(first[0]));
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        VoxelCell voxels = VoxelCell.of(
                random(VoxelGrid.cubic(24, 25, 26, MICROMETRE), 4),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                cell(4.98, 0, 0, 10 * MICROMETRE));
        double[] f = {1e6, 1e3, 1};
        double[] one = numbers(SERIAL.run(voxels, f, Progress.NONE));
        double[] three = numbers(SERIAL.withParallel(Parallel.withThreads(3)).run(voxels, f, Progress.NONE));
        assertArrayEquals(one, three, 0);
    }

    /** A cluster of passive faces only adds to the current where it has a double layer. */
    @Test
    void passiveFacesChargeOnlyIfTold() {
        PhaseMap labels = random(VoxelGrid.cubic(6, 6, 8, MICROMETRE), 9);
        byte[] mask = new byte[labels.grid().size()];
        java.util.Arrays.fill(mask, (byte) 3);
        Cell cell = cell(4.98, 0, 0, 10 * MICROMETRE);
        VoxelCell masked = VoxelCell.of(
                labels,
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                cell,
                CellOptions.DEFAULT.withFaceMask(PhaseMap.ofFlat(labels.grid(), mask)));
        double[] f = {1e4};
        double without =
                SERIAL.run(masked, f, Progress.NONE).points().get(0).impedance().abs();
        Impedance charged = SERIAL.withPassiveDoubleLayer(8e-3);
        double with = charged.run(masked, f, Progress.NONE)
                .points()
                .get(0)
                .impedance()
                .abs();
        assertTrue(with < 0.99 * without, with + " < " + without);
        // At low frequency a capacitance carries nothing.
        double[] low = {1e-2};
        Complex a = SERIAL.run(masked, low, Progress.NONE).points().get(0).impedance();
        Complex b = charged.run(masked, low, Progress.NONE).points().get(0).impedance();
        assertEquals(0, a.subtract(b).abs() / a.abs(), 1e-4);
    }

    @Test
    void frequenciesAreCountedFromTheHighest() {
        double[] f = Impedance.frequencies(7e6, 1, 10);
        assertEquals(69, f.length);
        assertEquals(7e6 * Math.pow(10, -6.8), f[68], 1e-9);
        assertArrayEquals(new double[] {1000, 100, 10, 1}, Impedance.frequencies(1000, 1, 1), 1e-9);
    }

    @Test
    void refusesWithASentence() {
        String above = assertThrows(IllegalArgumentException.class, () -> Impedance.frequencies(1, 10, 10))
                .getMessage();
        assertTrue(above.contains("above f_max_Hz"), above);
        assertThrows(IllegalArgumentException.class, () -> Impedance.frequencies(1, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> Impedance.frequencies(1e3, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> SERIAL.withTolerance(1));
        assertThrows(IllegalArgumentException.class, () -> SERIAL.withPassiveDoubleLayer(-1));
        VoxelCell voxels = film(2, MICROMETRE, cell(4.98, 0, 0, 10 * MICROMETRE));
        assertThrows(IllegalArgumentException.class, () -> SERIAL.run(voxels, new double[0], Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> SERIAL.run(voxels, new double[] {-1}, Progress.NONE));
    }

    /** Points come from high to low frequency, each once, long before the last is solved. */
    @Test
    void pointsAreToldInOrderWhileItRuns() {
        VoxelCell voxels = film(2, MICROMETRE, cell(4.98, 0, 0, 10 * MICROMETRE));
        double[] f = Impedance.frequencies(7e6, 1e-2, 10);
        java.util.List<ImpedancePoint> told = new java.util.ArrayList<>();
        double[] progress = new double[1];
        double[] first = {1};
        ImpedanceResult result = SERIAL.run(
                voxels,
                LithiationState.uniform(voxels),
                f,
                point -> {
                    first[0] = Math.min(first[0], progress[0]);
                    told.add(point);
                },
                fraction -> progress[0] = fraction);
        assertEquals(result.points(), told);
        assertTrue(first[0] < 0.1, "first after " + first[0]);
        java.util.List<ImpedancePoint> kept = new java.util.ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> SERIAL.run(voxels, LithiationState.uniform(voxels), f, kept::add, fraction -> {
                    if (fraction > 0.6) {
                        throw new CancellationException();
                    }
                }));
        assertTrue(kept.size() > f.length / 3 && kept.size() < f.length, "kept " + kept.size());
        assertEquals(told.subList(0, kept.size()), kept);
    }

    @Test
    void canBeCancelled() {
        VoxelCell voxels = film(2, MICROMETRE, cell(4.98, 0, 0, 10 * MICROMETRE));
        assertThrows(
                CancellationException.class,
                () -> SERIAL.run(voxels, DECADES, fraction -> {
                    throw new CancellationException();
                }));
    }
}
