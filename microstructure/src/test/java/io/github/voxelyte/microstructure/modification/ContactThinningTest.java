package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContactThinningTest {
    @ParameterizedTest
    @MethodSource("io.github.voxelyte.microstructure.modification.CropToContactTest#axesAndSides")
    void meetsTheRatioAndLeavesTheBulk(Axis axis, Side side) {
        for (int seed = 1; seed <= 5; seed++) {
            PhaseMap electrode = RandomStructure.balls(seed);
            VoxelGrid grid = electrode.grid();
            int layers = grid.count(axis);
            double before = LayerContact.of(electrode, axis)[side.layer(0, layers)];
            for (double ratio : new double[] {before, 0.6 * before, 0.01, 0}) {
                ContactThinning.Result result =
                        ContactThinning.at(axis, side, seed).withDepth(2).voxels(electrode, ratio);
                assertEquals(ratio, result.reached(), 0.5 * layers / grid.size() + 1e-12);
                assertEquals(before, result.before());
                assertEquals(result.voxelsChanged(), changed(electrode, result.labels(), axis, side, 2));
            }
        }
    }

    /** Less contact of one seed is part of more contact. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void contactsAreNested(Side side) {
        PhaseMap electrode = RandomStructure.balls(3);
        ContactThinning thinning = ContactThinning.at(Axis.Y, side, 11);
        PhaseMap more = thinning.voxels(electrode, 0.2).labels();
        PhaseMap less = thinning.voxels(electrode, 0.05).labels();
        for (int i = 0; i < electrode.grid().size(); i++) {
            if (less.phase(i) == Labels.ACTIVE) {
                assertEquals(Labels.ACTIVE, more.phase(i));
            }
        }
    }

    @Test
    void saysWhatCanBeReached() {
        byte[] labels = {1, 1, 3, 0, 0, 0, 0, 0};
        PhaseMap electrode = PhaseMap.ofFlat(VoxelGrid.cubic(4, 1, 2, 1e-6), labels);
        ContactThinning thinning = ContactThinning.at(Axis.Z, Side.FIRST, 1);
        assertEquals(0.25, thinning.voxels(electrode, 0.25).reached());
        assertMessage("between 0.2500 and 0.7500", () -> thinning.voxels(electrode, 0));
        assertMessage("between 0.2500 and 0.7500", () -> thinning.voxels(electrode, 1));
        assertMessage("no electrode at the collector side (z, last)", () -> ContactThinning.at(Axis.Z, Side.LAST, 1)
                .voxels(electrode, 0.2));
        assertMessage("at least one layer", () -> thinning.withDepth(0));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    /** Counts changed voxels; all of them turned from active material to electrolyte in the outermost layers. */
    private static long changed(PhaseMap before, PhaseMap after, Axis axis, Side side, int depth) {
        VoxelGrid g = before.grid();
        long changed = 0;
        for (int z = 0; z < g.nz(); z++) {
            for (int y = 0; y < g.ny(); y++) {
                for (int x = 0; x < g.nx(); x++) {
                    if (before.phase(x, y, z) != after.phase(x, y, z)) {
                        changed++;
                        int layer = axis == Axis.X ? x : axis == Axis.Y ? y : z;
                        assertTrue(side == Side.FIRST ? layer < depth : layer >= g.count(axis) - depth);
                        assertEquals(Labels.ACTIVE, before.phase(x, y, z));
                        assertEquals(Labels.ELECTROLYTE, after.phase(x, y, z));
                    }
                }
            }
        }
        return changed;
    }
}
