package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against independent sparse direct solutions of the same discrete equations. */
class ReferenceDischargeTest {
    private static final double[] LEVELS = {3.75, 3.5, 3.3, 3.0, 2.8};

    private Path folder;

    @BeforeEach
    void findCases() {
        assumeTrue(ReferenceCell.folder().isPresent(), "../shared/cases/cell is missing: reference cases skipped");
        folder = ReferenceCell.folder().orElseThrow();
    }

    private static Discharge discharge(String run) {
        FaceRule rule = run.contains("__A") ? FaceRule.CELL_CENTRE : FaceRule.HALF_VOXEL;
        return Discharge.withDefaults().withFaceRule(rule).withSnapshots(LEVELS).withParallel(Parallel.SERIAL);
    }

    /** With small steps: the equations themselves. Times at the voltages of the reference's table, so nothing is interpolated. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "slab__A_0.1C", "slab__A_0.5C", "slab__B_0.1C", "slab__B_0.5C",
                "comb__A_0.1C", "comb__A_0.5C", "comb__B_0.1C", "comb__B_0.5C",
                "checker__A_0.1C", "checker__A_0.5C", "checker__B_0.1C", "checker__B_0.5C",
                "mini__A_0.1C", "mini__B_0.5C"
            })
    void agreesWithSmallSteps(String run) {
        JsonNode reference = ReferenceCell.read(folder.resolve(run + ".json"));
        JsonNode expected = reference.path("discharge");
        double[] time = ReferenceCell.numbers(expected.path("table_uniform").path("t_s"));
        double[] voltage = ReferenceCell.numbers(expected.path("table_uniform").path("V"));
        double[] levels = Stream.of(LEVELS, voltage)
                .flatMapToDouble(Arrays::stream)
                .filter(v -> v > 2.61 && v < voltage[0])
                .toArray();
        VoxelCell cell = ReferenceCell.cell(folder, reference);
        Map<Double, double[]> profiles = new HashMap<>();
        Map<Double, Double> times = new HashMap<>();
        boolean slab = run.startsWith("slab");
        DischargeResult result = discharge(run)
                .withSnapshots(levels)
                .withTolerances(slab ? 1e-6 : 2e-5, 1e-7)
                .run(cell, expected.path("I_A_per_m2").asDouble(), recorder(times, profiles), Progress.NONE);
        assertEquals(StopReason.CUT_OFF, result.stop());
        assertEquals(1, result.last().time() / expected.path("t_end_s").asDouble(), 1e-4, "end");
        assertEquals(voltage[0], result.points().get(0).voltage(), 1e-6, "under load at t = 0");
        double squares = 0;
        int compared = 0;
        for (int i = 1; i < time.length - 1; i++) {
            if (voltage[i] > 3.5) {
                double slope = (voltage[i + 1] - voltage[i - 1]) / (time[i + 1] - time[i - 1]);
                double difference = slope * (times.get(voltage[i]) - time[i]);
                assertEquals(0, difference, 2e-4, "voltage at " + time[i]);
                squares += difference * difference;
                compared++;
            }
        }
        assertTrue(compared > 5);
        assertTrue(Math.sqrt(squares / compared) < 5e-5, "rms voltage " + Math.sqrt(squares / compared));
        int snapshots = 0;
        for (JsonNode snap : expected.path("snaps")) {
            double level = snap.path("V_level").asDouble(snap.path("V").asDouble());
            if (profiles.containsKey(level)) {
                assertEquals(1, times.get(level) / snap.path("t_s").asDouble(), 3e-4, "time of " + level + " V");
                double[] layers = ReferenceCell.numbers(snap.path("layer_x"));
                for (int l = 0; l < layers.length; l++) {
                    assertEquals(layers[l], profiles.get(level)[l], 3e-4, "layer " + l + " at " + level + " V");
                }
                snapshots++;
            }
        }
        assertTrue(snapshots >= 4, "snapshots: " + snapshots);
    }

    /** As a user gets it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"slab__A_0.1C", "slab__B_0.5C", "comb__B_0.5C", "checker__A_0.1C", "mini__A_0.5C", "mini__B_0.1C"
            })
    void agreesAtTheDefaultTolerance(String run) {
        JsonNode reference = ReferenceCell.read(folder.resolve(run + ".json"));
        JsonNode expected = reference.path("discharge");
        DischargeResult result = discharge(run)
                .run(
                        ReferenceCell.cell(folder, reference),
                        expected.path("I_A_per_m2").asDouble(),
                        DischargeListener.NONE,
                        Progress.NONE);
        // The slab is the hardest case: 0.5 µm voxels, one reactive face, a steep front.
        double tolerance = run.startsWith("slab") ? 2e-3 : 2e-4;
        assertEquals(1, result.last().time() / expected.path("t_end_s").asDouble(), tolerance);
        assertTrue(result.steps() < 90, "steps: " + result.steps());
        assertTrue(result.largestImbalance() <= Discharge.DEFAULT_CURRENT_TOLERANCE);
        for (DischargePoint point : result.points()) {
            assertEquals(0, point.losses().remainder(), 1e-5, "loss budget at " + point.time());
        }
    }

    /** The same cell, its separator given in the stack and outside it. */
    @ParameterizedTest
    @CsvSource({"comb__B_0.5C, 6", "checker__B_0.1C, 6", "slab__B_0.1C, 30"})
    void aGradedSeparatorIsTheSame(String run, int layers) {
        JsonNode reference = ReferenceCell.read(folder.resolve(run + ".json"));
        JsonNode expected = reference.path("discharge");
        double current = expected.path("I_A_per_m2").asDouble();
        Discharge discharge = discharge(run);
        DischargeResult inside =
                discharge.run(ReferenceCell.cell(folder, reference), current, DischargeListener.NONE, Progress.NONE);
        DischargeResult outside = discharge.run(
                ReferenceCell.cellWithSeparator(folder, reference, layers),
                current,
                DischargeListener.NONE,
                Progress.NONE);
        assertEquals(inside.points().get(0).voltage(), outside.points().get(0).voltage(), 1e-4);
        assertEquals(1, outside.last().time() / inside.last().time(), 2e-4);
    }

    /** What the rule's prototype gave at 1 µm, at the cost of half voxel: its Newton steps times 1.5 are the most. */
    @ParameterizedTest
    @CsvSource({"mini__B_0.5C, 599.6", "mini__B_0.1C, 760.5"})
    void parabolicRuleMeetsItsPrototype(String run, double expected) {
        JsonNode reference = ReferenceCell.read(folder.resolve(run + ".json"));
        double current = reference.path("discharge").path("I_A_per_m2").asDouble();
        VoxelCell cell = ReferenceCell.cell(folder, reference);
        DischargeResult result = Discharge.withDefaults()
                .withFaceRule(FaceRule.PARABOLIC)
                .run(cell, current, DischargeListener.NONE, Progress.NONE);
        assertEquals(StopReason.CUT_OFF, result.stop());
        double perVolume = result.last().charge() / (cell.summary().arealLoading() / 4730) / 3.6e6;
        assertEquals(expected, perVolume, 0.15);
        DischargeResult halfVoxel = Discharge.withDefaults()
                .withFaceRule(FaceRule.HALF_VOXEL)
                .run(cell, current, DischargeListener.NONE, Progress.NONE);
        assertTrue(
                result.newtonSteps() <= 1.5 * halfVoxel.newtonSteps(),
                "Newton steps " + result.newtonSteps() + " against " + halfVoxel.newtonSteps());
        assertTrue(
                result.linearIterations() <= 1.5 * halfVoxel.linearIterations(),
                "linear iterations " + result.linearIterations() + " against " + halfVoxel.linearIterations());
    }

    @Test
    void theMassOfLithiumFollowsTheCharge() {
        JsonNode reference = ReferenceCell.read(folder.resolve("comb__B_0.5C.json"));
        double current = reference.path("discharge").path("I_A_per_m2").asDouble();
        VoxelCell cell = ReferenceCell.cell(folder, reference);
        DischargeResult result = discharge("comb__B_0.5C").run(cell, current, DischargeListener.NONE, Progress.NONE);
        double initial = cell.cell().activeMaterial().initialLithiation();
        double capacity = cell.summary().theoreticalCapacity() / (1 - initial);
        for (DischargePoint point : result.points()) {
            assertEquals(initial + point.charge() / capacity, point.meanLithiation(), 1e-11);
        }
    }

    private static DischargeListener recorder(Map<Double, Double> times, Map<Double, double[]> profiles) {
        return new DischargeListener() {
            @Override
            public void point(DischargePoint point) {
                assertTrue(Double.isFinite(point.voltage()));
            }

            @Override
            public void snapshot(double voltage, CellFields fields) {
                times.put(voltage, fields.time());
                profiles.put(voltage, fields.lithiationByLayer()[0]);
            }
        };
    }
}
