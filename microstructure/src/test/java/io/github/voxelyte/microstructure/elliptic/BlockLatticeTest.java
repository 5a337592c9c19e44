package io.github.voxelyte.microstructure.elliptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks and their neighbours against a search of the voxels, for every order of the axes and for periodic ones. */
class BlockLatticeTest {
    private static PhaseMap random(int nx, int ny, int nz, double share) {
        SplittableRandom random = new SplittableRandom(11);
        byte[][] planes = new byte[nz][nx * ny];
        for (byte[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (byte) (random.nextDouble() < share ? 1 : 0);
            }
        }
        return new PhaseMap(VoxelGrid.cubic(nx, ny, nz, 1), planes);
    }

    private static BlockLattice lattice(PhaseMap phases, boolean periodic) {
        byte[] conducts = new byte[256];
        conducts[1] = 1;
        return new BlockLattice(
                phases, conducts, new boolean[] {periodic, periodic, periodic}, kept -> {}, Parallel.SERIAL);
    }

    @ParameterizedTest
    @CsvSource({"9,6,4", "4,9,6", "6,4,9", "9,4,6", "5,5,5", "1,1,7", "2,8,2"})
    void everyConductingVoxelHasItsPlace(int nx, int ny, int nz) {
        PhaseMap phases = random(nx, ny, nz, 0.2);
        BlockLattice lattice = lattice(phases, false);
        Map<Integer, Integer> found = new HashMap<>();
        for (int b = 0; b < lattice.blocks; b++) {
            for (int slot = 0; slot < 8; slot++) {
                if (lattice.conducts(b, slot)) {
                    assertEquals(8 * b + slot, lattice.blockAndSlot(lattice.voxel(b, slot)));
                    found.merge(lattice.voxel(b, slot), 1, Integer::sum);
                }
            }
        }
        for (int i = 0; i < phases.grid().size(); i++) {
            assertEquals(phases.phase(i), found.getOrDefault(i, 0), "voxel " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"8,6,4,false", "4,8,6,true", "6,4,8,true", "2,8,2,true", "7,5,3,false"})
    void neighboursAreThoseOfTheVoxels(int nx, int ny, int nz, boolean periodic) {
        PhaseMap phases = random(nx, ny, nz, 0.3);
        BlockLattice lattice = lattice(phases, periodic);
        int checked = 0;
        for (int b = 0; b < lattice.blocks; b++) {
            for (int side = 0; side < 6; side++) {
                // The voxels of the block on that side have their neighbours in the block beside.
                for (int slot = 0; slot < 8; slot++) {
                    int a = side >> 1;
                    if ((slot >> a & 1) != (side & 1) || !lattice.conducts(b, slot)) {
                        continue;
                    }
                    int voxel = lattice.voxel(b, slot);
                    int position = lattice.position(lattice.axes[a], voxel);
                    int end = (side & 1) == 0 ? 0 : phases.grid().count(lattice.axes[a]) - 1;
                    boolean exists = periodic || position != end;
                    int other = lattice.neighbourVoxel(voxel, side);
                    boolean expected = exists && phases.phase(other) == 1;
                    int next = lattice.neighbour(b, lattice.planeOf(b), side);
                    assertEquals(expected, lattice.conducts(next, slot ^ 1 << a));
                    if (expected) {
                        assertEquals(other, lattice.voxel(next, slot ^ 1 << a));
                        checked++;
                    }
                }
            }
        }
        assertTrue(checked > 5, "checked " + checked);
    }

    @Test
    void mayBeRefusedBeforeMemoryIsTaken() {
        PhaseMap phases = random(8, 8, 8, 0.5);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new BlockLattice(
                        phases,
                        new byte[256],
                        new boolean[3],
                        kept -> {
                            throw new IllegalArgumentException("kept " + kept);
                        },
                        Parallel.SERIAL));
        assertEquals("kept 0", refusal.getMessage());
    }
}
