package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.modification.Delamination.Mode;
import io.github.voxelyte.microstructure.modification.Delamination.Outcome;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DelaminationTest {
    private static final double[] DEGREES = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1};

    static Stream<Arguments> modesOutcomesAndSeeds() {
        return Arrays.stream(Mode.values()).flatMap(mode -> Arrays.stream(Outcome.values())
                .flatMap(outcome -> Stream.of(1L, 2L, 77L).map(seed -> Arguments.of(mode, outcome, seed))));
    }

    @ParameterizedTest
    @MethodSource("modesOutcomesAndSeeds")
    void degreesAreMetMonotoneAndNested(Mode mode, Outcome outcome, long seed) {
        PhaseMap structure = RandomStructure.balls(seed);
        Delamination delamination =
                Delamination.of(mode, seed).withOutcome(outcome).withAxis(Axis.values()[(int) (seed % 3)]);
        double total = DelaminationDegree.of(structure).totalArea();
        double grain = outcome == Outcome.PASSIVE_FACES ? largestFace(structure.grid()) : allFaces(structure.grid());
        Delamination.Result smaller = null;
        for (double degree : DEGREES) {
            Delamination.Result result = delamination.of(structure, degree, Progress.NONE);
            assertEquals(degree, result.reached(), 0.5 * grain / total + 1e-12);
            if (smaller != null) {
                assertTrue(result.reached() >= smaller.reached());
                assertContained(smaller, result);
            }
            smaller = result;
        }
    }

    @ParameterizedTest
    @MethodSource("modesOutcomesAndSeeds")
    void noneAndAllAreExact(Mode mode, Outcome outcome, long seed) {
        PhaseMap structure = RandomStructure.balls(seed);
        Delamination delamination = Delamination.of(mode, seed).withOutcome(outcome);
        Delamination.Result none = delamination.of(structure, 0, Progress.NONE);
        assertEquals(0, none.reached());
        assertEquals(0, none.voxelsChanged());
        assertArrayEquals(RandomStructure.flat(structure), RandomStructure.flat(none.labels()));
        Delamination.Result all = delamination.of(structure, 1, Progress.NONE);
        assertEquals(1, all.reached(), 1e-12);
        VoxelFaces faces = new VoxelFaces(all.labels());
        for (int z = 0; z < structure.grid().nz(); z++) {
            for (int i = 0; i < structure.grid().planeSize(); i++) {
                if (structure.plane(z)[i] == Labels.ACTIVE) {
                    assertEquals(0, faces.weightTo(z, i, Labels.ELECTROLYTE));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modesOutcomesAndSeeds")
    void onlyElectrolyteAtTheSurfaceChanges(Mode mode, Outcome outcome, long seed) {
        PhaseMap structure = RandomStructure.balls(seed);
        byte[] before = RandomStructure.flat(structure);
        byte[] copy = before.clone();
        Delamination.Result result =
                Delamination.of(mode, seed).withOutcome(outcome).of(structure, 0.4, Progress.NONE);
        assertArrayEquals(copy, RandomStructure.flat(structure), "the input is unchanged");
        byte[] after = RandomStructure.flat(result.labels());
        VoxelFaces faces = new VoxelFaces(structure);
        long changed = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i]) {
                changed++;
                assertEquals(Labels.ELECTROLYTE, before[i]);
                assertEquals(outcome == Outcome.VOID_VOXELS ? Labels.VOID : Labels.PASSIVATED, after[i]);
                int plane = structure.grid().planeSize();
                assertTrue(faces.weightTo(i / plane, i % plane, Labels.ACTIVE) > 0);
            }
        }
        assertEquals(changed, result.voxelsChanged());
    }

    /** Electrolyte and passivated electrolyte together: the same voxels before and after. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void theElectrolyteNetworkIsUnchanged(Mode mode) {
        PhaseMap structure = RandomStructure.balls(5);
        for (Outcome outcome : new Outcome[] {Outcome.PASSIVATED_VOXELS, Outcome.PASSIVE_FACES}) {
            Delamination.Result result =
                    Delamination.of(mode, 3).withOutcome(outcome).of(structure, 0.75, Progress.NONE);
            for (int i = 0; i < structure.grid().size(); i++) {
                int after = result.labels().phase(i);
                assertEquals(structure.phase(i), after == Labels.PASSIVATED ? Labels.ELECTROLYTE : after);
            }
        }
    }

    /** In steps or at once: the same voxels. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void goesOnFromADelaminatedStack(Mode mode) {
        PhaseMap structure = RandomStructure.balls(8);
        Delamination delamination = Delamination.of(mode, 4);
        PhaseMap atOnce = delamination.of(structure, 0.6, Progress.NONE).labels();
        PhaseMap quarter = delamination.of(structure, 0.25, Progress.NONE).labels();
        Delamination.Result inSteps = delamination.of(quarter, 0.6, Progress.NONE);
        assertArrayEquals(RandomStructure.flat(atOnce), RandomStructure.flat(inSteps.labels()));
        assertEquals(0.25, inSteps.before(), 0.02);
    }

    @ParameterizedTest
    @MethodSource("modesOutcomesAndSeeds")
    void threadsChangeNothing(Mode mode, Outcome outcome, long seed) {
        PhaseMap structure = RandomStructure.balls(seed);
        Delamination delamination = Delamination.of(mode, seed).withOutcome(outcome);
        Delamination.Result one = delamination.withParallel(Parallel.SERIAL).of(structure, 0.3, Progress.NONE);
        Delamination.Result many =
                delamination.withParallel(Parallel.withThreads(5)).of(structure, 0.3, Progress.NONE);
        assertArrayEquals(RandomStructure.flat(one.labels()), RandomStructure.flat(many.labels()));
        assertEquals(one.reached(), many.reached());
        one.faceMask()
                .ifPresent(mask -> assertArrayEquals(
                        RandomStructure.flat(mask),
                        RandomStructure.flat(many.faceMask().orElseThrow())));
    }

    @Test
    void seedsDiffer() {
        PhaseMap structure = RandomStructure.balls(1);
        byte[] one = RandomStructure.flat(Delamination.of(Mode.UNIFORM_RANDOM, 1)
                .of(structure, 0.5, Progress.NONE)
                .labels());
        byte[] two = RandomStructure.flat(Delamination.of(Mode.UNIFORM_RANDOM, 2)
                .of(structure, 0.5, Progress.NONE)
                .labels());
        assertNotEquals(0, Arrays.compare(one, two));
    }

    /** The mask's bits say which side: of one active voxel, all faces; passivated ones are in the mask as well. */
    @Test
    void maskBitsFollowTheOrderOfTheFaces() {
        VoxelGrid grid = new VoxelGrid(3, 3, 3, 1e-6, 2e-6, 3e-6);
        byte[] labels = new byte[27];
        labels[grid.index(1, 1, 1)] = Labels.ACTIVE;
        labels[grid.index(0, 1, 1)] = Labels.PASSIVATED;
        labels[grid.index(1, 2, 1)] = Labels.VOID;
        PhaseMap structure = PhaseMap.ofFlat(grid, labels);
        Delamination.Result all = Delamination.of(Mode.UNIFORM_RANDOM, 1)
                .withOutcome(Outcome.PASSIVE_FACES)
                .of(structure, 1, Progress.NONE);
        assertEquals(1 + 2 + 4 + 16 + 32, all.faceMask().orElseThrow().phase(1, 1, 1));
        assertEquals(4, all.facesPassive());
        double area = 2 * 6e-12 + 3e-12 + 2 * 2e-12;
        assertEquals(6e-12 / area, all.before(), 1e-12);
        assertEquals(area, DelaminationDegree.of(structure).totalArea(), 1e-24);
        assertEquals(Labels.PASSIVATED, all.labels().phase(1, 0, 1));
    }

    /** Two walls 1 and 3 voxels apart: the narrow gap goes first. */
    @Test
    void narrowGapsGoFirst() {
        VoxelGrid grid = VoxelGrid.cubic(8, 6, 6, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 8;
            labels[i] = (byte) (x == 1 || x == 3 || x == 7 ? Labels.ACTIVE : Labels.ELECTROLYTE);
        }
        // Faces per column: 2 in the narrow gap (x = 2), 2 in the wide one, 1 at the outside.
        PhaseMap narrow = Delamination.of(Mode.GAPS_FIRST, 1)
                .of(PhaseMap.ofFlat(grid, labels), 2.0 / 5, Progress.NONE)
                .labels();
        for (int i = 0; i < labels.length; i++) {
            assertEquals(i % 8 == 2, narrow.phase(i) == Labels.PASSIVATED);
        }
    }

    /** A ball, delaminated by half: what is passive lies round its equator, not at the poles on the axis. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void facesTurnedAwayFromTheAxisGoFirst(Axis axis) {
        VoxelGrid grid = VoxelGrid.cubic(25, 25, 25, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int z = 0; z < 25; z++) {
            for (int y = 0; y < 25; y++) {
                for (int x = 0; x < 25; x++) {
                    int square = (x - 12) * (x - 12) + (y - 12) * (y - 12) + (z - 12) * (z - 12);
                    labels[grid.index(x, y, z)] = (byte) (square < 81 ? Labels.ACTIVE : Labels.ELECTROLYTE);
                }
            }
        }
        PhaseMap half = Delamination.of(Mode.POLES, 1)
                .withAxis(axis)
                .of(PhaseMap.ofFlat(grid, labels), 0.5, Progress.NONE)
                .labels();
        double farthest = 0;
        for (int z = 0; z < 25; z++) {
            for (int y = 0; y < 25; y++) {
                for (int x = 0; x < 25; x++) {
                    if (half.phase(x, y, z) == Labels.PASSIVATED) {
                        int along = axis == Axis.X ? x : axis == Axis.Y ? y : z;
                        farthest = Math.max(farthest, Math.abs(along - 12));
                    }
                }
            }
        }
        // Of a sphere's area, half lies within half the radius of the equator; faces count some more.
        assertEquals(0.5 * 9, farthest, 1.5);
    }

    /** Larger patches have less border between passive and active surface. */
    @Test
    void patchesGrowWithTheCorrelationLength() {
        PhaseMap structure =
                RandomStructure.balls(VoxelGrid.cubic(40, 40, 40, 1e-6), new java.util.Random(1), 0.45, 8e-6);
        long fine = borders(structure, 1e-6);
        long coarse = borders(structure, 8e-6);
        assertTrue(coarse < fine / 2, coarse + " against " + fine);
    }

    private static long borders(PhaseMap structure, double length) {
        PhaseMap half = Delamination.of(Mode.RANDOM_PATCHES, 1)
                .withCorrelationLength(length)
                .of(structure, 0.5, Progress.NONE)
                .labels();
        PhaseMap surface = Delamination.of(Mode.UNIFORM_RANDOM, 1)
                .of(structure, 1, Progress.NONE)
                .labels();
        VoxelFaces faces = new VoxelFaces(half);
        VoxelFaces surfaceFaces = new VoxelFaces(surface);
        long borders = 0;
        for (int z = 0; z < structure.grid().nz(); z++) {
            for (int i = 0; i < structure.grid().planeSize(); i++) {
                if (half.plane(z)[i] != Labels.PASSIVATED) {
                    continue;
                }
                for (int face = 0; face < 6; face++) {
                    if (faces.neighbour(z, i, face) == Labels.ELECTROLYTE
                            && surfaceFaces.neighbour(z, i, face) == Labels.PASSIVATED) {
                        borders++;
                    }
                }
            }
        }
        return borders;
    }

    @Test
    void refusesWhatCannotBe() {
        PhaseMap structure = RandomStructure.balls(1);
        Delamination delamination = Delamination.of(Mode.UNIFORM_RANDOM, 1);
        assertMessage("between 0 and 1", () -> delamination.of(structure, 1.2, Progress.NONE));
        assertMessage("between 0 and 1", () -> delamination.of(structure, Double.NaN, Progress.NONE));
        PhaseMap half = delamination.of(structure, 0.5, Progress.NONE).labels();
        assertMessage("already", () -> delamination.of(half, 0.25, Progress.NONE));
        PhaseMap electrolyte = new PhaseMap(VoxelGrid.cubic(3, 3, 3, 1e-6), new byte[3][9]);
        assertMessage("no face", () -> delamination.of(electrolyte, 0.25, Progress.NONE));
        assertMessage("correlation length", () -> delamination.withCorrelationLength(0));
    }

    @Test
    void canBeCancelled() {
        Progress impatient = fraction -> {
            throw new CancellationException();
        };
        for (Mode mode : Mode.values()) {
            assertThrows(CancellationException.class, () -> Delamination.of(mode, 1)
                    .of(RandomStructure.balls(1), 0.5, impatient));
        }
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private static void assertContained(Delamination.Result smaller, Delamination.Result larger) {
        for (int i = 0; i < smaller.labels().grid().size(); i++) {
            int label = smaller.labels().phase(i);
            if (label == Labels.PASSIVATED || label == Labels.VOID) {
                assertEquals(label, larger.labels().phase(i));
            }
        }
        smaller.faceMask().ifPresent(mask -> {
            PhaseMap more = larger.faceMask().orElseThrow();
            for (int i = 0; i < mask.grid().size(); i++) {
                assertEquals(0, mask.phase(i) & ~more.phase(i));
            }
        });
    }

    private static double largestFace(VoxelGrid grid) {
        return Arrays.stream(Axis.values()).mapToDouble(grid::faceArea).max().orElseThrow();
    }

    private static double allFaces(VoxelGrid grid) {
        return 2 * Arrays.stream(Axis.values()).mapToDouble(grid::faceArea).sum();
    }
}
