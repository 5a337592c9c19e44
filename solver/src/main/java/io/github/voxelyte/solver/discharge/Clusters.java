package io.github.voxelyte.solver.discharge;

/**
 * Joined cells of a cell's geometry: which carry current, which float, which are dead.
 *
 * <p>Two cells are joined by conduction (both ionic or both electronic) or by a reactive face. What is joined neither to
 * lithium nor to the collector would leave the potential undetermined and is taken out: dead. Active material that only
 * reactive faces join stays, with no net current: floating; lithium can shift through it.
 */
final class Clusters {
    private final int[] parent;
    private final int collector;
    private final int lithium;

    private Clusters(CellGeometry geometry, boolean reactive) {
        int cells = geometry.cells();
        parent = new int[cells + 2];
        collector = cells;
        lithium = cells + 1;
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        int plane = geometry.nu * geometry.nv;
        for (int cell = 0; cell < cells; cell++) {
            CellMaterial material = geometry.material(cell);
            if (cell < plane && material.isIonic()) {
                join(cell, lithium);
            }
            if (cell >= cells - plane && material.isElectronic()) {
                join(cell, collector);
            }
            for (int direction = 0; direction < 3; direction++) {
                int other = geometry.neighbour(cell, 2 * direction + 1);
                if (other >= 0
                        && (conducts(material, geometry.material(other))
                                || (reactive && isReactive(geometry, cell, other, direction)))) {
                    join(cell, other);
                }
            }
        }
    }

    /** Joined by conduction alone. */
    static Clusters conducting(CellGeometry geometry) {
        return new Clusters(geometry, false);
    }

    /** Joined by conduction or reaction. */
    static Clusters coupled(CellGeometry geometry) {
        return new Clusters(geometry, true);
    }

    boolean joinsLithiumAndCollector() {
        return root(lithium) == root(collector);
    }

    boolean isJoinedToLithium(int cell) {
        return root(cell) == root(lithium);
    }

    boolean isJoinedToCollector(int cell) {
        return root(cell) == root(collector);
    }

    static boolean conducts(CellMaterial a, CellMaterial b) {
        return (a.isIonic() && b.isIonic()) || (a.isElectronic() && b.isElectronic());
    }

    /** Whether the face between a cell and its neighbour in a + direction reacts. */
    static boolean isReactive(CellGeometry geometry, int cell, int other, int direction) {
        CellMaterial a = geometry.material(cell);
        CellMaterial b = geometry.material(other);
        if (a == CellMaterial.ACTIVE && b == CellMaterial.ELECTROLYTE) {
            return !geometry.isMasked(cell, 2 * direction + 1);
        }
        return b == CellMaterial.ACTIVE && a == CellMaterial.ELECTROLYTE && !geometry.isMasked(other, 2 * direction);
    }

    private void join(int a, int b) {
        int ra = root(a);
        int rb = root(b);
        parent[Math.max(ra, rb)] = Math.min(ra, rb);
    }

    private int root(int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}
