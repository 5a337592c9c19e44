package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActivationEnergies;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.cell.HeatBalance;
import io.github.voxelyte.solver.material.LithiationFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatBalanceTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(100e-6);
    private static final double T0 = CELL.temperature();
    private static final ActivationEnergies ENERGIES = new ActivationEnergies(35e3, 0, 20e3, 30e3, 50e3, 40e3);
    private static final LithiationFunction NO_ENTROPY = LithiationFunction.constant(0);

    /** A film of 5 µm. */
    private static VoxelCell film(Cell cell) {
        byte[] labels = {1, 1, 1, 1, 1};
        return VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 5, 1e-6), labels), LabelMeaning.VOXELYTE, Axis.Z, true, cell);
    }

    private static Cell heated(
            ActivationEnergies energies, double capacity, double transfer, LithiationFunction entropy) {
        return CELL.withHeatBalance(energies, new HeatBalance(capacity, transfer, T0, entropy));
    }

    private static Discharge discharge() {
        return Discharge.withDefaults().withCutOff(3.4).withParallel(Parallel.SERIAL);
    }

    private static List<DischargePoint> run(Cell cell, double rate) {
        VoxelCell film = film(cell);
        return discharge()
                .run(film, rate * film.summary().oneC(), DischargeListener.NONE, Progress.NONE)
                .points();
    }

    @Test
    void anAdiabaticCellWarmsUpByItsHeat() {
        double capacity = 5;
        LithiationFunction slope = LithiationFunction.constant(1e-4);
        List<DischargePoint> points = run(heated(ENERGIES, capacity, 0, slope), 0.5);
        double heat = 0;
        for (int i = 1; i < points.size(); i++) {
            heat += points.get(i).heat()
                    * (points.get(i).time() - points.get(i - 1).time());
        }
        double rise = points.get(points.size() - 1).temperature() - T0;
        assertEquals(heat / capacity, rise, 1e-9 * Math.abs(rise) + 1e-10);
        assertTrue(Math.abs(rise) > 0.1, "rise " + rise);
    }

    /** Dissipation: I·(U at the surface − V). Reversible, at the start: −I·T·∂U/∂T on discharge. */
    @Test
    void heatIsDissipationAndEntropy() {
        double entropy = -2e-4;
        for (DischargePoint point :
                run(heated(ActivationEnergies.NONE, 1e6, 0, LithiationFunction.constant(entropy)), 0.5)) {
            double open = CELL.activeMaterial().openCircuitPotential().value(point.meanLithiation())
                    + entropy * (point.temperature() - T0);
            double lost = open
                    - point.voltage()
                    - point.losses().concentration()
                    - point.losses().remainder();
            double expected = point.currentDensity() * (lost - T0 * entropy);
            assertEquals(expected, point.heat(), 1e-5 * Math.abs(expected));
        }
    }

    /** With little capacity the temperature follows its heat: T − T_ambient = q/h. */
    @Test
    void atSteadyStateTheHeatLeaves() {
        double transfer = 0.05;
        List<DischargePoint> points = run(heated(ENERGIES, 1e-3, transfer, NO_ENTROPY), 0.5);
        int met = 0;
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).time() - points.get(i - 1).time() > 5) {
                double rise = points.get(i).temperature() - T0;
                assertEquals(points.get(i).heat() / transfer, rise, 1e-9);
                met++;
            }
        }
        assertTrue(met > 10 && points.get(points.size() - 1).temperature() > T0 + 0.5);
    }

    /** Whatever it costs: without the balance, and with one that holds the temperature and gives no heat to it, the curve is the same. */
    @Test
    void aCellHeldAtItsTemperatureIsTheIsothermalOne() {
        List<DischargePoint> plain = run(CELL, 0.5);
        List<DischargePoint> held = run(heated(ENERGIES, 1e9, 0, NO_ENTROPY), 0.5);
        assertEquals(plain.size(), held.size());
        for (int i = 0; i < plain.size(); i++) {
            assertEquals(T0, plain.get(i).temperature(), 0);
            assertEquals(0, plain.get(i).heat(), 0);
            assertEquals(plain.get(i).voltage(), held.get(i).voltage(), 1e-6);
        }
    }

    @Test
    void aHotterCellLosesLess() {
        List<DischargePoint> cold = run(CELL, 0.3);
        List<DischargePoint> hot =
                run(CELL.withHeatBalance(ENERGIES, new HeatBalance(1e-3, 1e3, T0 + 20, NO_ENTROPY)), 0.3);
        double a = lossAt(cold, 0.45);
        double b = lossAt(hot, 0.45);
        // Diffusion at 30 kJ/mol is 2.1 times as fast, κ 2.4 times as high; the surfaces' potentials change less.
        assertTrue(b < 0.75 * a, b + " < 0.75*" + a);
        DischargePoint point = hot.get(hot.size() / 2);
        double kappa = CELL.electrolyte().conductivity() * Math.exp(35e3 / 8.314462618 * (1 / T0 - 1 / (T0 + 20)));
        // The half layer at the reactive face counts as the electrode's.
        double electrolyte = point.losses().separator() + point.losses().electrolyte();
        assertEquals(point.currentDensity() * 100e-6 / kappa, electrolyte, 1e-4 * electrolyte);
        assertEquals(0, point.losses().remainder(), 1e-5);
    }

    private static double lossAt(List<DischargePoint> points, double lithiation) {
        for (DischargePoint point : points) {
            if (point.meanLithiation() > lithiation) {
                return CELL.activeMaterial().openCircuitPotential().value(point.meanLithiation()) - point.voltage();
            }
        }
        throw new AssertionError("never reached");
    }

    @Test
    void theTemperatureGoesOnAfterAnInterruption() {
        VoxelCell film = film(heated(ENERGIES, 5, 0.01, NO_ENTROPY));
        double current = 0.5 * film.summary().oneC();
        List<DischargePoint> whole = discharge()
                .run(film, current, DischargeListener.NONE, Progress.NONE)
                .points();
        Interruption interruption = new Interruption(15);
        discharge().run(film, current, interruption, Progress.NONE);
        List<DischargePoint> rest = discharge()
                .resume(
                        film,
                        discharge().protocol(film, current),
                        interruption.checkpoint(),
                        DischargeListener.NONE,
                        Progress.NONE)
                .points();
        DischargePoint expected = whole.get(whole.size() - 1);
        DischargePoint obtained = rest.get(rest.size() - 1);
        assertEquals(expected.temperature(), obtained.temperature(), 1e-3);
        assertEquals(expected.time(), obtained.time(), 1e-4 * expected.time());
    }

    @Test
    void theCellFileHasTheBalance() {
        String text = CellFile.text(CellFile.DEFAULT);
        String changed = text.substring(0, text.lastIndexOf('}'))
                + ", \"thermal\": {\"heat_capacity_J_per_m2_K\": 700, \"heat_transfer_W_per_m2_K\": 10,"
                + " \"entropy_coefficient_V_per_K\": {\"formula\": \"1e-4*(x-0.5)\"}},"
                + " \"arrhenius\": {\"reference_temperature_C\": 25, \"electrolyte_conductivity_J_per_mol\": 35000}}";
        Cell cell = CellFile.parse(changed, "test");
        HeatBalance balance = cell.heatBalance().orElseThrow();
        assertEquals(700, balance.heatCapacity(), 0);
        assertEquals(T0, balance.ambientTemperature(), 1e-9);
        assertEquals(2e-5, balance.entropyCoefficient().value(0.7), 1e-15);
        Cell hot = cell.atTemperature(T0 + 20);
        assertEquals(
                Math.exp(35e3 / 8.314462618 * (1 / T0 - 1 / (T0 + 20))),
                hot.electrolyte().conductivity() / cell.electrolyte().conductivity(),
                1e-9);
        assertEquals(
                20 * 2e-5,
                hot.activeMaterial().openCircuitPotential().value(0.7)
                        - cell.activeMaterial().openCircuitPotential().value(0.7),
                1e-12);
        assertTrue(CELL.heatBalance().isEmpty());
    }
}
