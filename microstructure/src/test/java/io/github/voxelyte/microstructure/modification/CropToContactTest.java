package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.modification.CropToContact.Choice;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CropToContactTest {
    /** Tenths of each layer that are active, from the first layer along the axis. */
    private static final int[] TENTHS = {8, 7, 6, 5, 4, 3, 2, 4, 1, 3};

    static Stream<Arguments> axesAndSides() {
        return Arrays.stream(Axis.values())
                .flatMap(axis -> Arrays.stream(Side.values()).map(side -> Arguments.of(axis, side)));
    }

    @ParameterizedTest
    @MethodSource("axesAndSides")
    void closestLayerBecomesTheCollectorPlane(Axis axis, Side side) {
        PhaseMap electrode = graded(axis, side);
        CropToContact crop = CropToContact.along(axis, side).withTolerance(0.05).withLeastKept(0.1);
        CropToContact.Result result = crop.of(electrode, 0.41);
        // From the collector: 0.3, 0.1, 0.4, 0.2, …
        assertEquals(2, result.layersCut());
        assertEquals(0.4, result.reached());
        assertEquals(8, result.labels().grid().count(axis));
        assertEquals(0.4, contact(result.labels(), axis, side));
        assertEquals(2 * 10, result.voxelsChanged());
        int first = side == Side.FIRST ? 2 : 0;
        assertEquals(first, result.kept().first());
        assertSlice(electrode, result.labels(), axis, first);
    }

    @ParameterizedTest
    @MethodSource("axesAndSides")
    void firstLayerToReachTheTarget(Axis axis, Side side) {
        CropToContact crop = CropToContact.along(axis, side).withChoice(Choice.FIRST_REACHED);
        PhaseMap electrode = graded(axis, side);
        assertEquals(1, crop.of(electrode, 0.2).layersCut());
        assertEquals(2, crop.of(electrode, 0.35).layersCut());
        assertEquals(0, crop.of(electrode, 0.3).layersCut());
    }

    @ParameterizedTest
    @MethodSource("axesAndSides")
    void keepsTheThicknessFromTheStackAround(Axis axis, Side side) {
        PhaseMap stack = graded(axis, side);
        LayerRange electrode = side == Side.FIRST ? new LayerRange(0, 6) : new LayerRange(4, 6);
        CropToContact crop = CropToContact.along(axis, side).withKeptThickness(true);
        CropToContact.Result result = crop.of(stack, electrode, 0.4);
        assertEquals(2, result.layersCut());
        assertEquals(6, result.labels().grid().count(axis));
        assertEquals(0.4, contact(result.labels(), axis, side));
        assertEquals(2 * 2 * 10, result.voxelsChanged());
        assertSlice(stack, result.labels(), axis, 2);
    }

    /** Over random structures: the ratio reached is that of the result, and no layer allowed is closer. */
    @ParameterizedTest
    @MethodSource("axesAndSides")
    void noLayerIsCloser(Axis axis, Side side) {
        for (int seed = 1; seed <= 10; seed++) {
            VoxelGrid grid = new VoxelGrid(12, 14, 16, 1e-6, 2e-6, 1e-6);
            PhaseMap electrode = RandomStructure.noise(grid, new Random(seed), 2);
            double[] ratios = LayerContact.of(electrode, axis);
            double target = ratios[side.layer(ratios.length / 3, ratios.length)];
            CropToContact.Result result =
                    CropToContact.along(axis, side).withTolerance(1).of(electrode, target);
            assertEquals(target, result.reached());
            assertEquals(target, contact(result.labels(), axis, side));
        }
    }

    @Test
    void additiveIsContactToo() {
        VoxelGrid grid = VoxelGrid.cubic(4, 1, 1, 1e-6);
        PhaseMap layer = PhaseMap.ofFlat(
                grid, new byte[] {Labels.ACTIVE, Labels.ADDITIVE, Labels.PASSIVATED, Labels.ELECTROLYTE});
        assertArrayEquals(new double[] {0.5}, LayerContact.of(layer, Axis.Z));
    }

    @Test
    void saysWhatCanBeReached() {
        PhaseMap electrode = graded(Axis.Z, Side.LAST);
        CropToContact crop = CropToContact.along(Axis.Z, Side.LAST);
        assertMessage("between 0.1000 and 0.4000", () -> crop.of(electrode, 0.9));
        assertMessage("between 0.1000 and 0.4000", () -> crop.withChoice(Choice.FIRST_REACHED)
                .of(electrode, 0.45));
        assertMessage("closest is 0.1000", () -> crop.of(electrode, 0.01));
        assertMessage("between 0 and 1", () -> crop.of(electrode, 30));
        assertMessage("ends at layer 10", () -> crop.of(electrode, new LayerRange(1, 10), 0.3));
    }

    @Test
    void refusesTheSideWithoutElectrode() {
        PhaseMap electrode = graded(Axis.X, Side.LAST);
        int[] padded = new int[12];
        System.arraycopy(LayerSequence.range(0, 10), 0, padded, 0, 10);
        PhaseMap longer = LayerSequence.of(electrode, Axis.X, padded);
        byte[] labels = RandomStructure.flat(longer);
        for (int i = 0; i < labels.length; i++) {
            if (i % 12 >= 10) {
                labels[i] = Labels.ELECTROLYTE;
            }
        }
        PhaseMap withSeparator = PhaseMap.ofFlat(longer.grid(), labels);
        assertMessage(
                "no electrode at the collector side (x, last): the outermost 2 layers",
                () -> CropToContact.along(Axis.X, Side.LAST).of(withSeparator, 0.3));
        PhaseMap empty = new PhaseMap(VoxelGrid.cubic(3, 3, 3, 1e-6), new byte[3][9]);
        assertMessage("no active material", () -> CropToContact.along(Axis.Z, Side.LAST)
                .of(empty, 0.3));
    }

    /** Layers of ten voxels with 8, 7, 6, … active ones; seen from the collector 3, 1, 4, 2, … */
    private static PhaseMap graded(Axis axis, Side side) {
        byte[] labels = new byte[100];
        for (int layer = 0; layer < 10; layer++) {
            int tenths = TENTHS[side == Side.LAST ? layer : 9 - layer];
            for (int k = 0; k < tenths; k++) {
                labels[10 * layer + k] = Labels.ACTIVE;
            }
        }
        return RandomStructure.swappedWithZ(PhaseMap.ofFlat(VoxelGrid.cubic(5, 2, 10, 1e-6), labels), axis);
    }

    private static double contact(PhaseMap map, Axis axis, Side side) {
        double[] ratios = LayerContact.of(map, axis);
        return ratios[side.layer(0, ratios.length)];
    }

    private static void assertSlice(PhaseMap whole, PhaseMap part, Axis axis, int first) {
        VoxelGrid g = part.grid();
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    int expected = whole.phase(
                            axis == Axis.X ? x + first : x,
                            axis == Axis.Y ? y + first : y,
                            axis == Axis.Z ? z + first : z);
                    assertEquals(expected, part.phase(x, y, z));
                }
            }
        }
    }

    private static void assertMessage(String part, Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
}
