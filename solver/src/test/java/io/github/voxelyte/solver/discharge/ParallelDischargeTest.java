package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParallelDischargeTest {
    private static final double UM = 1e-6;
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT).withSeparatorThickness(10 * UM);
    private static final Discharge OPTIONS =
            Discharge.withDefaults().withFaceRule(FaceRule.HALF_VOXEL).withParallel(Parallel.SERIAL);

    private record Electrode(Cell cell, Discharge options, List<VoxelCell> tiles, List<SubCellFacts> facts) {
        static Electrode of(Cell cell, Discharge options, PhaseMap... stacks) {
            List<VoxelCell> tiles = new ArrayList<>();
            List<SubCellFacts> facts = new ArrayList<>();
            for (PhaseMap stack : stacks) {
                tiles.add(VoxelCell.of(stack, LabelMeaning.VOXELYTE, Axis.Z, true, cell));
                facts.add(SubCell.facts(stack, LabelMeaning.VOXELYTE, Axis.Z, cell, ""));
            }
            return new Electrode(cell, options, tiles, facts);
        }

        List<SubCell> cells() {
            return tiles.stream().map(tile -> SubCell.of(tile, options)).toList();
        }

        double oneC() {
            return facts.stream().mapToDouble(SubCellFacts::oneC).sum();
        }

        ElectrodeResult run(double rate, SubCells cells, List<ElectrodeStep> before, Consumer<ElectrodeStep> listener) {
            return ParallelDischarge.of(cell, options)
                    .run(cells, facts, rate * oneC(), before, listener, Progress.NONE);
        }

        ElectrodeResult run(double rate, int atOnce) {
            try (ConcurrentSubCells cells = new ConcurrentSubCells(members(cells()), atOnce)) {
                return run(rate, cells, List.of(), step -> {});
            }
        }
    }

    private static List<ConcurrentSubCells.Member> members(List<SubCell> cells) {
        List<ConcurrentSubCells.Member> members = new ArrayList<>();
        cells.forEach(cell -> members.add(cell::respond));
        return members;
    }

    /** Random voxels on a separator of some layers, with columns of void on one side or the other. */
    private static byte[] stack(
            int nx, int wallBefore, int wallAfter, int ny, int nz, int separator, double share, long seed) {
        Random random = new Random(seed);
        byte[] labels = new byte[nx * ny * nz];
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    boolean wall = x < wallBefore || x >= nx - wallAfter;
                    boolean active = random.nextDouble() < share;
                    labels[x + nx * (y + ny * z)] = (byte) (wall ? (z == 0 ? 0 : 4) : z >= separator && active ? 1 : 0);
                }
            }
        }
        return labels;
    }

    private static PhaseMap tile(double share, long seed) {
        return PhaseMap.ofFlat(VoxelGrid.cubic(6, 5, 8, UM), stack(6, 0, 0, 5, 8, 0, share, seed));
    }

    private static Electrode three() {
        return Electrode.of(CELL, OPTIONS, tile(0.5, 1), tile(0.45, 2), tile(0.6, 3));
    }

    /** As one alone: the curve of a plain discharge, whose steps are found in another way, to the tolerance of the time steps. */
    @ParameterizedTest
    @EnumSource(names = {"HALF_VOXEL", "CELL_CENTRE"})
    void equalTilesAreOneTile(FaceRule rule) {
        Discharge options = OPTIONS.withFaceRule(rule).withTolerances(2e-5, 1e-7);
        PhaseMap stack = tile(0.5, 4);
        Electrode electrode = Electrode.of(CELL, options, stack, stack, stack);
        ElectrodeResult obtained = electrode.run(0.3, 1);
        VoxelCell cell = electrode.tiles().get(0);
        DischargeResult expected =
                options.run(cell, 0.3 * cell.summary().oneC(), DischargeListener.NONE, Progress.NONE);
        assertEquals(StopReason.CUT_OFF, expected.stop());
        assertEquals(StopReason.CUT_OFF, obtained.stop());
        double area = 3 * cell.area();
        double charge = obtained.points().get(obtained.points().size() - 1).charge() / area;
        assertEquals(expected.last().charge(), charge, 1e-4 * charge);
        for (ElectrodePoint point : obtained.points()) {
            assertEquals(point.currents()[0], point.currents()[2], 0.0);
            double plain = voltageAt(expected.points(), point.charge() / area);
            boolean atTheEnd = point.charge() / area > 0.97 * charge;
            assertTrue(atTheEnd || Math.abs(plain - point.voltage()) < 2e-4, point.time() + " s: " + plain);
        }
    }

    private static double voltageAt(List<DischargePoint> points, double charge) {
        int i = 1;
        while (i < points.size() - 1 && points.get(i).charge() < charge) {
            i++;
        }
        DischargePoint a = points.get(i - 1);
        DischargePoint b = points.get(i);
        double share = (charge - a.charge()) / (b.charge() - a.charge());
        return a.voltage() + share * (b.voltage() - a.voltage());
    }

    /**
     * Two different tiles are what one stack is that holds both, with void between them from the second layer on. In the first, where
     * a stack has to be electrolyte, the columns of the wall keep them apart: lithium reacts fast here.
     */
    @Test
    void twoTilesAreOneStackWithAWallBetween() {
        int width = 9;
        int wall = 3;
        int ny = 4;
        int nz = 12;
        byte[] left = stack(width, 0, wall, ny, nz, 4, 0.5, 11);
        byte[] right = stack(width, wall, 0, ny, nz, 4, 0.62, 12);
        byte[] both = new byte[left.length + right.length];
        for (int row = 0; row < ny * nz; row++) {
            System.arraycopy(left, row * width, both, 2 * row * width, width);
            System.arraycopy(right, row * width, both, (2 * row + 1) * width, width);
        }
        Cell cell = CellFile.parse(
                        CellFile.withValue(
                                CellFile.text(CellFile.DEFAULT),
                                "counter_electrode.exchange_current_density_A_per_cm2",
                                "0.9"),
                        "fast lithium")
                .withSeparatorThickness(0);
        Discharge options = OPTIONS.withTolerances(1e-5, 1e-7);
        Electrode electrode = Electrode.of(
                cell,
                options,
                PhaseMap.ofFlat(VoxelGrid.cubic(width, ny, nz, UM), left),
                PhaseMap.ofFlat(VoxelGrid.cubic(width, ny, nz, UM), right));
        PhaseMap one = PhaseMap.ofFlat(VoxelGrid.cubic(2 * width, ny, nz, UM), both);
        VoxelCell whole = VoxelCell.of(one, LabelMeaning.VOXELYTE, Axis.Z, true, cell);
        double current = 0.5 * electrode.oneC();
        Halves halves = new Halves(whole, width);
        DischargeResult expected = options.withSnapshotTimes(halves.times(current, electrode.facts()))
                .run(whole, current / whole.area(), halves, Progress.NONE);
        ElectrodeResult obtained = electrode.run(0.5, 2);
        ElectrodePoint last = obtained.points().get(obtained.points().size() - 1);
        assertEquals(StopReason.CUT_OFF, expected.stop());
        assertEquals(expected.last().time(), last.time(), 1e-5 * last.time());
        assertEquals(6, halves.seen.size());
        for (double[] seen : halves.seen) {
            double time = seen[0];
            assertEquals(seen[1], interpolated(obtained.points(), time, -1), 1e-4);
            for (int half = 0; half < 2; half++) {
                double mean = interpolated(obtained.points(), time, half);
                double lithiation = cell.activeMaterial().initialLithiation()
                        + mean / electrode.facts().get(half).fullCharge();
                assertEquals(seen[2 + half], lithiation, 1e-5);
            }
        }
        double share = last.charges()[0] / last.charge();
        double byAmount = electrode.facts().get(0).fullCharge()
                / (electrode.facts().get(0).fullCharge()
                        + electrode.facts().get(1).fullCharge());
        assertTrue(Math.abs(share - byAmount) > 5e-3, "the halves differ in more than amount");
    }

    /** Voltage for −1, else the charge of a sub-cell; between the points straight. */
    private static double interpolated(List<ElectrodePoint> points, double time, int cell) {
        int i = 1;
        while (i < points.size() - 1 && points.get(i).time() < time) {
            i++;
        }
        ElectrodePoint a = points.get(i - 1);
        ElectrodePoint b = points.get(i);
        double share = (time - a.time()) / (b.time() - a.time());
        double from = cell < 0 ? a.voltage() : a.charges()[cell];
        double to = cell < 0 ? b.voltage() : b.charges()[cell];
        return from + share * (to - from);
    }

    @Test
    void currentsAddUpAndLithiumStays() {
        Electrode electrode = three();
        double current = 0.5 * electrode.oneC();
        ElectrodeResult result = electrode.run(0.5, 1);
        assertEquals(StopReason.CUT_OFF, result.stop());
        for (ElectrodePoint point : result.points()) {
            assertEquals(current, point.current(), 1e-4 * current);
            assertEquals(current * point.time(), point.charge(), 1e-4 * point.charge());
        }
        ElectrodePoint last = result.points().get(result.points().size() - 1);
        assertEquals(Discharge.DEFAULT_CUT_OFF, last.voltage(), 1e-6);
        double initial = CELL.activeMaterial().initialLithiation();
        for (int i = 0; i < 3; i++) {
            SubCellResponse end = result.end().get(i);
            assertEquals(last.charges()[i], end.charge(), 1e-12 * last.charge());
            double stored =
                    (end.meanLithiation() - initial) * electrode.facts().get(i).fullCharge();
            assertEquals(last.charges()[i], stored, 1e-10 * last.charge());
        }
    }

    /** A step takes two or three passes through the tiles, and the later ones take little. */
    @Test
    void fewPassesAStep() {
        ElectrodeResult result = three().run(0.5, 1);
        int steps = result.points().size();
        assertTrue(result.passes() < 2.6 * steps, result.passes() + " passes for " + steps + " steps");
        double perTile = 3.0 * steps;
        assertTrue(result.newtonSteps() < 6 * perTile, result.newtonSteps() / perTile + " Newton steps");
        assertTrue(result.linearIterations() < 30 * perTile, result.linearIterations() / perTile + " iterations");
        assertTrue(result.rejected() < 0.2 * steps, result.rejected() + " rejected");
    }

    @Test
    void threadsDoNotChangeABit() {
        Electrode electrode = three();
        ElectrodeResult one = electrode.run(0.5, 1);
        ElectrodeResult three = new Electrode(
                        CELL, OPTIONS.withParallel(Parallel.withThreads(2)), electrode.tiles(), electrode.facts())
                .run(0.5, 3);
        assertSame(one, three);
        assertEquals(one.newtonSteps(), three.newtonSteps());
    }

    private static void assertSame(ElectrodeResult expected, ElectrodeResult obtained) {
        assertEquals(expected.stop(), obtained.stop());
        assertEquals(expected.points().size(), obtained.points().size());
        for (int i = 0; i < expected.points().size(); i++) {
            ElectrodePoint a = expected.points().get(i);
            ElectrodePoint b = obtained.points().get(i);
            assertEquals(a.time(), b.time());
            assertEquals(a.voltage(), b.voltage());
            assertArrayEquals(a.currents(), b.currents());
            assertArrayEquals(a.charges(), b.charges());
        }
        assertEquals(expected.end(), obtained.end());
    }

    /** Sub-cells are lost and come back from a state of some steps ago, or from none; all go on as if nothing had been. */
    @ParameterizedTest
    @EnumSource(FaceRule.class)
    void lostSubCellsChangeNothing(FaceRule rule) {
        Electrode electrode =
                Electrode.of(CELL, OPTIONS.withFaceRule(rule).withCutOff(3.7), tile(0.5, 1), tile(0.6, 3));
        ElectrodeResult whole = electrode.run(0.5, 1);
        List<SubCell> cells = new ArrayList<>(electrode.cells());
        List<byte[]> kept = new ArrayList<>(Collections.nCopies(2, new byte[0]));
        int[] asked = {0};
        SubCells forgetful = (request, progress) -> {
            asked[0]++;
            if (asked[0] % 31 == 0) {
                for (int i = 0; i < 2; i++) {
                    cells.set(i, SubCell.of(electrode.tiles().get(i), electrode.options()));
                    boolean isKept = cells.get(i).read(new ByteArrayInputStream(kept.get(i)));
                    assertEquals(kept.get(i).length > 0, isKept);
                }
            }
            List<SubCellResponse> answers =
                    cells.stream().map(cell -> cell.respond(request, progress)).toList();
            if (asked[0] % 10 == 5) {
                kept.set(1, written(cells.get(1)));
            }
            return answers;
        };
        assertSame(whole, electrode.run(0.5, forgetful, List.of(), step -> {}));
    }

    private static byte[] written(SubCell cell) {
        try {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            cell.write(stream);
            return stream.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedDischargeGoesOnAsIfNothingHadBeen() {
        Electrode electrode = three();
        ElectrodeResult whole = electrode.run(0.5, 1);
        for (int stopAfter : new int[] {1, 2, 17, whole.points().size() - 1}) {
            List<ElectrodeStep> steps = new ArrayList<>();
            try (ConcurrentSubCells cells = new ConcurrentSubCells(members(electrode.cells()), 1)) {
                ElectrodeResult cut = electrode.run(0.5, cells, List.of(), step -> {
                    steps.add(step);
                    if (steps.size() == stopAfter) {
                        throw new CancellationException("enough");
                    }
                });
                assertEquals(StopReason.CANCELLED, cut.stop());
                assertEquals(stopAfter, cut.points().size());
            }
            try (ConcurrentSubCells cells = new ConcurrentSubCells(members(electrode.cells()), 1)) {
                assertSame(whole, electrode.run(0.5, cells, steps, step -> {}));
            }
        }
    }

    /** A tile that cannot carry current takes area and mass, and nothing else. */
    @Test
    void anIdleTileCarriesNothing() {
        Electrode electrode = Electrode.of(CELL, OPTIONS, tile(0.5, 1), tile(0.6, 3));
        PhaseMap empty = tile(0, 1);
        String reason = assertThrows(
                        NoCurrentPathException.class,
                        () -> VoxelCell.of(empty, LabelMeaning.VOXELYTE, Axis.Z, true, CELL))
                .getMessage();
        List<SubCellFacts> facts = new ArrayList<>(electrode.facts());
        facts.add(SubCell.facts(empty, LabelMeaning.VOXELYTE, Axis.Z, CELL, reason));
        assertFalse(facts.get(2).isWorking());
        List<ConcurrentSubCells.Member> members = new ArrayList<>(members(electrode.cells()));
        members.add((request, progress) -> SubCellResponse.IDLE);
        double current = 0.5 * electrode.oneC();
        try (ConcurrentSubCells cells = new ConcurrentSubCells(members, 1)) {
            ElectrodeResult with = ParallelDischarge.of(CELL, OPTIONS)
                    .run(cells, facts, current, List.of(), step -> {}, Progress.NONE);
            ElectrodeResult without = electrode.run(0.5, 1);
            assertEquals(without.points().size(), with.points().size());
            ElectrodePoint last = with.points().get(with.points().size() - 1);
            double expected = without.points().get(without.points().size() - 1).charge();
            assertEquals(expected, last.charge(), 1e-6 * expected);
            assertEquals(0, last.charges()[2]);
        }
        List<SubCellFacts> none = List.of(facts.get(2));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ParallelDischarge.of(CELL, OPTIONS)
                        .run((request, progress) -> List.of(), none, 1e-9, List.of(), step -> {}, Progress.NONE))
                .getMessage()
                .contains("no active material"));
    }

    @Test
    void aCurrentThatCannotFlowIsSaid() {
        assertEquals(StopReason.LIMITING_CURRENT, three().run(2000, 1).stop());
    }
}
