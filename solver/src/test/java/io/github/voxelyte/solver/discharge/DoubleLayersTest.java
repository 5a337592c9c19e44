package io.github.voxelyte.solver.discharge;

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
import io.github.voxelyte.solver.cell.CounterElectrode;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Double layers in the time domain. */
class DoubleLayersTest {
    private static final double THERMAL = 8.314462618 * 298.15 / 96485.33212;
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(20e-6);

    private static Cell with(double active, double lithium, double film) {
        return with(CELL.electrolyte(), active, lithium, film);
    }

    private static Cell with(Electrolyte electrolyte, double active, double lithium, double film) {
        ActiveMaterial m = CELL.activeMaterial();
        return new Cell(
                "layers",
                CELL.temperature(),
                electrolyte,
                new ActiveMaterial(
                        0.5,
                        m.maximumConcentration(),
                        m.density(),
                        m.conductivity(),
                        m.diffusivity(),
                        m.openCircuitPotential(),
                        m.exchangeCurrentDensity(),
                        m.symmetryFactor(),
                        active,
                        film),
                new CounterElectrode(
                        CELL.counterElectrode().exchangeCurrentDensity(),
                        CELL.counterElectrode().symmetryFactor(),
                        lithium),
                CELL.separatorThickness(),
                0,
                CELL.additiveConductivity(),
                CELL.oneC());
    }

    private static VoxelCell film(Cell cell) {
        byte[] labels = {0, 1, 1, 1};
        return VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 4, 1e-6), labels), LabelMeaning.VOXELYTE, Axis.Z, true, cell);
    }

    private static Protocol protocol(VoxelCell cell, String text) {
        return new ProtocolText(cell.summary().oneC(), 2.6, 4.4, name -> null).parse(text);
    }

    private static Discharge layered() {
        return Discharge.withDefaults().withDoubleLayer(true).withParallel(Parallel.SERIAL);
    }

    private static List<DischargePoint> run(Discharge discharge, VoxelCell cell, String text) {
        DischargeResult result = discharge.run(cell, protocol(cell, text), DischargeListener.NONE, Progress.NONE);
        assertEquals(StopReason.PROTOCOL_COMPLETE, result.stop());
        return result.points();
    }

    /**
     * A small current through a film: V = U − I·[R_ohm + R_Li·(1 − e^(−t/τ_Li)) + (R_ct + R_film)·(1 − e^(−t/τ))], τ = R·C each, with
     * nothing but the ohmic drop at first.
     */
    @Test
    void aSmallCurrentChargesTheLayersOfAFilm() {
        double film = 0.002;
        double[] capacitance = {8e-3, 2e-2};
        VoxelCell cell = film(with(capacitance[0], capacitance[1], film));
        List<DischargePoint> points = run(
                layered().withFaceRule(FaceRule.CELL_CENTRE).withTolerances(1e-8, 1e-8),
                cell,
                "Discharge at 0.001 mA/cm2 for 0.0004 s");
        double current = 0.01;
        double transfer = THERMAL / (4.98 * 0.5) + film;
        double lithium = THERMAL / 8.87;
        double open = CELL.activeMaterial().openCircuitPotential().value(0.5);
        double sigma = CELL.activeMaterial().conductivity().value(0.5);
        // Cell centre: the reactive face joins the centres of both voxels without ohmic drop.
        double ohmic = (20e-6 + 0.5e-6) / CELL.electrolyte().conductivity() + 2.5e-6 / sigma;
        assertEquals(open - current * ohmic, points.get(0).voltage(), 1e-8);
        for (DischargePoint point : points) {
            double t = point.time();
            double expected = current
                    * (ohmic
                            + lithium * (1 - Math.exp(-t / (lithium * capacitance[1])))
                            + transfer * (1 - Math.exp(-t / (transfer * capacitance[0]))));
            // U falls by some 1e-8 V meanwhile; Butler–Volmer's law is straight to 1e-5.
            assertEquals(expected, open - point.voltage(), 2e-3 * current * transfer, "at " + t);
            // 4 V times what rounding leaves of 1 µA/cm² in the shortest steps.
            assertEquals(0, point.losses().remainder(), 1e-5);
        }
        assertEquals(4e-4, points.get(points.size() - 1).time(), 1e-12);
        assertTrue(points.size() < 60, points.size() + " points");
    }

    /** What the layers take is no lithium: at the end of a rest, when they hold U(x) again, Q·Δx = ∫I dt + C·Δv. */
    @Test
    void chargeIsConserved() {
        double capacitance = 50;
        VoxelCell cell = film(with(capacitance, 1e-2, 0));
        List<DischargePoint> points = run(
                layered(), cell, "Discharge at 0.1C for 200 s; Rest for 30 h; Charge at 0.1C for 50 s; Rest for 30 h");
        double charge = 96485.33212 * CELL.activeMaterial().maximumConcentration() * 3e-6;
        DischargePoint last = points.get(points.size() - 1);
        double moved = charge * (last.meanLithiation() - 0.5);
        double open = CELL.activeMaterial().openCircuitPotential().value(0.5);
        double layer = capacitance * (last.voltage() - open);
        assertEquals(15 * cell.summary().oneC(), last.charge(), 1e-9 * last.charge());
        assertEquals(last.charge(), moved - layer, 1e-9 * charge);
        assertTrue(layer < -1e-5 * charge, "layer " + layer / charge);
    }

    /** With less and less capacitance the curve becomes the one without, but for its first instants. */
    @ParameterizedTest
    @EnumSource(FaceRule.class)
    void withoutCapacitanceNothingIsLeftOfThem(FaceRule rule) {
        String text = "Discharge at 0.3C for 600 s; Rest for 100 s; Hold at 3.9 V for 100 s";
        VoxelCell tiny = film(with(1e-9, 1e-9, 1e-3));
        Discharge plain = Discharge.withDefaults().withFaceRule(rule).withParallel(Parallel.SERIAL);
        List<DischargePoint> expected = run(plain, tiny, text);
        List<DischargePoint> obtained = run(plain.withDoubleLayer(true), tiny, text);
        int met = 0;
        int at = 0;
        for (DischargePoint point : expected) {
            if (point.time() == 0 || point.time() == 600 || point.time() == 700 || point.time() == 800) {
                while (obtained.get(at).time() < point.time() * (1 - 1e-9)) {
                    at++;
                }
                if (obtained.get(at).step() == point.step() && point.time() > 0) {
                    assertEquals(point.voltage(), obtained.get(at).voltage(), 3e-4);
                    assertEquals(point.meanLithiation(), obtained.get(at).meanLithiation(), 5e-5);
                    met++;
                }
            }
        }
        assertTrue(met >= 3, "met " + met);
    }

    @Test
    void aCellWithoutCapacitanceHasNone() {
        VoxelCell cell = film(with(0, 0, 0));
        Discharge plain = Discharge.withDefaults().withParallel(Parallel.SERIAL);
        String text = "Discharge at 0.3C for 600 s; Rest for 100 s";
        assertEquals(run(plain, cell, text), run(plain.withDoubleLayer(true), cell, text));
        // And without the option the capacitances are not looked at.
        assertEquals(run(plain, cell, text), run(plain, film(with(1, 1, 0)), text));
    }

    private static VoxelCell random(Cell parameters) {
        VoxelGrid grid = VoxelGrid.cubic(3, 3, 4, 1e-6);
        byte[] labels = new byte[grid.size()];
        Random random = new Random(2);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.6 ? 1 : 0);
        }
        return VoxelCell.of(PhaseMap.ofFlat(grid, labels), LabelMeaning.VOXELYTE, Axis.Z, true, parameters);
    }

    /** Against differences: by the unknowns, and by the step. */
    @ParameterizedTest
    @CsvSource({"HALF_VOXEL, 1", "CELL_CENTRE, 1", "HALF_VOXEL, 0.4", "PARABOLIC, 1", "PARABOLIC, 0.4"})
    void theDerivativesAreThoseOfTheResidual(FaceRule rule, double transference) {
        Electrolyte electrolyte = new Electrolyte(1, transference, 1000, 3e-10, 2);
        VoxelCell cell = random(with(electrolyte, 8e-3, 2e-3, 1e-3));
        CellEquations equations = new CellEquations(cell.network, rule, true, Parallel.SERIAL);
        equations.layers.rest(4);
        int n = equations.unknowns;
        int nodes = cell.network.nodes;
        Random random = new Random(9);
        double[] u = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            boolean salt = i >= nodes + cell.network.active;
            u[i] = salt
                    ? 1 + 0.1 * random.nextDouble()
                    : i >= nodes
                            ? 0.5 + 0.1 * random.nextDouble()
                            : (cell.network.isElectronic(i) ? 4 : 0) + 0.01 * random.nextDouble();
            v[i] = random.nextDouble() - 0.5;
        }
        double[] x0 = java.util.Arrays.copyOfRange(u, nodes, n);
        TimeFormula first = new TimeFormula(2e-5, 0, x0, x0);
        equations.evaluate(u, first);
        equations.layers.accept();
        TimeFormula time = new TimeFormula(1e-5, 2e-5, x0, x0);
        double h = 1e-6;
        double[][] r = new double[4][n];
        double[][] faradaic = new double[2][];
        for (int side = 0; side < 2; side++) {
            double[] w = u.clone();
            for (int i = 0; i < n; i++) {
                w[i] += (side == 0 ? -h : h) * v[i];
            }
            equations.evaluate(w, time);
            equations.residual(w, time, 0, r[side]);
            TimeFormula longer = time.withStep(1e-5 * (side == 0 ? 1 - 1e-4 : 1 + 1e-4));
            equations.evaluate(u, longer);
            equations.residual(u, longer, 0, r[2 + side]);
            faradaic[side] = equations.layers.faradaic.clone();
        }
        equations.evaluate(u, time);
        double[] y = new double[n];
        equations.multiply(v, time, y);
        double[] byStep = new double[n];
        equations.addLayersByStep(byStep);
        double[] scale = {largest(y, 0, nodes), largest(y, nodes, n), largest(byStep, 0, n)};
        assertTrue(scale[2] > 0);
        for (int i = 0; i < n; i++) {
            assertEquals((r[1][i] - r[0][i]) / (2 * h), y[i], 2e-7 * scale[i < nodes ? 0 : 1], "unknown " + i);
            if (i < nodes) {
                assertEquals((r[3][i] - r[2][i]) / 2e-9, byStep[i], 1e-6 * scale[2], "node " + i);
            }
        }
        for (int f = 0; f < faradaic[0].length; f++) {
            double expected = (faradaic[1][f] - faradaic[0][f]) / 2e-9;
            assertEquals(expected, equations.faradaicByStep(f), 1e-6 * scale[2], "face " + f);
        }
    }

    private static double largest(double[] values, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }

    @Test
    void aPulseGoesOnAfterAnInterruption() {
        VoxelCell cell = random(with(8e-3, 2e-3, 0));
        Protocol pulses = protocol(cell, "(Discharge at 0.2C for 0.001 s; Rest for 0.001 s) x 2");
        List<DischargePoint> whole = layered()
                .run(cell, pulses, DischargeListener.NONE, Progress.NONE)
                .points();
        Interruption listener = new Interruption(whole.size() / 3);
        layered().run(cell, pulses, listener, Progress.NONE);
        List<DischargePoint> rest = layered()
                .resume(cell, pulses, listener.checkpoint(), DischargeListener.NONE, Progress.NONE)
                .points();
        DischargePoint expected = whole.get(whole.size() - 1);
        DischargePoint obtained = rest.get(rest.size() - 1);
        assertEquals(4e-3, obtained.time(), 1e-12);
        assertEquals(expected.voltage(), obtained.voltage(), 2e-5);
        assertEquals(expected.meanLithiation(), obtained.meanLithiation(), 1e-9);
        // The second pulse starts from layers that are not yet discharged; each jump is ohmic at first.
        assertTrue(listener.before.size() > 10);
    }
}
