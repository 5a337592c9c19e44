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
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.material.LithiationFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DischargeTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(10e-6);
    private static final double UM = 1e-6;

    /** A random electrode, connected enough to work: blobs by a majority filter. */
    private static byte[] random(int nx, int ny, int nz, long seed) {
        Random random = new Random(seed);
        double[] noise = random.doubles((long) nx * ny * nz).toArray();
        byte[] labels = new byte[noise.length];
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    double sum = 0;
                    for (int d = -1; d <= 1; d++) {
                        sum += noise[Math.floorMod(x + d, nx) + nx * (y + ny * z)];
                        sum += noise[x + nx * (Math.floorMod(y + d, ny) + ny * z)];
                        sum += noise[x + nx * (y + ny * Math.floorMod(z + d, nz))];
                    }
                    labels[x + nx * (y + ny * z)] = (byte) (sum > 4.5 ? 1 : 0);
                }
            }
        }
        return labels;
    }

    private static VoxelCell cell(PhaseMap labels, Axis axis, boolean collectorLast) {
        return VoxelCell.of(labels, LabelMeaning.VOXELYTE, axis, collectorLast, CELL);
    }

    private static DischargeResult run(VoxelCell cell, double rate, Discharge discharge) {
        return discharge.run(cell, rate * cell.summary().oneC(), DischargeListener.NONE, Progress.NONE);
    }

    private static double[] voltages(DischargeResult result) {
        return result.points().stream().mapToDouble(DischargePoint::voltage).toArray();
    }

    @Test
    void threadsDoNotChangeABit() {
        PhaseMap labels = PhaseMap.ofFlat(VoxelGrid.cubic(22, 22, 16, UM), random(22, 22, 16, 1));
        VoxelCell cell = cell(labels, Axis.Z, true);
        Discharge discharge = Discharge.withDefaults().withCutOff(4.16);
        DischargeResult one = run(cell, 0.3, discharge.withParallel(Parallel.SERIAL));
        DischargeResult three = run(cell, 0.3, discharge.withParallel(Parallel.withThreads(3)));
        assertEquals(one.points(), three.points());
        assertTrue(one.points().size() > 3);
    }

    /** The same electrode, turned into every direction and mirrored, is the same cell. */
    @ParameterizedTest
    @CsvSource({"X, true", "X, false", "Y, true", "Y, false", "Z, false"})
    void directionsAreEqual(Axis axis, boolean collectorLast) {
        int a = 6;
        int b = 5;
        int c = 9;
        byte[] labels = random(a, b, c, 7);
        PhaseMap upright = PhaseMap.ofFlat(new VoxelGrid(a, b, c, 0.8e-6, 1.3e-6, 1e-6), labels);
        int[] sizes = axis == Axis.X ? new int[] {c, a, b} : axis == Axis.Y ? new int[] {a, c, b} : new int[] {a, b, c};
        byte[] turned = new byte[labels.length];
        for (int z = 0; z < c; z++) {
            for (int y = 0; y < b; y++) {
                for (int x = 0; x < a; x++) {
                    int w = collectorLast ? z : c - 1 - z;
                    int[] at = axis == Axis.X
                            ? new int[] {w, x, y}
                            : axis == Axis.Y ? new int[] {x, w, y} : new int[] {x, y, w};
                    turned[at[0] + sizes[0] * (at[1] + sizes[1] * at[2])] = labels[x + a * (y + b * z)];
                }
            }
        }
        double[] d = axis == Axis.X
                ? new double[] {1e-6, 0.8e-6, 1.3e-6}
                : axis == Axis.Y ? new double[] {0.8e-6, 1e-6, 1.3e-6} : new double[] {0.8e-6, 1.3e-6, 1e-6};
        PhaseMap map = PhaseMap.ofFlat(new VoxelGrid(sizes[0], sizes[1], sizes[2], d[0], d[1], d[2]), turned);
        Discharge discharge = Discharge.withDefaults().withTolerances(1e-3, 1e-9);
        double[] expected = voltages(run(cell(upright, Axis.Z, true), 0.2, discharge));
        double[] obtained = voltages(run(cell(map, axis, collectorLast), 0.2, discharge));
        assertEquals(expected.length, obtained.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], obtained[i], 1e-6);
        }
    }

    /** Where the sides are periodic, a structure shifted sideways is the same structure; with closed sides it is not. */
    @Test
    void periodicSidesDoNotCareWhereTheStructureIsCut() {
        int n = 6;
        int layers = 8;
        byte[] labels = random(n, n, layers, 3);
        byte[] shifted = new byte[labels.length];
        for (int z = 0; z < layers; z++) {
            for (int y = 0; y < n; y++) {
                for (int x = 0; x < n; x++) {
                    shifted[(x + 2) % n + n * ((y + 5) % n + n * z)] = labels[x + n * (y + n * z)];
                }
            }
        }
        VoxelGrid grid = VoxelGrid.cubic(n, n, layers, UM);
        Discharge discharge =
                Discharge.withDefaults().withTolerances(1e-3, 1e-9).withCutOff(3.5);
        double[][] last = new double[2][2];
        for (int k = 0; k < 2; k++) {
            CellOptions options = CellOptions.DEFAULT.withPeriodicSides(k == 1);
            double[] voltage = new double[2];
            for (int i = 0; i < 2; i++) {
                VoxelCell cell = VoxelCell.of(
                        PhaseMap.ofFlat(grid, i == 0 ? labels : shifted),
                        LabelMeaning.VOXELYTE,
                        Axis.Z,
                        true,
                        CELL,
                        options);
                voltage[i] = run(cell, 0.5, discharge).points().get(0).voltage();
                last[k][i] = voltage[i];
            }
        }
        assertEquals(last[1][0], last[1][1], 1e-8);
        assertTrue(Math.abs(last[0][0] - last[0][1]) > 1e-5);
    }

    @Test
    void theSurfaceCorrectionScalesTheReaction() {
        PhaseMap map = PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 4, UM), new byte[] {0, 0, 1, 1});
        VoxelCell raw = cell(map, Axis.Z, true);
        VoxelCell smooth = VoxelCell.of(
                map,
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                CELL,
                CellOptions.DEFAULT.withSurfaceFactor(CellOptions.SMOOTH_SURFACE));
        assertEquals(2.0 / 3, smooth.summary().activeArea() / raw.summary().activeArea(), 1e-12);
        // Small currents: the charge-transfer loss goes with 1/area.
        Discharge discharge =
                Discharge.withDefaults().withFaceRule(FaceRule.CELL_CENTRE).withCutOff(4.1);
        double a = run(raw, 1e-3, discharge).points().get(0).losses().activeTransfer();
        double b = run(smooth, 1e-3, discharge).points().get(0).losses().activeTransfer();
        assertEquals(1.5, b / a, 1e-3);
        assertThrows(IllegalArgumentException.class, () -> CellOptions.DEFAULT.withSurfaceFactor(0));
    }

    /** In a plain film the current density is that of the cell in electrolyte and active material alike, away from the face. */
    @Test
    void theCurrentDensityOfAFilmIsThatOfTheCell() {
        byte[] labels = {0, 0, 0, 1, 1, 1};
        VoxelCell cell = cell(PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 6, UM), labels), Axis.Z, true);
        double[] density = new double[6];
        Discharge.withDefaults()
                .withSnapshots(3.9)
                .run(
                        cell,
                        2,
                        new DischargeListener() {
                            @Override
                            public void point(DischargePoint point) {
                                assertTrue(point.voltage() > 0);
                            }

                            @Override
                            public void snapshot(double voltage, CellFields fields) {
                                ScalarField field = fields.currentDensity();
                                for (int z = 0; z < density.length; z++) {
                                    density[z] = field.plane(z)[0];
                                }
                            }
                        },
                        Progress.NONE);
        for (double d : density) {
            assertEquals(2, d, 1e-4);
        }
    }

    @Test
    void slowDischargeFollowsTheOpenCircuitPotential() {
        byte[] labels = {0, 0, 1, 1};
        VoxelCell cell = cell(PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 4, UM), labels), Axis.Z, true);
        DischargeResult result = run(cell, 3e-5, Discharge.withDefaults().withCutOff(3.6));
        assertEquals(StopReason.CUT_OFF, result.stop());
        for (DischargePoint point : result.points()) {
            double open = CELL.activeMaterial().openCircuitPotential().value(point.meanLithiation());
            assertEquals(open, point.voltage(), 1e-4);
        }
    }

    /** Constant D, σ and U in a film: after the start the profile is a parabola that rises evenly. */
    @ParameterizedTest
    @EnumSource(FaceRule.class)
    void planarFilmTakesTheParabolicProfile(FaceRule rule) {
        ActiveMaterial old = CELL.activeMaterial();
        double d = 1e-14;
        Cell simple = CELL.withActiveMaterial(new ActiveMaterial(
                0.4,
                old.maximumConcentration(),
                old.density(),
                LithiationFunction.constant(10),
                LithiationFunction.constant(d),
                io.github.voxelyte.solver.material.Formula.parse("4 - 0.5*x").at(298.15),
                old.exchangeCurrentDensity(),
                0.5,
                0,
                0));
        int layers = 10;
        double h = 0.5e-6;
        byte[] labels = new byte[layers + 2];
        for (int z = 2; z < labels.length; z++) {
            labels[z] = 1;
        }
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, labels.length, h), labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                simple);
        double current = 0.5 * cell.summary().oneC();
        List<double[]> profiles = new ArrayList<>();
        Discharge.withDefaults()
                .withFaceRule(rule)
                .withSnapshots(3.58)
                .withCutOff(3.56)
                .run(
                        cell,
                        current,
                        new DischargeListener() {
                            @Override
                            public void point(DischargePoint point) {
                                assertTrue(point.voltage() < 3.8);
                            }

                            @Override
                            public void snapshot(double voltage, CellFields fields) {
                                profiles.add(fields.lithiationByLayer()[0]);
                            }
                        },
                        Progress.NONE);
        double[] x = profiles.get(0);
        double length = layers * h;
        // Flux at the face q = D·x′(0); x(s) = x(L) + q/(2DL)·(L − s)², also for cell means of equal cells but for a
        // constant.
        double flux = current / (96485.33212 * old.maximumConcentration());
        for (int k = 0; k < layers - 1; k++) {
            double s = (k + 0.5) * h;
            double expected = flux / (2 * d * length) * (Math.pow(length - s, 2) - Math.pow(0.5 * h, 2));
            assertEquals(expected, x[2 + k] - x[2 + layers - 1], 1e-4, "layer " + k);
        }
    }

    /** Linear regime, thin film: V = U − I·(L/κ + R_ct,Li + R_ct/1 + h/(2κ) + film + contact + h/σ). */
    @Test
    void resistancesInSeriesAdd() {
        ActiveMaterial old = CELL.activeMaterial();
        double film = 30e-4;
        double contact = 20e-4;
        Cell cellFile = new Cell(
                "series",
                CELL.temperature(),
                CELL.electrolyte(),
                new ActiveMaterial(
                        0.5,
                        old.maximumConcentration(),
                        old.density(),
                        LithiationFunction.constant(1e-3),
                        old.diffusivity(),
                        old.openCircuitPotential(),
                        old.exchangeCurrentDensity(),
                        0.5,
                        0,
                        film),
                CELL.counterElectrode(),
                50e-6,
                contact,
                Cell.DEFAULT_ADDITIVE_CONDUCTIVITY,
                CELL.oneC());
        VoxelCell cell = VoxelCell.of(
                PhaseMap.ofFlat(VoxelGrid.cubic(3, 2, 2, UM), new byte[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                cellFile);
        double current = 0.01;
        DischargeResult result =
                Discharge.withDefaults().withCutOff(3.9).run(cell, current, DischargeListener.NONE, Progress.NONE);
        double thermal = 8.314462618 * CELL.temperature() / 96485.33212;
        double electrolyte = 51e-6 / 0.012;
        double lithium = thermal / 8.87;
        DischargePoint start = result.points().get(0);
        LossBudget losses = start.losses();
        assertEquals(current * 50e-6 / 0.012, losses.separator(), 1e-9);
        assertEquals(current * 1e-6 / 0.012, losses.electrolyte(), 1e-9);
        assertEquals(current * lithium, losses.lithiumTransfer(), 1e-8);
        assertEquals(current * film, losses.film(), 1e-9);
        assertEquals(current * contact, losses.contact(), 1e-9);
        assertEquals(current * 1e-6 / 1e-3, losses.electronic(), 1e-9);
        // Parabolic: the face's own lithiation and exchange current differ a little from the voxel's.
        double transfer = thermal / (4.98 * 0.5);
        assertEquals(current * transfer, losses.activeTransfer(), 1e-2 * current * transfer);
        double sum = current * (electrolyte + lithium + film + contact + 1e-3)
                + losses.activeTransfer()
                + losses.concentration();
        assertEquals(4.0133 - sum, start.voltage(), 1e-7);
    }

    @Test
    void passivatedFacesDoNotReact() {
        byte[] labels = random(6, 6, 8, 3);
        VoxelGrid grid = VoxelGrid.cubic(6, 6, 8, UM);
        PhaseMap map = PhaseMap.ofFlat(grid, labels);
        byte[] mask = new byte[labels.length];
        java.util.Arrays.fill(mask, (byte) (1 | 2 | 4 | 8 | 32));
        VoxelCell full = cell(map, Axis.Z, true);
        VoxelCell masked = VoxelCell.of(
                map,
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                CELL,
                CellOptions.DEFAULT.withFaceMask(PhaseMap.ofFlat(grid, mask)));
        // Only −z faces are left: those with electrolyte (or the separator) before an active voxel.
        int faces = 0;
        for (int z = 0; z < 8; z++) {
            for (int i = 0; i < 36; i++) {
                if (labels[36 * z + i] == 1 && (z == 0 || labels[36 * (z - 1) + i] == 0)) {
                    faces++;
                }
            }
        }
        assertTrue(masked.summary().activeArea() <= faces / 36.0 + 1e-12);
        assertTrue(masked.summary().activeArea() > 0.8 * faces / 36.0);
        assertTrue(masked.summary().activeArea() < 0.5 * full.summary().activeArea());
        double before = run(full, 0.5, Discharge.withDefaults()).last().charge();
        double after = run(masked, 0.5, Discharge.withDefaults()).last().charge();
        assertTrue(after < before, after + " < " + before);
    }

    @Test
    void deadAndFloatingClustersAreFoundAndReported() {
        // Columns along z: 0 electrode; 1 active voxel shut in by void; 2 active not touching the collector, in
        // electrolyte.
        byte[] column = {0, 0, 1, 1, 0, 4, 1, 4, 0, 1, 0, 4};
        byte[] labels = new byte[12];
        for (int c = 0; c < 3; c++) {
            for (int z = 0; z < 4; z++) {
                labels[c + 3 * z] = column[4 * c + z];
            }
        }
        VoxelCell cell = cell(PhaseMap.ofFlat(VoxelGrid.cubic(3, 1, 4, UM), labels), Axis.Z, true);
        CellSummary summary = cell.summary();
        // The shut-in voxel touches the electrode at its side here, so only its neighbour without contact floats.
        assertEquals(1.0 / 3, summary.contactRatio(), 1e-12);
        assertEquals(0, summary.deadActive(), 1e-12);
        byte[] alone = {0, 0, 0, 0, 0, 4, 1, 4, 1};
        VoxelCell dead = cell(PhaseMap.ofFlat(VoxelGrid.cubic(3, 1, 3, UM), alone), Axis.Z, true);
        assertEquals(
                1.0,
                dead.summary().connectedActive()
                        + dead.summary().deadActive()
                        + dead.summary().floatingActive(),
                1e-12);
    }

    @Test
    void stopsForAReasonAndKeepsTheCurve() {
        PhaseMap film = PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 4, UM), new byte[] {0, 1, 1, 1});
        VoxelCell cell = cell(film, Axis.Z, true);
        DischargeResult limited = run(cell, 1000, Discharge.withDefaults());
        assertEquals(StopReason.LIMITING_CURRENT, limited.stop());
        assertTrue(limited.points().size() <= 1);
        int[] calls = {0};
        DischargeResult cancelled = Discharge.withDefaults()
                .run(cell, 0.1 * cell.summary().oneC(), DischargeListener.NONE, fraction -> {
                    if (++calls[0] > 30) {
                        throw new CancellationException();
                    }
                });
        assertEquals(StopReason.CANCELLED, cancelled.stop());
        assertTrue(cancelled.points().size() > 1);
    }

    @Test
    void everySnapshotComesOnceAlsoAtTheCutOff() {
        PhaseMap film = PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 4, UM), new byte[] {0, 1, 1, 1});
        VoxelCell cell = cell(film, Axis.Z, true);
        List<Double> seen = new ArrayList<>();
        DischargeResult result = Discharge.withDefaults()
                .withSnapshots(3.8, 3.8000005, 4.5, 3.7, 3.0)
                .withCutOff(3.7)
                .run(
                        cell,
                        0.1 * cell.summary().oneC(),
                        new DischargeListener() {
                            @Override
                            public void point(DischargePoint point) {
                                assertTrue(point.voltage() > 3.6);
                            }

                            @Override
                            public void snapshot(double voltage, CellFields fields) {
                                seen.add(voltage);
                            }
                        },
                        Progress.NONE);
        assertEquals(StopReason.CUT_OFF, result.stop());
        assertEquals(List.of(3.8000005, 3.8, 3.7), seen);
    }

    @Test
    void fieldsLieOnTheVoxelsOfTheStack() {
        byte[] labels = random(7, 6, 8, 5);
        PhaseMap map = PhaseMap.ofFlat(VoxelGrid.cubic(7, 6, 8, UM), labels);
        VoxelCell cell = cell(map, Axis.Y, false);
        List<Double> seen = new ArrayList<>();
        Discharge.withDefaults()
                .withSnapshots(4.0)
                .withCutOff(3.9)
                .run(
                        cell,
                        0.2 * cell.summary().oneC(),
                        new DischargeListener() {
                            @Override
                            public void point(DischargePoint point) {
                                assertTrue(point.maxLithiation() >= point.minLithiation());
                            }

                            @Override
                            public void snapshot(double voltage, CellFields fields) {
                                seen.add(voltage);
                                check(labels, fields);
                            }
                        },
                        Progress.NONE);
        assertEquals(List.of(4.0), seen);
    }

    private static void check(byte[] labels, CellFields fields) {
        ScalarField x = fields.lithiation();
        ScalarField phiS = fields.electronicPotential();
        ScalarField phiE = fields.electrolytePotential();
        for (int i = 0; i < labels.length; i++) {
            float lithiation = x.plane(i / 42)[i % 42];
            assertEquals(labels[i] == 1, !Float.isNaN(lithiation));
            if (labels[i] == 1) {
                assertTrue(lithiation > 0.4 && lithiation < 1);
                assertTrue(Float.isNaN(phiE.plane(i / 42)[i % 42]));
            } else {
                assertTrue(Float.isNaN(phiS.plane(i / 42)[i % 42]));
            }
        }
    }

    @Test
    void refusesWhatIsNoCell() {
        VoxelGrid grid = VoxelGrid.cubic(2, 1, 3, UM);
        refused(grid, new byte[] {0, 0, 0, 0, 0, 0}, "no active material");
        refused(grid, new byte[] {0, 0, 1, 1, 0, 0}, "touches the collector");
        refused(grid, new byte[] {0, 0, 4, 4, 1, 1}, "no path joins lithium and collector");
        refused(grid, new byte[] {0, 0, 2, 2, 1, 1}, "no path joins lithium and collector");
        refused(grid, new byte[] {0, 0, 9, 0, 1, 1}, "labels without a meaning: [9]");
        PhaseMap touching = PhaseMap.ofFlat(grid, new byte[] {0, 1, 0, 1, 1, 1});
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> VoxelCell.of(touching, LabelMeaning.VOXELYTE, Axis.Z, true, CELL.withSeparatorThickness(0)));
        assertTrue(e.getMessage().startsWith("1 voxels on the lithium side"), e.getMessage());
        VoxelCell cell = cell(touching, Axis.Z, true);
        assertThrows(IllegalArgumentException.class, () -> run(cell, 0, Discharge.withDefaults()));
        assertThrows(IllegalArgumentException.class, () -> run(cell, -1, Discharge.withDefaults()));
        assertThrows(
                IllegalArgumentException.class,
                () -> run(cell, 0.1, Discharge.withDefaults().withCutOff(4.3)));
    }

    private static void refused(VoxelGrid grid, byte[] labels, String why) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> cell(PhaseMap.ofFlat(grid, labels), Axis.Z, true));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void additiveCarriesCurrentToTheCollector() {
        // Active material reaches the collector through additive only.
        PhaseMap map = PhaseMap.ofFlat(VoxelGrid.cubic(1, 1, 3, UM), new byte[] {0, 1, 3});
        VoxelCell cell = cell(map, Axis.Z, true);
        DischargeResult result = run(cell, 0.1, Discharge.withDefaults());
        assertEquals(StopReason.CUT_OFF, result.stop());
        assertEquals(1, cell.summary().contactRatio(), 1e-12);
        assertTrue(result.last().meanLithiation() > 0.8);
    }
}
