package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActivationEnergies;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.cell.HeatBalance;
import io.github.voxelyte.solver.cell.HeatConduction;
import io.github.voxelyte.solver.material.LithiationFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The energy balance with conduction. */
class TemperatureFieldTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT);
    private static final double T0 = CELL.temperature();
    private static final LithiationFunction ENTROPY = LithiationFunction.constant(-1e-4);

    private static HeatBalance balance(double capacity, double transfer, double lambda, double stored) {
        return new HeatBalance(capacity, transfer, T0, ENTROPY)
                .withConduction(new HeatConduction(lambda, lambda, lambda, stored, stored, stored, 0.5));
    }

    private static VoxelCell random(HeatBalance balance) {
        int n = 4;
        int layers = 6;
        byte[] labels = new byte[n * n * layers];
        Random random = new Random(4);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        Cell cell = CELL.withSeparatorThickness(30e-6)
                .withHeatBalance(new ActivationEnergies(35e3, 0, 20e3, 30e3, 50e3, 40e3), balance);
        return VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(n, n, layers, 1e-6), labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                cell);
    }

    private static Discharge discharge() {
        return Discharge.withDefaults().withCutOff(3.5).withParallel(Parallel.SERIAL);
    }

    /** Steady, heated evenly: T − T_ambient = q·L/(2h) + q·z·(L − z)/(2λ), h at each end. */
    @Test
    void anEvenlyHeatedSlabHasAParabola() {
        int n = 20;
        double d = 5e-6;
        double lambda = 0.5;
        double transfer = 40;
        byte[] labels = new byte[2 * 3 * n];
        CellGeometry geometry = CellGeometry.of(
                PhaseMap.ofFlat(new VoxelGrid(2, 3, n, 1e-6, 2e-6, d), labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                0,
                CellOptions.DEFAULT);
        TemperatureField field =
                new TemperatureField(geometry, balance(400, 2 * transfer, lambda, 2e6), T0, Parallel.SERIAL);
        double source = 1e8;
        double[] heat = new double[geometry.cells()];
        Arrays.fill(heat, source * 2e-12 * d);
        for (int i = 0; i < 5; i++) {
            field.advance(heat, 1e9);
        }
        double length = n * d;
        for (int k = 0; k < n; k++) {
            double z = (k + 0.5) * d;
            // A voxel's middle lies q·d²/(8λ) above the polygon of the fluxes.
            double expected =
                    T0 + source * length / (2 * transfer) + source * (z * (length - z) + 0.25 * d * d) / (2 * lambda);
            for (int i = 0; i < 6; i++) {
                assertEquals(expected, field.at(6 * k + i), 1e-6, "layer " + k);
            }
        }
        assertTrue(field.largest() - field.least() > 0.2, "a quarter of a kelvin across");
    }

    /** Where heat spreads at once, the field is the one temperature; both take all of the heat, whatever the steps. */
    @Test
    void withLargeConductivityItIsTheLumpedBalance() {
        HeatBalance field = balance(90, 0, 100, 2e6);
        HeatBalance lumped = new HeatBalance(90, 0, T0, ENTROPY);
        VoxelCell cell = random(field);
        // The lumped cell's separator is resolved in other layers.
        List<DischargePoint> a = run(cell);
        List<DischargePoint> b = run(random(lumped));
        double rise = a.get(a.size() - 1).temperature() - T0;
        assertEquals(b.get(b.size() - 1).temperature() - T0, rise, 1e-3 * rise);
        assertTrue(rise > 0.05, "rise " + rise);
        double taken = 0;
        for (int i = 1; i < a.size(); i++) {
            taken += a.get(i).heat() * (a.get(i).time() - a.get(i - 1).time());
            assertEquals(a.get(i).minTemperature(), a.get(i).maxTemperature(), 1e-7);
        }
        assertEquals(taken / 90, rise, 1e-6 * rise);
    }

    private static List<DischargePoint> run(VoxelCell cell) {
        return discharge()
                .run(cell, 0.5 * cell.summary().oneC(), DischargeListener.NONE, Progress.NONE)
                .points();
    }

    /** Slow conduction: warmest inside, coldest at the cooled end; the sources sum to the heat of the budget. */
    @Test
    void heatFlowsToTheCooledEnd() {
        HeatBalance balance = new HeatBalance(80, 50, T0, LithiationFunction.constant(0))
                .withConduction(new HeatConduction(1e-4, 1e-4, 1e-4, 2e6, 2e6, 2e6, 1));
        VoxelCell cell = random(balance);
        List<ScalarField> fields = new ArrayList<>();
        List<DischargePoint> points = new ArrayList<>();
        discharge()
                .withSnapshots(3.8)
                .run(
                        cell,
                        0.5 * cell.summary().oneC(),
                        new DischargeListener() {
                            @Override
                            public void point(DischargePoint point) {
                                points.add(point);
                            }

                            @Override
                            public void snapshot(double voltage, CellFields at) {
                                fields.add(at.temperatureAbove(T0).orElseThrow());
                            }
                        },
                        Progress.NONE);
        ScalarField field = fields.get(0);
        double inner = mean(field, 0);
        double outer = mean(field, 5);
        assertTrue(inner > outer && outer > 0, inner + " > " + outer);
        for (DischargePoint point : points.subList(1, points.size())) {
            assertTrue(point.minTemperature() <= point.temperature() && point.temperature() <= point.maxTemperature());
        }
        assertTrue(points.get(points.size() - 1).maxTemperature()
                > points.get(points.size() - 1).minTemperature() + 1e-3);
    }

    private static double mean(ScalarField field, int layer) {
        double sum = 0;
        for (float value : field.plane(layer)) {
            sum += value;
        }
        return sum / field.plane(layer).length;
    }

    @Test
    void theFieldGoesOnAfterAnInterruption() {
        VoxelCell cell = random(balance(90, 5, 1e-3, 2e6));
        double current = 0.5 * cell.summary().oneC();
        List<DischargePoint> whole = run(cell);
        Interruption listener = new Interruption(15);
        discharge().run(cell, current, listener, Progress.NONE);
        List<DischargePoint> rest = discharge()
                .resume(
                        cell,
                        discharge().protocol(cell, current),
                        listener.checkpoint(),
                        DischargeListener.NONE,
                        Progress.NONE)
                .points();
        DischargePoint expected = whole.get(whole.size() - 1);
        DischargePoint obtained = rest.get(rest.size() - 1);
        double rise = expected.maxTemperature() - T0;
        assertEquals(expected.maxTemperature(), obtained.maxTemperature(), 1e-2 * rise);
        assertEquals(expected.minTemperature(), obtained.minTemperature(), 1e-2 * rise);
    }

    @Test
    void refusesLessHeatCapacityThanTheVoxelsHave() {
        VoxelCell cell = random(balance(10, 0, 1, 2e6));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> run(cell));
        assertTrue(e.getMessage().contains("heat_capacity_J_per_m2_K is 10"), e.getMessage());
    }

    @Test
    void theCellFileHasTheConduction() {
        String text = CellFile.text(CellFile.DEFAULT);
        String changed = text.substring(0, text.lastIndexOf('}'))
                + ", \"thermal\": {\"heat_capacity_J_per_m2_K\": 2000, \"heat_transfer_W_per_m2_K\": 10, \"conduction\":"
                + " {\"electrolyte_W_per_m_K\": 0.5, \"active_material_W_per_m_K\": 1.5, \"electrolyte_J_per_m3_K\": 1.4e6,"
                + " \"active_material_J_per_m3_K\": 3.2e6, \"collector_share\": 0.8}}}";
        HeatConduction heat = CellFile.parse(changed, "test")
                .heatBalance()
                .orElseThrow()
                .conduction()
                .orElseThrow();
        assertEquals(new HeatConduction(0.5, 1.5, 1.5, 1.4e6, 3.2e6, 3.2e6, 0.8), heat);
        String broken = changed.replace("\"collector_share\": 0.8", "\"collector_share\": 1.8");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> CellFile.parse(broken, "test"));
        assertTrue(e.getMessage().contains("thermal.conduction.collector_share"), e.getMessage());
    }
}
