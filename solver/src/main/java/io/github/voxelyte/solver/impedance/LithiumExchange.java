package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import java.util.HashMap;
import java.util.Map;

/**
 * Which active voxels can even out their lithium while no current flows through the cell: those that touch, and those that are joined
 * by electrons (active material, additive, collector) and by ions (electrolyte, lithium) both, through reactive faces.
 * Disjoint sets by union and path halving: R. E. Tarjan, J. ACM 22 (1975) 215, doi:10.1145/321879.321884.
 */
final class LithiumExchange {
    /** Group of every lithiation: the smallest lithiation in it. */
    final int[] groupOf;

    LithiumExchange(CellElements elements) {
        int nodes = elements.nodes();
        int[] lithium = new int[nodes];
        int[] electrons = new int[nodes];
        int[] ions = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            lithium[i] = i;
            electrons[i] = i;
            ions[i] = i;
        }
        for (int node : elements.lithiumNodes()) {
            join(ions, node, elements.lithiumNodes()[0]);
        }
        ElementShape[] shapes = elements.shapes().toArray(ElementShape[]::new);
        for (int e = 0; e < elements.count(); e++) {
            int a = elements.first(e);
            int b = elements.second(e);
            switch (shapes[elements.shape(e)].kind()) {
                case ELECTROLYTE -> join(ions, a, b);
                case ADDITIVE, JUNCTION -> join(electrons, a, b);
                case ACTIVE -> {
                    join(electrons, a, b);
                    join(lithium, a, b);
                }
                default -> {
                    // Faces join through electrons and ions together: below.
                }
            }
        }
        Map<Long, Integer> firstOf = new HashMap<>();
        for (int e = 0; e < elements.count(); e++) {
            if (shapes[elements.shape(e)].kind() == ElementShape.Kind.REACTIVE) {
                int a = elements.first(e);
                long pair = (long) root(electrons, a) * nodes + root(ions, elements.second(e));
                Integer first = firstOf.putIfAbsent(pair, a);
                if (first != null) {
                    join(lithium, a, first);
                }
            }
        }
        groupOf = new int[elements.lithiations()];
        int[] smallest = new int[nodes];
        java.util.Arrays.fill(smallest, -1);
        for (int k = 0; k < groupOf.length; k++) {
            int root = root(lithium, elements.nodeOfLithiation(k));
            smallest[root] = smallest[root] < 0 ? k : smallest[root];
            groupOf[k] = smallest[root];
        }
    }

    private static int root(int[] parent, int node) {
        int i = node;
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    private static void join(int[] parent, int a, int b) {
        int first = root(parent, a);
        int second = root(parent, b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }
}
