package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.Random;
import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.api.Test;

/** Spectra around lithiations that differ from voxel to voxel. */
class LithiationStateTest {
    private static final Cell STUDY = CellFile.open("lps-nmc622").withSeparatorThickness(0);
    private static final Impedance SERIAL = Impedance.withDefaults().withParallel(Parallel.SERIAL);
    private static final double[] FREQUENCIES = Impedance.frequencies(1e6, 1e-2, 1);

    private static VoxelCell voxels(PhaseMap labels) {
        return VoxelCell.of(labels, LabelMeaning.VOXELYTE, Axis.Z, true, STUDY);
    }

    private interface Lithiation {
        double of(int x, int y, int z);
    }

    private static ScalarField field(PhaseMap labels, Lithiation lithiation) {
        VoxelGrid grid = labels.grid();
        ScalarField field = ScalarField.zeros(grid);
        for (int z = 0; z < grid.nz(); z++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++) {
                    boolean active = labels.phase(grid.index(x, y, z)) == 1;
                    field.plane(z)[x + grid.nx() * y] = active ? (float) lithiation.of(x, y, z) : Float.NaN;
                }
            }
        }
        return field;
    }

    /** Four layers of electrolyte, six of active material. */
    private static PhaseMap film() {
        VoxelGrid grid = VoxelGrid.cubic(1, 1, 10, 1e-6);
        return PhaseMap.ofFlat(grid, new byte[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1});
    }

    /**
     * A film with another lithiation at its surface: charge transfer and semi-infinite diffusion are those of the surface, electrons pass
     * all layers, and at last all layers are filled together.
     */
    @Test
    void everyVoxelRespondsWithItsOwnCoefficients() {
        double surface = 0.5;
        double inside = 0.8;
        PhaseMap labels = film();
        VoxelCell film = voxels(labels);
        LithiationState state = LithiationState.frozen(film, field(labels, (x, y, z) -> z < 6 ? surface : inside));
        assertTrue(state.isFrozen());
        assertEquals((2 * surface + 4 * inside) / 6, state.mean(), 1e-6);
        double[] frequencies = {1e6, 1e4, 1e3, 10, 0.1, 1e-7};
        ImpedanceResult result = SERIAL.withRule(SurfaceRule.MATCHED_LENGTH)
                .withTolerance(1e-6)
                .run(film, state, frequencies, Progress.NONE);
        LinearCell first = LinearCell.of(STUDY, surface, 0);
        LinearCell second = LinearCell.of(STUDY, inside, 0);
        double ohmic = 4e-6 / first.kappa() + 2e-6 / first.sigma() + 4e-6 / second.sigma();
        for (int k = 0; k < frequencies.length; k++) {
            ImpedancePoint point = result.points().get(k);
            Complex iw = new Complex(0, 2 * Math.PI * frequencies[k]);
            Complex z = point.impedance();
            Complex sum = point.shares().values().stream().reduce(Complex.ZERO, Complex::add);
            assertEquals(0, sum.subtract(z).abs() / z.abs(), 1e-9);
            if (frequencies[k] < 1e-3) {
                double capacity = first.chargePerVolume() * (2e-6 / first.fall() + 4e-6 / second.fall());
                double imaginary = iw.multiply(capacity).reciprocal().getImaginary();
                assertEquals(imaginary, z.getImaginary(), 1e-3 * Math.abs(imaginary));
                continue;
            }
            Complex warburg = iw.divide(first.diffusivity())
                    .sqrt()
                    .reciprocal()
                    .multiply(first.fall() / (first.chargePerVolume() * first.diffusivity()));
            Complex face = warburg.add(first.transferResistance())
                    .reciprocal()
                    .add(iw.multiply(first.doubleLayer()))
                    .reciprocal();
            Complex lithium = iw.multiply(first.lithiumDoubleLayer())
                    .add(1 / first.lithiumTransferResistance())
                    .reciprocal();
            Complex expected = face.add(lithium).add(ohmic);
            assertEquals(0, z.subtract(expected).abs() / expected.abs(), 1e-4, frequencies[k] + " Hz");
            double electronic = point.shares().get(CellProcess.ELECTRONIC).getReal();
            assertEquals(2e-6 / first.sigma() + 4e-6 / second.sigma(), electronic, 1e-6 * electronic);
        }
    }

    @Test
    void relaxedVoxelsThatExchangeLithiumHaveTheirMean() {
        // A particle within electrolyte has no path for electrons: it keeps its own lithium.
        VoxelGrid grid = VoxelGrid.cubic(4, 4, 8, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int z = 5; z < 8; z++) {
            for (int i = 0; i < 16; i++) {
                labels[16 * z + i] = (byte) (i % 4 == 0 ? 0 : 1);
            }
        }
        labels[grid.index(1, 1, 2)] = 1;
        labels[grid.index(2, 1, 2)] = 1;
        PhaseMap map = PhaseMap.ofFlat(grid, labels);
        VoxelCell cell = voxels(map);
        ScalarField field = field(map, (x, y, z) -> z < 5 ? 0.8 + 0.1 * (x - 1) : 0.5 + 0.1 * (z - 5));
        LithiationState state = LithiationState.relaxed(cell, field);
        assertFalse(state.isFrozen());
        assertEquals(0, state.drive(), 1e-12);
        double[] x = state.values();
        for (int k = 0; k < x.length; k++) {
            assertEquals(k < 2 ? 0.85 : 0.6, x[k], 1e-6);
        }
        assertEquals(STUDY.activeMaterial().openCircuitPotential().value(0.6), state.voltage(), 1e-6);
        LithiationState frozen = LithiationState.frozen(cell, field);
        assertTrue(frozen.largestDrive() > 0.02, "" + frozen.largestDrive());
        assertTrue(frozen.drive() > 0.01 && frozen.drive() < frozen.largestDrive());
        // Both are solved, and are not the same.
        double[] f = {1e5, 1e3, 1};
        ImpedanceResult rest = SERIAL.run(cell, state, f, Progress.NONE);
        ImpedanceResult kept = SERIAL.run(cell, frozen, f, Progress.NONE);
        double difference = rest.points()
                .get(2)
                .impedance()
                .subtract(kept.points().get(2).impedance())
                .abs();
        assertTrue(difference > 1e-3 * rest.points().get(2).impedance().abs());
        assertTrue(kept.largestResidual() <= Impedance.DEFAULT_TOLERANCE);
    }

    /** The same equations with classes by voxel and without: only the way of projecting differs. */
    @Test
    void oneLithiationIsTheUniformState() {
        Random random = new Random(8);
        VoxelGrid grid = VoxelGrid.cubic(6, 6, 8, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int i = 36; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        PhaseMap map = PhaseMap.ofFlat(grid, labels);
        VoxelCell cell = voxels(map);
        double x = STUDY.activeMaterial().initialLithiation();
        ScalarField almost = field(map, (i, j, z) -> z == 7 && i == 0 && j == 0 ? x + 2e-4 : x);
        ImpedanceResult uniform = SERIAL.withTolerance(1e-6).run(cell, FREQUENCIES, Progress.NONE);
        ImpedanceResult one =
                SERIAL.withTolerance(1e-6).run(cell, LithiationState.frozen(cell, almost), FREQUENCIES, Progress.NONE);
        for (int k = 0; k < FREQUENCIES.length; k++) {
            Complex z = uniform.points().get(k).impedance();
            assertEquals(0, one.points().get(k).impedance().subtract(z).abs() / z.abs(), 2e-5);
        }
    }

    @Test
    void refusesWhatIsNoStateOfThisCell() {
        PhaseMap map = film();
        VoxelCell cell = voxels(map);
        for (double wrong : new double[] {Double.NaN, -0.1, 1.1, 0.1}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> LithiationState.relaxed(cell, field(map, (x, y, z) -> z == 6 ? wrong : 0.5)))
                    .getMessage();
            assertTrue(message.contains("another cell"), message);
        }
    }
}
