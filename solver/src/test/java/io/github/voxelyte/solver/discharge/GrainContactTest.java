package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.impedance.CellProcess;
import io.github.voxelyte.solver.impedance.Impedance;
import io.github.voxelyte.solver.impedance.ImpedancePoint;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GrainContactTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(10e-6);
    private static final double RESISTANCE = 80e-4;

    /** Two films of active material, one upon the other, behind one layer of electrolyte. */
    private static VoxelCell twoFilms(Axis axis, boolean collectorLast, double resistance, IntUnaryOperator grains) {
        int layers = 5;
        VoxelGrid grid =
                switch (axis) {
                    case X -> VoxelGrid.cubic(layers, 2, 3, 1e-6);
                    case Y -> VoxelGrid.cubic(2, layers, 3, 1e-6);
                    default -> VoxelGrid.cubic(2, 3, layers, 1e-6);
                };
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (layer(grid, axis, i) == (collectorLast ? 0 : layers - 1) ? 0 : 1);
        }
        CellOptions options = CellOptions.DEFAULT.withGrains(
                grains == null
                        ? null
                        : i -> grains.applyAsInt(
                                collectorLast ? layer(grid, axis, i) : layers - 1 - layer(grid, axis, i)));
        return VoxelCell.of(
                PhaseMap.ofFlat(grid, labels),
                LabelMeaning.VOXELYTE,
                axis,
                collectorLast,
                CELL.withGrainContactResistance(resistance),
                options);
    }

    private static int layer(VoxelGrid grid, Axis axis, int i) {
        return switch (axis) {
            case X -> i % grid.nx();
            case Y -> i / grid.nx() % grid.ny();
            default -> i / (grid.nx() * grid.ny());
        };
    }

    private static List<DischargePoint> run(VoxelCell cell, Discharge discharge) {
        return discharge
                .run(cell, 0.3 * cell.summary().oneC(), DischargeListener.NONE, Progress.NONE)
                .points();
    }

    /** All current passes the contact, so the voltage falls by I·R/A; exact at the start, and in the loss budget always. */
    @ParameterizedTest
    @CsvSource({"X, true", "X, false", "Y, true", "Z, false", "Z, true"})
    void theCurrentThroughAContactLosesItsResistance(Axis axis, boolean collectorLast) {
        Discharge discharge = Discharge.withDefaults()
                .withTolerances(2e-4, 1e-9)
                .withCutOff(3.9)
                .withParallel(Parallel.SERIAL);
        IntUnaryOperator grains = layer -> layer < 3 ? 7 : 2;
        List<DischargePoint> plain = run(twoFilms(axis, collectorLast, 0, grains), discharge);
        List<DischargePoint> resisting = run(twoFilms(axis, collectorLast, RESISTANCE, grains), discharge);
        double current = plain.get(0).currentDensity();
        // The reaction is at the far face of the first film, so all electrons pass the contact.
        assertEquals(
                current * RESISTANCE, plain.get(0).voltage() - resisting.get(0).voltage(), 1e-9);
        for (DischargePoint point : resisting) {
            assertEquals(current * RESISTANCE, point.losses().grainContact(), 1e-9);
            assertEquals(0, point.losses().remainder(), 1e-6);
        }
        assertEquals(1, twoFilms(axis, collectorLast, RESISTANCE, grains).grainContactArea(), 1e-12);
    }

    /** Lithium passes a contact: the profile at a voltage that is higher by the drop is that without. */
    @ParameterizedTest
    @EnumSource(FaceRule.class)
    void lithiumPassesAContact(FaceRule rule) {
        Discharge discharge = Discharge.withDefaults().withFaceRule(rule).withCutOff(3.6);
        IntUnaryOperator grains = layer -> layer < 3 ? 1 : 2;
        VoxelCell resisting = twoFilms(Axis.Z, true, RESISTANCE, grains);
        double drop = 0.3 * resisting.summary().oneC() * RESISTANCE;
        DischargePoint a = lastOf(run(twoFilms(Axis.Z, true, 0, grains), discharge));
        DischargePoint b = lastOf(run(resisting, discharge.withCutOff(3.6 - drop)));
        assertEquals(a.maxLithiation(), b.maxLithiation(), 2e-4);
        assertEquals(a.minLithiation(), b.minLithiation(), 2e-4);
        assertEquals(a.meanLithiation(), b.meanLithiation(), 2e-4);
    }

    private static DischargePoint lastOf(List<DischargePoint> points) {
        return points.get(points.size() - 1);
    }

    @Test
    void withoutResistanceOrParticlesNothingChanges() {
        Discharge discharge = Discharge.withDefaults().withCutOff(3.7);
        IntUnaryOperator grains = layer -> layer;
        List<DischargePoint> none = run(twoFilms(Axis.Z, true, 0, null), discharge);
        assertEquals(none, run(twoFilms(Axis.Z, true, 0, grains), discharge));
        assertEquals(none, run(twoFilms(Axis.Z, true, RESISTANCE, null), discharge));
        // Voxels without a number, and those of one particle, touch without resistance.
        List<DischargePoint> single = run(twoFilms(Axis.Z, true, RESISTANCE, layer -> layer == 4 ? 0 : 3), discharge);
        for (int i = 0; i < none.size(); i++) {
            assertEquals(none.get(i).voltage(), single.get(i).voltage(), 0);
        }
        assertTrue(none.size() > 5);
    }

    /** Against differences, in a random cell with as many contacts as faces. */
    @ParameterizedTest
    @EnumSource(FaceRule.class)
    void theDerivativesAreThoseOfTheResidual(FaceRule rule) {
        VoxelGrid grid = VoxelGrid.cubic(4, 4, 5, 1e-6);
        byte[] labels = new byte[grid.size()];
        Random random = new Random(4);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(grid, labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                CELL.withGrainContactResistance(RESISTANCE),
                CellOptions.DEFAULT.withGrains(i -> i + 1));
        CellEquations equations = new CellEquations(cell.network, rule, false, Parallel.SERIAL);
        int n = equations.unknowns;
        double[] u = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            boolean lithiation = i >= cell.network.nodes;
            u[i] = lithiation
                    ? 0.5 + 0.1 * random.nextDouble()
                    : (cell.network.isElectronic(i) ? 4 : 0) + 0.01 * random.nextDouble();
            v[i] = random.nextDouble() - 0.5;
        }
        TimeFormula time = new TimeFormula(10, 0, new double[n], new double[n]);
        DerivativeDifferences both = DerivativeDifferences.at(equations, u, v, time);
        double[] y = both.derivative();
        double largest = both.largest();
        for (int i = 0; i < n; i++) {
            assertEquals(both.difference()[i], y[i], 1e-7 * largest, "unknown " + i);
        }
    }

    /** Far above the double layers' frequencies all current passes the contact as electrons. */
    @Test
    void anImpedanceHoldsTheContactToo() {
        IntUnaryOperator grains = layer -> layer < 3 ? 1 : 2;
        double[] frequencies = {1e5, 1e2};
        Impedance impedance = Impedance.withDefaults().withTolerance(1e-8).withParallel(Parallel.SERIAL);
        List<ImpedancePoint> plain = impedance
                .run(twoFilms(Axis.Z, true, 0, grains), frequencies, Progress.NONE)
                .points();
        List<ImpedancePoint> resisting = impedance
                .run(twoFilms(Axis.Z, true, RESISTANCE, grains), frequencies, Progress.NONE)
                .points();
        for (int i = 0; i < frequencies.length; i++) {
            double more = resisting
                    .get(i)
                    .impedance()
                    .subtract(plain.get(i).impedance())
                    .getReal();
            assertEquals(RESISTANCE, more, 1e-6 * RESISTANCE);
            assertEquals(
                    RESISTANCE,
                    resisting.get(i).shares().get(CellProcess.GRAIN_CONTACT).getReal(),
                    1e-6 * RESISTANCE);
            assertEquals(0, plain.get(i).shares().get(CellProcess.GRAIN_CONTACT).abs(), 0);
        }
    }

    @Test
    void theCellFileHasTheResistance() {
        String text = CellFile.text(CellFile.DEFAULT);
        String changed =
                text.substring(0, text.lastIndexOf('}')) + ", \"grain_contacts\": {\"resistance_Ohm_cm2\": 50}}";
        assertEquals(50e-4, CellFile.parse(changed, "test").grainContactResistance(), 1e-12);
        assertEquals(0, CELL.grainContactResistance(), 0);
        assertThrows(IllegalArgumentException.class, () -> CELL.withGrainContactResistance(-1));
    }
}
