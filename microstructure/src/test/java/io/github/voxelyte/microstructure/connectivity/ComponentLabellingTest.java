package io.github.voxelyte.microstructure.connectivity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentLabellingTest {
    /** The obvious algorithm: flood fill with a queue, all neighbours written out. */
    private static int[] flooded(PhaseMap map, Neighbourhood neighbourhood) {
        VoxelGrid g = map.grid();
        int[] component = new int[g.size()];
        Arrays.fill(component, -1);
        int next = 0;
        Deque<Integer> queue = new ArrayDeque<>();
        for (int start = 0; start < component.length; start++) {
            if (map.phase(start) == 1 && component[start] < 0) {
                component[start] = next;
                queue.add(start);
                while (!queue.isEmpty()) {
                    int i = queue.remove();
                    for (int step = 0; step < 27; step++) {
                        int sx = step % 3 - 1;
                        int sy = step / 3 % 3 - 1;
                        int sz = step / 9 - 1;
                        int x = i % g.nx() + sx;
                        int y = i / g.nx() % g.ny() + sy;
                        int z = i / g.planeSize() + sz;
                        boolean inside = x >= 0 && y >= 0 && z >= 0 && x < g.nx() && y < g.ny() && z < g.nz();
                        int distance = Math.abs(sx) + Math.abs(sy) + Math.abs(sz);
                        int most =
                                switch (neighbourhood) {
                                    case FACES -> 1;
                                    case EDGES -> 2;
                                    case CORNERS -> 3;
                                };
                        if (inside && distance <= most) {
                            int j = g.index(x, y, z);
                            if (map.phase(j) == 1 && component[j] < 0) {
                                component[j] = next;
                                queue.add(j);
                            }
                        }
                    }
                }
                next++;
            }
        }
        return component;
    }

    private static PhaseMap random(VoxelGrid grid, double fraction, long seed) {
        Random random = new Random(seed);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < fraction ? 1 : 0);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    @ParameterizedTest
    @EnumSource(Neighbourhood.class)
    void agreesWithFloodFillVoxelByVoxel(Neighbourhood neighbourhood) {
        int[][] sizes = {{13, 11, 9}, {1, 17, 8}, {40, 1, 3}, {5, 6, 1}, {1, 1, 1}, {6, 170, 7}};
        for (int[] size : sizes) {
            for (double fraction : new double[] {0.1, 0.25, 0.32, 0.5, 0.9, 1}) {
                PhaseMap map = random(VoxelGrid.cubic(size[0], size[1], size[2], 1), fraction, 7);
                int[] expected = flooded(map, neighbourhood);
                Components components = ComponentLabelling.by(neighbourhood).of(map, 1, Progress.NONE);
                VoxelGrid g = map.grid();
                long[] sizesFound = new long[components.count()];
                for (int i = 0; i < g.size(); i++) {
                    int at = components.at(i % g.nx(), i / g.nx() % g.ny(), i / g.planeSize());
                    assertEquals(expected[i], at);
                    if (at >= 0) {
                        sizesFound[at]++;
                    }
                }
                for (int c = 0; c < sizesFound.length; c++) {
                    assertEquals(sizesFound[c], components.size(c));
                }
                assertEquals(map.counts()[1], components.totalSize());
            }
        }
    }

    /** Room for runs is made for what the planes so far let expect. */
    @Test
    void findsManyRunsAfterFew() {
        VoxelGrid grid = VoxelGrid.cubic(41, 101, 5, 1);
        byte[] labels = new byte[grid.size()];
        labels[grid.index(40, 0, 0)] = 1;
        for (int i = 0; i < 41 * 101; i += 2) {
            labels[grid.index(i % 41, i / 41, 4)] = 1; // a checkerboard
        }
        Components components = ComponentLabelling.byFaces().of(PhaseMap.ofFlat(grid, labels), 1, Progress.NONE);
        assertEquals(1 + (41 * 101 + 1) / 2, components.count());
        assertEquals(components.count(), components.totalSize());
        assertEquals(components.count() - 1, components.at(40, 100, 4));
        assertEquals(-1, components.at(1, 0, 4));
    }

    @Test
    void fillsChosenComponentsOfOnePlane() {
        VoxelGrid grid = VoxelGrid.cubic(23, 170, 3, 1);
        PhaseMap map = random(grid, 0.3, 5);
        Components components = ComponentLabelling.byFaces().of(map, 1, Progress.NONE);
        boolean[] chosen = new boolean[components.count()];
        for (int c = 0; c < chosen.length; c += 3) {
            chosen[c] = true;
        }
        byte[] plane = map.plane(1).clone();
        components.fill(1, chosen, (byte) 200, plane);
        for (int i = 0; i < plane.length; i++) {
            int at = components.at(i % 23, i / 23, 1);
            int expected = at >= 0 && chosen[at] ? 200 : map.plane(1)[i];
            assertEquals(expected, plane[i] & 0xff);
        }
    }

    /** (0,0,0) and (1,1,0) share an edge, (1,1,0) and (2,2,1) a corner. */
    @ParameterizedTest
    @CsvSource({"FACES, 3", "EDGES, 2", "CORNERS, 1"})
    void voxelsJoinedByEdgeOrCornerOnly(Neighbourhood neighbourhood, int expected) {
        VoxelGrid grid = VoxelGrid.cubic(3, 3, 2, 1);
        byte[] labels = new byte[grid.size()];
        labels[grid.index(0, 0, 0)] = 1;
        labels[grid.index(1, 1, 0)] = 1;
        labels[grid.index(2, 2, 1)] = 1;
        PhaseMap map = PhaseMap.ofFlat(grid, labels);
        assertEquals(
                expected,
                ComponentLabelling.by(neighbourhood).of(map, 1, Progress.NONE).count());
    }

    @Test
    void knowsTheFacesEachComponentTouches() {
        VoxelGrid grid = VoxelGrid.cubic(5, 4, 3, 1);
        byte[] labels = new byte[grid.size()];
        for (int x = 0; x < 5; x++) {
            labels[grid.index(x, 1, 1)] = 1; // a bar along x, inside in y and z
        }
        labels[grid.index(2, 3, 0)] = 1; // a voxel at the last y and the first z
        Components components = ComponentLabelling.byFaces().of(PhaseMap.ofFlat(grid, labels), 1, Progress.NONE);
        assertEquals(2, components.count());
        int bar = components.at(3, 1, 1);
        int dot = components.at(2, 3, 0);
        assertTrue(components.percolates(bar, Axis.X));
        assertFalse(components.touches(bar, Axis.Y, false) || components.touches(bar, Axis.Z, true));
        assertTrue(components.touches(dot, Axis.Y, true) && components.touches(dot, Axis.Z, false));
        assertFalse(components.touches(dot, Axis.X, false) || components.percolates(dot, Axis.Z));
        assertEquals(5, components.percolatingSize(Axis.X));
        assertEquals(0, components.percolatingSize(Axis.Z));
        assertEquals(bar, components.largest());
    }

    @Test
    void takesSeveralLabelsTogether() {
        PhaseMap map = PhaseMap.ofFlat(VoxelGrid.cubic(4, 1, 1, 1), new byte[] {1, 2, 0, (byte) 200});
        boolean[] member = new boolean[256];
        member[1] = true;
        member[2] = true;
        member[200] = true;
        Components components = ComponentLabelling.byFaces().of(map, member, Progress.NONE);
        assertEquals(2, components.count());
        assertEquals(2, components.size(0));
        assertEquals(-1, components.at(2, 0, 0));
    }

    @Test
    void anAbsentPhaseHasNoComponents() {
        Components none = ComponentLabelling.byFaces()
                .of(PhaseMap.ofFlat(VoxelGrid.cubic(3, 3, 3, 1), new byte[27]), 1, Progress.NONE);
        assertEquals(0, none.count());
        assertEquals(-1, none.largest());
        assertThrows(IllegalArgumentException.class, () -> ComponentLabelling.byFaces()
                .of(PhaseMap.ofFlat(VoxelGrid.cubic(3, 3, 3, 1), new byte[27]), 256, Progress.NONE));
    }
}
